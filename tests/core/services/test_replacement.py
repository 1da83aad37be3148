"""A lost card is replaced: every cent is on the old card, on the new one, or in an operation that needs a person."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from core.bootstrap import Core
from core.domain.card import Status
from core.domain.command import Disable, Freeze, Issue, Redeem, Replace, TopUp, Unfreeze
from core.domain.operation import OPEN, Kind, State
from core.domain.outcome import Confirmed, Refused
from core.domain.replacement import ReplacementStage
from core.domain.settlement import Decision, How
from core.errors import BadInput, NotFound, RuleRefused, ServiceFailed
from core.rows import ReplacementRow
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REPLY, LOSE_REQUEST, Endpoint, Fault, answer
from tests.builders import database_of
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import act, on_server, sell, settle_down

FULL = 6250
REFUSE = answer(422, body=b'{"errors":{"initial_value":["is not allowed"]}}', media_type="application/json")


def replaced(till: Core, card_id: int) -> ReplacementRow:
    begun = till.replacement.start(Replace(card_id, "lost on the bus"))
    till.replacement.run(begun.operation_id)
    return standing(till, begun.operation_id)


def standing(till: Core, operation_id: str) -> ReplacementRow:
    row = till.queries.replacement(operation_id)
    assert row is not None
    return row


def balances(service: EmbeddedService) -> dict[int, int]:
    with service.engine.connect() as conn:
        return {row.id: row.balance for row in conn.execute(text("SELECT id, balance FROM gift_cards"))}


@pytest.fixture
def till(open_till: OpenTill) -> Core:
    return open_till()


@pytest.fixture
def lost(till: Core) -> int:
    sold = act(till, Issue(FULL, "USD", note="For Ada", expires_on="2031-11-30", template_suffix="gold"))
    assert isinstance(sold, Confirmed)
    till.desk.hand_over(sold.operation_id)
    return sold.card_id


def test_all_of_it_moves_and_the_old_card_is_closed(till: Core, lost: int, service: EmbeddedService) -> None:
    done = replaced(till, lost)
    assert (done.stage, done.state, done.amount, done.card_id) == (ReplacementStage.CLOSING, State.DONE, FULL, lost)
    assert done.new_card_id is not None
    assert balances(service) == {lost: 0, done.new_card_id: FULL}
    old, new = till.queries.card(lost), till.queries.card(done.new_card_id)
    assert old is not None
    assert new is not None
    assert (old.status, old.balance) == (Status.DISABLED, 0)
    assert (new.balance, new.note, new.expires_on, new.template_suffix) == (FULL, "For Ada", "2031-11-30", "gold")
    assert done.new_last_characters == new.last_characters
    code = till.desk.code_of(done.made)
    assert code is not None
    assert code[-4:].lower() == new.last_characters
    assert till.lookup.find(code).card_id == done.new_card_id


def test_no_money_leaves_a_lost_card_while_the_service_makes_no_cards_for_us(
    till: Core, lost: int, service: EmbeddedService
) -> None:
    unpaid = answer(402, body=b'{"errors":"The account is unpaid"}', media_type="application/json")
    service.faults.next(Endpoint.CREATE, unpaid)
    with pytest.raises(ServiceFailed):
        act(till, Issue(FULL, "USD"))
    with pytest.raises(RuleRefused) as refused:
        till.replacement.start(Replace(lost, "lost on the bus"))
    assert refused.value.key == "service.forbidden"
    assert on_server(service, lost) == FULL
    till.connection.try_again()
    assert replaced(till, lost).state is State.DONE


def test_the_act_is_one_chain_in_the_journal(till: Core, lost: int) -> None:
    done = replaced(till, lost)
    steps = [row for row in till.queries.operations() if row.replacement == done.operation_id]
    assert [row.kind for row in reversed(steps)] == [Kind.REDEEM, Kind.ISSUE, Kind.DISABLE]
    with database_of(till).reading() as conn:
        told = conn.execute(text("SELECT entry FROM journal WHERE what = 'replaced'")).scalars().all()
        kept = conn.execute(text("SELECT payload FROM operations")).scalars().all()
    assert len(told) == 1
    assert f'"taken":{FULL}' in told[0].replace(" ", "")
    assert not any("prepared" in payload for payload in kept)


def test_a_frozen_card_can_be_replaced(till: Core, lost: int) -> None:
    till.freezes.freeze(Freeze(lost, "reported lost"))
    assert replaced(till, lost).state is State.DONE


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (lambda till, card: (card, " "), "reason.missing"),
        (lambda till, card: (999, "lost"), "card.unknown"),
        (lambda till, card: act(till, Redeem(card, FULL)) and None, "replace.empty"),
        (lambda till, card: act(till, Disable(card, "stolen")) and None, "card.disabled"),
        (lambda till, card: till.connection.switch(True), "offline.off"),
    ],
)
def test_what_cannot_be_replaced_is_left_as_it_is(till: Core, lost: int, make, key: str) -> None:
    card_id, reason = make(till, lost) or (lost, "lost")
    with pytest.raises((RuleRefused, BadInput, NotFound)) as refusal:
        till.replacement.start(Replace(card_id, reason))
    assert refusal.value.key == key
    assert not [row for row in till.queries.operations() if row.replacement]


def test_money_in_doubt_is_settled_first(till: Core, lost: int, service: EmbeddedService) -> None:
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    act(till, Redeem(lost, 1000))
    settle_down(till)
    with pytest.raises(RuleRefused, match="not settled yet"):
        till.replacement.start(Replace(lost, "lost"))


def test_nothing_is_begun_while_the_service_is_away(till: Core, lost: int, service: EmbeddedService) -> None:
    service.set_outage(True)
    with pytest.raises(RuleRefused):
        till.replacement.start(Replace(lost, "lost"))
    assert not [row for row in till.queries.operations() if row.replacement]


def test_money_spent_meanwhile_refuses_it_whole(till: Core, lost: int, service: EmbeddedService) -> None:
    begun = till.replacement.start(Replace(lost, "lost"))
    with service.engine.begin() as conn:
        conn.execute(text("UPDATE gift_cards SET balance = 6000 WHERE id = :id"), {"id": lost})
    till.replacement.run(begun.operation_id)
    row = standing(till, begun.operation_id)
    assert (row.stage, row.state, row.amount, row.new_card_id) == (ReplacementStage.TAKING, State.DECLINED, 0, None)
    assert balances(service) == {lost: 6000}


def test_a_refused_new_card_gives_the_money_back(till: Core, lost: int, service: EmbeddedService) -> None:
    service.faults.next(Endpoint.CREATE, REFUSE)
    row = replaced(till, lost)
    assert (row.stage, row.state, row.new_card_id) == (ReplacementStage.RETURNING, State.DONE, None)
    assert balances(service) == {lost: FULL}
    assert till.queries.card(lost).status is Status.ACTIVE
    assert replaced(till, lost).stage is ReplacementStage.CLOSING  # and may be tried again


def test_money_that_cannot_go_back_needs_a_person(till: Core, lost: int, service: EmbeddedService) -> None:
    service.faults.next(Endpoint.CREATE, REFUSE)
    begun = till.replacement.start(Replace(lost, "lost"))
    till.replay.run(begun.operation_id)
    _disable(service, lost)
    till.replacement.run(begun.operation_id)
    row = standing(till, begun.operation_id)
    assert (row.stage, row.state) == (ReplacementStage.RETURNING, State.PARKED)
    assert balances(service)[lost] + till.queries.operation(row.step).owed == FULL


def _disable(service: EmbeddedService, card_id: int) -> None:
    with service.engine.begin() as conn:
        conn.execute(text("UPDATE gift_cards SET disabled_at = created_at WHERE id = :id"), {"id": card_id})


def test_money_that_came_onto_the_old_card_is_not_buried(till: Core, lost: int, service: EmbeddedService) -> None:
    begun = till.replacement.start(Replace(lost, "lost"))
    till.replay.run(begun.operation_id)
    act(till, TopUp(lost, 500))
    till.replacement.run(begun.operation_id)
    row = standing(till, begun.operation_id)
    assert (row.stage, row.state, row.message.key) == (ReplacementStage.CLOSING, State.PARKED, "park.not_empty")
    assert till.queries.card(lost).status is Status.ACTIVE
    assert sum(balances(service).values()) == FULL + 500


def test_an_outage_after_the_first_step_only_delays_it(till: Core, lost: int, service: EmbeddedService) -> None:
    begun = till.replacement.start(Replace(lost, "lost"))
    till.replay.run(begun.operation_id)
    service.set_outage(True)
    till.replacement.run(begun.operation_id)
    row = standing(till, begun.operation_id)
    assert (row.stage, row.amount) == (ReplacementStage.MAKING, FULL)
    assert row.state in OPEN
    service.set_outage(False)
    till.connection.try_again()
    settle_down(till)
    assert standing(till, begun.operation_id).state is State.DONE
    assert sum(balances(service).values()) == FULL


def test_cancelling_the_new_card_gives_the_money_back(till: Core, lost: int, service: EmbeddedService) -> None:
    begun = till.replacement.start(Replace(lost, "lost"))
    till.replay.run(begun.operation_id)
    till.desk.cancel(standing(till, begun.operation_id).step)
    with pytest.raises(RuleRefused, match="automatically"):
        till.desk.cancel(standing(till, begun.operation_id).step)
    till.replacement.run(begun.operation_id)
    assert balances(service) == {lost: FULL}


@pytest.mark.slow
@pytest.mark.parametrize("fault", [LOSE_REPLY, LOSE_REQUEST])
@pytest.mark.parametrize("endpoint", [Endpoint.READ, Endpoint.BALANCE, Endpoint.CREATE, Endpoint.DISABLE])
def test_one_lost_message_loses_no_cent(
    till: Core, lost: int, service: EmbeddedService, endpoint: Endpoint, fault: Fault
) -> None:
    begun = till.replacement.start(Replace(lost, "lost"))
    service.faults.next(endpoint, fault)
    till.replacement.run(begun.operation_id)
    settle_down(till)
    row = standing(till, begun.operation_id)
    if endpoint is Endpoint.READ:  # before anything was asked for it is taken back whole
        assert (row.stage, row.state, balances(service)) == (ReplacementStage.TAKING, State.CANCELLED, {lost: FULL})
        return
    if row.state is State.PARKED:  # only the taking can be undecidable; a person looks at the card and says so
        assert (row.stage, endpoint) == (ReplacementStage.TAKING, Endpoint.BALANCE)
        how = How.APPLIED if on_server(service, lost) == 0 else How.NOT_APPLIED
        settled = till.settle.decide(Decision(row.step, how, "looked at the card"))
        assert settled.follow is not None
        settle_down(till)
        row = standing(till, begun.operation_id)
    assert (row.stage, row.state) == (ReplacementStage.CLOSING, State.DONE)
    assert balances(service) == {lost: 0, row.new_card_id: FULL}


@pytest.mark.parametrize(
    ("decision", "moved"),
    [
        (Decision("", How.APPLIED, "seen"), FULL),
        (Decision("", How.AMOUNT, "counted", 4000), 4000),
        (Decision("", How.DROP, "given up"), 0),
    ],
)
def test_the_new_card_is_worth_what_was_settled(
    till: Core, lost: int, service: EmbeddedService, decision: Decision, moved: int
) -> None:
    begun = till.replacement.start(Replace(lost, "lost"))
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    till.replacement.run(begun.operation_id)
    settle_down(till)
    till.settle.decide(Decision(begun.operation_id, decision.how, decision.why, decision.figure))
    settle_down(till)
    row = standing(till, begun.operation_id)
    assert row.amount == moved
    assert sum(balances(service).values()) == moved
    assert (row.new_card_id is not None) is (moved > 0)


def test_a_freeze_holds_on_this_till_alone(till: Core, lost: int, open_till: OpenTill) -> None:
    till.freezes.freeze(Freeze(lost, " reported lost "))
    for command in (Redeem(lost, 100), TopUp(lost, 100)):
        with pytest.raises(RuleRefused, match=r"by till on .*: reported lost"):
            till.desk.submit(command)
    with pytest.raises(RuleRefused, match="reported lost"):
        till.freezes.freeze(Freeze(lost, "again"))
    frozen = till.queries.card(lost).frozen
    assert (frozen.reason, frozen.clerk) == ("reported lost", "till")
    other = open_till("other")
    settle_down(other)
    assert isinstance(act(other, Redeem(lost, 100)), Confirmed)
    till.freezes.unfreeze(Unfreeze(lost))
    assert till.queries.card(lost).frozen is None
    assert isinstance(act(till, Redeem(lost, 100)), Confirmed)
    with pytest.raises(RuleRefused, match="not frozen"):
        till.freezes.unfreeze(Unfreeze(lost))
    past = [row for row in till.queries.timeline(lost) if row.what.endswith("freeze")]
    assert [(row.what, row.reason) for row in past] == [("unfreeze", ""), ("freeze", "reported lost")]


def test_a_freeze_survives_a_restart_and_needs_no_line(open_till: OpenTill) -> None:
    till = open_till()
    card_id = sell(till).card_id
    till.close()
    till = open_till(offline=True)
    till.freezes.freeze(Freeze(card_id, "reported lost"))
    till.close()
    till = open_till(offline=True)
    with pytest.raises(RuleRefused, match="reported lost"):
        till.desk.submit(Redeem(card_id, 100))
    with pytest.raises(BadInput):
        till.freezes.freeze(Freeze(card_id, " "))


def test_a_new_card_keeps_its_freeze_when_it_is_made(till: Core, service: EmbeddedService) -> None:
    settle_down(till)
    service.set_outage(True)
    queued = act(till, Issue(2000, "USD"))
    till.freezes.freeze(Freeze(queued.card_id, "left in the shop"))
    service.set_outage(False)
    till.connection.try_again()
    settle_down(till)
    made = till.queries.card(queued.card_id)
    assert made.card_id > 0
    assert made.frozen.reason == "left in the shop"
    with pytest.raises(RuleRefused, match="left in the shop"):
        till.desk.submit(Redeem(made.card_id, 100))


def test_disabling_a_frozen_card_is_allowed(till: Core, lost: int) -> None:
    till.freezes.freeze(Freeze(lost, "reported lost"))
    assert not isinstance(act(till, Disable(lost, "stolen")), Refused)
