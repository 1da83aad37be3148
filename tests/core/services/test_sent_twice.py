"""A request that a proxy sends twice, through a whole till and the real service (docs/protocol.md D1, D3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from core.bootstrap import Core, open_core
from core.domain.command import Issue, Redeem
from core.domain.operation import OPEN, State
from core.domain.outcome import Confirmed, Message, Unknown
from core.domain.reply import CardCreated
from core.domain.settlement import Decision, How
from core.errors import RuleRefused
from core.remote.gateway import NewCard
from core.remote.http_gateway import HttpGateway
from core.server.contract.switches import Switches
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REQUEST, SEND_TWICE, Endpoint, Fault, answer
from core.services.books.journal import by_itself
from core.settings import Settings
from core.store import outbox
from tests.builders import HastyClock
from tests.e2e.conftest import TOKEN, SteppingClock
from tests.e2e.counter_actions import act, on_server, sell, settle_down

Open = Callable[..., tuple[EmbeddedService, Core]]
LISTS = {"transactions_list": True, "echo_reference": True}
REFUSED = answer(422, body=b'{"errors": "not this card"}', media_type="application/json")


@pytest.fixture
def open_both(tmp_path: Path) -> Iterator[Open]:
    """A service under these switches, without keys unless they say so, and a till on it."""
    opened: list[Core | EmbeddedService] = []

    def both(**switches: object) -> tuple[EmbeddedService, Core]:
        chosen = Switches(**{"idempotency_keys": False} | switches)  # type: ignore[arg-type]
        made = EmbeddedService(tmp_path / "service.db", TOKEN, seed=None, switches=chosen, clock=SteppingClock())
        made.start()
        till = open_core(Settings(tmp_path / "till", made.url, TOKEN, quarantine_s=0.0), "test", HastyClock())
        opened.extend((made, till))
        settle_down(till)
        return made, till

    (tmp_path / "till").mkdir()
    yield both
    for each in reversed(opened):
        each.close() if isinstance(each, Core) else each.stop()


def cards_made(service: EmbeddedService) -> int:
    with service.engine.connect() as conn:
        return int(conn.execute(text("SELECT COUNT(*) FROM gift_cards")).scalar_one())


@pytest.mark.fault("attack 1")
@pytest.mark.parametrize("same_balance", ["refuse", "accept"])
def test_a_redeem_that_was_done_twice_is_left_to_a_person_and_settled(open_both: Open, same_balance: str) -> None:
    """Refused as the same balance, or answered with 0.00: the customer paid, and the till does not take it again."""
    service, till = open_both(same_balance=same_balance)
    card_id = sell(till).card_id
    service.faults.next(Endpoint.BALANCE, SEND_TWICE)
    outcome = act(till, Redeem(card_id, 1000, "Purchase"))
    assert isinstance(outcome, Unknown)
    assert outcome.message.key == "park.twice"
    assert on_server(service, card_id) == 9000
    row = till.queries.operation(outcome.operation_id)
    assert (row.state, row.suggestion) == (State.PARKED, How.APPLIED)
    till.settle.decide(Decision(outcome.operation_id, How.APPLIED, "the receipt says so"))
    settle_down(till)
    assert (till.queries.card(card_id).balance, on_server(service, card_id)) == (9000, 9000)


@pytest.mark.fault("attack 1")
def test_what_was_done_twice_is_settled_by_an_amount_without_a_sign(open_both: Open) -> None:
    """The first copy covered what somebody had just put on the card: 20.00 went for a sale of 10.00."""
    service, till = open_both(same_balance="refuse")
    card_id = sell(till).card_id
    service.faults.next(Endpoint.BALANCE, SEND_TWICE)
    parked = act(till, Redeem(card_id, 1000, "Purchase"))
    assert isinstance(parked, Unknown)
    foreseen = till.settle.foresee(Decision(parked.operation_id, How.AMOUNT, "", 2000))
    assert (foreseen.amount, foreseen.plan.short) == (-2000, 1000)
    settled = till.settle.decide(Decision(parked.operation_id, How.AMOUNT, "the service lists both", 2000))
    assert (settled.amount, settled.short) == (-2000, 1000)
    assert till.queries.operation(parked.operation_id).known == -2000


def test_a_refusal_that_nothing_has_checked_is_no_refusal(open_both: Open) -> None:
    """The first copy was carried out; the second was refused, and then the line broke before the card could be read."""
    service, till = open_both(same_balance="refuse")
    card_id = sell(till).card_id
    settle_down(till)

    sent: list[Endpoint] = []

    def draw(endpoint: Endpoint) -> Fault | None:
        sent.append(endpoint)
        if endpoint is Endpoint.BALANCE:
            return SEND_TWICE
        return LOSE_REQUEST if Endpoint.BALANCE in sent else None

    service.faults.draw_by(draw)
    outcome = act(till, Redeem(card_id, 1000, "Purchase"))
    assert isinstance(outcome, Unknown)
    row = till.queries.operation(outcome.operation_id)
    assert (row.state in OPEN, row.offline, row.ways) == (True, False, ())
    with pytest.raises(RuleRefused) as refused:
        till.replay.cancel(outcome.operation_id, by_itself)
    assert refused.value.key == "cancel.too_late"
    service.faults.clear()
    settle_down(till)
    assert till.queries.operation(outcome.operation_id).message.key == "park.twice"
    assert on_server(service, card_id) == 9000


@pytest.mark.fault("attack 1")
@pytest.mark.parametrize("same_balance", ["refuse", "accept"])
def test_all_of_a_card_taken_twice_is_never_told_as_nothing_taken(open_both: Open, same_balance: str) -> None:
    service, till = open_both(same_balance=same_balance)
    card_id = sell(till).card_id
    service.faults.next(Endpoint.BALANCE, SEND_TWICE)
    assert isinstance(act(till, Redeem(card_id, 10_000, "Purchase")), Unknown)
    assert on_server(service, card_id) == 0


@pytest.mark.fault("attack 1")
def test_where_a_web_shop_came_between_the_report_lists_the_card(open_both: Open) -> None:
    service, till = open_both()
    card_id = sell(till).card_id
    service.faults.next(Endpoint.BALANCE, replace(SEND_TWICE, web_shop_percent=5))
    outcome = act(till, Redeem(card_id, 1000, "Purchase"))
    assert isinstance(outcome, Confirmed)
    settle_down(till)
    (found,) = till.queries.reconciliation().cards
    assert (found.card_id, found.perhaps_twice, found.agrees) == (card_id, 1, False)


@pytest.mark.fault("attack 1")
def test_where_the_list_shows_our_reference_every_copy_is_booked(open_both: Open) -> None:
    service, till = open_both(**LISTS)
    card_id = sell(till).card_id
    assert till.probing.probe(card_id).answers["reference"] == "yes"
    for percent in (0, 5):
        service.faults.next(Endpoint.BALANCE, replace(SEND_TWICE, web_shop_percent=percent))
        before = on_server(service, card_id)
        outcome = act(till, Redeem(card_id, 1000, "Purchase"))
        assert isinstance(outcome, Confirmed)
        spent_in_web_shop = (before - 1000) * percent // 100
        assert outcome.amount == -1000
        assert on_server(service, card_id) == before - 1000 - spent_in_web_shop
    settle_down(till)
    assert all(row.perhaps_twice == 0 for row in till.queries.reconciliation().cards)


@pytest.mark.fault("attack 1")
@pytest.mark.parametrize(("percent", "same_balance"), [(0, "refuse"), (0, "accept"), (5, "refuse")])
def test_while_the_list_is_not_to_be_had_what_did_not_fit_is_pending_and_nothing_else(
    open_both: Open, percent: int, same_balance: str
) -> None:
    """Its amount is one copy's alone: in the books with the balance it left, or in neither."""
    service, till = open_both(**LISTS, same_balance=same_balance)
    card_id = sell(till).card_id
    till.probing.probe(card_id)
    settle_down(till)
    service.faults.next(Endpoint.BALANCE, replace(SEND_TWICE, web_shop_percent=percent))
    service.faults.draw_by(silence_for_lists)
    assert isinstance(act(till, Redeem(card_id, 1000, "Purchase")), Unknown)
    card = till.queries.card(card_id)
    assert (card.confirmed_balance, card.balance) == (10_000, 9000)
    assert [line.what for line in till.queries.timeline(card_id)] == ["redeem", "probe", "sold"]
    assert all(row.difference == 0 for row in till.queries.reconciliation().cards)
    service.faults.clear()
    settle_down(till)
    assert till.queries.card(card_id).balance == on_server(service, card_id) == 9000 - 90 * percent
    (row,) = (row for each in (till.queries.reconciliation(),) for row in (*each.cards, *each.level))
    assert (row.difference, row.others) == (0, -90 * percent)


