"""The cards that are out: each figure is what a plain count over the cards in Python comes to."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from core.rows.card_report import CardGroup, CurrencyCards, SaleMonth
from tests.builders import operation_row, server_card
from tests.core.reading_till import ReadingTill

TODAY = date(2026, 9, 21)
NOW = datetime(2026, 9, 21, 15, tzinfo=UTC).timestamp()
DAY_S = 86_400
EAST_S = 2 * 3600


def at(day, hour=12):
    return int(datetime(day.year, day.month, day.day, hour, tzinfo=UTC).timestamp())


BOUNDS = (0, 21, 30, 31, 90, 91, 365, 366, 731, 752)
"""Days back that are the first or the last of something; three are the last of a month in UTC."""
DAYS_BACK = (st.sampled_from(BOUNDS) | st.integers(0, 1200)).map(lambda days: TODAY - timedelta(days=days))
HOURS = st.sampled_from((0, 12, 14, 22, 23))
"""Of UTC; the last two are in the next day of the shop."""


@st.composite
def cards(draw):
    made = draw(DAYS_BACK)
    changed = draw(DAYS_BACK.filter(lambda day: day >= made))
    value = draw(st.integers(1, 9000))
    ends = draw(st.none() | st.integers(-5, 120))
    return server_card(
        currency=draw(st.sampled_from(("USD", "JPY"))),
        balance=draw(st.sampled_from((0, value, value + 50)) | st.integers(0, value)),
        initial_value=value,
        created_at=at(made, draw(HOURS)),
        updated_at=at(changed, draw(HOURS)),
        disabled_at=draw(st.sampled_from((None, None, at(changed)))),
        expires_on=None if ends is None else (TODAY + timedelta(days=ends)).isoformat(),
    )


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    till = ReadingTill(tmp_path_factory.mktemp("cards") / "till.db")
    till.clock.now = NOW
    till.clock.hear(int(NOW), (int(NOW), EAST_S))
    yield till
    till.database.close()


def fill(till, shop):
    with till.database.writing() as conn:
        for table in ("attempts", "operations", "cards"):
            conn.execute(text(f"DELETE FROM {table}"))
    numbered = [replace(card, card_id=number) for number, card in enumerate(shop, 1)]
    till.hold(*numbered)
    return numbered


def age(card):
    return (TODAY - day_of(card)).days


def day_of(card):
    return datetime.fromtimestamp(card.created_at + EAST_S, UTC).date()


def group(most_days, found):
    return CardGroup(most_days, len(found), sum(card.balance for card in found))


def left(card):
    return min(card.balance, card.initial_value)


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(shop=st.lists(cards(), min_size=1, max_size=25))
def test_every_figure_is_a_plain_count_over_the_cards(books, shop):
    known = fill(books, shop)
    found = {each.currency: each for each in books.queries.reports.cards_out()}
    assert set(found) == {card.currency for card in known}
    for currency, each in found.items():
        mine = [card for card in known if card.currency == currency]
        usable = [card for card in mine if not card.disabled_at and (card.expires_on or "9") >= TODAY.isoformat()]
        bounds = ((-9, 30), (30, 90), (90, 365), (365, None))
        assert each.ages == tuple(
            group(most, [card for card in usable if least < age(card) and (most is None or age(card) <= most)])
            for least, most in bounds
        )
        assert each.ends == tuple(
            group(days, [card for card in usable if card.expires_on and card.expires_on <= in_days(days)])
            for days in (30, 60, 90)
        )
        still = [card for card in usable if card.balance and card.updated_at < at(TODAY, 0) - EAST_S - 365 * DAY_S]
        assert each.dormant == group(None, still)
        assert each.empty == sum(card.balance == 0 for card in usable)
        most = sorted((card for card in usable if card.balance), key=lambda card: (-card.balance, card.card_id))[:10]
        assert [(big.card_id, big.balance) for big in each.largest] == [(card.card_id, card.balance) for card in most]
        by_month = {f"{day_of(card):%Y-%m}" for card in mine}
        assert [month.month for month in each.months] == sorted(by_month)
        for month in each.months:
            made = [card for card in mine if f"{day_of(card):%Y-%m}" == month.month]
            assert (month.cards, month.sold, month.left, month.owed, month.used) == (
                len(made),
                sum(card.initial_value for card in made),
                sum(map(left, made)),
                sum(card.balance for card in made if card in usable),
                sum(card.balance < card.initial_value for card in made),
            )
        old = [card for card in mine if f"{day_of(card):%Y-%m}" < "2024-09"]
        assert (each.breakage is None) == (not old)


def in_days(days):
    return (TODAY + timedelta(days=days)).isoformat()


def test_the_first_use_is_the_first_redemption_that_is_known(books):
    fill(books, [server_card(created_at=at(date(2026, 9, 1)))] * 3)
    for card_id, day, state in ((1, 3, "done"), (1, 9, "done"), (2, 6, "done"), (2, 4, "declined"), (3, 2, "ready")):
        used = {"state": state, "created_at": at(date(2026, 9, day))}
        books.order(operation_row(f"{card_id}-{day}", card_id=card_id, want=-100, **used))
    (found,) = books.queries.reports.cards_out()
    (month,) = found.months
    assert (month.timed, month.first_use_days) == (2, 3)  # after two days and after five


def months(*rows):
    return tuple(SaleMonth(month, 1, sold, left, owed, 0, 0, None) for month, sold, left, owed in rows)


@pytest.mark.parametrize(
    ("rows", "share", "breakage"),
    [
        ((("2026-01", 1000, 400, 400),), None, None),
        ((("2024-01", 1000, 100, 100), ("2026-01", 2000, 900, 900)), 1000, 300),
        ((("2024-01", 1000, 500, 20), ("2026-01", 2000, 900, 700)), 5000, 720),
    ],
)
def test_breakage_is_what_old_cards_kept_and_never_more_than_is_owed(rows, share, breakage):
    nothing = CardGroup(None, 0, 0)
    found = CurrencyCards("USD", (), (), nothing, 0, (), months(*rows), "2024-09")
    assert (found.kept_share, found.breakage) == (share, breakage)
