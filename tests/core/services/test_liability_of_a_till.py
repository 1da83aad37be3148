"""The liability of a till on a real service, beside another till: it is what the service owes, by its lines."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from core.bootstrap import Core
from core.domain.command import CashOut, Disable, Issue, Redeem, Replace, Reverse, SetBalance, TopUp
from core.domain.outcome import Confirmed
from core.domain.settlement import Decision, How
from core.server.sandbox.embedded import EmbeddedService
from core.usecases import reports
from core.usecases.reports import ReportDays
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import act, redeem, sell, settle_down


def confirmed(till: Core, command) -> Confirmed:
    outcome = act(till, command)
    assert isinstance(outcome, Confirmed), outcome
    return outcome


def liability_of(till: Core) -> dict[str, int]:
    till.sync.hurry()
    settle_down(till)
    (found,) = reports.read_liability(till, ReportDays(None, "2020-01-01")).tables
    return {cells[0].name: cells[1] for _, cells in found.lines()}  # type: ignore[union-attr, misc]


def usable(service: EmbeddedService) -> int:
    """What the service owes on cards that can be used, by its own database."""
    statement = """SELECT SUM(balance) FROM gift_cards WHERE disabled_at IS NULL AND currency = 'USD'
        AND (expires_on IS NULL OR expires_on >= date('now', '-1 day'))"""
    with service.engine.connect() as conn:
        return int(conn.execute(text(statement)).scalar() or 0)


@pytest.mark.slow
def test_each_act_of_two_tills_is_in_its_line_and_the_end_is_what_the_service_owes(
    open_till: OpenTill, service: EmbeddedService
) -> None:
    till, other = open_till(), open_till("other")
    paid = sell(till, 9000).card_id
    confirmed(till, Issue(700, "USD", kind="goodwill", reason="A late order"))
    confirmed(till, Issue(1300, "USD", kind="refund"))
    confirmed(till, TopUp(paid, 500, "Refund"))
    confirmed(till, TopUp(paid, 250, "Birthday money"))
    taken = confirmed(till, Redeem(paid, 2000, "Purchase"))
    confirmed(till, Redeem(paid, 300, "Purchase"))
    confirmed(till, Reverse(taken.operation_id, "Wrong card"))
    confirmed(till, SetBalance(paid, 7000, "Counted again"))
    small = sell(till, 400).card_id
    confirmed(till, CashOut(small, 400, "Left over"))
    closed = sell(till, 1100).card_id
    confirmed(till, Disable(closed, "Asked for it"))
    lost = sell(till, 2500).card_id
    till.replacement.run(till.replacement.start(Replace(lost, "lost on the bus")).operation_id)
    settle_down(other)
    sell(other, 5000)
    redeem(other, paid, 600)
    settle_down(till)
    till.connection.switch(True)
    promised = till.desk.submit(Redeem(paid, 4000, "Purchase"))
    redeem(other, paid, 5000)
    till.connection.switch(False)
    settle_down(till)
    till.settle.decide(Decision(promised.operation_id, How.TAKE_LEFT, "took what was left"))
    after = liability_of(till)

    assert after == {
        "opening": 0,
        "sold": 9000 + 400 + 1100 + 2500,
        "goodwill": 700,
        "refunded": 1300 + 500,
        "topped-up": 250,
        "redeemed": -2000 - 300 - (7000 - 600 - 5000),
        "taken-back": 2000,
        "corrected": 7000 - (9000 + 500 + 250 - 300),
        "cashed-out": -400,
        "disabled": -1100,
        "sold-elsewhere": 5000,
        "changed-elsewhere": -600 - 5000,
        "closing": usable(service),
        "shown": usable(service),
    }
