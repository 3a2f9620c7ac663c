"""A CSV file as spreadsheets and other desks write it: encoding, delimiter and columns found out.

Its first line names the columns. Which of them is the question and which the reply, the caller
says, unless they are called so.
"""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, Protocol

from handoff.suggestions.lines import ImportRefused, Read

DELIMITERS: Final = (",", ";", "\t", "|")

LONGEST_CELL: Final = 32_000_000
"""Characters; a longer cell is a quotation mark that is never closed."""

REQUIRED: Final = ("question", "reply")

_NEVER_CLOSED = "opens a quotation mark that is never closed"
_NOT_SEPARATED = "has something behind a closing quotation mark: neither a delimiter nor a line end"

_CHUNK: Final = 1 << 20
_BYTE_ORDER_MARKS = {BOM_UTF8: "utf-8-sig", BOM_UTF16_LE: "utf-16", BOM_UTF16_BE: "utf-16"}
_BOM_LONGEST = max(map(len, _BYTE_ORDER_MARKS))
_NO_LETTERS = frozenset(b"\x00\x81\x8d\x8f\x90\x9d")
"""Bytes that Windows-1252 does not have, and the NUL that no text has."""
_UTF8_LETTER = re.compile(rb"[\xc3\xc5][\x80-\xbf]|\xe2[\x80-\x82][\x80-\xbf]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?")


class Reader(Protocol):
    """What `csv.reader` gives."""

    @property
    def line_num(self) -> int:
        """Lines read so far."""
        ...

    def __next__(self) -> list[str]:
        """The cells of the next row."""
        ...


def columns_of(mapping: str, fields: frozenset[str]) -> dict[str, str]:
    """`question=Message,reply=Réponse` as column by field; raises `ImportRefused`."""
    names = "|".join(sorted(fields))
    parts = re.split(rf",\s*(?=(?:{names})\s*=)", mapping.strip())
    columns: dict[str, str] = {}
    for part in parts:
        field, equals, column = (piece.strip() for piece in part.partition("="))
        if not equals or field not in fields or not column:
            raise ImportRefused(
                f"--columns: {part!r} is not FIELD=COLUMN. Fields are {', '.join(sorted(fields))};"
                " write for instance --columns question=Message,reply=Réponse."
            )
        columns[field] = column
    return columns


class CsvFile:
    """The rows of `path`; `columns` gives the column of each field, None those called like it.

    Raises `ImportRefused` where encoding, delimiter or columns cannot be told.
    """

    def __init__(
        self, path: Path, fields: frozenset[str], columns: Mapping[str, str] | None
    ) -> None:
        self._path = path
        try:
            self.encoding = _encoding(path)
            self.delimiter, header = self._begun(columns or {name: name for name in REQUIRED})
        except OSError as error:
            raise ImportRefused(f"{path} cannot be read: {error.strerror}.") from error
        wanted = columns or {name: name for name in fields if _place(name, header) is not None}
        self._width = len(header)
        self._places = {field: _place(column, header) for field, column in wanted.items()}

    def __iter__(self) -> Iterator[Read]:
        """Each row that is not blank, without the first line."""
        csv.field_size_limit(LONGEST_CELL)
        with self._path.open("rb") as raw:
            text = io.TextIOWrapper(raw, self.encoding, newline="")
            reader = csv.reader(text, delimiter=self.delimiter, strict=True)
            next(reader, None)
            try:
                yield from self._rows(reader, raw.tell)
            except UnicodeDecodeError as error:
                raise self._undecodable(reader.line_num + 1) from error

    def _rows(self, reader: Reader, position: Callable[[], int]) -> Iterator[Read]:
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                never_closed = "unexpected end" in str(error) or "field limit" in str(error)
                yield Read(line, position(), _NEVER_CLOSED if never_closed else _NOT_SEPARATED)
                if never_closed:
                    return
            else:
                if any(map(str.strip, cells)):
                    yield Read(line, position(), self._fields(cells))

    def _undecodable(self, line: int) -> ImportRefused:
        return ImportRefused(
            f"{self._path}, line {line}: this text is not {self.encoding}, as its beginning says; "
            "nothing was stored. Save the file as UTF-8 and import it again."
        )

    def _fields(self, cells: list[str]) -> dict[str, Any] | str:
        if len(cells) != self._width:
            return (
                f"has {len(cells)} cells and the first line {self._width}; a text that holds "
                f"{self.delimiter!r} or a line end stands in quotation marks"
            )
        values = {
            field: cells[place].strip()
            for field, place in self._places.items()
            if place is not None
        }
        return {field: _converted(field, value) for field, value in values.items() if value}

    def _begun(self, wanted: Mapping[str, str]) -> tuple[str, list[str]]:
        """The delimiter by which the first line has all columns, and their names."""
        with self._path.open(encoding=self.encoding, newline="") as file:
            try:
                first = file.readline(LONGEST_CELL)
            except UnicodeDecodeError as error:
                raise self._undecodable(1) from error
        if not first.strip():
            raise ImportRefused(f"{self._path} is empty: its first line should name the columns.")
        headers = {
            delimiter: next(csv.reader([first], delimiter=delimiter)) for delimiter in DELIMITERS
        }

        def found(delimiter: str) -> tuple[int, int]:
            header = headers[delimiter]
            there = sum(_place(column, header) is not None for column in wanted.values())
            return there, len(header)

        best = max(DELIMITERS, key=found)
        missing = [name for name in wanted.values() if _place(name, headers[best]) is None]
        missing += [field for field in REQUIRED if field not in wanted]
        if missing:
            there = ", ".join(repr(name.strip()) for name in headers[best])
            raise ImportRefused(
                f"{self._path}, line 1: no column for {', '.join(missing)}; nothing was stored. "
                f"The columns are {there}. Say which is which: "
                "--columns question=…,reply=…"
            )
        return best, headers[best]


