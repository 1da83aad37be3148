"""How much of an act is left to be taken back: never more than it moved, and nothing while somebody is at it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.operation import OPEN, Kind, State
from core.domain.reversal import REVERSIBLE, Original, TakenBack, come_to
from core.errors import RuleRefused

ENDED = (State.DONE, State.INFERRED, State.DECLINED, State.CANCELLED)


def original(**changes: object) -> Original:
    """A confirmed redeem of 12.00."""
    given_: dict = {"kind": Kind.REDEEM, "state": State.DONE, "card_id": 1001, "want": -1200, "known": -1200}
    return Original(**(given_ | changes))


@given(st.integers(1, 10**9), st.lists(st.integers(0, 10**9)), st.sampled_from([-1, 1]))
def test_all_take_backs_together_are_at_most_what_was_moved(moved: int, amounts: list[int], sign: int) -> None:
    backs: list[TakenBack] = []
    for amount in amounts:
        now = original(known=sign * moved, taken_back=tuple(backs))
        if now.why_not() or not amount:
            continue
        want = now.want_of(amount)
        assert want * sign < 0
        backs.append(TakenBack(State.DONE, want))
    assert sum(abs(each.known) for each in backs) <= moved


def test_without_an_amount_all_that_is_left_is_taken_back() -> None:
    assert original().want_of(None) == 1200
    assert original(taken_back=(TakenBack(State.INFERRED, 500),)).want_of(None) == 700
    assert original(taken_back=(TakenBack(State.DECLINED, 0), TakenBack(State.CANCELLED, 0))).want_of(None) == 1200


@pytest.mark.parametrize("kind", list(Kind))
def test_only_some_kinds_can_be_taken_back(kind: Kind) -> None:
    assert (original(kind=kind).why_not() == "") is (kind in REVERSIBLE)


@pytest.mark.parametrize("state", list(State))
def test_only_what_has_ended_can_be_taken_back(state: State) -> None:
    key = original(state=state).why_not()
    assert key == ("reverse.open" if state in OPEN else "reverse.parked" if state is State.PARKED else "")


@pytest.mark.parametrize("state", list(State))
def test_a_take_back_that_has_not_ended_keeps_others_out(state: State) -> None:
    key = original(taken_back=(TakenBack(state, 0),)).why_not()
    assert key == ("reverse.going" if state in OPEN else "reverse.unsettled" if state is State.PARKED else "")


@pytest.mark.parametrize("state", ENDED)
def test_what_was_taken_back_in_full_is_not_taken_back_again(state: State) -> None:
    with pytest.raises(RuleRefused) as refused:
        original(taken_back=(TakenBack(state, 1200),)).want_of(None)
    assert refused.value.key == "reverse.already"


@pytest.mark.parametrize(
    ("card_id", "state", "moved"), [(7, State.DONE, 2500), (-7, State.READY, 0), (7, State.PARKED, 0)]
)
def test_a_sale_moved_its_value_once_its_card_is_made(card_id: int, state: State, moved: int) -> None:
    assert original(kind=Kind.ISSUE, want=2500, known=0, card_id=card_id, state=state).moved == moved


@pytest.mark.parametrize(
    ("kind", "amount", "keys"),
    [
        (Kind.REDEEM, 1200, ["reverse.put_back"]),
        (Kind.CASH_OUT, 1200, ["reverse.put_back", "reverse.into_drawer"]),
        (Kind.TOP_UP, -1200, ["reverse.taken_off", "reverse.refund"]),
        (Kind.ISSUE, -1200, ["reverse.taken_off", "reverse.sale_over"]),
    ],
)
def test_what_is_to_be_done_with_the_money_is_said(kind: Kind, amount: int, keys: list[str]) -> None:
    assert [said.key for said in come_to(kind, amount, "USD")] == keys
