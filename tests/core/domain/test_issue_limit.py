"""The limit of a sale is learned from the refusal that names it."""

import pytest

from core.domain.issue_limit import told_in


@pytest.mark.parametrize(
    ("message", "currency", "most"),
    [
        ("initial_value: can't exceed $2,000.00 USD", "USD", 200_000),
        ("initial_value: can't exceed ¥2,000 JPY", "JPY", 2000),
        ("initial_value: can't exceed 2,000.00 SEK", "SEK", 200_000),
        ("initial_value: can't exceed $2,000.00 USD", "EUR", None),
        ("initial_value: must be greater than 0", "USD", None),
        ("can't exceed 99999999999999.00 USD", "USD", None),
        ("", "USD", None),
    ],
)
def test_the_limit_that_a_refusal_tells(message: str, currency: str, most: int | None) -> None:
    assert told_in(message, currency) == most
