"""What is seen of approval that comes later, for the walk through everything that the window shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from core.domain.approval import ApprovalRequest, ApprovalState
from core.domain.money import Money
from core.domain.operation import State
from core.domain.outcome import Message
from core.domain.permission import Permission
from core.domain.staff import Person, Proposal, Role
from gui.dialogs.approvals import ApprovalsDialog
from gui.dialogs.change_pin import ChangePinDialog
from gui.dialogs.pin import PinDialog
from gui.dialogs.pin_request import PinRequest

if TYPE_CHECKING:
    from tests.gui.window_walk import Walk


def requests() -> tuple[ApprovalRequest, ...]:
    """Return one in each state, with what each can have."""
    at = 1_790_000_000.0
    card = Proposal(7, "k5wy", Money(30_000, "USD"), "7")
    waiting = (
        ApprovalRequest(1, "a", Permission.TOP_UP, {}, card, "Anna", "Till 1", at, at + 86_400),
        ApprovalRequest(2, "b", Permission.DISABLE, {}, Proposal(8, "2c4d", None, "7"), "Ben", "Till 1", at, at),
        ApprovalRequest(
            3, "c", Permission.ISSUE, {}, Proposal(0, "", Money(9000, "EUR"), "7"), "Anna", "Till 1", at, at
        ),
    )
    done = {"decided_by": "Mia", "decided_at": at}
    ended = (
        (ApprovalState.APPROVED, {**done, "operation": State.DONE}),
        (ApprovalState.REFUSED, {**done, "reason": "7"}),
        (ApprovalState.IMPOSSIBLE, {**done, "problem": Message("card.disabled")}),
        (ApprovalState.WITHDRAWN, {**done, "decided_by": "Anna"}),
        (ApprovalState.EXPIRED, {}),
    )
    return waiting + tuple(
        ApprovalRequest(
            9 - at_end,
            str(at_end),
            Permission.SET_BALANCE,
            {},
            Proposal(7, "k5wy", Money(-1000, "USD"), "7"),
            "Anna",
            "Till 1",
            at,
            at,
            state,
            **more,  # type: ignore[arg-type]
        )
        for at_end, (state, more) in enumerate(ended)
    )


def approvals(walk: Walk) -> Iterator[str]:
    """The list as a manager and as a clerk have it, and the PIN dialog that offers to ask for later."""
    for decides in (True, False):
        dialog = ApprovalsDialog(walk.window, decides=decides)
        dialog.show_requests(requests())
        dialog.open()
        if decides:
            dialog.findChild(QLineEdit, "approvals_reason").setText("x")
        yield f"approvals, {'a manager' if decides else 'a clerk'}"
        dialog.show_note("7")
        dialog.reject()
        walk.settle()
    people = (Person("Mia", Role.MANAGER),)
    request = PinRequest("7", "7", people, "7", (("7", "7"), ("7", "7")), later=True)
    pin = PinDialog(request, walk.window)
    pin.open()
    yield "a PIN is asked for, or an approval for later"
    pin.reject()
    walk.settle()
    for old in ("", "x"):
        own = ChangePinDialog("Anna", walk.window, old=old)
        own.open()
        own.show_problem("7")
        yield f"a PIN of one's own{', which is due' if old else ''}"
        own.reject()
        walk.settle()
