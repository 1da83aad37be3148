"""The log of the till: what the program did and how it went, by area, for whoever helps the shop.

A line is an event with fields. Only fields that core.log.fields knows, of the shape it gives them, come through:
no token, code, PIN, QR payload, note or name can be in it. Nothing here blocks or raises.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from core.log.fields import Value, safe

__all__ = ["FIELDS", "NAME", "AreaLog", "area", "flush"]

NAME = "counterfoil"
FIELDS = "counterfoil_fields"
"""The attribute of a record that carries its fields."""

# Without a file only bugs are told, on standard error; core.log.writer opens the file.
logging.getLogger(NAME).setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class AreaLog:
    """Writes the events of one part of the program; `event` is a few plain words, always the same ones."""

    logger: logging.Logger

    def info(self, event: str, **fields: Value) -> None:
        self._write(logging.INFO, event, fields)

    def warning(self, event: str, **fields: Value) -> None:
        self._write(logging.WARNING, event, fields)

    def fault(self, event: str, error: BaseException) -> None:
        """Write a bug with its traceback; of the error's own words only those of Python about the program."""
        self.logger.critical(event, exc_info=error)

    def _write(self, level: int, event: str, fields: dict[str, Value]) -> None:
        if self.logger.isEnabledFor(level):
            self.logger.log(level, event, extra={FIELDS: safe(fields)})


def area(name: str) -> AreaLog:
    """Return the log of an area: till, remote, outbox, sync, printing, service or window."""
    return AreaLog(logging.getLogger(f"{NAME}.{name}"))


def flush() -> None:
    """Wait until what was logged is in the file, for a second at most: before an end that nothing outlives."""
    for handler in logging.getLogger(NAME).handlers:
        handler.flush()
