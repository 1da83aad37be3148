"""The rules of the desk: each refusal by its key, and nothing written when it comes."""

from __future__ import annotations

import pytest

from core.domain.command import CashOut, Disable, Issue, Redeem, SetBalance, TopUp, Update
from core.domain.outcome import Confirmed
from core.errors import BadInput, KnownError, NotFound, RuleRefused
from core.server.sandbox.embedded import EmbeddedService
from core.store import cards
from tests.builders import database_of, server_card
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import act, on_server, sell, settle_down

GOOD, EXPIRED, DISABLED = 1001, 1002, 1003


@pytest.fixture
def till(open_till: OpenTill):
    """Knows a good card of 50.00, an expired one and a disabled one, and has met its service."""
    till = open_till()
    settle_down(till)
    rows = [
        server_card(card_id=GOOD),
        server_card(card_id=EXPIRED, expires_on="2020-01-31"),
        server_card(card_id=DISABLED, disabled_at=1),
    ]
    with database_of(till).writing() as conn:
        cards.pulled(conn, rows, 0.0, ())
    return till


@pytest.mark.parametrize(
    ("command", "error", "key"),
    [
        (Redeem(GOOD, 0), BadInput, "money.positive"),
        (TopUp(GOOD, -1), BadInput, "money.positive"),
        (SetBalance(GOOD, -1, "counted"), BadInput, "money.negative"),
        (SetBalance(GOOD, 1, " "), BadInput, "reason.missing"),
        (SetBalance(GOOD, 5000, "counted"), RuleRefused, "card.same_balance"),
        (SetBalance(GOOD, 0, "counted", seen=9000), RuleRefused, "card.short"),
        (Redeem(GOOD, 5001), RuleRefused, "card.short"),
        (CashOut(GOOD, 0, "asked"), BadInput, "money.positive"),
        (CashOut(GOOD, 1, " "), BadInput, "reason.missing"),
        (CashOut(GOOD, 1, "x" * 501), BadInput, "text.long"),
        (CashOut(GOOD, 5001, "asked"), RuleRefused, "card.short"),
        (CashOut(EXPIRED, 1, "asked"), RuleRefused, "card.expired"),
        (CashOut(DISABLED, 1, "asked"), RuleRefused, "card.disabled"),
        (CashOut(999, 1, "asked"), NotFound, "card.unknown"),
        (Redeem(EXPIRED, 1), RuleRefused, "card.expired"),
        (TopUp(DISABLED, 1), RuleRefused, "card.disabled"),
        (Redeem(999, 1), NotFound, "card.unknown"),
        (Redeem(-999, 1), NotFound, "card.unknown"),
        (Redeem(GOOD, 1, "x" * 501), BadInput, "text.long"),
        (Issue(0, "USD"), BadInput, "money.positive"),
        (Issue(1, "dollars"), BadInput, "money.currency"),
        (Issue(1, "USD", code="short"), BadInput, "code.shape"),
        (Issue(1, "USD", note="x" * 2001), BadInput, "text.long"),
        (Issue(1, "USD", expires_on="2020-01-31"), BadInput, "date.past"),
        (Issue(1, "USD", expires_on="31.1.2030"), BadInput, "date.shape"),
        (Update(GOOD, ()), RuleRefused, "update.nothing"),
        (Update(GOOD, (("balance", "1"),)), BadInput, "update.nothing"),
        (Update(GOOD, (("note", None),)), RuleRefused, "update.nothing"),
        (Update(GOOD, (("expires_on", "2020-01-31"),)), BadInput, "date.past"),
        (Update(999, (("note", "x"),)), NotFound, "card.unknown"),
        (Disable(GOOD, " "), BadInput, "reason.missing"),
        (Disable(DISABLED, "lost"), RuleRefused, "card.disabled"),
    ],
)
def test_a_rule_refuses_by_its_key_and_nothing_is_written(till, command, error: type[KnownError], key: str) -> None:
    with pytest.raises(error) as refused:
        till.desk.submit(command)
    assert refused.value.key == key
    assert refused.value.sentence
    assert till.queries.operations() == ()


