"""Structured logs: one event a line, and never a word that somebody wrote."""

import logging
import sys
import traceback

import structlog
from structlog.typing import ExcInfo

FRAMES = 8
"""Innermost calls of an error that are logged."""


def configure() -> None:
    """Log JSON to standard error."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.ExceptionRenderer(_exception),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def where(error: BaseException) -> list[str]:
    """Where an error happened: file, line and function, the innermost last.

    Not what it says: the text of a database's or a validator's error quotes the values.
    """
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return [f"{frame.filename}:{frame.lineno}:{frame.name}" for frame in frames]


def _exception(exc_info: ExcInfo) -> str:
    error = exc_info[1]
    return " < ".join([type(error).__name__, *reversed(where(error))])
