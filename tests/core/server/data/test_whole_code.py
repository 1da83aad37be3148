"""A search for one bare word that is a whole code finds that card by the index of codes, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text

from core.server.contract.switches import Switches
from core.server.data.database import database_url, open_database
from core.server.data.listing import last_page, last_search, search_page
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.seed import fill_sandbox
from tests.core.server.conftest import LINK, TOKEN, Caller, Clock

SEARCH = "/gift-cards/search"
Open = Callable[..., Caller]


class Reversed:
    """Seals a text by turning it round."""

    key_number = 1

    def seal(self, text: str, purpose: str) -> str:
        return f"{purpose}:{text[::-1]}"[-20:] if purpose == "code" else text

    def unseal(self, sealed: str, purpose: str) -> str:
        return sealed.removeprefix("code:")[::-1] if purpose == "code" else sealed


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Caller]:
    service = EmbeddedService(tmp_path / "sealed.sqlite", TOKEN, seed=None, clock=Clock())
    service.seal = Reversed()
    service.start()
    caller = Caller(service)
    yield caller
    caller.close()
    service.stop()


def test_a_whole_code_finds_its_card_alone(shop: Caller) -> None:
    check_alone(shop)


def test_a_whole_code_finds_its_card_among_sealed_ones(sealed: Caller) -> None:
    check_alone(sealed)


def check_alone(shop: Caller) -> None:
    card = shop.issue("20.00", code="abcd2345efgh")["id"]
    longer = shop.issue("20.00", code="xabcd2345efghx")["id"]
    noted = shop.issue("20.00", note="replaces abcd2345efgh")["id"]
    for query in ("abcd2345efgh", "ABCD2345EFGH", "abcd-2345-efgh", '"ABCD 2345 EFGH"'):
        reply = shop.read(SEARCH, query=query)
        assert [each["id"] for each in reply.json()["gift_cards"]] == [card], query
        assert "Link" not in reply.headers
    assert shop.ids(SEARCH, query="abcd2345efg", order="id ASC") == [card, longer, noted]
    assert shop.ids(SEARCH, query="abcd2345efgh balance:20", order="id ASC") == [card, longer, noted]
    assert shop.ids(SEARCH, query="-abcd2345efgh") == []


def test_codes_that_are_not_searched_are_not_found(open_shop: Open) -> None:
    shop = open_shop(code_search=False)
    shop.issue("20.00", code="abcd2345efgh")
    noted = shop.issue("20.00", note="replaces abcd2345efgh")["id"]
    assert shop.ids(SEARCH, query="abcd2345efgh") == [noted]


def test_an_index_that_lags_does_not_know_the_code_yet(open_shop: Open, clock: Clock) -> None:
    shop = open_shop(search_lag_s=5)
    noted = shop.issue("20.00", note="to be abcd2345efgh")["id"]
    clock.now += 6
    card = shop.issue("20.00", code="abcd2345efgh")["id"]
    assert shop.ids(SEARCH, query="abcd2345efgh") == [noted]
    clock.now += 6
    shop.put_balance(card, "5.00")
    (found,) = shop.read(SEARCH, query="abcd2345efgh").json()["gift_cards"]
    assert (found["id"], found["balance"]) == (card, "20.00")  # as the index still sees it


def test_a_walk_that_began_without_the_card_goes_on_without_it(shop: Caller) -> None:
    """What a page finds must not depend on a card that came between two pages."""
    noted = [shop.issue("20.00", note="order abcd2345efgh")["id"] for _ in range(3)]
    first = shop.read(SEARCH, query="abcd2345efgh", order="id ASC", limit=2)
    shop.issue("20.00", code="abcd2345efgh")
    following = {rel: url for url, rel in LINK.findall(first.headers["Link"])}["next"]
    ids = [card["id"] for card in shop.call("GET", following).json()["gift_cards"]]
    assert ids[0] == noted[2]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)], ids=["SQLite", "PostgreSQL"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database with some hundred cards, which is enough for both to prefer an index."""
    place = tmp_path / "shop.sqlite" if request.param == "sqlite" else request.getfixturevalue("address")
    opened = open_database(database_url(place), lambda each: fill_sandbox(each, 1, 1_800_000_000, Switches()))
    yield opened
    opened.dispose()


@pytest.mark.parametrize(
    ("query", "index"),
    [("abcd2345efgh", "code"), ("last_characters:ab12", "gift_cards_last_listed")],
    ids=["code", "last"],
)
def test_the_index_is_used(engine: Engine, query: str, index: str) -> None:
    asked: list[tuple[str, object]] = []
    event.listen(engine, "before_cursor_execute", lambda *a: asked.append((a[2], a[3])))
    with engine.connect() as conn:
        if last := last_search({"query": query}, Switches()):
            last_page(conn, last)
        else:
            search_page(conn, {"query": query}, Switches(), 0)
    statement, values = next(each for each in asked if "last_characters" in each[0])
    explain = "EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN "
    with engine.connect() as conn:
        if engine.dialect.name == "postgresql":
            conn.execute(text("ANALYZE gift_cards"))
            conn.execute(text("SET enable_seqscan = off"))
        plan = " ".join(str(row) for row in conn.exec_driver_sql(explain + statement, values))  # type: ignore[arg-type]
    kept = "sqlite_autoindex" if engine.dialect.name == "sqlite" else "gift_cards_code_key"
    assert (kept if index == "code" else index) in plan
    assert "TEMP B-TREE" not in plan, "SQLite reads all of them to sort them"