@pytest.mark.parametrize(
    ("command", "key"),
    [
        (SetBalance(GOOD, 4999, "counted"), "offline.off"),
        (SetBalance(GOOD, 6000, "counted"), "offline.off"),
        (CashOut(GOOD, 1, "asked"), "offline.off"),
        (Update(GOOD, (("note", "x"),)), "offline.off"),
        (Disable(GOOD, "lost"), "offline.off"),
        (Issue(100, "EUR"), "money.not_sold"),
        (Issue(5001, "USD"), "offline.per_sale"),
        (TopUp(GOOD, 5001), "offline.per_sale"),
    ],
)
def test_what_is_not_for_a_till_without_a_connection(till, command, key: str) -> None:
    till.connection.switch(True)
    with pytest.raises(RuleRefused) as refused:
        till.desk.submit(command)
    assert refused.value.key == key


@pytest.mark.parametrize("name", ["per_sale", "per_card_day", "per_till"])
def test_a_limit_of_zero_switches_offline_selling_off(till, name: str) -> None:
    till.preferences.set(f"offline.{name}", "0")
    till.connection.switch(True)
    with pytest.raises(RuleRefused) as refused:
        till.desk.submit(Redeem(GOOD, 1))
    assert refused.value.key == "offline.off"


def test_what_is_cancelled_gives_its_limit_back(till) -> None:
    till.preferences.set("offline.per_till", "50")
    till.connection.switch(True)
    accepted = till.desk.submit(Issue(5000, "USD"))
    with pytest.raises(RuleRefused) as refused:
        till.desk.submit(Issue(1, "USD"))
    assert refused.value.key == "offline.per_till"
    with pytest.raises(RuleRefused):
        till.desk.submit(Update(accepted.card_id, (("note", "x"),)))
    till.desk.cancel(accepted.operation_id)
    with pytest.raises(RuleRefused) as refused:
        till.desk.submit(TopUp(accepted.card_id, 1))
    assert refused.value.key == "outcome.card_not_made"
    till.desk.submit(Issue(5000, "USD"))


def test_a_card_still_being_made_takes_no_edit(till) -> None:
    accepted = till.desk.submit(Issue(5000, "USD"))
    with pytest.raises(RuleRefused) as refused:
        till.desk.submit(Update(accepted.card_id, (("note", "x"),)))
    assert refused.value.key == "card.unconfirmed"


def test_the_same_code_is_not_sold_twice(till) -> None:
    act(till, Issue(1000, "USD", code="preprinted001"))
    with pytest.raises(RuleRefused) as refused:
        till.desk.submit(Issue(1000, "USD", code="PREPRINTED-001"))
    assert refused.value.key == "outcome.code_taken"


def test_a_correction_is_the_difference_to_what_was_seen(service: EmbeddedService, open_till: OpenTill) -> None:
    here, there = open_till("here"), open_till("there")
    card_id = sell(here).card_id
    settle_down(there)
    act(there, Redeem(card_id, 1000))
    outcome = act(here, SetBalance(card_id, 9500, "typing error", seen=10_000))
    assert isinstance(outcome, Confirmed)
    assert on_server(service, card_id) == 8500


def test_a_note_keeps_its_mark(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    card_id = sell(till).card_id
    act(till, Update(card_id, (("note", "for Ada"),)))
    with database_of(till).reading() as conn:
        note = cards.get(conn, card_id).note
    assert note.startswith("for Ada [gc1:")
    act(till, Update(card_id, (("note", None),)))
    assert till.queries.card(card_id).note is None
    with database_of(till).reading() as conn:
        assert cards.get(conn, card_id).note.startswith("[gc1:")


def test_a_code_is_never_shown_by_a_repr() -> None:
    assert "preprinted" not in repr(Issue(1, "USD", code="preprinted001"))
