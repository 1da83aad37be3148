"""What each way of settling comes to, as pure sums."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.domain.money import Money, largest
from core.domain.operation import Kind
from core.domain.settlement import Decision, How, ParkedWrite, Standing, certain, suggestion, ways
from core.errors import RuleRefused

CENTS = st.integers(-50_000, 50_000)
STANDINGS = st.builds(
    Standing,
    currency=st.just("USD"),
    want=CENTS.filter(bool),
    known=CENTS,
    aborted=st.booleans(),
    offline=st.booleans(),
    certain=st.booleans(),
    target=st.none() | st.integers(0, 100_000),
    twice=st.booleans(),
)


calmly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def decide(how: How, figure: int | None = None, *, signed: bool = False) -> Decision:
    return Decision("one", how, "why", figure, signed)


@calmly
@given(STANDINGS, st.integers(0, 100_000), st.integers(0, 100_000))
def test_by_hand_the_card_ends_at_the_balance_and_the_operation_within_what_it_owed(standing, balance, wanted) -> None:
    plan = standing.plan(decide(How.BALANCE, wanted), balance)
    assert balance + plan.rest == wanted
    assert min(0, standing.owed) <= plan.extra <= max(0, standing.owed)
    if standing.certain:
        assert plan.extra == 0
    elif min(0, standing.owed) <= standing.owed - plan.rest <= max(0, standing.owed):
        assert plan.extra + plan.rest == standing.owed


@calmly
@given(STANDINGS, st.integers(0, 100_000))
def test_whatever_is_said_nothing_owed_gets_lost_unseen(standing, balance) -> None:
    """Done, to be done, or a loss: what a redemption still owes is one of the three, to the cent."""
    if standing.want > 0 or standing.owed >= 0 or not standing.offline:
        return
    for how in How:
        if how in {How.AMOUNT, How.BALANCE}:
            continue
        try:
            plan = standing.plan(decide(how), balance)
        except RuleRefused:
            continue
        assert plan.extra + plan.rest - plan.loss == standing.owed
        assert plan.loss >= 0


@calmly
@given(STANDINGS, st.integers(-200_000, 200_000), st.booleans())
def test_an_amount_is_believed_within_what_can_be_true(standing, figure, signed) -> None:
    total = figure if signed or standing.want > 0 else -figure
    try:
        plan = standing.plan(decide(How.AMOUNT, figure, signed=signed), 0)
    except RuleRefused:
        return
    assert standing.known + plan.extra == total
    assert not (standing.certain and plan.extra)
    if not signed and not standing.twice:
        assert abs(total) <= abs(standing.want)
    elif abs(total) > abs(standing.want):
        assert standing.target is not None
        assert standing.target - largest("USD") <= plan.extra <= standing.target


@pytest.mark.parametrize(
    ("want", "figure", "total", "short", "loss"),
    [(-1000, 2000, -2000, 1000, 0), (-1000, 1000, -1000, 0, 0), (1000, 2000, 2000, 0, 1000)],
)
def test_what_was_done_twice_is_settled_by_all_that_it_changed(want, figure, total, short, loss) -> None:
    """A person who saw both copies types the sum of them, as they type any amount: without a sign."""
    standing = Standing("USD", want, 0, False, False, False, 9000, twice=True)
    plan = standing.plan(decide(How.AMOUNT, figure), 9000)
    assert (standing.known + plan.extra, plan.short, plan.loss) == (total, short, loss)


@pytest.mark.parametrize(("want", "most"), [(-1000, largest("USD") - 9000), (1000, 9000)])
def test_what_was_done_twice_changed_no_more_than_a_card_can_hold(want, most) -> None:
    standing = Standing("USD", want, 0, False, False, False, 9000, twice=True)
    assert abs(standing.plan(decide(How.AMOUNT, most), 9000).extra) == most
    with pytest.raises(RuleRefused) as refused:
        standing.plan(decide(How.AMOUNT, most + 1), 9000)
    assert (refused.value.key, refused.value.values["most"]) == ("settle.amount", Money(most, "USD"))


@pytest.mark.parametrize(
    ("how", "standing", "key"),
    [
        (How.APPLIED, Standing("USD", -500, 0, False, True, True), "settle.certain"),
        (How.NOT_APPLIED, Standing("USD", -500, 0, True, False, False), "settle.nothing_owed"),
        (How.TAKE_LEFT, Standing("USD", 500, 0, False, True, False), "settle.nothing_left"),
    ],
)
def test_what_makes_no_sense_is_refused(how: How, standing: Standing, key: str) -> None:
    with pytest.raises(RuleRefused) as refused:
        standing.plan(decide(how), 1000)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("standing", "loss"),
    [
        (Standing("USD", -500, 0, False, True, True), 500),  # the goods are gone
        (Standing("USD", -500, 0, False, False, True), 0),  # at the counter nothing was handed over
        (Standing("USD", -500, 200, True, False, True), 200),  # our repair raised the card, and that was spent
        (Standing("USD", 500, 0, False, True, True), 0),  # the customer's, not the shop's
        (Standing("USD", 500, 800, False, True, True), 300),
    ],
)
def test_the_loss_is_the_shops_own(standing: Standing, loss: int) -> None:
    assert standing.plan(decide(How.DROP), 0).loss == loss


@pytest.mark.parametrize(
    ("standing", "decision", "short"),
    [
        (Standing("USD", 1000, 0, False, False, True), decide(How.DROP), 1000),  # paid for, and not on the card
        (Standing("USD", 1000, 0, False, False, False), decide(How.APPLIED), 0),
        (Standing("USD", -1000, 0, False, True, True), decide(How.DROP), 0),  # the shop's loss
        (Standing("USD", -1000, 0, False, True, False, 0), decide(How.AMOUNT, -7551, signed=True), 6551),
        (Standing("USD", -1000, 0, True, False, False, 0), decide(How.AMOUNT, -7551, signed=True), 6551),
    ],
)
def test_what_is_missing_on_the_card_is_told(standing: Standing, decision: Decision, short: int) -> None:
    """A write in doubt may have covered what somebody else put on the card (R7)."""
    assert standing.plan(decision, 0).short == short


def test_a_lost_answer_leaves_every_reason_in_doubt() -> None:
    assert certain("park.blocked", False)
    assert not certain("park.blocked", True)
    assert not certain("park.ambiguous", False)


def test_the_buttons_that_fit() -> None:
    assert ways(Kind.REDEEM, 7, True, -100) == (
        How.NOT_APPLIED,
        How.AMOUNT,
        How.BALANCE,
        How.TAKE_LEFT,
        How.DROP,
    )
    assert ways(Kind.TOP_UP, 7, False, 100) == (How.APPLIED, How.NOT_APPLIED, How.AMOUNT, How.BALANCE, How.DROP)
    assert ways(Kind.REDEEM, -7, True, -100) == (How.DROP,)
    assert ways(Kind.ISSUE, -7, False, 0) == (How.APPLIED, How.NOT_APPLIED, How.DROP)


@pytest.mark.parametrize(
    ("key", "write", "balance", "how"),
    [
        ("park.ambiguous", (1000, 500), 500, How.APPLIED),
        ("park.ambiguous", (1000, 500), 1000, How.NOT_APPLIED),
        ("park.ambiguous", (1000, 500), 700, None),
        ("park.short", None, 200, How.TAKE_LEFT),
        ("park.short", None, 900, How.NOT_APPLIED),
        ("park.short", None, 0, How.DROP),
        ("park.overdraft", None, 0, How.DROP),
        ("park.copied", None, 200, None),
    ],
)
def test_what_the_evidence_hints_at(key: str, write, balance: int, how: How | None) -> None:
    assert suggestion(ParkedWrite(Kind.REDEEM, key, -500, write), balance) is how
