"""A file of past resolutions, JSON Lines, read line by line and checked field by field.

One object a line: `{"question","reply","brand"?,"language"?,"team"?,"resolved_at"?,"csat"?,
"external_id"?}`.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from handoff.brands.brand import Brand
from handoff.suggestions.body import body_of
from handoff.suggestions.language import language_of

LONGEST_TEXT = 10_000
"""Characters of a question or a reply; a longer one is no answer that anybody would send again."""
LONGEST_LINE = 100_000
"""Bytes; both texts fit with room to spare, and a file without line ends is not read whole."""

REPORTED = 500
"""Lines between two reports of progress."""

FIELDS = frozenset(
    {"question", "reply", "brand", "language", "team", "resolved_at", "csat", "external_id"}
)


class ImportRefused(Exception):
    """The file cannot be imported; nothing was stored. `broken` lists every line at fault."""

    def __init__(self, message: str, broken: tuple[BrokenLine, ...] = ()) -> None:
        super().__init__(message)
        self.broken = broken


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line that cannot be imported, and why."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


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
    """The lines of one file, never more than one in memory.

    A row without a brand gets `brand`, or the only one of `brands`.
    """

    def __init__(self, path: Path, brands: Mapping[str, Brand], brand: str | None) -> None:
        self.path = path
        self.lines = 0
        self.unknown_fields: Counter[str] = Counter()
        self._brands = brands
        self._brand = brand or (next(iter(brands)) if len(brands) == 1 else None)

    def size(self) -> int:
        """Bytes of the file; `ImportRefused` where it cannot be read."""
        try:
            return self.path.stat().st_size
        except OSError as error:
            raise ImportRefused(f"{self.path} cannot be read: {error.strerror}.") from error

    def broken(self, progress: Callable[[int], None]) -> Generator[BrokenLine]:
        """Check every line; counts `lines` and `unknown_fields` on the way."""
        for number, (end, line) in enumerate(self._raw(), start=1):
            try:
                row = self._fields(line)
                if row is not None:
                    self.lines += 1
                    self.unknown_fields.update(set(row) - set(FIELDS))
                    self._checked(row)
            except _Broken as reason:
                self.lines += 1
                yield BrokenLine(number, str(reason))
            if number % REPORTED == 0:
                progress(end)

    def rows(self) -> Generator[tuple[int, Row]]:
        """The sound rows, each with the position in the file after it."""
        for end, line in self._raw():
            try:
                row = self._fields(line)
                if row is not None:
                    yield end, self._checked(row)
            except _Broken as reason:
                raise ImportRefused(
                    f"{self.path} was changed while it was imported: import it again."
                ) from reason

    def _raw(self) -> Iterator[tuple[int, bytes]]:
        try:
            with self.path.open("rb") as file:
                end = 0
                while line := file.readline(LONGEST_LINE + 1):
                    end += len(line)
                    if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
                        end += _skip_line(file)
                    yield end, line
        except OSError as error:
            raise ImportRefused(f"{self.path} cannot be read: {error.strerror}.") from error

    def _fields(self, line: bytes) -> dict[str, Any] | None:
        """The JSON object of a line; None for a blank one."""
        if len(line) > LONGEST_LINE:
            raise _Broken(f"is longer than {LONGEST_LINE} bytes")
        try:
            text = line.decode("utf-8-sig").strip()
        except UnicodeDecodeError as error:
            raise _Broken(
                f"is not UTF-8 (byte {error.start + 1}); save the file as UTF-8"
            ) from None
        if not text:
            return None
        try:
            row = json.loads(text)
        except (ValueError, RecursionError) as error:
            where = (
                f" at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
            )
            raise _Broken(f"is not JSON{where}; one object a line is expected") from None
        if not isinstance(row, dict):
            raise _Broken('is not a JSON object like {"question": "…", "reply": "…"}')
        return cast(dict[str, Any], row)

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


def _skip_line(file: BinaryIO) -> int:
    """Read on to the end of an overlong line; gives how many bytes that was."""
    skipped = 0
    while part := file.readline(LONGEST_LINE):
        skipped += len(part)
        if part.endswith(b"\n"):
            break
    return skipped


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
