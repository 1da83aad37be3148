"""What an answer of the service says of the place that was asked."""

from __future__ import annotations

import pytest

from core.domain.reply import CardPage, Lost, Missing, NotSent, Rejected, Unauthorised, is_not_there


@pytest.mark.parametrize(
    ("answer", "elsewhere"),
    [
        (Missing("Not Found"), True),
        (Lost("the reply is no JSON", 404), True),
        (Lost("the reply is no JSON", 200), False),
        (Lost("time-out"), False),
        (Rejected(422, "x"), False),
        (Unauthorised(401, "x"), False),
        (NotSent("no connection", Lost("x", 404)), False),
        (CardPage((), None, None), False),
    ],
)
def test_a_404_says_that_the_cards_are_not_there(answer: object, elsewhere: bool) -> None:
    assert is_not_there(answer) is elsewhere
