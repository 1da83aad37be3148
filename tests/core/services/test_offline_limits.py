"""What may be promised without a connection: how old a balance may be, and how long a promise may wait."""

from __future__ import annotations

import pytest

from core.domain.command import Redeem, TopUp
from core.domain.outcome import Message, Queued
from core.errors import RuleRefused
from core.store import cards, notes, outbox
from core.store.tables import OPERATIONS
from tests.builders import database_of, server_card
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import act, settle_down

CARD = 1001
DAY = 86_400.0


@pytest.fixture
def till(open_till: OpenTill):
    """Knows a card of 50.00, has met its service, and is off the line now."""
    till = open_till()
    settle_down(till)
    hear(till, 0.0, 0.0)
    till.connection.switch(True)
    return till


def hear(till, card_days: float, pull_days: float) -> None:
    """The card was heard of so many days ago, and the last whole pull was so many days ago."""
    now = till.desk._clock.wall()
    with database_of(till).writing() as conn:
        conn.execute(cards.CARDS.delete())  # type: ignore[attr-defined]
        cards.pulled(conn, [server_card(card_id=CARD)], now - card_days * DAY, ())
        notes.set_watermark(conn, "last_sync", str(now - pull_days * DAY))


def refused(till, command) -> RuleRefused:
    before = till.queries.operations()
    with pytest.raises(RuleRefused) as refusal:
        till.desk.submit(command)
    assert till.queries.operations() == before
    return refusal.value


@pytest.mark.parametrize(("card_days", "pull_days"), [(8, 8), (-8, -8)])
def test_an_old_balance_is_not_charged(till, card_days: float, pull_days: float) -> None:
    """Nor one from the future: a clock that was set back proves nothing."""
    hear(till, card_days, pull_days)
    refusal = refused(till, Redeem(CARD, 100))
    assert refusal.sentence == "The balance is older than 7 days. It must be read again online first."
    assert isinstance(act(till, TopUp(CARD, 100)), Queued)


@pytest.mark.parametrize(("card_days", "pull_days"), [(6, 30), (30, 6)])
def test_a_whole_pull_says_that_the_others_are_unchanged(till, card_days: float, pull_days: float) -> None:
    hear(till, card_days, pull_days)
    assert isinstance(act(till, Redeem(CARD, 100)), Queued)


def test_how_old_it_may_be_is_set_by_the_shop_and_nought_allows_none(till) -> None:
    hear(till, 2, 2)
    till.preferences.set("offline.balance_days", "1")
    assert refused(till, Redeem(CARD, 100)).key == "offline.balance_age"
    till.preferences.set("offline.balance_days", "0")
    assert refused(till, Redeem(CARD, 100)).key == "offline.off"


def test_a_promise_of_three_days_stops_charging_and_says_so(till) -> None:
    act(till, TopUp(CARD, 100))
    assert till.queries.status().allowance.stopped is None
    with database_of(till).writing() as conn:
        conn.execute(OPERATIONS.update().values(created_at=OPERATIONS.c.created_at - 73 * 3600))
    assert refused(till, Redeem(CARD, 100)).key == "offline.oldest"
    assert till.queries.status().allowance.stopped == Message("offline.oldest", {"hours": 72})
    offline = next(finding for finding in till.doctor.examine() if finding.check == "offline")
    assert (offline.state, "72 hours" in offline.text) == ("warn", True)


@pytest.mark.parametrize(
    ("changes", "promised"),
    [
        ({"touched": False}, True),
        ({"touched": True}, False),
        ({"state": "done"}, False),
        ({"payload": {"act": "another"}}, False),
    ],
)
def test_only_what_was_never_sent_becomes_a_promise(till, changes: dict[str, object], promised: bool) -> None:
    """Looked at again in the transaction that promises: the queue may have been faster. Steps of an act never are."""
    till.connection.switch(False)
    accepted = till.desk.submit(Redeem(CARD, 100))
    with database_of(till).writing() as conn:
        outbox.change(conn, accepted.operation_id, **changes)
    if "payload" in changes:
        with pytest.raises(RuleRefused):
            till.desk._policy.accept_offline(accepted.operation_id, till.journal)
    else:
        till.desk._policy.accept_offline(accepted.operation_id, till.journal)
    assert till.queries.operation(accepted.operation_id).offline is promised


def test_the_doctor_tells_what_is_allowed(till) -> None:
    offline = next(finding for finding in till.doctor.examine() if finding.check == "offline")
    assert offline.state == "ok"
    assert "7 days" in offline.text
    till.preferences.set("offline.per_sale", "0")
    offline = next(finding for finding in till.doctor.examine() if finding.check == "offline")
    assert offline.text == "nothing is sold without a connection"
