"""Goods that went out on a promise are never cancelled; a manager drops it, and the loss is recorded (attack 6)."""

from __future__ import annotations

import pytest

from core.domain.command import Redeem
from core.domain.operation import State
from core.domain.outcome import Queued
from core.domain.settlement import Decision, How
from core.domain.staff import Role
from core.errors import ApprovalNeeded, RuleRefused, SignInNeeded
from core.server.sandbox.embedded import EmbeddedService
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import on_server, redeem, sell, settle_down


@pytest.mark.fault("attack 6")
def test_a_promised_redeem_is_dropped_by_a_manager_and_by_nobody_else(
    service: EmbeddedService, open_till: OpenTill
) -> None:
    till = open_till()
    card_id = sell(till).card_id
    till.staff.put("Mia", Role.MANAGER, "482913")
    till.staff.put("Cleo", Role.CLERK, "7294")
    till.staff.sign_in("Cleo", "7294")
    till.connection.switch(True)
    promised = redeem(till, card_id, 1000)
    assert isinstance(promised, Queued)
    with pytest.raises(RuleRefused) as refused:
        till.desk.cancel(promised.operation_id)
    assert refused.value.key == "cancel.handed_out"
    drop = Decision(promised.operation_id, How.DROP, "typed on the wrong card")
    with pytest.raises(ApprovalNeeded):
        till.settle.decide(drop)
    till.staff.sign_out()
    for work in (lambda: till.desk.cancel(promised.operation_id), lambda: till.settle.decide(drop)):
        with pytest.raises(SignInNeeded):
            work()
    till.staff.sign_in("Mia", "482913")
    with pytest.raises(RuleRefused) as refused:
        till.settle.decide(Decision(promised.operation_id, How.APPLIED, "surely"))
    assert refused.value.key == "settle.open"
    settled = till.settle.decide(drop)
    assert (settled.loss, settled.follow) == (1000, None)
    till.connection.switch(False)
    settle_down(till)
    row = till.queries.operation(promised.operation_id)
    assert (row.state, on_server(service, card_id)) == (State.INFERRED, 10_000)
    assert till.queries.card(card_id).balance == 10_000


@pytest.mark.fault("attack 6")
def test_without_staff_it_is_not_cancelled_either(open_till: OpenTill) -> None:
    till = open_till()
    card_id = sell(till).card_id
    till.connection.switch(True)
    accepted = till.desk.submit(Redeem(card_id, 1000))
    with pytest.raises(RuleRefused):
        till.desk.cancel(accepted.operation_id)
