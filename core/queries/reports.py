"""What the reports ask for, one method each; a call is one snapshot of the database. Loaded with the first of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from core.clock import Clock
from core.queries.activity import read as read_activity
from core.queries.card_life import read_life
from core.queries.card_report import read as read_cards_out
from core.queries.liability import read as read_liability
from core.queries.loss_prevention import read as read_loss_prevention
from core.rows import CardRow
from core.rows.activity import ActivityBy, ActivityDays, ActivityLine
from core.rows.card_life import CardLife
from core.rows.card_report import CurrencyCards
from core.rows.liability import Liability
from core.rows.loss_prevention import LossPrevention
from core.store import outbox
from core.store.database import Connection, Database

ReadCard = Callable[[Connection, int], CardRow | None]
"""Returns the card of an id as lists show it."""


class ReportQueries:
    """Thread-safe, as Queries is."""

    def __init__(self, database: Database, clock: Clock, read_card: ReadCard) -> None:
        self._database, self._clock, self._read_card = database, clock, read_card

    def liability(self, first_day: str, last_day: str) -> Liability:
        """Return what was owed on cards at both ends of a span of shop days, and what lies between."""
        with self._database.reading() as conn:
            return read_liability(conn, self._clock, first_day, last_day)

    def activity(self, by: ActivityBy, days: ActivityDays) -> tuple[tuple[ActivityLine, ...], tuple[ActivityLine, ...]]:
        """Return what was done in these days, and in the days they are compared with."""
        with self._database.reading() as conn:
            lines = read_activity(conn, by, days.first, days.last)
            return lines, read_activity(conn, by, *days.compared) if days.compared else ()

    def cards_out(self) -> tuple[CurrencyCards, ...]:
        """Return what there is to know of the cards as they stand today, by currency."""
        with self._database.reading() as conn:
            return read_cards_out(conn, self._clock)

    def loss_prevention(self, first_day: str, last_day: str) -> LossPrevention:
        """Return what was done in a span of shop days that a manager looks at for losses."""
        with self._database.reading() as conn:
            return read_loss_prevention(conn, self._clock, first_day, last_day)

    def card_life(self, card_id: int) -> CardLife | None:
        """Return all that is on file about a card and the cards it stands for; None when there is no such card."""
        with self._database.reading() as conn:
            return read_life(conn, partial(self._read_card, conn), outbox.real_id(conn, card_id), self._clock)
