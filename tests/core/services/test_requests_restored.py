"""A request for approval that is in a restored database: it may have been approved since, so it is asked again."""

from __future__ import annotations

import pytest

from core.bootstrap import Core
from core.domain.approval import ApprovalState
from core.domain.command import TopUp
from core.domain.staff import Role
from core.usecases import approvals
from tests.core.services.test_epoch import Shop, shop
from tests.e2e.counter_actions import on_server, sell

__all__ = ["shop"]

PINS = {"Mia": "482913", "Cleo": "7294"}


def be(till: Core, name: str) -> None:
    till.staff.sign_in(name, PINS[name])


@pytest.mark.parametrize("shop", [0], indirect=True)
def test_what_was_approved_after_the_backup_is_not_approved_again(shop: Shop) -> None:
    till = shop.open()
    card = sell(till, 1000).card_id
    for name, pin in PINS.items():
        till.staff.put(name, Role.MANAGER if name == "Mia" else Role.CLERK, pin)
    be(till, "Cleo")
    number = approvals.ask_approval(till, TopUp(card, 30_000)).request.number
    shop.copy("till", "backup")
    be(till, "Mia")
    approvals.approve_requests(till, (number,))
    assert on_server(shop.service, card) == 31_000
    till.close()
    shop.copy("backup", "till")
    restored = shop.open()
    be(restored, "Mia")
    request = restored.approvals.request(number)
    assert request.state is ApprovalState.IMPOSSIBLE
    assert request.problem is not None
    assert request.problem.key == "approval.void"
    (decided,) = approvals.approve_requests(restored, (number,)).decided
    assert decided.problem is not None
    assert decided.problem.key == "approval.is_impossible"
    assert on_server(shop.service, card) == 31_000
