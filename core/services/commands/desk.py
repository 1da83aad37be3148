"""What a clerk can do, each as one transaction: check against the projected card, then append to the outbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from core.domain import note_tag
from core.domain.approval import plain_command
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
from core.domain.permission import Permission
from core.domain.rights import Demand
from core.errors import BadInput, RuleRefused
from core.protocol.updating import FIELDS
from core.services.books.storage import Storage
from core.services.commands.acceptance import OutboxEntries
from core.services.commands.freeze import refuse_frozen
from core.services.commands.grant import Grant
from core.services.commands.reversal import Reversals
from core.services.commands.rights import Rights, permission_of, proposal_on
from core.services.commands.role_limits import RoleLimits
from core.services.commands.sale import CardSale
from core.services.commands.target_card import (
    Moving,
    TargetCard,
    check_quiet,
    check_settled,
    check_usable,
    difference,
    online_only,
    subject_of,
)
from core.services.commands.validation import NOTE_MOST, REASON_MOST, check_future, reason_of, short
from core.services.link.connection import ServiceConnection
from core.services.link.refused_acts import BALANCE, CREATE
from core.services.outbox.outbox import Outbox
from core.services.people.shop import Shop
from core.store import approvals, outbox
from core.store.database import Connection
from core.store.outbox import Operation


class Desk:
    """`submit` never sends anything; `replay.run` does. Thread-safe."""

    def __init__(self, storage: Storage, shop: Shop, outbox: Outbox, connection: ServiceConnection) -> None:
        self._database = storage.database
        self._replay = outbox.replay
        self._codes = outbox.codes
        self._policy = outbox.policy
        self._connection = connection
        self._preferences = shop.preferences
        self._clock = storage.clock
        self._journal = storage.journal
        self._gate = shop.gate
        self._accepting = OutboxEntries(shop, outbox.policy, storage.journal, storage.clock)
        self._selling = CardSale(outbox.codes, outbox.policy, self._accepting)
        self._reversing = Reversals(shop.gate, storage.clock)
        limits = RoleLimits(shop.preferences, shop.gate, storage.clock)
        self.rights = Rights(shop.gate, self._reversing, limits)

    @property
    def online(self) -> bool:
        """Tell whether the service can be asked."""
        return self._connection.condition.usable

    def submit(
        self,
        command: Command,
        also: Callable[[Connection, Accepted], None] | None = None,
        grant: Grant | None = None,
    ) -> Accepted:
        """Accept the command durably. Raises BadInput, NotFound, RuleRefused, StorageFailed: nothing written.

        `also` writes in the same transaction; what it raises takes the command back. `grant` is what was allowed
        before, with an order or by a request: then whoever is at the till is not asked.
        """
        offline = not self._connection.condition.usable
        if offline:
            self._connection.refused.check(CREATE if isinstance(command, Issue) else BALANCE)
        operation_id = (grant and grant.operation_id) or uuid7(self._clock.wall())
        marked = self._codes.prepare(command.code or draw(), operation_id) if isinstance(command, Issue) else None
        with self._database.writing() as conn:
            limits, row = self._preferences.limits(conn), self._accepting.row(conn, operation_id, offline=offline)
            if grant is None:
                row["approver"] = self.rights.allow(conn, command, operation_id).approver
                if (row["approver"] or self._gate.manages) and not isinstance(command, Issue):
                    self._check_not_asked(conn, command)
            else:
                author = grant.sign(conn)
                row |= {"clerk": author.name, "approver": author.approver}
            if isinstance(command, Issue):
                assert marked is not None
                accepted = self._selling.sell(conn, command, marked, row, limits)
            else:
                if not isinstance(command, (Update, Disable, Reverse)):
                    refuse_frozen(conn, command.card_id)
                accepted = self._on_card(conn, command, row, limits)
            if also is not None:
                also(conn, accepted)
        return accepted

    def follow(self, conn: Connection, settled: Operation, command: Following) -> Accepted:
        """Accept what a settled operation left undone, in the caller's transaction and by the rules of `submit`.

        What was promised without a connection stays a promise: the goods are gone, so a refusal parks it again.
        """
        row = self._new_row(conn)
        row["follows"] = settled.operation_id
        row["payload"] = {"act": settled.replacement} if settled.replacement else {}
        accepted = self._on_card(conn, command, row, self._preferences.limits(conn))
        if settled.offline and settled.kind in MONEY_KINDS:
            outbox.change(conn, accepted.operation_id, offline=True)
        return accepted

    def check_follow(self, conn: Connection, settled: Operation, command: Following) -> None:
        """Raise what `follow` would, as the till's own copy of the card has it; write nothing."""
        if isinstance(command, Reverse):
            self._reversing.plan(conn, command, self._today(), without=settled.operation_id)
        if isinstance(command, Moving):
            offline = not self._connection.condition.usable
            self._moved(conn, command, self._preferences.limits(conn) if offline else None)

    def foresee_reverse(self, operation_id: str) -> Money:
        """Return what taking this back would change on its card now, signed; nothing is written.

        Raises NotFound or RuleRefused where `submit` would. Whether somebody must approve it is not asked here.
        """
        if not self._connection.condition.usable:
            raise RuleRefused("offline.off")
        with self._database.reading() as conn:
            plan = self._reversing.plan(conn, Reverse(operation_id, ""), self._today())
        return Money(plan.want, plan.subject.currency)

    def probe(self, card_id: int) -> Accepted:
        """Accept trials of what the service can do, on a card that is in no doubt. They want no money in the end.

        Raises NotFound, RuleRefused.
        """
        with self._database.writing() as conn:
            row = self._new_row(conn)
            demand = Demand(Permission.SERVICE, operation_id=row["operation_id"])
            row["approver"] = self._gate.permit(conn, demand).approver
            subject = online_only(conn, card_id, offline=row["offline"])
            check_usable(subject, self._today())
            check_settled(conn, subject.card_id)
            row |= {"kind": Kind.SET_BALANCE.value, "want": 0, "reason": "Probe", "payload": {"probe": True}}
            return self._accepting.append(conn, row, subject)

    def take_all(self, card_id: int, reason: str, payload: dict[str, Any]) -> Accepted:
        """Accept the first step of a replacement: everything that is on the card. A freeze is no obstacle.

        Raises BadInput, NotFound, RuleRefused; it takes a manager, as a disabling does.
        """
        self._connection.refused.check(CREATE)  # the money would be on no card
        with self._database.writing() as conn:
            row = self._new_row(conn)
            subject = online_only(conn, card_id, offline=row["offline"])
            shown = proposal_on(subject, reason, -subject.balance)
            demand = Demand(Permission.REPLACE, operation_id=row["operation_id"], proposal=shown)
            row["approver"] = self._gate.permit(conn, demand).approver
            check_usable(subject, self._today())
            check_quiet(conn, subject)
            row |= {"kind": Kind.REDEEM.value, "want": -subject.balance, "reason": reason_of(reason)}
            row["payload"] = payload | {"act": row["operation_id"]}
            return self._accepting.append(conn, row, subject)

    def code_of(self, operation_id: str) -> str | None:
        return self._codes.code_of(operation_id)

    def greeting_of(self, operation_id: str) -> Greeting:
        return self._codes.greeting_of(operation_id)

    def qr_payload(self, operation_id: str) -> str | None:
        return self._codes.qr_payload(operation_id)

    def hand_over(self, operation_id: str) -> None:
        self._codes.hand_over(operation_id, self._gate.permit_for(Permission.HAND_OVER, operation_id))

    def retry(self, operation_id: str) -> None:
        with self._database.writing() as conn:
            self._gate.permit(conn, Demand(Permission.RETRY))
            outbox.require(conn, operation_id)
            self._journal.write(conn, "retried", operation_id)
        self._replay.retry(operation_id)

    def cancel(self, operation_id: str) -> None:
        self._replay.cancel(operation_id, self._gate.permit_for(Permission.CANCEL, operation_id))

    def _new_row(self, conn: Connection) -> dict[str, Any]:
        operation_id, offline = uuid7(self._clock.wall()), not self._connection.condition.usable
        return self._accepting.row(conn, operation_id, offline=offline)

    # each command

    def _on_card(self, conn: Connection, command: Following, row: dict[str, Any], limits: OfflineLimits) -> Accepted:
        match command:
            case Redeem() | TopUp() | SetBalance() | CashOut():
                return self._adjust(conn, command, row, limits)
            case Update():
                return self._update(conn, command, row)
            case Disable():
                return self._disable(conn, command, row)
            case Reverse():
                return self._reverse(conn, command, row)

    def _adjust(self, conn: Connection, command: Moving, row: dict[str, Any], limits: OfflineLimits) -> Accepted:
        is_explained = isinstance(command, CashOut | SetBalance)
        reason = reason_of(command.reason) if is_explained else short(command.reason, REASON_MOST) or ""
        subject, kind, want = self._moved(conn, command, limits if row["offline"] else None)
        row |= {"kind": kind.value, "want": want, "reason": reason}
        if isinstance(command, Redeem) and command.bill:
            row["payload"] = {"bill": command.bill}
        return self._accepting.append(conn, row, subject)

    def _moved(self, conn: Connection, command: Moving, limits: OfflineLimits | None) -> tuple[TargetCard, Kind, int]:
        """Return the card, and what is to change on it, by all rules; `limits` where it is promised offline."""
        subject = subject_of(conn, command.card_id)
        known = limits is not None or self._clock.knows_day  # else the service knows, and is about to be asked
        check_usable(subject, self._today() if known else None)
        kind, want = difference(command, subject)
        if subject.balance + want < 0:
            raise RuleRefused("card.short", available=Money(subject.balance, subject.currency))
        if limits is not None:
            self._policy.check(conn, limits, kind, subject.card_id, abs(want), subject.currency)
        else:
            check_settled(conn, subject.card_id)
        return subject, kind, want

    def _update(self, conn: Connection, command: Update, row: dict[str, Any]) -> Accepted:
        subject = online_only(conn, command.card_id, offline=row["offline"])
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
        return self._accepting.append(conn, row, subject)

    def _disable(self, conn: Connection, command: Disable, row: dict[str, Any]) -> Accepted:
        subject = online_only(conn, command.card_id, offline=row["offline"])
        reason = reason_of(command.reason)
        if subject.card is not None and subject.card.disabled_at is not None:
            raise RuleRefused("card.disabled")
        row |= {"kind": Kind.DISABLE.value, "want": 0, "reason": reason}
        return self._accepting.append(conn, row, subject)

    def _reverse(self, conn: Connection, command: Reverse, row: dict[str, Any]) -> Accepted:
        reason = reason_of(command.reason)
        if row["offline"]:
            raise RuleRefused("offline.off")
        plan = self._reversing.plan(conn, command, self._today())
        row |= {"kind": Kind.REVERSE.value, "want": plan.want, "reason": reason, "reverses": command.operation_id}
        return self._accepting.append(conn, row, plan.subject)

    # rules

    def _wanted(self, field: str, base: str | None, wanted: str | None) -> str | None:
        if field == "expires_on":
            check_future(wanted, self._today())
        if field == "note":
            return note_tag.join(short(wanted, NOTE_MOST), note_tag.split(base)[1])
        return short(wanted, NOTE_MOST)

    def _check_not_asked(self, conn: Connection, command: Command) -> None:
        """Refuse what also waits for a manager who comes later: approved then, it would be done a second time."""
        number = approvals.is_asked(conn, permission_of(command), plain_command(command), self._clock.wall())
        if number is not None:
            raise RuleRefused("approval.still_waits", number=number)

    def _today(self) -> date:
        return date.fromisoformat(self._clock.shop_day())