def _place(column: str, header: list[str]) -> int | None:
    """Where a column stands, in these letters or else in others of the same word."""
    names = [name.strip() for name in header]
    if column in names:
        return names.index(column)
    folded = [name.casefold() for name in names]
    return folded.index(column.casefold()) if column.casefold() in folded else None


def _converted(field: str, value: str) -> Any:
    """A cell as JSON would have it: numbers, and days as French spreadsheets write them."""
    if field == "csat" and _NUMBER.fullmatch(value):
        return float(value.replace(",", "."))
    day_first = _DAY_FIRST.fullmatch(value) if field == "resolved_at" else None
    if day_first:
        day, month, year, time = day_first.groups()
        clock = f"T{time.zfill(5) if len(time) < 8 else time.zfill(8)}" if time else ""
        return f"{year}-{int(month):02}-{int(day):02}{clock}"
    return value


def _encoding(path: Path) -> str:
    """UTF-8 or UTF-16 with a mark, UTF-8 without, or Windows-1252, as French spreadsheets save."""
    with path.open("rb") as file:
        begin = file.read(_BOM_LONGEST)
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if begin.startswith(mark):
            return encoding
    line, letters, strange = _surveyed(path)
    if line is None:
        return "utf-8"
    if strange is None and not letters:
        return "cp1252"
    found = "UTF-8 broken here" if letters else "neither UTF-8 nor Windows-1252"
    raise ImportRefused(
        f"{path}, line {line if letters else strange}: this text is {found}; nothing was stored. "
        "Save the file as UTF-8 and import it again."
    )


def _surveyed(path: Path) -> tuple[int | None, bool, int | None]:
    """The first line that is not UTF-8; whether accents are UTF-8 elsewhere; the first line with
    a byte that Windows-1252 does not have."""
    broken = strange = None
    letters = False
    decoder = getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        for number, line in enumerate(_pieces(file), start=1):
            letters = letters or _UTF8_LETTER.search(line) is not None
            if strange is None and not _NO_LETTERS.isdisjoint(line):
                strange = number
            if broken is None:
                try:
                    decoder.decode(line)
                except UnicodeDecodeError:
                    broken = number
    return broken, letters, strange


def _pieces(file: io.BufferedReader) -> Iterator[bytes]:
    while piece := file.readline(_CHUNK):
        yield piece