@pytest.mark.fault("attack 1")
def test_where_the_list_is_refused_what_was_answered_is_in_the_books_once(open_both: Open) -> None:
    """The write is parked with the amount that one copy was answered, and the card shows what that copy left."""
    service, till = open_both(**LISTS)
    card_id = sell(till).card_id
    till.probing.probe(card_id)
    settle_down(till)
    service.faults.next(Endpoint.BALANCE, replace(SEND_TWICE, web_shop_percent=5))
    service.faults.draw_by(lambda endpoint: REFUSED if endpoint is Endpoint.ANY else None)
    outcome = act(till, Redeem(card_id, 1000, "Purchase"))
    assert isinstance(outcome, Unknown)
    assert outcome.message.key == "park.ambiguous"
    assert till.queries.card(card_id).balance == on_server(service, card_id) == 9000
    service.faults.clear()
    settle_down(till)
    (row,) = till.queries.reconciliation().cards
    assert row.difference == 0


@pytest.mark.fault("attack 1")
def test_what_was_answered_counts_when_it_is_left_to_a_person_by_another_way(open_both: Open) -> None:
    """As when another service answers at the address (D5), or the till is a copy (D6)."""
    service, till = open_both(**LISTS)
    card_id = sell(till).card_id
    till.probing.probe(card_id)
    settle_down(till)
    service.faults.next(Endpoint.BALANCE, replace(SEND_TWICE, web_shop_percent=5))
    service.faults.draw_by(silence_for_lists)
    held = act(till, Redeem(card_id, 1000, "Purchase"))
    with till.probing.database.writing() as conn:
        outbox.park(conn, held.operation_id, Message("park.another_service"), 0.0)
    card = till.queries.card(card_id)
    assert (card.confirmed_balance, card.balance) == (9000, 9000)
    (row,) = till.queries.reconciliation().cards
    assert row.difference == 0


