"""The offline limits to the cent: each bounds on its own, and the refusal names the one that was met."""

from __future__ import annotations

import pytest

from core.domain.limits import OLDEST_PENDING_H, OfflineLimits, check_oldest
from core.errors import RuleRefused

LIMITS = OfflineLimits("USD", per_sale=5000, per_card_day=8000, per_till=20_000, balance_days=7)
DAY = 86_400.0


def refusal(limits: OfflineLimits, amount: int, card_day: int = 0, till: int = 0, currency: str = "USD") -> str | None:
    try:
        limits.check(amount, currency, card_day, till)
    except RuleRefused as refused:
        return refused.key
    return None


@pytest.mark.parametrize(
    ("amount", "card_day", "till", "key"),
    [
        (5000, 0, 0, None),
        (5001, 0, 0, "offline.per_sale"),
        (5000, 3000, 0, None),
        (5000, 3001, 0, "offline.per_card_day"),
        (1, 8000, 0, "offline.per_card_day"),
        (5000, 0, 15_000, None),
        (5000, 0, 15_001, "offline.per_till"),
        (1, 0, 20_000, "offline.per_till"),
        (5001, 8000, 20_000, "offline.per_sale"),
        (5000, 8000, 20_000, "offline.per_card_day"),
    ],
)
def test_each_limit_may_be_reached_and_not_passed(amount: int, card_day: int, till: int, key: str | None) -> None:
    assert refusal(LIMITS, amount, card_day, till) == key


@pytest.mark.parametrize("zeros", [(0, 8000, 20_000), (5000, 0, 20_000), (5000, 8000, 0), (0, 0, 0)])
def test_one_that_is_zero_switches_it_off(zeros: tuple[int, int, int]) -> None:
    assert OfflineLimits("USD", *zeros).off
    assert refusal(OfflineLimits("USD", *zeros), 1) == "offline.off"
    assert not LIMITS.off


def test_limits_of_one_currency_say_nothing_of_another() -> None:
    assert refusal(LIMITS, 1, currency="EUR") == "offline.currency"


def test_a_balance_and_a_promise_may_be_just_so_old() -> None:
    LIMITS.check_age(7 * DAY)
    with pytest.raises(RuleRefused) as refused:
        LIMITS.check_age(7 * DAY + 1)
    assert refused.value.key == "offline.balance_age"
    assert OLDEST_PENDING_H == 72
    check_oldest(3 * DAY)
    with pytest.raises(RuleRefused) as refused:
        check_oldest(3 * DAY + 1)
    assert refused.value.key == "offline.oldest"
