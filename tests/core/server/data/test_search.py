"""The search language: against plain Python on thousands of random queries, and its rules one by one."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, insert, select

from core.server.contract.refusals import RequestRefused
from core.server.contract.search_language import parse
from core.server.data.search_sql import SearchCompiler
from core.server.data.tables import cards, metadata
from tests.core.server.conftest import Caller

ZONE = ZoneInfo("America/New_York")
WORDS = ["harbour", "book", "gift", "straße", "50%", "a_b", "o'neill", "x-ray", "ab12"]


@dataclass(frozen=True)
class Card:
    id: int
    code: str
    note: str | None
    balance: int
    initial_value: int
    created_at: int
    disabled_at: int | None


def _stock() -> list[Card]:
    draw = random.Random(7)
    made = []
    for at in range(40):
        code = "".join(draw.choice("ab12") for _ in range(8))
        note = None if draw.random() < 0.2 else " ".join(draw.sample([*WORDS, "Harbour", "STRASSE"], 3))
        value = draw.choice((1000, 2500, 10000))
        disabled = draw.choice((None, 1_700_000_000, 1_700_086_400))
        created = 1_700_000_000 + draw.randrange(4) * 43_200
        made.append(Card(at + 1, code, note, draw.choice((0, 1, 1000, value)), value, created, disabled))
    return made


STOCK = _stock()


@pytest.fixture(scope="module")
def conn() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    conn = engine.connect()
    rows = [
        {
            **card.__dict__,
            "last_characters": card.code[-4:],
            "folded_note": (card.note or "").casefold(),
            "currency": "USD",
            "milli": 10,
            "updated_at": card.created_at,
            "version": 1,
            "writes": 0,
        }
        for card in STOCK
    ]
    conn.execute(insert(cards), rows)
    yield conn
    conn.close()
    engine.dispose()


def found(conn: Connection, query: str) -> set[int]:
    condition = SearchCompiler(cards, ZONE).condition(parse(query))
    ids = select(cards.c.id)
    return set(conn.scalars(ids if condition is None else ids.where(condition)))


Rule = Callable[[Card], bool]


@dataclass(frozen=True)
class Query:
    """A piece of query text and what it means in Python; no rule: it restricts nothing."""

    text: str
    rule: Rule | None


def _compared(field: str, comparison: str, value: str, wanted: int) -> Query:
    tests: dict[str, Callable[[int], bool]] = {
        "": lambda got: got == wanted,
        "<": lambda got: got < wanted,
        "<=": lambda got: got <= wanted,
        ">": lambda got: got > wanted,
        ">=": lambda got: got >= wanted,
    }
    spent: Callable[[Card], int | None] = lambda card: card.initial_value - card.balance  # noqa: E731
    read = spent if field == "amount_spent" else lambda card: getattr(card, field)
    return Query(
        f"{field}:{comparison}{value}", lambda card: (got := read(card)) is not None and tests[comparison](got)
    )


COMPARISONS = st.sampled_from(["", "<", "<=", ">", ">="])
MONEY = st.builds(
    lambda field, comparison, minor: _compared(field, comparison, f"{minor // 100}.{minor % 100:02}", minor),
    st.sampled_from(["balance", "initial_value", "amount_spent"]),
    COMPARISONS,
    st.sampled_from([0, 1, 999, 1000, 2500, 9999, 10000]),
)


def _time_text(at: int, style: int) -> str:
    zone = (UTC, ZONE, ZoneInfo("Asia/Kolkata"))[style % 3]
    text = datetime.fromtimestamp(at, zone).isoformat()
    return (text, f'"{text}"', f"'{text}'")[style // 3]


TIMES = st.builds(
    lambda field, comparison, at, style: _compared(field, comparison, _time_text(at, style), at),
    st.sampled_from(["created_at", "disabled_at"]),
    COMPARISONS,
    st.sampled_from([1_700_000_000, 1_700_043_200, 1_700_086_400]),
    st.integers(0, 8),
)


def _bare(text: str, *, phrase: bool) -> Query:
    code = "".join(letter for letter in text.casefold() if letter not in " -")

    def rule(card: Card) -> bool:
        in_code = code.isascii() and code.isalnum() and code in card.code
        return in_code or text.casefold() in (card.note or "").casefold()

    return Query(f'"{text}"' if phrase else text, rule)


BARE = st.one_of(
    st.sampled_from([*WORDS, "AB1", "a-b", "12ab", "STRAẞE", "oo"]).map(lambda text: _bare(text, phrase=False)),
    st.sampled_from(["harbour book", "ab 12", "gift 50%", "a_b"]).map(lambda text: _bare(text, phrase=True)),
)
OTHER = st.sampled_from(
    [
        Query("disabled_at:*", lambda card: card.disabled_at is not None),
        Query("balance:*", lambda card: True),
        Query("last_characters:ab*", lambda card: card.code[-4:].startswith("ab")),
        Query(f"last_characters:{STOCK[3].code[-4:].upper()}", lambda card: card.code[-4:] == STOCK[3].code[-4:]),
        Query("note:harbour", None),
        Query("status:enabled", None),
        Query("balance:lots", None),
        Query("created_at:>yesterday", None),
        Query("last_characters:>ab", None),
        Query('""', None),
    ]
)


def _not(word: str) -> Callable[[Query], Query]:
    def negated(query: Query) -> Query:
        rule = query.rule
        return Query(f"{word}{query.text}", None if rule is None else lambda card: not rule(card))

    return negated


def _joined(parts: list[Query], word: str) -> Query:
    rules = [part.rule for part in parts if part.rule is not None]
    every = any if word == " OR " else all
    text = "(" + word.join(part.text for part in parts) + ")"
    return Query(text, (lambda card: every(rule(card) for rule in rules)) if rules else None)


QUERIES = st.recursive(
    st.one_of(MONEY, TIMES, BARE, OTHER),
    lambda inner: st.one_of(
        inner.map(_not("NOT ")),
        inner.map(_not("-")),
        st.builds(_joined, st.lists(inner, min_size=1, max_size=3), st.sampled_from([" OR ", " AND ", " ", "  "])),
    ),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None)
@given(query=QUERIES)
def test_a_query_finds_what_it_says(conn: Connection, query: Query) -> None:
    check_found(conn, query)


@pytest.mark.slow
@settings(max_examples=2000, deadline=None)
@given(query=QUERIES)
def test_many_queries_find_what_they_say(conn: Connection, query: Query) -> None:
    check_found(conn, query)


def check_found(conn: Connection, query: Query) -> None:
    expected = {card.id for card in STOCK if query.rule is None or query.rule(card)}
    assert found(conn, query.text) == expected, query.text


LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")


@settings(max_examples=100, deadline=None)
@given(query=st.text(st.sampled_from("()-\"' :<>=*aANDORNOT09\t%_\\é") | LETTERS, max_size=60))
def test_any_text_is_a_query(conn: Connection, query: str) -> None:
    assert found(conn, query) <= {card.id for card in STOCK}


@pytest.mark.parametrize(
    ("query", "same_as"),
    [
        ("harbour OR book gift", "harbour OR (book AND gift)"),
        ("NOT harbour book", "(NOT harbour) AND book"),
        ("harbour AND", "harbour"),
        ("OR harbour", "harbour"),
        ("harbour OR OR book", "harbour OR book"),
        ("(harbour", "harbour"),
        ("harbour NOT", "harbour"),
        ("(harbour NOT) book", "harbour book"),
        ("NOT OR harbour", "harbour"),
        ("harbour -", 'harbour "-"'),
        ("harbour) book", "harbour book"),
        ('"harbour book', '"harbour book"'),
        ("balance:>=10 AND note:x", "balance:>=10"),
        ("note:x OR balance:>=10", "balance:>=10"),
        ("NOT note:x", ""),
        ("balance:>10.001", "balance:>=10.01"),
        ("balance:<10.001", "balance:<=10"),
        ("balance:10.001", "balance:<0"),
        ("balance:>-0.0001", "balance:>=0"),
        ("created_at:2023-11-15", "created_at:>=2023-11-15 created_at:<2023-11-16"),
        ("created_at:>2023-11-15", "created_at:>2023-11-15T00:00:00-05:00"),
        ("created_at:>2023-11-15T00:00:00", "created_at:>2023-11-15T05:00:00Z"),
        ("harb*", "harb"),
        ("*", ""),
        ("and", '"and"'),
    ],
)
def test_queries_that_mean_the_same(conn: Connection, query: str, same_as: str) -> None:
    assert found(conn, query) == found(conn, same_as)


@pytest.mark.parametrize("query", ["(" * 60 + "a" + ")" * 60, "-" * 60 + "a", "a " * 201, "a" * 4001])
def test_a_query_has_an_end(query: str) -> None:
    with pytest.raises(RequestRefused) as refused:
        parse(query)
    assert refused.value.status == 400


def test_a_search_over_http(shop: Caller) -> None:
    cheap = shop.issue("10.00", note="For Ada, from the book club", code="abcd2345efgh")
    dear = shop.issue("250.00", note="Christmas market")
    shop.put_balance(dear["id"], "100.00")
    assert shop.ids("/gift-cards/search", query="balance:>=10 balance:<50") == [cheap["id"]]
    assert shop.ids("/gift-cards/search", query="amount_spent:150.00") == [dear["id"]]
    assert shop.ids("/gift-cards/search", query="last_characters:EFGH") == [cheap["id"]]
    assert shop.ids("/gift-cards/search", query="ABCD-2345 EFGH") == [cheap["id"]]
    assert shop.ids("/gift-cards/search", query="abcd2345efgh") == [cheap["id"]]
    assert shop.ids("/gift-cards/search", query='"book club" -christmas') == [cheap["id"]]
    assert shop.ids("/gift-cards/search", query="status:disabled", order="id ASC") == [cheap["id"], dear["id"]]
    assert shop.ids("/gift-cards/search", order="balance DESC", limit=1) == [dear["id"]]
    for arguments in ({"order": "code ASC"}, {"order": "id SIDEWAYS"}, {"query": "a\x00"}, {"query": "(" * 99}):
        assert shop.read("/gift-cards/search", **arguments).status_code == 400
    for query in (
        "%",
        "_",
        "\\",
        "'",
        "';--",
        "balance:>1e5",
        "balance:>" + "9" * 30,
        "\ud7ff",
        "created_at:>9999-12-31",
    ):
        assert shop.read("/gift-cards/search", query=query).status_code == 200


def test_money_of_different_currencies_is_compared_by_its_face(shop: Caller) -> None:
    yen, dollars = shop.issue(1500, currency="JPY")["id"], shop.issue("1500.00")["id"]
    dinars = shop.issue("1500.001", currency="KWD")["id"]
    assert shop.ids("/gift-cards/search", query="balance:1500", order="id ASC") == [yen, dollars]
    assert shop.ids("/gift-cards/search", query="balance:>1500") == [dinars]
