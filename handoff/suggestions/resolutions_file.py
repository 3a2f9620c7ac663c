"""A file of past resolutions, checked row by row and field by field.

JSON Lines have one object a line: `{"question","reply","brand"?,"language"?,"team"?,
"resolved_at"?,"csat"?,"external_id"?}`. CSV has a first line with the names of its columns.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from handoff.brands.brand import Brand
from handoff.suggestions.body import body_of
from handoff.suggestions.csv_file import CsvFile
from handoff.suggestions.json_lines import JsonLines
from handoff.suggestions.language import language_of
from handoff.suggestions.lines import BrokenLine, ImportRefused, Lines, Read

LONGEST_TEXT = 10_000
"""Characters of a question or a reply; a longer one is no answer that anybody would send again."""
REPORTED = 500
"""Lines between two reports of progress."""

CSV_ENDINGS = frozenset({".csv", ".tsv"})

FIELDS = frozenset(
    {"question", "reply", "brand", "language", "team", "resolved_at", "csat", "external_id"}
)


@dataclass(frozen=True, slots=True)
class Row:
    """One sound line."""

    question: str
    reply: str
    brand: str
    language: str
    team: str | None
    resolved_at: datetime | None
    csat: int | None
    external_id: str | None


class _Broken(Exception):
    """Why a line is refused."""


class ResolutionsFile:
    """The rows of one file, never more than one in memory.

    A row without a brand gets `brand`, or the only one of `brands`. `columns` gives the column of
    each field of a CSV file, whatever its name ends in. Raises `ImportRefused`.
    """

    def __init__(
        self,
        path: Path,
        brands: Mapping[str, Brand],
        brand: str | None,
        columns: Mapping[str, str] | None = None,
    ) -> None:
        self.path = path
        self.count = 0
        self.unknown_fields: Counter[str] = Counter()
        self._brands = brands
        self._brand = brand or (next(iter(brands)) if len(brands) == 1 else None)
        is_csv = columns is not None or path.suffix.lower() in CSV_ENDINGS
        self._lines: Lines = CsvFile(path, FIELDS, columns) if is_csv else JsonLines(path)

    def size(self) -> int:
        """Bytes of the file; `ImportRefused` where it cannot be read."""
        try:
            return self.path.stat().st_size
        except OSError as error:
            raise ImportRefused(f"{self.path} cannot be read: {error.strerror}.") from error

    def broken(self, progress: Callable[[int], None]) -> Generator[BrokenLine]:
        """Check every row; counts them and `unknown_fields` on the way."""
        for read in self._read():
            self.count += 1
            try:
                self._checked(_sound(read))
            except _Broken as reason:
                yield BrokenLine(read.line, str(reason))
            if isinstance(read.fields, dict):
                self.unknown_fields.update(set(read.fields) - FIELDS)
            if self.count % REPORTED == 0:
                progress(read.end)

    def rows(self) -> Generator[tuple[int, Row]]:
        """The sound rows, each with the position in the file after it."""
        for read in self._read():
            try:
                yield read.end, self._checked(_sound(read))
            except _Broken as reason:
                raise ImportRefused(
                    f"{self.path} was changed while it was imported: import it again."
                ) from reason

    def _read(self) -> Iterator[Read]:
        try:
            yield from self._lines
        except OSError as error:
            raise ImportRefused(f"{self.path} cannot be read: {error.strerror}.") from error

    def _checked(self, fields: Mapping[str, Any]) -> Row:
        question = _text(fields, "question")
        reply = _text(fields, "reply")
        if not body_of(reply):
            raise _Broken("reply has nothing besides greeting and signature")
        brand = self._brand_of(fields)
        return Row(
            question=question,
            reply=reply,
            brand=brand,
            language=self._language_of(fields, question, brand),
            team=_word(fields, "team"),
            resolved_at=_moment(fields),
            csat=_csat(fields),
            external_id=_word(fields, "external_id"),
        )

    def _brand_of(self, fields: Mapping[str, Any]) -> str:
        brand = _word(fields, "brand") or self._brand
        if brand is None:
            raise _Broken("has no brand; add one, or give --brand for all rows without")
        if brand not in self._brands:
            raise _Broken(f"brand {brand!r} is unknown (known: {', '.join(sorted(self._brands))})")
        return brand

    def _language_of(self, fields: Mapping[str, Any], question: str, brand: str) -> str:
        spoken = self._brands[brand].languages
        language = _word(fields, "language")
        if language is None:
            detected = language_of(question)
            return detected if detected in spoken else spoken[0]
        if language not in spoken:
            raise _Broken(
                f"language {language!r} is not one of brand {brand} ({', '.join(spoken)})"
            )
        return language


def _sound(read: Read) -> dict[str, Any]:
    if isinstance(read.fields, str):
        raise _Broken(read.fields)
    return read.fields


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if value is None or value == "":
        raise _Broken(f"{name} is missing or empty")
    if not isinstance(value, str):
        raise _Broken(f"{name} is not a text")
    if not value.strip():
        raise _Broken(f"{name} is empty")
    if len(value) > LONGEST_TEXT:
        raise _Broken(f"{name} has {len(value)} characters; at most {LONGEST_TEXT}")
    if not _storable(value):
        raise _Broken(f"{name} holds a character that is none (NUL or half a pair)")
    return value.strip()


def _storable(value: str) -> bool:
    """Whether PostgreSQL can keep it: JSON may escape NUL and lone surrogates."""
    return "\x00" not in value and not any("\ud800" <= char <= "\udfff" for char in value)


def _word(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str) or len(value) > 200 or not _storable(value):
        raise _Broken(f"{name} is not a text of at most 200 characters")
    return value.strip() or None


def _moment(fields: Mapping[str, Any]) -> datetime | None:
    value = fields.get("resolved_at")
    if value is None or value == "":
        return None
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise _Broken("resolved_at is not a date like 2026-03-14 or 2026-03-14T09:30Z") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _csat(fields: Mapping[str, Any]) -> int | None:
    value = fields.get("csat")
    if value is None or value == "":
        return None
    number = not isinstance(value, bool) and isinstance(value, int | float)
    if not number or not math.isfinite(value) or not 1 <= value <= 5:
        raise _Broken("csat is not a number from 1 to 5")
    return round(value)
