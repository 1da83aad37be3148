"""A search for the last four is carried out on the event loop, until one of them turns out to be long."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from core.server.contract.replies import Reply
from core.server.contract.request import Request
from core.server.contract.switches import Switches
from core.server.data.database import database_url, open_database
from core.server.data.driver import DriverConnection
from core.server.data.pending_read import ReadAtOnce
from core.server.http.endpoints import CardEndpoints
from core.server.http.short_reads import FIRST_PAUSE_S, LONG_S, LONGEST_PAUSE_S, ShortReads
from tests.core.server.conftest import Clock


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CardEndpoints]:
    engine = open_database(database_url(tmp_path_factory.mktemp("shop") / "shop.sqlite"))
    yield CardEndpoints(engine, Switches(), Clock())
    engine.dispose()


class Hand:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def read_of(shop: CardEndpoints, clock: Hand, took_s: float) -> ReadAtOnce:
    def read(_conn: Connection | DriverConnection) -> Reply:
        clock.at += took_s
        return Reply(200, b"")

    return ReadAtOnce(shop.lists, read, is_short=True)


@pytest.mark.parametrize(
    ("arguments", "is_short"),
    [
        ({"query": "last_characters:ab12"}, True),
        ({"query": "last_characters:ab12", "limit": "50"}, True),
        ({"query": "last_characters:ab12", "limit": "51"}, False),
        ({"query": "last_characters:ab12", "order": "balance DESC"}, False),
        ({"query": "last_characters:ab12*"}, False),
        ({"query": "last_characters:ab12 harbour"}, False),
        ({"query": "balance:20"}, False),
    ],
)
def test_what_is_short(shop: CardEndpoints, arguments: dict[str, str], is_short: bool) -> None:
    assert shop.search_cards(Request("x", arguments)).is_short is is_short


@pytest.mark.parametrize(
    ("arguments", "is_short"),
    [
        ({}, True),
        ({"limit": "50", "since_id": "0"}, True),
        ({"limit": "51"}, False),
        ({"limit": "1", "status": "disabled"}, False),
    ],
)
def test_which_lists_are_short(shop: CardEndpoints, arguments: dict[str, str], is_short: bool) -> None:
    """Of one status many cards may have to be read for each that is shown."""
    assert shop.list_cards(Request("x", arguments)).is_short is is_short


def test_after_a_long_one_they_go_to_the_threads_for_longer_each_time(shop: CardEndpoints) -> None:
    clock = Hand()
    short = ShortReads(clock)
    pause = FIRST_PAUSE_S
    for _ in range(10):
        read = read_of(shop, clock, 2 * LONG_S)
        assert short.takes(read)
        assert short.run(read).status == 200
        clock.at += pause * 0.99
        assert not short.takes(read)
        clock.at += pause * 0.02
        pause = min(2 * pause, LONGEST_PAUSE_S)
    short.run(read_of(shop, clock, LONG_S / 2))
    short.run(read_of(shop, clock, 2 * LONG_S))
    clock.at += FIRST_PAUSE_S * 1.01
    assert short.takes(read_of(shop, clock, 0))


def test_one_that_fails_counts_as_well(shop: CardEndpoints) -> None:
    clock = Hand()
    short = ShortReads(clock)

    def fail(_conn: Connection | DriverConnection) -> Reply:
        clock.at += 2 * LONG_S
        raise RuntimeError("the disk")

    read = ReadAtOnce(shop.lists, fail, is_short=True)
    with pytest.raises(RuntimeError):
        short.run(read)
    assert not short.takes(read)
