"""What a clerk can do, each as one transaction: check against the projected card, then append to the outbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from core.clock import Clock
from core.domain import mark
from core.domain.code import draw
from core.domain.command import (
    CashOut,
    Command,
    Disable,
    Following,
    Issue,
    Redeem,
    Reverse,
    SetBalance,
    TopUp,
    Update,
)
from core.domain.greeting import Greeting
from core.domain.identity import uuid7
from core.domain.limits import OfflineLimits
from core.domain.money import Money
from core.domain.operation import MONEY_KINDS, Kind
from core.domain.outcome import Accepted
from core.domain.staff import Act
from core.errors import BadInput, RuleRefused
from core.protocol.updating import FIELDS
from core.services.acts.accepting import Accepting
from core.services.acts.freeze import refuse_frozen
from core.services.acts.reversing import Reversing
from core.services.acts.rights import Rights, proposal_on
from core.services.acts.selling import Selling
from core.services.acts.subject import (
    Moving,
    Subject,
    check_quiet,
    check_settled,
    check_usable,
    difference,
    online_only,
    subject_of,
)
from core.services.acts.typed import NOTE_MOST, REASON_MOST, check_future, reason_of, short
from core.services.books.journal import Journal
from core.services.link.connection import Connection
from core.services.outbox.acceptance import Acceptance
from core.services.outbox.codes import Codes
from core.services.outbox.replay import Replay
from core.services.people.preferences import Preferences
from core.services.people.staff import Staff
from core.store import outbox
from core.store.database import Database, Session
from core.store.outbox import Operation


class Desk:
    """`submit` never sends anything; `replay.run` does. Thread-safe."""

    def __init__(
        self,
        database: Database,
        replay: Replay,
        codes: Codes,
        acceptance: Acceptance,
        connection: Connection,
        preferences: Preferences,
        journal: Journal,
        clock: Clock,
        staff: Staff,
    ) -> None:
        self._database = database
        self._replay = replay
        self._codes = codes
        self._acceptance = acceptance
        self._connection = connection
        self._preferences = preferences
        self._clock = clock
        self._staff = staff
        self._accepting = Accepting(preferences, acceptance, staff, journal, clock)
        self._selling = Selling(codes, acceptance, self._accepting)
        self._reversing = Reversing(preferences, staff, clock)
        self._rights = Rights(preferences, staff, self._reversing)

    def submit(self, command: Command, also: Callable[[Session, Accepted], None] | None = None) -> Accepted:
        """Accepts the command durably. Raises BadInput, NotFound, RuleRefused, StorageFailed: nothing written.

        `also` writes in the same transaction; what it raises takes the command back.
        """
        offline = not self._connection.condition.usable
        limits = self._preferences.limits()
        operation_id = uuid7(self._clock.wall())
        marked = self._codes.prepare(command.code or draw(), operation_id) if isinstance(command, Issue) else None
        row = self._accepting.row(operation_id, offline=offline)
        with self._database.writing() as transaction:
            row["approver"] = self._rights.allow(transaction, command, operation_id)
            if isinstance(command, Issue):
                assert marked is not None
                accepted = self._selling.sell(transaction, command, marked, row, limits)
            else:
                if not isinstance(command, (Update, Disable, Reverse)):
                    refuse_frozen(transaction, command.card_id)
                accepted = self._on_card(transaction, command, row, limits)
            if also is not None:
                also(transaction, accepted)
        return accepted

    def follow(self, transaction: Session, settled: Operation, command: Following) -> Accepted:
        """Accepts what a settled operation left undone, in the caller's transaction and by the rules of `submit`.

        What was promised without a connection stays a promise: the goods are gone, so a refusal parks it again.
        """
        row = self._new_row()
        row["follows"] = settled.operation_id
        row["payload"] = {"act": settled.act} if settled.act else {}
        accepted = self._on_card(transaction, command, row, self._preferences.limits())
        if settled.offline and settled.kind in MONEY_KINDS:
            outbox.change(transaction, accepted.operation_id, offline=True)
        return accepted

    def check_follow(self, transaction: Session, settled: Operation, command: Following) -> None:
        """Raises what `follow` would, as the till's own copy of the card has it; nothing is written."""
        if isinstance(command, Reverse):
            self._reversing.plan(transaction, command, self._today(), without=settled.operation_id)
        if isinstance(command, Moving):
            offline = not self._connection.condition.usable
            self._moved(transaction, command, self._preferences.limits() if offline else None)

    def foresee_reverse(self, operation_id: str) -> Money:
        """What taking this back would change on its card now, signed; nothing is written.

        Raises NotFound or RuleRefused where `submit` would. Whether somebody must approve it is not asked here.
        """
        if not self._connection.condition.usable:
            raise RuleRefused("offline.off")
        with self._database.reading() as transaction:
            plan = self._reversing.plan(transaction, Reverse(operation_id, ""), self._today())
        return Money(plan.want, plan.subject.currency)

    def probe(self, card_id: int) -> Accepted:
        """Accepts trials of what the service can do, on a card that is in no doubt. They want no money in the end.

        Raises NotFound, RuleRefused.
        """
        row = self._new_row()
        with self._database.writing() as transaction:
            row["approver"] = self._staff.require(transaction, Act.SERVICE, operation_id=row["operation_id"])
            subject = online_only(transaction, card_id, offline=row["offline"])
            check_usable(subject, self._today())
            check_settled(transaction, subject.card_id)
            row |= {"kind": Kind.SET_BALANCE.value, "want": 0, "reason": "Probe", "payload": {"probe": True}}
            return self._accepting.append(transaction, row, subject)

    def take_all(self, card_id: int, reason: str, payload: dict[str, Any]) -> Accepted:
        """Accepts the first step of a replacement: everything that is on the card. A freeze is no obstacle.

        Raises BadInput, NotFound, RuleRefused; it takes a manager, as a disabling does.
        """
        row = self._new_row()
        with self._database.writing() as transaction:
            subject = online_only(transaction, card_id, offline=row["offline"])
            row["approver"] = self._staff.require(
                transaction,
                Act.REPLACE,
                operation_id=row["operation_id"],
                proposal=proposal_on(subject, reason, -subject.balance),
            )
            check_usable(subject, self._today())
            check_quiet(transaction, subject)
            row |= {"kind": Kind.REDEEM.value, "want": -subject.balance, "reason": reason_of(reason)}
            row["payload"] = payload | {"act": row["operation_id"]}
            return self._accepting.append(transaction, row, subject)

    def code_of(self, operation_id: str) -> str | None:
        return self._codes.code_of(operation_id)

    def greeting_of(self, operation_id: str) -> Greeting:
        return self._codes.greeting_of(operation_id)

    def qr_payload(self, operation_id: str) -> str | None:
        return self._codes.qr_payload(operation_id)

    def hand_over(self, operation_id: str) -> None:
        self._codes.hand_over(operation_id)

    def retry(self, operation_id: str) -> None:
        self._replay.retry(operation_id)

    def cancel(self, operation_id: str) -> None:
        self._replay.cancel(operation_id)

    def _new_row(self) -> dict[str, Any]:
        operation_id, offline = uuid7(self._clock.wall()), not self._connection.condition.usable
        return self._accepting.row(operation_id, offline=offline)

    # each command

    def _on_card(
        self, transaction: Session, command: Following, row: dict[str, Any], limits: OfflineLimits
    ) -> Accepted:
        match command:
            case Redeem() | TopUp() | SetBalance() | CashOut():
                return self._adjust(transaction, command, row, limits)
            case Update():
                return self._update(transaction, command, row)
            case Disable():
                return self._disable(transaction, command, row)
            case Reverse():
                return self._reverse(transaction, command, row)

    def _adjust(self, transaction: Session, command: Moving, row: dict[str, Any], limits: OfflineLimits) -> Accepted:
        reason = reason_of(command.reason) if isinstance(command, CashOut) else short(command.reason, REASON_MOST) or ""
        subject, kind, want = self._moved(transaction, command, limits if row["offline"] else None)
        row |= {"kind": kind.value, "want": want, "reason": reason}
        if isinstance(command, Redeem) and command.bill:
            row["payload"] = {"bill": command.bill}
        return self._accepting.append(transaction, row, subject)

    def _moved(self, transaction: Session, command: Moving, limits: OfflineLimits | None) -> tuple[Subject, Kind, int]:
        """The card, and what is to change on it, by all rules; `limits` where it is promised without a connection."""
        subject = subject_of(transaction, command.card_id)
        check_usable(subject, self._today())
        kind, want = difference(command, subject)
        if subject.balance + want < 0:
            raise RuleRefused("card.short", available=Money(subject.balance, subject.currency))
        if limits is not None:
            self._acceptance.check(transaction, limits, kind, subject.card_id, abs(want), subject.currency)
        else:
            check_settled(transaction, subject.card_id)
        return subject, kind, want

    def _update(self, transaction: Session, command: Update, row: dict[str, Any]) -> Accepted:
        subject = online_only(transaction, command.card_id, offline=row["offline"])
        assert subject.card is not None
        changes = []
        for field, wanted in command.changes:
            if field not in FIELDS:
                raise BadInput("update.nothing")
            base = getattr(subject.card, field)
            changes.append([field, base, self._wanted(field, base, wanted)])
        if not any(base != wanted for _, base, wanted in changes):
            raise RuleRefused("update.nothing")
        row |= {"kind": Kind.UPDATE.value, "want": 0, "reason": "", "payload": {"changes": changes}}
        return self._accepting.append(transaction, row, subject)

    def _disable(self, transaction: Session, command: Disable, row: dict[str, Any]) -> Accepted:
        subject = online_only(transaction, command.card_id, offline=row["offline"])
        reason = reason_of(command.reason)
        if subject.card is not None and subject.card.disabled_at is not None:
            raise RuleRefused("card.disabled")
        row |= {"kind": Kind.DISABLE.value, "want": 0, "reason": reason}
        return self._accepting.append(transaction, row, subject)

    def _reverse(self, transaction: Session, command: Reverse, row: dict[str, Any]) -> Accepted:
        reason = reason_of(command.reason)
        if row["offline"]:
            raise RuleRefused("offline.off")
        plan = self._reversing.plan(transaction, command, self._today())
        row |= {"kind": Kind.REVERSE.value, "want": plan.want, "reason": reason, "reverses": command.operation_id}
        return self._accepting.append(transaction, row, plan.subject)

    # rules

    def _wanted(self, field: str, base: str | None, wanted: str | None) -> str | None:
        if field == "expires_on":
            check_future(wanted, self._today())
        if field == "note":
            return mark.join(short(wanted, NOTE_MOST), mark.split(base)[1])
        return short(wanted, NOTE_MOST)

    def _today(self) -> date:
        return date.fromisoformat(self._acceptance.shop_day())
