"""Reading a part of a brand's file, `<folder>/<brand>.yml`, with errors that say what to do."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml
from pydantic import BaseModel, ValidationError

FOLDER = Path(__file__).resolve().parents[2] / "data" / "brands"

Part = TypeVar("Part", bound=BaseModel)


class BrandFileError(Exception):
    """A part of a brand's file cannot be read; the message says where and what to do."""


def read(brand: str, model: type[Part], section: str | None, folder: Path | None = None) -> Part:
    """The `section` of the brand's file as a `model`; the file's top level where it is None.

    The folder is `folder`, else RELAIS_BRANDS, else the one that ships.

    Raises:
        BrandFileError: no such file, no such section, or a field that is not acceptable.
    """
    path = (folder or Path(os.environ.get("RELAIS_BRANDS") or FOLDER)) / f"{brand}.yml"
    return _part(path, _stamp(path), model, section)


def _stamp(path: Path) -> tuple[int, int] | None:
    """What changes with a file's content: its time and size; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=64)
def _part(
    path: Path, _stamp: tuple[int, int] | None, model: type[Part], section: str | None
) -> Part:
    """The part as it stands at this stamp: every turn needs it, and parsing takes longer."""
    whole = _content(path)
    content: Any = whole if section is None else whole.get(section)
    if not isinstance(content, dict):
        raise BrandFileError(f"{path} holds no readable `{section}`: add that mapping.")
    try:
        return model.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        above = () if section is None else (section,)
        field = ".".join(str(part) for part in (*above, *first["loc"]))
        raise BrandFileError(f"{path}, {field}: {first['msg']}.") from error


def _content(path: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BrandFileError(
            f"There is no brand file {path}: create it or correct the name."
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BrandFileError(f"{path} is not readable YAML: add that mapping.") from error
    if not isinstance(content, dict):
        raise BrandFileError(f"{path} holds no fields: add that mapping.")
    return cast("dict[str, Any]", content)
