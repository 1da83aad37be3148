"""In which currencies the service makes cards: asked, kept, sent, compared, and refused before anything is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from core.bootstrap import Core, open_core
from core.domain.command import Issue, Replace
from core.domain.currencies import CardCurrencies
from core.domain.operation import State
from core.domain.outcome import Confirmed, Unknown
from core.domain.settlement import Decision, How
from core.errors import BadInput, RuleRefused
from core.server.contract.switches import Switches
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REPLY, Endpoint, answer
from core.settings import Settings
from tests.builders import HastyClock
from tests.e2e.conftest import TOKEN, SteppingClock
from tests.e2e.counter_actions import act, settle_down

Open = Callable[..., tuple[EmbeddedService, Core]]
PLAIN: dict[str, Any] = {"other_currencies": False}


@pytest.fixture
def open_both(tmp_path: Path) -> Iterator[Open]:
    """A service under these switches, and a till on it that has asked what it does."""
    opened: list[Core | EmbeddedService] = []

    def both(*, asks: bool = True, **switches) -> tuple[EmbeddedService, Core]:
        made = EmbeddedService(
            tmp_path / "service.db", TOKEN, seed=None, switches=Switches(**switches), clock=SteppingClock()
        )
        made.start()
        till = open_core(Settings(tmp_path / "till", made.url, TOKEN, quarantine_s=0.0), "test", HastyClock())
        opened.extend((made, till))
        settle_down(till)
        if asks:
            assert till.terms.learn()
        return made, till

    (tmp_path / "till").mkdir()
    yield both
    for each in reversed(opened):
        each.close() if isinstance(each, Core) else each.stop()


def made(service: EmbeddedService) -> list[tuple[str, int]]:
    """Every card of the service: its currency and its first value, minor units."""
    with service.engine.connect() as conn:
        rows = conn.execute(text("SELECT currency, initial_value FROM gift_cards ORDER BY id"))
        return [(row.currency, row.initial_value) for row in rows]


@pytest.mark.parametrize(("currency", "amount"), [("JPY", 1000), ("KWD", 12_345), ("CHF", 2500), ("USD", 2500)])
def test_what_is_sold_is_sent(open_both: Open, currency: str, amount: int) -> None:
    service, till = open_both()
    outcome = act(till, Issue(amount, currency))
    assert isinstance(outcome, Confirmed)
    assert (outcome.amount, outcome.currency) == (amount, currency)
    assert made(service) == [(currency, amount)]


def test_the_currency_is_never_sent_to_a_service_that_was_not_shown_to_take_it(open_both: Open) -> None:
    """A strict one might refuse the unknown field; a till that has not asked yet sends the plain create."""
    service, till = open_both(asks=False)
    act(till, Issue(1000, "JPY"))
    assert made(service) == [("USD", 100_000)]


def test_a_service_that_takes_no_currency_makes_its_own_alone(open_both: Open) -> None:
    service, till = open_both(**PLAIN, currency="EUR")
    assert till.terms.known() == CardCurrencies(usual="EUR")
    with pytest.raises(RuleRefused) as refused:
        till.desk.submit(Issue(1000, "USD"))
    assert refused.value.sentence == "The service cannot make cards in USD. Nothing was sold."
    assert isinstance(act(till, Issue(1000, "EUR")), Confirmed)
    assert made(service) == [("EUR", 1000)]
    assert [row.currency for row in till.queries.operations()] == ["EUR"]


def test_only_the_listed_currencies_are_sold(open_both: Open) -> None:
    service, till = open_both(currencies="JPY, KWD")
    assert till.terms.known().listed == ("USD", "JPY", "KWD")
    assert till.terms.known().offered("USD") == ("USD", "JPY", "KWD")
    for offline in (False, True):
        till.connection.switch(offline)
        with pytest.raises(RuleRefused) as refused:
            till.desk.submit(Issue(1000, "EUR"))
        assert refused.value.key == "money.not_sold"
    till.connection.switch(False)
    assert isinstance(act(till, Issue(1000, "KWD")), Confirmed)
    assert made(service) == [("KWD", 1000)]


def test_without_a_connection_only_the_currency_of_the_limits_is_promised(open_both: Open) -> None:
    _, till = open_both(currencies="JPY")
    till.connection.switch(True)
    with pytest.raises(RuleRefused) as refused:
        till.desk.submit(Issue(1000, "JPY"))
    assert refused.value.sentence == "Without a connection only USD can be sold and taken."


@pytest.mark.parametrize(("currency", "most"), [("JPY", 50), ("KWD", 50_000), ("SEK", 5000)])
def test_a_sale_without_a_connection_is_made_in_its_currency_afterwards(
    open_both: Open, currency: str, most: int
) -> None:
    service, till = open_both()
    till.preferences.set("currency", currency)
    till.connection.switch(True)
    with pytest.raises(RuleRefused) as refused:
        till.desk.submit(Issue(most + 1, currency))
    assert refused.value.key == "offline.per_sale"
    till.desk.submit(Issue(most, currency))
    till.connection.switch(False)
    settle_down(till)
    assert made(service) == [(currency, most)]
    assert [row.state for row in till.queries.operations()] == [State.DONE]


def test_a_repeat_after_a_lost_answer_names_the_same_currency(open_both: Open) -> None:
    service, till = open_both(idempotency_keys=True)
    service.faults.next(Endpoint.CREATE, LOSE_REPLY)
    act(till, Issue(1000, "JPY"))
    settle_down(till)
    assert made(service) == [("JPY", 1000)]
    assert [row.state for row in till.queries.operations()] == [State.DONE]


def other_card(service: EmbeddedService, till: Core) -> str:
    """Sells 1000 JPY on a service that says it takes a currency, and ignores it. Returns the parked sale."""
    service._switches = replace(service._switches, **PLAIN)
    service.stop()
    service.start()
    outcome = act(till, Issue(1000, "JPY"))
    assert isinstance(outcome, Unknown)
    assert outcome.message.key == "park.currency"
    assert made(service) == [("USD", 100_000)]
    return outcome.operation_id


def test_a_card_in_another_currency_is_never_told_as_sold(open_both: Open) -> None:
    service, till = open_both()
    row = till.queries.operation(other_card(service, till))
    assert row is not None
    assert row.state is State.PARKED
    with pytest.raises(RuleRefused) as refused:
        till.desk.submit(Issue(1000, "JPY"))
    assert refused.value.key == "money.not_sold", "what the service did counts for more than what it says"


def test_that_it_was_made_is_not_taken_for_the_card_that_was_sold(open_both: Open) -> None:
    service, till = open_both()
    operation_id = other_card(service, till)
    with pytest.raises(RuleRefused) as refused:
        till.settle.decide(Decision(operation_id, How.APPLIED, "it is there"))
    assert refused.value.sentence == (
        "The service made a card of 1000.00 USD, but 1000 JPY was sold. Disable that card, then drop this sale. "
        "Nothing was settled."
    )
    till.settle.decide(Decision(operation_id, How.DROP, "sold another"))
    assert till.queries.operation(operation_id).state is State.INFERRED


def test_that_it_was_not_made_never_makes_a_second_card(open_both: Open) -> None:
    service, till = open_both()
    operation_id = other_card(service, till)
    till.settle.decide(Decision(operation_id, How.NOT_APPLIED, "I see none"))
    settle_down(till)
    assert made(service) == [("USD", 100_000)]
    assert till.queries.operation(operation_id).message.key == "park.currency"


def test_a_sale_from_before_the_service_was_heard_is_not_sent_where_it_would_come_out_in_another_currency(
    open_both: Open,
) -> None:
    """An older version queued it without a word of its currency, or the till had not asked yet."""
    service, till = open_both(asks=False)
    till.preferences.set("currency", "JPY")
    till.connection.switch(True)
    sold = till.desk.submit(Issue(50, "JPY"))
    till.connection.switch(False)
    assert till.terms.learn()
    settle_down(till)
    row = till.queries.operation(sold.operation_id)
    assert (row.state, row.message.key) == (State.PARKED, "park.no_currency")
    assert made(service) == []


def test_what_a_plain_create_gave_is_what_the_next_one_gives(open_both: Open) -> None:
    """A web shop may have sold cards in other currencies: how many there are says nothing of our own creates."""
    service, till = open_both(**PLAIN, asks=False)
    act(till, Issue(1000, "USD"))
    with till.probing.database.writing() as conn:
        conn.exec_driver_sql(
            "INSERT INTO cards (card_id, balance, currency, initial_value, created_at, updated_at, last_characters,"
            " seen_at) VALUES (9000000000001, 5, 'EUR', 5, 1, 1, 'aaaa', 1), (9000000000002, 5, 'EUR', 5, 1, 1,"
            " 'bbbb', 1)"
        )
    assert till.terms.known().usual == "USD"
    assert made(service) == [("USD", 1000)]


def test_another_service_s_word_does_not_count(open_both: Open) -> None:
    service, till = open_both(currencies="JPY")
    assert till.terms.known().takes
    till.terms._service = "https://another.example"
    till.terms.begin()
    assert not till.terms.known().takes
    assert service.url


def test_a_lost_card_is_not_replaced_in_a_currency_that_cannot_be_made(open_both: Open) -> None:
    service, till = open_both()
    outcome = act(till, Issue(1000, "JPY"))
    assert isinstance(outcome, Confirmed)
    service._switches = replace(service._switches, **PLAIN)
    service.stop()
    service.start()
    assert till.terms.learn()
    with pytest.raises(RuleRefused) as refused:
        till.replacement.start(Replace(outcome.card_id, "lost"))
    assert refused.value.key == "money.not_sold"


def test_a_lost_card_is_replaced_in_its_own_currency(open_both: Open) -> None:
    service, till = open_both()
    outcome = act(till, Issue(1000, "JPY"))
    assert isinstance(outcome, Confirmed)
    till.replacement.run(till.replacement.start(Replace(outcome.card_id, "lost")).operation_id)
    assert made(service) == [("JPY", 1000), ("JPY", 1000)]


def test_more_than_a_card_can_hold_is_refused_before_it_is_sent(open_both: Open) -> None:
    _, till = open_both()
    for currency, most in (("USD", "200000.00 USD"), ("JPY", "200000000 JPY"), ("KWD", "200000.000 KWD")):
        with pytest.raises(BadInput) as refused:
            till.desk.submit(Issue(10**12, currency))
        assert refused.value.sentence == f"No card can have more than {most} on it."


def test_a_service_that_cannot_be_asked_leaves_what_was_known(open_both: Open) -> None:
    service, till = open_both(currencies="JPY")
    service.set_outage(True)
    assert not till.terms.learn()
    assert till.terms.known().takes


NOTHING_HERE = answer(404, body=b'{"errors": "Not Found"}', media_type="application/json")


def test_a_404_takes_nothing_back_that_the_service_had_said(open_both: Open) -> None:
    """A proxy without a route, or a gateway that is being restarted, answers it as well."""
    service, till = open_both(currencies="JPY")
    service.faults.draw_by(lambda endpoint: NOTHING_HERE if endpoint is Endpoint.ANY else None)
    assert not till.terms.learn()
    assert till.terms.known().listed == ("USD", "JPY")
    service.faults.clear()
    assert till.terms.learn()


def test_a_404_means_the_plain_api_where_nothing_was_known(open_both: Open) -> None:
    service, till = open_both(currencies="JPY", asks=False)
    service.faults.draw_by(lambda endpoint: NOTHING_HERE if endpoint is Endpoint.ANY else None)
    assert till.terms.learn()
    assert not till.terms.known().takes
    service.faults.clear()
    assert till.terms.learn()
    assert till.terms.known().takes


def test_it_is_asked_once_a_day(open_both: Open) -> None:
    _, till = open_both()
    assert till.terms.step() > 3600
    assert till.terms.step() > 3600


@pytest.mark.parametrize("text", ["Yen", "YEN", "eu", "Euro", "XXX"])
def test_a_currency_that_there_is_not_is_no_setting(open_both: Open, text: str) -> None:
    _, till = open_both(asks=False)
    with pytest.raises(BadInput) as refused:
        till.preferences.set("currency", text)
    assert refused.value.key == "money.currency"
    assert till.preferences.get("currency") == "USD"
    assert till.preferences.set("currency", "jpy") == "JPY"


def test_the_money_of_a_service_of_its_own_is_a_setting(open_both: Open) -> None:
    _, till = open_both(currency="XYZ")
    assert till.preferences.set("currency", "XYZ") == "XYZ"


def test_what_is_no_currency_anywhere_is_not_sold(open_both: Open) -> None:
    """YEN has the shape of one, and a service that takes any would make the card."""
    service, till = open_both()
    assert till.terms.known().makes("YEN")
    with pytest.raises(BadInput) as refused:
        till.desk.submit(Issue(2500, "YEN"))
    assert refused.value.sentence == "'YEN' is not a currency we know."
    plan = till.batches.plan(b"row_id,amount,currency\n1,25,USD\n2,25,YEN\n3,25,JPY\n", "cards.csv")
    assert [(each.line, each.message.key) for each in plan.problems] == [(3, "money.currency")]
    with pytest.raises(BadInput):
        till.batches.begin(till.batches.equal(Issue(2500, "YEN"), 2))
    assert made(service) == []
