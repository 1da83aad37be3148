"""May this be promised without a connection? One place for the shop's offline limits, asked inside a transaction."""

from __future__ import annotations

from datetime import datetime

from core.clock import Clock
from core.domain.limits import OfflineLimits, check_oldest
from core.domain.operation import Kind
from core.domain.outcome import Said
from core.errors import NotFound, RuleRefused
from core.rows import Allowance
from core.services.books.journal import Journal
from core.services.outbox import audit
from core.services.people.preferences import Preferences
from core.store import cards, notes, outbox, projection
from core.store.database import Database, Session

OFFLINE_KINDS = frozenset({Kind.ISSUE, Kind.REDEEM, Kind.TOP_UP})


class Acceptance:
    """The limits, what they have left, and whether this till ever met its service."""

    def __init__(self, database: Database, preferences: Preferences, clock: Clock) -> None:
        self._database = database
        self._preferences = preferences
        self._clock = clock
        self._met = False

    def met(self) -> bool:
        """A till that never met its service knows no card and promises nothing."""
        if not self._met:
            with self._database.reading() as transaction:
                self._met = notes.watermark(transaction, "met") is not None
        return self._met

    def meet(self) -> None:
        if not self.met():
            with self._database.writing() as transaction:
                notes.set_watermark(transaction, "met", str(round(self._clock.wall())))
            self._met = True

    def check(
        self, transaction: Session, limits: OfflineLimits, kind: Kind, card_id: int, amount: int, currency: str
    ) -> None:
        """Raises RuleRefused naming the limit. `amount` is positive, minor units."""
        if kind not in OFFLINE_KINDS or not self.met():
            raise RuleRefused("offline.off")
        used = projection.exposure(transaction, card_id, self.shop_day())
        limits.check(amount, currency, used.card_day, used.till)
        if kind is Kind.REDEEM:
            check_oldest(self._since(used.oldest))
            if card_id > 0:  # of a card still in our outbox we know the balance ourselves
                limits.check_age(self._balance_age(transaction, card_id))

    def accept_offline(self, operation_id: str, journal: Journal) -> None:
        """Turns an online command that was never sent into an offline one. Raises RuleRefused over a limit."""
        limits = self._preferences.limits()
        with self._database.writing() as transaction:
            operation = outbox.get(transaction, operation_id)
            if operation is None:
                raise NotFound("operation.unknown")
            if operation.touched or not operation.open:
                return  # the background was faster: it is on its way after all
            if operation.act:
                raise RuleRefused("offline.off")
            self.check(transaction, limits, operation.kind, operation.card_id, abs(operation.want), operation.currency)
            outbox.change(transaction, operation_id, offline=True, state="waiting", said=Said("wait.service"))
            audit.accepted_offline(journal, transaction, operation_id)

    def allowance(self, card_id: int | None) -> Allowance:
        limits = self._preferences.limits()
        with self._database.reading() as transaction:
            used = projection.exposure(transaction, card_id or 0, self.shop_day())
        return Allowance(
            currency=limits.currency,
            per_sale=limits.per_sale,
            card_left=max(0, limits.per_card_day - used.card_day),
            till_left=max(0, limits.per_till - used.till),
            stopped=self._stopped(used.oldest),
            balance_days=limits.balance_days,
            off=limits.off,
        )

    def _stopped(self, oldest: float | None) -> Said | None:
        try:
            check_oldest(self._since(oldest))
        except RuleRefused as refusal:
            return Said(refusal.key, refusal.values)
        return None

    def _balance_age(self, transaction: Session, card_id: int) -> float:
        """Seconds since the service last said so: by the card itself, or by a whole pull that did not list it."""
        heard = cards.heard_at(transaction, card_id)
        pulled = float(notes.watermark(transaction, "last_sync") or 0.0)
        return min(self._since(heard), self._since(pulled))

    def _since(self, moment: float | None) -> float:
        """A clock that was set back proves nothing: the distance counts, either way."""
        return 0.0 if moment is None else abs(self._clock.wall() - moment)

    def shop_day(self) -> str:
        """Today in the till's time zone: the shop and its till stand in the same place."""
        return datetime.fromtimestamp(self._clock.wall()).astimezone().date().isoformat()
