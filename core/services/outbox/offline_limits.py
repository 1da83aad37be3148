"""May this be promised without a connection? One place for the shop's offline limits, asked inside a transaction."""

from __future__ import annotations

from core.clock import Clock
from core.domain.limits import OfflineLimits, check_oldest
from core.domain.operation import Kind
from core.domain.outcome import Message
from core.domain.staff import ITSELF
from core.errors import RuleRefused
from core.rows import Allowance
from core.services.books.journal import Journal
from core.services.outbox import audit
from core.services.people.preferences import Preferences
from core.store import cards, notes, outbox, projection, unreadable_cards
from core.store.database import Connection, Database

OFFLINE_KINDS = frozenset({Kind.ISSUE, Kind.REDEEM, Kind.TOP_UP})


class OfflinePolicy:
    """The limits, what they have left, and whether this till ever met its service."""

    def __init__(self, database: Database, preferences: Preferences, clock: Clock) -> None:
        self._database = database
        self._preferences = preferences
        self.clock = clock
        self._met = False
        self._recall_time()

    def has_connected(self) -> bool:
        """Return whether the till ever met its service: before that it knows no card and promises nothing."""
        if not self._met:
            with self._database.reading() as conn:
                self._met = notes.watermark(conn, "met") is not None
        return self._met

    def record_connected(self) -> None:
        if not self.has_connected():
            with self._database.writing(ITSELF) as conn:
                notes.set_watermark(conn, "met", str(round(self.clock.wall())))
            self._met = True

    def _recall_time(self) -> None:
        """Tell the clock what the service's time was last."""
        with self._database.reading() as conn:
            date, when, east = (notes.watermark(conn, f"service.{each}") for each in ("date", "offset_at", "offset"))
        if date:
            self.clock.recall(int(date), (int(when), int(east)) if when and east else None)

    def check(
        self, conn: Connection, limits: OfflineLimits, kind: Kind, card_id: int, amount: int, currency: str
    ) -> None:
        """Check the limits. Raises RuleRefused naming the limit. `amount` is positive, minor units."""
        if kind not in OFFLINE_KINDS or not self.has_connected():
            raise RuleRefused("offline.off")
        used = projection.exposure(conn, card_id, self.clock.shop_day())
        limits.check(amount, currency, used.card_day, used.till)
        if kind is Kind.REDEEM:
            check_oldest(self._since(used.oldest))
        if unreadable_cards.holds(conn, card_id):
            raise RuleRefused("card.unreadable")
        if kind is Kind.REDEEM and card_id > 0:  # of a card still in our outbox we know the balance ourselves
            limits.check_age(self._balance_age(conn, card_id))

    def accept_offline(self, operation_id: str, journal: Journal) -> None:
        """Turn an online command that was never sent into an offline one. Raises RuleRefused over a limit."""
        limits = self._preferences.limits()
        with self._database.writing(ITSELF) as conn:
            operation = outbox.require(conn, operation_id)
            if operation.touched or not operation.open:
                return  # the background was faster: it is on its way after all
            if operation.replacement:
                raise RuleRefused("offline.off")
            self.check(conn, limits, operation.kind, operation.card_id, abs(operation.want), operation.currency)
            outbox.change(conn, operation_id, offline=True, state="waiting", said=Message("wait.service"))
            audit.accepted_offline(journal, conn, operation_id)

    def allowance(self, card_id: int | None) -> Allowance:
        limits = self._preferences.limits()
        with self._database.reading() as conn:
            used = projection.exposure(conn, card_id or 0, self.clock.shop_day())
        return Allowance(
            currency=limits.currency,
            per_sale=limits.per_sale,
            card_left=max(0, limits.per_card_day - used.card_day),
            till_left=max(0, limits.per_till - used.till),
            stopped=self._stopped(used.oldest),
            balance_days=limits.balance_days,
            off=limits.off,
        )

    def _stopped(self, oldest: float | None) -> Message | None:
        try:
            check_oldest(self._since(oldest))
        except RuleRefused as refusal:
            return Message(refusal.key, refusal.values)
        return None

    def _balance_age(self, conn: Connection, card_id: int) -> float:
        """Return the seconds since the service last said so: of the card, or by a whole pull that did not list it."""
        heard = cards.heard_at(conn, card_id)
        pulled = float(notes.watermark(conn, "last_sync") or 0.0)
        return min(self._since(heard), self._since(pulled))

    def _since(self, moment: float | None) -> float:
        """Return the distance in seconds, either way: a clock that was set back proves nothing."""
        return 0.0 if moment is None else abs(self.clock.wall() - moment)
