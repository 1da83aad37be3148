"""The reports on what is owed, on the cards that are out and on losses: every figure has its place, none is lost."""

import pytest

from core.domain.money import Money
from core.rows.card_report import CardGroup, CurrencyCards, LargeBalance, SaleMonth
from core.rows.card_tables import card_report
from core.rows.liability import CurrencyLiability, DriftingCard, Liability, LiabilityLine
from core.rows.liability_report import liability_report
from core.rows.loss_prevention import BusyCard, LossPrevention, PersonActs, PersonLooks, Tally
from core.rows.loss_report import exceptions_report
from core.rows.report_csv import as_csv
from core.sentences import SENTENCES

FIRST, LAST = "2026-11-01", "2026-11-30"


def owed(currency="USD", *, shown=None, **lines):
    found = dict.fromkeys(LiabilityLine, 0) | {LiabilityLine(name.replace("_", "-")): lines[name] for name in lines}
    return CurrencyLiability(currency, 5000, found, 5000 + sum(found.values()), 3, shown)


def liability(*currencies, drifting=(), known_from="2026-01-01"):
    return Liability(FIRST, LAST, known_from, currencies, drifting)


def table(report, name, currency="USD"):
    return next(each for each in report.tables if (each.name, each.currency) == (name, currency))


def by_name(found):
    return {cells[0].name: cells[1] for _, cells in found.lines()}


def test_the_liability_adds_up_from_line_to_line():
    report = liability_report(liability(owed(sold=2500, redeemed=-700, shown=6800), owed("JPY")))
    found = table(report, "liability")
    assert by_name(found) == {"opening": 5000, "sold": 2500, "redeemed": -700, "closing": 6800, "shown": 6800}
    assert sum(cells[1] for cells in found.rows) == found.totals[1]
    assert found.series.lines[0].values == (2500, -700)
    assert by_name(table(report, "liability", "JPY")) == {"opening": 5000, "closing": 5000}
    assert [said.key for said in report.notes] == ["liability.level"]


def test_the_liability_of_other_days_stands_beside_it_line_by_line():
    then = Liability("2026-10-02", "2026-10-31", "2026-01-01", (owed(sold=1000, goodwill=300),), ())
    report = liability_report(liability(owed(sold=2500, redeemed=-700, shown=6800), owed("JPY")), then)
    found = table(report, "liability")
    assert [(cells[0].name, *cells[1:]) for _, cells in found.lines()] == [
        ("opening", 5000, 5000, 0),
        ("sold", 2500, 1000, 1500),
        ("goodwill", 0, 300, -300),
        ("redeemed", -700, 0, -700),
        ("closing", 6800, 6300, 500),
        ("shown", 6800, None, None),
    ]
    for at in (1, 2, 3):
        assert sum(cells[at] for cells in found.rows) == found.totals[at]
    assert [cells[1:] for _, cells in table(report, "liability", "JPY").lines()] == [(5000, 0, 5000), (5000, 0, 5000)]
    assert [said.key for said in report.notes] == ["liability.level", "report.compared_with"]


def test_it_says_where_the_books_do_not_reach_the_compared_days():
    then = Liability("2026-10-02", "2026-10-31", "2026-10-15", (owed(),), ())
    report = liability_report(liability(owed(), known_from="2026-10-15"), then)
    assert [note.key for note in report.notes] == ["liability.known_from", "report.compared_with"]


def test_what_all_people_did_stands_above_what_they_did_in_other_days():
    found = LossPrevention(FIRST, LAST, (person(), person("Bob")), (PersonLooks("Ann", 9, 4, 0),), ())
    then = LossPrevention("2026-10-02", "2026-10-31", (person("Zoe"),), (PersonLooks("Zoe", 3, 1, 2),), ())
    report = exceptions_report(found, then)
    people = table(report, "people").shortened()
    assert [cells[1:] for _, cells in people.lines()][2:] == [(10, 4, 1400, 2), (5, 2, 700, 1)]
    assert [cells[1:] for _, cells in table(report, "looks", "").lines()] == [(9, 4, 0), (9, 4, 0), (3, 1, 2)]
    assert [said.key for said in report.notes] == ["report.compared_with"]
    assert all(each.totals is None for each in exceptions_report(found).tables)


