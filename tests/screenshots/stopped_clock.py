"""Stops the clock and chance, so that two runs draw the same pictures. Imported before anything of the program."""

from __future__ import annotations

import os
import secrets
import time
from datetime import UTC, date, datetime

os.environ["QT_QPA_PLATFORM"] = os.environ.get("COUNTERFOIL_TEST_PLATFORM", "offscreen")
os.environ["LANG"] = os.environ["LC_ALL"] = "C.UTF-8"
os.environ["TZ"] = "UTC"
time.tzset()

_at = 0.0
time.time = lambda: _at  # the wall clock decides nothing in the till; waits are by another
secrets.token_bytes = lambda count=32: bytes(range(1, 256))[: count or 32]  # type: ignore[assignment]  # the keys of a till that is thrown away
_CODES = (f"{at:02}GTKPV7N2MQ{at:02}RC" for at in range(10, 99))


def travel(text: str) -> None:
    """To this minute, UTC; there it stays."""
    global _at
    _at = datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


class Today(date):
    """The date of the stopped clock."""

    @classmethod
    def today(cls) -> Today:
        return cls.fromtimestamp(_at)


def stop_chance() -> None:
    """After the program was imported: dates and new codes are what they were the last time."""
    from core.services.commands import desk, replacement
    from gui.views.history import columns
    from gui.views.issue import sale_details
    from gui.views.outbox import settled_words

    desk.draw = replacement.draw = _CODES.__next__
    for module in (columns, sale_details, settled_words):
        module.date = Today
