"""Approval that comes later: an act is asked for, a manager decides, and the till carries it out (docs/decisions/0122).

A request and what becomes of it are in the till's database alone until it is approved. The approval, the decider's
entry in the journal and the act in the outbox are one transaction, so that a kill leaves all of it or nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import NoReturn

from core.domain.approval import HOURS, ApprovalRequest, ApprovalState, can_wait, command_of, plain_command
from core.domain.chain import canonical
from core.domain.command import Command, SetBalance
from core.domain.identity import uuid7
from core.domain.message_json import to_json
from core.domain.outcome import Accepted, Message
from core.domain.permission import Permission
from core.domain.rights import Demand
from core.domain.staff import ITSELF, Author, Person, is_same
from core.errors import BadInput, KnownError, NotFound, RuleRefused, StaffNeeded
from core.services.books.storage import Storage
from core.services.commands.desk import Desk
from core.services.commands.grant import Grant
from core.services.commands.rights import permission_of
from core.services.commands.target_card import subject_of
from core.services.commands.validation import reason_of
from core.services.people.shop import Shop
from core.store import approvals, journal
from core.store.database import Connection, sign

_DECIDED_MOST = 200
_HOUR_S = 3600
_PAUSE_S = 60.0
_LATER = ("approval.", "offline.", "card.unsettled")
"""Refusals that say nothing of the act itself: the request goes on waiting."""


class Approvals:
    """Thread-safe. `refresh` has a card read from the service."""

    def __init__(self, storage: Storage, shop: Shop, desk: Desk, refresh: Callable[[int], bool]) -> None:
        self._database = storage.database
        self._journal = storage.journal
        self._clock = storage.clock
        self._preferences = shop.preferences
        self._gate = shop.gate
        self._desk = desk
        self._refresh = refresh

    def requests(self) -> tuple[ApprovalRequest, ...]:
        """Return all requests for a manager, and their own for a clerk: what waits first."""
        clerk = "" if self._gate.manages else self._gate.name
        with self._database.reading() as conn:
            return approvals.latest(conn, self._clock.wall(), _DECIDED_MOST, clerk)

    def waiting(self) -> int:
        """Return how many requests wait for a decision."""
        with self._database.reading() as conn:
            return approvals.waiting(conn, self._clock.wall())[0]

    def request(self, number: int) -> ApprovalRequest:
        """Return one request, of those that whoever is here may see. Raises NotFound."""
        with self._database.reading() as conn:
            found = self._require(conn, number)[0]
        if not (self._gate.manages or self._gate.approver) and not is_same(found.clerk, self._gate.name):
            raise NotFound("approval.unknown", number=number)
        return found

    def ask(self, command: Command) -> ApprovalRequest:
        """Ask for the approval of an act that could be done now. Nothing of the act is written into the books.

        Raises as the desk's `submit` does where it could not be done, and RuleRefused for what cannot wait or needs
        no approval.
        """
        permission = permission_of(command)
        if not can_wait(permission, command):
            raise RuleRefused("approval.cannot_wait")
        now, hours = self._clock.wall(), int(self._preferences.get(HOURS))
        with self._database.reading() as conn:
            if isinstance(command, SetBalance) and command.seen is None:
                command = replace(command, seen=subject_of(conn, command.card_id).balance)
            demand = self._desk.rights.demand_of(conn, command, uuid7(now))
        if not self._gate.needs_approval(demand):
            raise RuleRefused("approval.not_needed")
        plain = plain_command(command)
        self._try(command_of(permission, plain))
        assert demand.operation_id is not None
        names = self._preferences.all()
        with self._database.writing() as conn:
            self._gate.permit(conn, Demand(Permission.ASK))
            if (asked := approvals.is_asked(conn, permission, plain, now)) is not None:
                raise RuleRefused("approval.asked_already", number=asked)
            request = ApprovalRequest(
                approvals.next_number(conn),
                demand.operation_id,
                permission,
                plain,
                replace(demand.proposal, reason=str(plain.get("reason", "")).strip(), later=None),
                self._gate.name,
                names["till.name"],
                now,
                now + hours * _HOUR_S,
            )
            head = self._write(conn, "approval-asked", request, content=_digest(request))
            approvals.add(conn, request, head)
        return request

    def approve(self, number: int) -> Accepted:
        """Approve a request, and accept its act for whoever asked. One that is approved already is returned again.

        Raises RuleRefused and NotFound: nothing of the act was done. Where the card does not allow it, the request
        has ended with that.
        """
        request, decider = self._decider(number)
        if request.state is ApprovalState.APPROVED:
            return Accepted(request.operation_id, request.proposal.card_id, offline=False)
        self._check_waits(request)
        self._refresh(request.proposal.card_id)
        if not self._desk.online:
            raise RuleRefused("approval.offline")
        command = request.to_command()
        try:
            with self._database.reading() as conn:
                alone = self._desk.rights.may_alone(conn, command, decider)
            if not alone:
                raise RuleRefused("approval.beyond")
            return self._desk.submit(
                command, grant=Grant(partial(self._approved, request, decider), request.operation_id)
            )
        except (RuleRefused, NotFound, BadInput) as error:
            self._end(request, error)

    def refuse(self, number: int, reason: str) -> ApprovalRequest:
        """Refuse a request with a reason. Raises BadInput without one, NotFound, RuleRefused."""
        why = reason_of(reason).strip()
        request, decider = self._decider(number)
        self._check_waits(request)
        with self._database.writing() as conn:
            self._gate.permit(conn, _demand(request))
            self._decide(conn, request, ApprovalState.REFUSED, {"decided_by": decider.name, "reason": why})
            self._write(conn, "approval-refused", request)
        return self.request(number)

    def withdraw(self, number: int) -> ApprovalRequest:
        """Take a request of one's own back. Raises NotFound, and RuleRefused once it is decided."""
        request = self.request(number)
        if not is_same(request.clerk, self._gate.name):
            raise RuleRefused("approval.not_own")
        self._check_waits(request)
        with self._database.writing() as conn:
            self._gate.permit(conn, Demand(Permission.ASK))
            self._decide(conn, request, ApprovalState.WITHDRAWN, {"decided_by": self._gate.name})
            self._write(conn, "approval-withdrawn", request)
        return self.request(number)

    def step(self) -> float:
        """End what nobody decided in time, each with one entry of the till; return the seconds until another look.

        Nobody decides about it any more from the moment that it expires, whether this was called or not.
        """
        now = self._clock.wall()
        with self._database.reading() as conn:
            end = approvals.next_end(conn)
        if end is None or end > now:
            return _PAUSE_S if end is None else min(_PAUSE_S, end - now)
        with self._database.writing(ITSELF) as conn:
            for request in approvals.unmarked(conn, now):
                approvals.decide(conn, request.number, ApprovalState.EXPIRED, {})
                self._write(conn, "approval-expired", request)
        return _PAUSE_S

    def _try(self, command: Command) -> None:
        """Do the act in a transaction that is taken back: what cannot be done now is not asked for. Raises as that."""

        def take_back(_conn: Connection, _accepted: Accepted) -> NoReturn:
            raise _Tried

        try:
            self._desk.submit(command, take_back, Grant(_signed_by_itself))
        except _Tried:
            return

    def _decider(self, number: int) -> tuple[ApprovalRequest, Person]:
        """Return the request, and who decides about it now. Raises as the gate does, NotFound, RuleRefused."""
        with self._database.reading() as conn:
            request, journal_number = self._require(conn, number)
            entry = journal.get(conn, journal_number)
        decider = self._gate.decider(_demand(request))
        if decider is None:
            raise RuleRefused("approval.nobody")
        if (
            entry is None
            or entry.operation_id != request.operation_id
            or entry.values.get("content") != _digest(request)
        ):
            raise RuleRefused("approval.changed", number=number)
        return request, decider

    def _require(self, conn: Connection, number: int) -> tuple[ApprovalRequest, int]:
        found = approvals.get(conn, number, self._clock.wall())
        if found is None:
            raise NotFound("approval.unknown", number=number)
        return found

    def _check_waits(self, request: ApprovalRequest) -> None:
        if not request.waits:
            raise RuleRefused(f"approval.is_{request.state.value}", number=request.number, by=request.decided_by)

    def _approved(self, request: ApprovalRequest, decider: Person, conn: Connection) -> Author:
        """Write the decision in the transaction of the act, and sign that for who asked and who approved."""
        self._gate.permit(conn, _demand(request))
        self._decide(conn, request, ApprovalState.APPROVED, {"decided_by": decider.name})
        self._write(conn, "approval-given", request)
        author = Author(request.clerk, decider.name)
        values = {"clerk": request.clerk, "act": request.permission.value, "by": decider.name}
        sign(conn, author)
        self._journal.write(conn, "approved", request.operation_id, values)
        return author

    def _end(self, request: ApprovalRequest, error: KnownError) -> NoReturn:
        """Let the request end where its card does not allow it. Raises the error in any case."""
        if not isinstance(error, StaffNeeded) and not error.key.startswith(_LATER):
            with self._database.writing() as conn:
                author = self._gate.permit(conn, _demand(request))
                said = to_json(Message(error.key, error.values))
                decided = {"decided_by": author.approver or author.name, "problem": said}
                self._decide(conn, request, ApprovalState.IMPOSSIBLE, decided)
                self._write(conn, "approval-impossible", request)
        raise error

    def _decide(
        self, conn: Connection, request: ApprovalRequest, state: ApprovalState, values: Mapping[str, object]
    ) -> None:
        """Write the decision. Raises RuleRefused where somebody else was quicker."""
        now = self._clock.wall()
        if not approvals.decide(conn, request.number, state, {"decided_at": now, **values}):
            raise RuleRefused("approval.decided", number=request.number)

    def _write(self, conn: Connection, what: str, request: ApprovalRequest, **more: object) -> int:
        shown = request.proposal
        values = {
            "number": request.number,
            "act": request.permission.value,
            "card": shown.card_id,
            "last_characters": shown.last_characters,
            "amount": None if shown.amount is None else shown.amount.minor,
            "currency": None if shown.amount is None else shown.amount.currency,
            "asked_by": request.clerk,
        }
        return self._journal.write(conn, what, request.operation_id, values | more).number


class _Tried(Exception):
    """The act could be done, and is taken back."""


def _signed_by_itself(conn: Connection) -> Author:
    sign(conn, ITSELF)
    return ITSELF


def _demand(request: ApprovalRequest) -> Demand:
    return Demand(
        Permission.DECIDE, made_by=request.clerk, operation_id=request.operation_id, proposal=request.proposal
    )


def _digest(request: ApprovalRequest) -> str:
    """Return a digest of all that was asked, so that a changed request is not approved."""
    shown = request.proposal
    content = {
        "number": request.number,
        "act": request.permission.value,
        "command": request.command,
        "card": shown.card_id,
        "last_characters": shown.last_characters,
        "amount": None if shown.amount is None else [shown.amount.minor, shown.amount.currency],
        "reason": shown.reason,
        "clerk": request.clerk,
        "expires_at": request.expires_at,
    }
    return hashlib.sha256(canonical(content).encode()).hexdigest()
