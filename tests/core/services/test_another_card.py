"""A card is its id, when it was created and its last four (docs/protocol.md D4): ids are given out again."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from core.bootstrap import Core
from core.domain.card import Match
from core.domain.command import Disable, Issue, Redeem, TopUp, Update
from core.domain.operation import State
from core.domain.outcome import Confirmed, Unknown
from core.domain.settlement import Decision, How
from core.errors import RuleRefused
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REPLY, Endpoint
from tests.builders import database_of
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import act, on_server, redeem, sell, settle_down


def give_away(service: EmbeddedService, card_id: int) -> None:
    """The service was restored from a backup, and gave the id to a card of somebody else."""
    with service.engine.begin() as conn:
        conn.execute(
            text(
                "UPDATE gift_cards SET code = 'BOBSCARD0000B0B9', last_characters = 'b0b9', note = NULL,"
                " created_at = created_at + 1000, updated_at = updated_at + 1000, balance = 7000 WHERE id = :id"
            ),
            {"id": card_id},
        )


def parked(till: Core, operation_id: str) -> None:
    row = till.queries.operation(operation_id)
    assert (row.state, row.message.key) == (State.PARKED, "park.another_card")
    assert row.message.values["now"] == "b0b9"


def test_attack_5_a_queued_redeem_takes_nothing_from_another_card(
    service: EmbeddedService, open_till: OpenTill
) -> None:
    till = open_till()
    card_id, _ = sell(till).card_id, sell(till)
    till.connection.switch(True)
    queued = [till.desk.submit(command).operation_id for command in (Redeem(card_id, 1000), TopUp(card_id, 500))]
    give_away(service, card_id)
    till.connection.switch(False)
    for operation_id in queued:
        assert isinstance(till.replay.run(operation_id), Unknown)
        parked(till, operation_id)
    assert on_server(service, card_id) == 7000
    with database_of(till).reading() as conn:
        told = conn.exec_driver_sql("SELECT entry FROM journal WHERE what = 'ended'").scalars().all()
    assert sum('"now":"b0b9"' in entry for entry in told) == 2


def test_attack_5_a_code_of_ours_opens_no_other_card(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    sold = sell(till)
    code = till.desk.code_of(sold.operation_id)
    assert code is not None
    assert till.lookup.find(code).card_id == sold.card_id
    give_away(service, sold.card_id)
    assert isinstance(redeem(till, sold.card_id, 100), Unknown)
    found = till.lookup.find(code)
    assert (found.match, found.card_id) == (Match.UNKNOWN, None)
    with database_of(till).reading() as conn:
        assert conn.exec_driver_sql("SELECT COUNT(*) FROM fingerprints").scalar() == 0
    assert isinstance(redeem(till, sold.card_id, 100), Confirmed), (
        "what is done now is meant for the card that is there"
    )
    assert on_server(service, sold.card_id) == 6900


def test_attack_5_a_pull_that_shows_another_card_unbinds_the_code(
    service: EmbeddedService, open_till: OpenTill
) -> None:
    till = open_till()
    sold = sell(till)
    code = till.desk.code_of(sold.operation_id)
    assert code is not None
    give_away(service, sold.card_id)
    assert till.lookup.refresh(sold.card_id)
    assert till.lookup.find(code).card_id is None
    assert till.queries.card(sold.card_id).balance == 7000


@pytest.mark.parametrize("what", ["disable", "update"])
def test_attack_5_another_card_is_not_disabled_or_changed(
    service: EmbeddedService, open_till: OpenTill, what: str
) -> None:
    till = open_till()
    card_id = sell(till).card_id
    command = Disable(card_id, "Lost") if what == "disable" else Update(card_id, (("note", "For Ann"),))
    operation_id = till.desk.submit(command).operation_id
    give_away(service, card_id)
    till.replay.run(operation_id)
    parked(till, operation_id)
    with service.engine.connect() as conn:
        assert tuple(conn.execute(text("SELECT disabled_at, note FROM gift_cards"))) == ((None, None),)


def test_attack_5_a_lost_answer_on_a_card_that_is_another_by_now_is_left_to_a_person(
    service: EmbeddedService, open_till: OpenTill
) -> None:
    till = open_till(quarantine_s=1.0)
    card_id = sell(till).card_id
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    outcome = redeem(till, card_id, 1000)
    assert isinstance(outcome, Unknown)
    give_away(service, card_id)
    settle_down(till)
    parked(till, outcome.operation_id)
    assert on_server(service, card_id) == 7000


def test_what_was_meant_for_another_card_is_not_done_again_on_this_one(
    service: EmbeddedService, open_till: OpenTill
) -> None:
    till = open_till()
    card_id, _ = sell(till).card_id, sell(till)
    till.connection.switch(True)
    operation_id = till.desk.submit(Redeem(card_id, 1000)).operation_id
    give_away(service, card_id)
    till.connection.switch(False)
    till.replay.run(operation_id)
    for how in (How.NOT_APPLIED, How.TAKE_LEFT):
        with pytest.raises(RuleRefused) as refused:
            till.settle.decide(Decision(operation_id, how, "A look"))
        assert refused.value.key == "settle.another_card"
    settled = till.settle.decide(Decision(operation_id, How.DROP, "The goods are gone"))
    assert settled.follow is None
    assert on_server(service, card_id) == 7000


def test_what_waits_for_a_card_that_is_still_made_carries_the_card_that_came(
    service: EmbeddedService, open_till: OpenTill
) -> None:
    till = open_till()
    sell(till)
    till.connection.switch(True)
    sold = till.desk.submit(Issue(5000, "USD"))
    waits = till.desk.submit(Redeem(sold.card_id, 100))
    till.connection.switch(False)
    made = till.replay.run(sold.operation_id)
    assert isinstance(made, Confirmed)
    with database_of(till).reading() as conn:
        kept = conn.exec_driver_sql(
            "SELECT o.card_created_at - c.created_at FROM operations o JOIN cards c USING (card_id)"
        ).scalars()
    assert list(kept) == [0, 0, 0]
    assert isinstance(act(till, TopUp(made.card_id, 1)), Confirmed)
    assert till.queries.operation(waits.operation_id).state is State.DONE
