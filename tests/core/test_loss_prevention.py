"""Losses by person: each figure is what a plain count over the same acts and look-ups in Python comes to."""

import json
from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from core.rows.loss_prevention import Tally
from core.store.tables import JOURNAL, SETTLEMENTS
from tests.builders import NOON, book, operation_row, server_card
from tests.core.reading_till import ReadingTill

KINDS = {
    ("top-up", "Refund"): "refunded",
    ("top-up", "Goodwill"): "goodwill",
    ("top-up", "Paid at the till"): None,
    ("redeem", "Purchase"): None,
    ("cash-out", "Cash-out"): "cashed_out",
    ("set-balance", "Correction"): "corrected",
    ("reverse", "Wrong card"): "taken_back",
}
TALLIES = sorted({name for name in KINDS.values() if name})
DAYS = ("2026-09-18", "2026-09-19", "2026-09-20", "2026-09-21")
DAY_S = 86_400
PEOPLE = ("Ann", "bob", "Cleo")
LASTS = ("aa11", "bb22", "cc33")


@dataclass(frozen=True)
class Done:
    """`state` done means that all of `want` was answered, parked that none was; a loss makes it settled."""

    what: tuple[str, str]
    clerk: str
    approver: str
    day: str
    card: int
    want: int
    state: str
    offline: bool
    loss: int

    @property
    def moved(self):
        return self.want if self.state == "done" else 0

    @property
    def failed(self):
        return self.offline and (self.state in {"declined", "parked"} or self.loss > 0)


ACTS = st.builds(
    Done,
    st.sampled_from(tuple(KINDS)),
    st.sampled_from(PEOPLE),
    st.sampled_from(("", *PEOPLE)),
    st.sampled_from(DAYS),
    st.integers(1, 3),
    st.integers(-500, 500).filter(bool),
    st.sampled_from(("done", "done", "declined", "parked", "cancelled", "ready")),
    st.booleans(),
    st.sampled_from((0, 0, 300)),
)
LOOKS = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(DAYS), st.sampled_from(LASTS))


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    till = ReadingTill(tmp_path_factory.mktemp("losses") / "till.db")
    till.clock.hear(int(NOON), (int(NOON), 0))
    till.hold(*(server_card(card_id=number, last_characters=last) for number, last in enumerate(LASTS, 1)))
    yield till
    till.database.close()


def fill(till, acts, looks):
    with till.database.writing() as conn:
        for table in ("settlements", "attempts", "operations", "journal"):
            conn.execute(text(f"DELETE FROM {table}"))
    for number, act in enumerate(acts):
        kind, reason = act.what
        by = {"clerk": act.clerk, "approver": act.approver, "shop_day": act.day, "offline": act.offline}
        on = {"card_id": act.card, "last_characters": LASTS[act.card - 1].upper(), "want": act.want}
        till.order(operation_row(f"{number}", kind=kind, reason=reason, state=act.state, **by, **on))
        with till.database.writing() as conn:
            if act.state == "done":
                book(conn, f"{number}", act.want)
            if act.loss:
                settled = {"how": "loss", "amount": 0, "clerk": "bob", "why": "", "at": NOON, "evidence": {}}
                conn.execute(SETTLEMENTS.insert(), settled | {"operation_id": f"{number}", "loss": act.loss})
    with till.database.writing() as conn:
        for number, (clerk, day, last) in enumerate(looks, 1):
            at = NOON + (DAYS.index(day) - DAYS.index("2026-09-21")) * DAY_S
            entry = json.dumps({"clerk": clerk, "cards": {last: 2}, "who": clerk})
            row = {"number": number, "at": at, "what": "looked-up", "entry": entry, "mac": b""}
            conn.execute(JOURNAL.insert(), row)


def tally(acts, amount):
    return Tally(len(acts), sum(abs(amount(act)) for act in acts))


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(
    acts=st.lists(ACTS, max_size=18),
    looks=st.lists(LOOKS, max_size=8),
    span=st.tuples(st.integers(0, 3), st.integers(0, 3)).map(sorted),
)
def test_every_figure_is_a_plain_count_over_the_acts(books, acts, looks, span):
    fill(books, acts, looks)
    days = DAYS[span[0] : span[1] + 1]
    found = books.queries.reports.loss_prevention(days[0], days[-1])
    every = [act for act in acts if act.day in days]
    counted = [act for act in every if act.state != "cancelled"]
    assert [row.clerk for row in found.people] == sorted({act.clerk for act in counted}, key=str.casefold)
    for row in found.people:
        mine = [act for act in counted if act.clerk == row.clerk]
        for name in TALLIES:
            moved = [act for act in mine if KINDS[act.what] == name and act.moved]
            assert getattr(row, name) == tally(moved, lambda act: act.moved), name
        assert row.failed_promises == tally([act for act in mine if act.failed], lambda act: act.want)
        assert row.approved == sum(act.approver not in {"", act.clerk} for act in mine)
        assert (row.acts, row.loss) == (len(mine), sum(act.loss for act in mine))
    approvals = Counter(act.approver for act in every if act.approver not in {"", act.clerk})
    served = {(act.clerk, act.day, LASTS[act.card - 1]) for act in every}
    looked = {look for look in looks if look[1] in days}
    assert {row.clerk: (row.looked_at, row.without_act, row.approvals) for row in found.looks} == {
        name: (
            sum(look[0] == name for look in looked),
            sum(look[0] == name and look not in served for look in looked),
            approvals[name],
        )
        for name in {*approvals, *(look[0] for look in looked)}
    }
    on_card = Counter((act.day, act.card) for act in every if act.state not in {"cancelled", "declined"})
    assert {(row.day, row.card_id): row.acts for row in found.busy} == {
        at: acts for at, acts in on_card.items() if acts >= 5
    }


def test_five_acts_on_one_card_and_day_are_listed(books):
    def acts(card, state):
        return Done(("redeem", "Purchase"), "Ann", "", DAYS[0], card, -5, state, False, 0)

    refused = [acts(2, state) for state in ("declined", "cancelled")]
    fill(books, [acts(1, "done")] * 5 + [acts(2, "done")] * 4 + refused, [])
    (busy,) = books.queries.reports.loss_prevention(DAYS[0], DAYS[-1]).busy
    assert (busy.day, busy.card_id, busy.last_characters, busy.acts) == (DAYS[0], 1, "AA11", 5)