def silence_for_lists(endpoint: Endpoint) -> Fault | None:
    """A card's transactions are at none of the other endpoints."""
    return LOSE_REQUEST if endpoint is Endpoint.ANY else None


@pytest.mark.fault("attack 1")
def test_where_keys_are_kept_it_is_done_once_and_nothing_is_parked(open_both: Open) -> None:
    """The till sends them before anybody has probed."""
    service, till = open_both(idempotency_keys=True)
    card_id = sell(till).card_id
    for percent in (0, 5):
        before = on_server(service, card_id)
        service.faults.next(Endpoint.BALANCE, replace(SEND_TWICE, web_shop_percent=percent))
        assert isinstance(act(till, Redeem(card_id, 1000, "Purchase")), Confirmed)
        assert on_server(service, card_id) == before - 1000 - (before - 1000) * percent // 100
    service.faults.next(Endpoint.CREATE, SEND_TWICE)
    assert isinstance(act(till, Issue(2500, "USD")), Confirmed)
    assert cards_made(service) == 2


@pytest.mark.fault("attack 1")
@pytest.mark.parametrize("code", [None, "preprinted001"])
def test_a_sale_that_was_sent_twice_is_one_card(open_both: Open, code: str | None) -> None:
    service, till = open_both()
    service.faults.next(Endpoint.CREATE, SEND_TWICE)
    outcome = act(till, Issue(2500, "USD", code=code))
    assert isinstance(outcome, Confirmed)
    assert (cards_made(service), on_server(service, outcome.card_id)) == (1, 2500)


@pytest.mark.fault("attack 1")
def test_a_card_without_a_mark_is_offered_and_taken_when_a_person_says_so(open_both: Open) -> None:
    """Notes are not carried, so nothing but last four, value and time shows that it is the one."""
    service, till = open_both()
    with closing(HttpGateway(service.url, TOKEN)) as office:
        made = office.create_card(NewCard(2500, "USD", "preprinted001"))
    assert isinstance(made, CardCreated)
    outcome = act(till, Issue(2500, "USD", code="preprinted001"))
    assert isinstance(outcome, Unknown)
    assert outcome.message.key == "park.match"
    row = till.queries.operation(outcome.operation_id)
    assert (row.state, row.suggestion) == (State.PARKED, How.APPLIED)
    settled = till.settle.decide(Decision(outcome.operation_id, How.APPLIED, "same value, same minute"))
    assert settled.card_id == made.card.card_id
    settle_down(till)
    assert till.queries.operation(outcome.operation_id).card_id == made.card.card_id
    assert cards_made(service) == 1
