"""The liability equals what a plain walk through the days comes to: of each card, day after day, in Python."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from core.domain.card import CardIdentity
from core.rows.liability import LiabilityLine
from core.store import outbox
from core.store.tables import JOURNAL, SETTLEMENTS, SIGHTINGS
from tests.builders import NOON, book, operation_row, server_card
from tests.core.reading_till import ReadingTill

BEGIN = date(2026, 9, 1)
DAYS = 8
ACTS = {
    ("top-up", "Paid at the till"): LiabilityLine.TOPPED_UP,
    ("top-up", "Refund"): LiabilityLine.REFUNDED,
    ("top-up", "Goodwill"): LiabilityLine.GOODWILL,
    ("redeem", "Purchase"): LiabilityLine.REDEEMED,
    ("cash-out", "Cash-out"): LiabilityLine.CASHED_OUT,
    ("set-balance", "Correction"): LiabilityLine.CORRECTED,
    ("reverse", "Wrong amount"): LiabilityLine.TAKEN_BACK,
    ("elsewhere", ""): LiabilityLine.CHANGED_ELSEWHERE,
}
SALES = {
    "sold": LiabilityLine.SOLD,
    "refund": LiabilityLine.REFUNDED,
    "promotion": LiabilityLine.PROMOTION,
    "replacement": LiabilityLine.REPLACED,
    "": LiabilityLine.SOLD_ELSEWHERE,
}
"""The reasons of sales by this till; "" is a card that others made."""


@dataclass(frozen=True)
class Act:
    """`how` an amount came to be known: answered by the service, settled by a person, or not at all (`open`)."""

    day: int
    what: tuple[str, str]
    amount: int
    how: str


@dataclass(frozen=True)
class Card:
    """`drift` is what the service shows beyond all acts; days count from BEGIN, None is never."""

    currency: str
    sale: str
    made: int
    value: int
    acts: tuple[Act, ...]
    disabled: int | None
    gone: int | None
    expires: int | None
    drift: int = field(default=0)

    def booked(self, act: Act) -> int:
        return 0 if act.how == "open" else act.amount

    def balance(self) -> int:
        return self.value + sum(map(self.booked, self.acts)) + self.drift

    def ends(self) -> int:
        return sum(each is not None for each in (self.disabled, self.gone, self.expires))

    def ended(self, day: int) -> LiabilityLine | None:
        """At the end of this day. A card expires on the day after its last one."""
        if self.disabled is not None and self.disabled <= day:
            return LiabilityLine.DISABLED
        if self.gone is not None and self.gone <= day:
            return LiabilityLine.GONE
        return LiabilityLine.EXPIRED if self.expires is not None and self.expires < day else None


def ends_together(lines):
    ended = {LiabilityLine.DISABLED, LiabilityLine.GONE, LiabilityLine.EXPIRED}
    lost = sum(lines[line] for line in ended)
    return {line: amount for line, amount in lines.items() if line not in ended}, lost


def day_of(number):
    return (BEGIN + timedelta(days=number)).isoformat()


def noon_of(number):
    return datetime.fromisoformat(day_of(number)).replace(hour=12, tzinfo=UTC).timestamp()


@st.composite
def cards(draw):
    made = draw(st.integers(0, DAYS - 1))
    sale = draw(st.sampled_from(tuple(SALES)))
    later = st.none() | st.integers(made, DAYS - 1)
    acts = st.builds(
        Act,
        st.integers(made, DAYS - 1),
        st.sampled_from(tuple(ACTS)),
        st.integers(-5000, 5000).filter(bool),
        st.sampled_from(("answered", "settled", "open")),
    )
    return Card(
        currency=draw(st.sampled_from(("USD", "JPY"))),
        sale=sale,
        made=made,
        value=draw(st.integers(1, 10_000)),
        acts=tuple(
            each for each in draw(st.lists(acts, max_size=5)) if each.what[0] != "elsewhere" or each.how != "open"
        ),
        disabled=draw(later),
        gone=draw(later),
        expires=draw(later),
        drift=draw(st.sampled_from((0, 0, 1, -70))) if sale else 0,
    )


def write(till, shop):
    """Put the shop into the database of a till as its services leave it."""
    names = count(1)
    with till.database.writing() as conn:
        for table in ("evidence", "settlements", "attempts", "operations", "sightings", "cards"):
            conn.execute(text(f"DELETE FROM {table}"))
    for number, card in enumerate(shop, 1):
        till.hold(
            server_card(
                card_id=number,
                currency=card.currency,
                balance=card.balance(),
                initial_value=card.value,
                created_at=int(noon_of(card.made)),
                disabled_at=None if card.disabled is None else int(noon_of(card.disabled)),
                expires_on=None if card.expires is None else day_of(card.expires),
            )
        )
        with till.database.writing() as conn:
            if card.gone is not None:
                gone = {"at": noon_of(card.gone), "card_id": number}
                conn.execute(text("UPDATE cards SET gone_at = :at WHERE card_id = :card_id"), gone)
        if card.sale:
            sale = {"kind": "issue", "reason": "Birthday", "want": card.value, "state": "done"}
            sale["payload"] = {"sold_as": card.sale}
            sell(till, row(f"{next(names)}", number, card, card.made) | sale)
        for act in card.acts:
            add(till, f"{next(names)}", number, card, act)


def sell(till, sale):
    """Order a card, and let the service make it with the number that the order has already."""
    till.order(sale)
    with till.database.writing() as conn:
        made = CardIdentity(sale["card_id"], int(sale["created_at"]), "ab12")
        outbox.give_real_id(conn, outbox.get(conn, sale["operation_id"]).local_id, made)


def row(name, number, card, day):
    return operation_row(name, card_id=number, currency=card.currency, shop_day=day_of(day), created_at=noon_of(day))


def add(till, name, number, card, act):
    kind, reason = act.what
    if kind == "elsewhere":
        seen = {"card_id": number, "seen_at": NOON, "changed_at": int(noon_of(act.day)), "amount": act.amount}
        with till.database.writing() as conn:
            conn.execute(SIGHTINGS.insert(), seen)
        return
    state = {"answered": "done", "settled": "inferred", "open": "parked"}[act.how]
    till.order(row(name, number, card, act.day) | {"kind": kind, "reason": reason, "want": act.amount, "state": state})
    with till.database.writing() as conn:
        if act.how == "answered":
            book(conn, name, act.amount)
        if act.how == "settled":
            settled = {"how": "applied", "amount": act.amount, "clerk": "Bob", "why": "", "at": NOON, "evidence": {}}
            conn.execute(SETTLEMENTS.insert(), settled | {"operation_id": name})


def walk(shop, currency):
    """Return, for the end of each day, what is owed; and for each day what each line changed."""
    owed, changed = {-1: 0}, {day: dict.fromkeys(LiabilityLine, 0) for day in range(DAYS)}
    for day in range(DAYS):
        owed[day] = 0
        for card in (each for each in shop if each.currency == currency and each.made <= day):
            lines = dict.fromkeys(LiabilityLine, 0)
            if card.made == day:
                lines[SALES[card.sale]] += card.value
            for act in card.acts:
                if act.day == day:
                    lines[ACTS[act.what]] += card.booked(act)
            had = card.value + sum(card.booked(act) for act in card.acts if act.day < day) if card.made < day else 0
            before = 0 if card.made == day or card.ended(day - 1) else had
            end = card.ended(day)
            after = 0 if end else had + sum(lines.values())
            if end:
                lines[end] += after - before - sum(lines.values())
            owed[day] += after
            for line, amount in lines.items():
                changed[day][line] += amount
    return owed, changed


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    till = ReadingTill(tmp_path_factory.mktemp("liability") / "till.db")
    till.clock.now = noon_of(DAYS - 1)
    till.clock.hear(int(till.clock.now), (int(till.clock.now), 0))  # the shop is at UTC, wherever this machine is
    yield till
    till.database.close()


SPANS = st.tuples(st.integers(0, DAYS - 1), st.integers(0, DAYS - 1)).map(sorted)


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(shop=st.lists(cards(), max_size=6), days=SPANS)
def test_it_is_what_a_walk_through_the_days_comes_to(books, shop, days):
    first, last = days
    write(books, shop)
    found = books.queries.reports.liability(day_of(first), day_of(last))
    assert [each.currency for each in found.currencies] == sorted({card.currency for card in shop})
    for each in found.currencies:
        owed, changed = walk(shop, each.currency)
        between = {line: sum(changed[day][line] for day in range(first, last + 1)) for line in LiabilityLine}
        assert each.opening == owed[first - 1]
        assert each.closing == owed[last]
        assert ends_together(each.lines) == ends_together(between)
        if all(card.ends() <= 1 for card in shop):  # else one may be said for the other
            assert each.lines == between
        assert each.opening + sum(each.lines.values()) == each.closing
        standing = [card for card in shop if card.currency == each.currency and not card.ended(DAYS - 1)]
        if last == DAYS - 1:
            assert each.shown == sum(card.balance() for card in standing)
            assert each.drift == sum(card.drift for card in standing)
        else:
            assert each.drift is None
    drifting = {number: card for number, card in enumerate(shop, 1) if card.drift and not card.ended(DAYS - 1)}
    told = {each.card_id: each.shown - each.booked for each in found.drifting}
    assert told == ({number: card.drift for number, card in drifting.items()} if last == DAYS - 1 else {})


def test_an_act_of_tomorrow_is_in_what_is_owed_today(books):
    """The first act of a till may be so, where its clock did not know the zone of the shop yet."""
    write(books, [Card("USD", "sold", DAYS, 900, (), None, None, None)])
    (found,) = books.queries.reports.liability(day_of(0), day_of(DAYS - 1)).currencies
    assert (found.closing, found.shown, found.drift, found.lines[LiabilityLine.SOLD]) == (900, 900, 0, 900)


def test_it_says_from_when_the_books_know(books):
    assert books.queries.reports.liability(day_of(0), day_of(2)).begins_before_books
    with books.database.writing() as conn:
        conn.execute(JOURNAL.insert(), {"at": noon_of(1), "what": "opened", "entry": "{}", "mac": b""})
    found = books.queries.reports.liability(day_of(0), day_of(2))
    assert found.known_from == day_of(1)
    assert found.begins_before_books
    assert not books.queries.reports.liability(day_of(1), day_of(2)).begins_before_books