def test_cards_that_drift_are_listed_with_what_they_differ_by():
    drifting = (DriftingCard(7, "ab12", "USD", 5000, 4900),)
    report = liability_report(liability(owed(shown=4900), drifting=drifting))
    assert table(report, "drifting").rows == (("7", "AB12", 5000, 4900, -100),)
    (said,) = report.notes
    assert (said.key, said.values["amount"]) == ("liability.drifts", Money(-100, "USD"))


@pytest.mark.parametrize(
    ("known_from", "said"), [("2026-11-01", []), ("2026-11-02", ["liability.known_from"]), ("", ["liability.no_books"])]
)
def test_it_says_where_the_books_do_not_reach(known_from, said):
    assert [note.key for note in liability_report(liability(owed(), known_from=known_from)).notes] == said


def cards_out():
    ages = (CardGroup(30, 1, 100), CardGroup(90, 2, 300), CardGroup(365, 0, 0), CardGroup(None, 4, 5000))
    ends = tuple(CardGroup(days, days // 30, days) for days in (30, 60, 90))
    months = (
        SaleMonth("2024-01", 2, 1000, 250, 200, 1, 0, None),
        SaleMonth("2026-09", 1, 2000, 500, 500, 1, 1, 12),
    )
    largest = (LargeBalance(9, "zz99", 4000, 700),)
    return CurrencyCards("USD", ages, ends, CardGroup(None, 2, 900), 3, largest, months, "2024-11")


def test_the_cards_that_are_out_are_in_tables_of_their_own():
    report = card_report((cards_out(),), LAST)
    assert [each.name for each in report.tables] == ["ages", "ends", "largest", "months"]
    ages = table(report, "ages")
    assert [cells[1:] for cells in ages.rows] == [(1, 100), (2, 300), (0, 0), (4, 5000)]
    assert ages.totals[1:] == (7, 5400)
    assert table(report, "months").rows == (
        ("2024-01", 2, 1000, 250, 200, 7500, 1, None),
        ("2026-09", 1, 2000, 500, 500, 7500, 1, 12),
    )
    (said,) = report.notes
    assert said.key == "cards.breakage"
    assert (said.values["amount"], said.values["percent"]) == (Money(700, "USD"), "25.0")


def person(clerk="Ann", currency="USD"):
    none = Tally(0, 0)
    return PersonActs(clerk, currency, 5, Tally(2, 700), none, none, none, none, none, approved=1, loss=0)


def test_what_nobody_did_takes_no_room_on_a_screen_and_is_in_a_file():
    found = LossPrevention(FIRST, LAST, (person(),), (PersonLooks("Ann", 9, 4, 0),), ())
    report = exceptions_report(found)
    people = table(report, "people")
    assert [column.name for column in people.shortened().columns] == [
        "clerk",
        "acts",
        "refunded_acts",
        "refunded",
        "approved",
    ]
    assert "failed_promises_acts" in as_csv(report).decode()
    assert table(report, "looks", "").rows == (("Ann", 9, 4, 0),)


def test_currencies_are_apart_and_busy_cards_named():
    busy = (BusyCard("2026-11-03", 9, "zz99", "JPY", 6),)
    found = LossPrevention(FIRST, LAST, (person(), person("", "JPY")), (), busy)
    report = exceptions_report(found)
    assert [(each.name, each.currency) for each in report.tables] == [
        ("people", "JPY"),
        ("busy", "JPY"),
        ("people", "USD"),
    ]
    assert table(report, "busy", "JPY").rows == (("2026-11-03", "9", "ZZ99", 6),)


@pytest.mark.parametrize(
    "report",
    [
        liability_report(liability()),
        liability_report(liability(owed(**{line.value.replace("-", "_"): 1 for line in LiabilityLine}, shown=1))),
        card_report((), LAST),
        card_report((cards_out(),), LAST),
        exceptions_report(LossPrevention(FIRST, LAST, (), (), ())),
        exceptions_report(LossPrevention(FIRST, LAST, (person(),), (PersonLooks("", 1, 1, 1),), ())),
    ],
    ids=lambda report: f"{report.name} {len(report.tables)}",
)
def test_every_word_of_it_is_a_sentence(report):
    said = [report.title, report.subtitle, *report.notes, *report.sources]
    said += [each.title for each in report.tables if each.title]
    keys = [each.key for each in said]
    for each in report.tables:
        keys += [column.key for column in each.columns]
        keys += [cell.key for _, cells in each.lines() for cell in cells if hasattr(cell, "key")]
        assert all(len(cells) == len(each.columns) for _, cells in each.lines())
    assert [key for key in keys if key not in SENTENCES] == []
    assert said[0].key != "report.nothing"
