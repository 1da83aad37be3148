"""Whether the database answers: who comes while it does not is refused at once, and one in a second asks it again."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError

from core.server.data.server_watch import ServerWatch
from tests.core.server.conftest import Clock


class Server:
    """A database server that answers or not, and how often it was asked."""

    def __init__(self) -> None:
        self.answers = True
        self.asked = 0

    def ask(self) -> bool:
        self.asked += 1
        return self.answers


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def watch(server: Server, clock: Clock) -> ServerWatch:
    return ServerWatch(server.ask, clock)


def is_refused(watch: ServerWatch) -> bool:
    try:
        watch.check()
    except OperationalError:
        return True
    return False


def test_a_server_that_answers_is_not_asked(watch: ServerWatch, server: Server) -> None:
    assert not is_refused(watch)
    assert server.asked == 0


def test_of_many_that_wait_since_a_moment_one_asks(watch: ServerWatch, server: Server, clock: Clock) -> None:
    began = clock.now
    clock.now += 3
    assert watch.has_answered(began)
    clock.now += 1
    assert watch.has_answered(began)
    assert server.asked == 1
    assert watch.has_answered(clock.now - 0.5)  # this one began to wait later
    assert server.asked == 2


def test_while_it_is_silent_one_in_a_second_asks_and_all_are_refused(
    watch: ServerWatch, server: Server, clock: Clock
) -> None:
    server.answers = False
    began = clock.now
    clock.now += 3
    assert not watch.has_answered(began)
    for _ in range(5):
        assert is_refused(watch)
    assert server.asked == 1
    clock.now += 1
    assert is_refused(watch)
    assert server.asked == 2
    clock.now += 1
    server.answers = True
    assert not is_refused(watch)
    assert (is_refused(watch), server.asked) == (False, 3)


def test_a_connection_that_was_not_answered_counts(watch: ServerWatch, server: Server, clock: Clock) -> None:
    watch.note_silence()
    assert is_refused(watch)
    clock.now += 1
    assert not is_refused(watch)
    assert server.asked == 1
