"""The condition of the line, as the last request showed it."""

from __future__ import annotations

import pytest

from core.domain.reply import Lost, Missing, NotSent, Rejected, Throttled, Unauthorised
from core.services.link.connection import ServiceConnection
from tests.builders import StoppedClock


@pytest.mark.parametrize(
    ("failure", "state", "problem"),
    [
        (NotSent("x"), "offline", "service.unreachable"),
        (Lost("x"), "offline", "service.unreachable"),
        (Lost("x", 503), "offline", "service.error"),
        (Lost("x", 408), "offline", "service.error"),
        (NotSent("x", Lost("x", 503)), "offline", "service.unreachable"),
        (Lost("x", 200), "unreadable", "service.not_json"),
        (Lost("x", 302), "unreadable", "service.not_json"),
        (Lost("x", 404), "unreadable", "service.not_there"),
        (Lost("x", 200, "balance"), "unreadable", "service.unreadable"),
        (Unauthorised(403, "no."), "online", "service.forbidden"),
        (Unauthorised(401, "x"), "unauthorised", "service.unauthorised"),
        (Rejected(422, "x"), "online", None),
        (Missing(), "online", None),
        (Throttled(2.0), "online", None),
    ],
)
def test_a_failure_shows_the_condition(failure, state: str, problem: str | None) -> None:
    connection = ServiceConnection("https://shop", StoppedClock(), switched_off=False)
    assert connection.condition.state == "starting"
    connection.failed(failure)
    assert connection.condition.state == state
    assert (connection.condition.problem.key if connection.condition.problem else None) == problem
    assert connection.condition.usable is (state != "offline")


def test_reply_2_silence_gives_no_token_back() -> None:
    connection = ServiceConnection("https://shop", StoppedClock(), switched_off=False)
    connection.failed(Unauthorised(401, ""))
    connection.failed(NotSent("x"))
    assert connection.condition.state == "unauthorised"
    connection.answered()
    assert connection.condition.state == "online"


def test_since_is_when_the_condition_changed_and_returns_are_counted() -> None:
    clock = StoppedClock(100.0)
    connection = ServiceConnection("https://shop", clock, switched_off=False)
    connection.failed(NotSent("x"))
    clock.now = 200.0
    connection.failed(Lost("x"))
    assert connection.condition.since == 100.0
    before = connection.returns
    connection.answered()
    connection.answered()
    assert connection.returns == before + 1


def test_the_switch_hides_what_is_heard() -> None:
    connection = ServiceConnection("https://shop", StoppedClock(), switched_off=True)
    connection.answered()
    assert connection.condition.state == "switched_off"
    assert not connection.condition.usable
    connection.switch(False)
    assert connection.condition.state == "starting"
