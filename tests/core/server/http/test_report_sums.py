"""What was spent, and how much of what was sold is redeemed, compared with a plain fold of every change."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event

from core.server.contract.refusals import RequestRefused
from core.server.contract.report_days import offsets_between
from core.server.contract.shop_time import shop_zone, today
from tests.core.server.generated_history import amount, day_text, make_history, rows_of_tables
from tests.core.server.report_desk import ReportDesk


def check_spend(desk: ReportDesk, **arguments: str) -> None:
    """Fold the report of transactions by each group, and compare with the sums."""
    done = [row for row in desk.rows("transactions", limit="250", **arguments) if row["kind"] != "issue"]
    groups = {
        "day": lambda row: (row["processed_at"][:10], row["currency"]),
        "key": lambda row: (row["api_client_id"], row["currency"], row["key"]),
        "currency": lambda row: (row["currency"],),
    }
    for by, key in groups.items():
        wanted: dict[tuple[Any, ...], list[Any]] = {}
        for row in done:
            sums = wanted.setdefault(key(row), [0, Decimal(0), 0, Decimal(0)])
            place = 0 if row["kind"] == "redeem" else 2
            sums[place] += 1 if Decimal(row["amount"]) else 0
            sums[place + 1] += abs(Decimal(row["amount"]))
        found = [[*row.values()] for row in desk.rows("spend", by=by, limit="13", **arguments)]
        assert [(*row[:-4], row[-4], Decimal(row[-3]), row[-2], Decimal(row[-1])) for row in found] == [
            (*group, *sums) for group, sums in sorted(wanted.items())
        ]


def check_redemption(desk: ReportDesk) -> None:
    """Fold both tables by the month in which each card was made."""
    held, changes = rows_of_tables(desk.engine)
    wanted: dict[tuple[str, str], list[Any]] = {}
    for card in held:
        sums = wanted.setdefault((day_text(card.created_at)[:7], card.currency), [0] * 5)
        mine = [row.amount for row in changes if row.gift_card_id == card.id]
        up, down = sum(each for each in mine if each > 0), -sum(each for each in mine if each < 0)
        for place, more in enumerate((1, card.initial_value, up, down, card.balance)):
            sums[place] += more
    found = desk.rows("redemption", by="month", limit="4")
    assert [[*row.values()][:-1] for row in found] == [
        [month, currency, sums[0], *(str(amount(each, currency)) for each in sums[1:])]
        for (month, currency), sums in sorted(wanted.items())
    ]
    for row, (_, sums) in zip(found, sorted(wanted.items()), strict=True):
        assert abs(Decimal(row["rate"]) - Decimal(sums[3]) / (sums[1] + sums[2])) <= Decimal("0.00005")


def test_spend_is_a_fold_of_the_transactions(file_desk: ReportDesk) -> None:
    make_history(file_desk.engine, 40)
    check_spend(file_desk)
    check_spend(file_desk, from_="2026-10-31", to="2026-11-02")


def test_redemption_is_a_fold_of_the_ledger(file_desk: ReportDesk) -> None:
    make_history(file_desk.engine, 60)
    check_redemption(file_desk)
    made = {row["month"] for row in file_desk.rows("redemption", from_="2026-11-01", to="2026-11-30")}
    assert made == {"2026-11"}


@pytest.mark.parametrize("name", ["America/New_York", "America/Sao_Paulo", "Asia/Kathmandu", "Australia/Lord_Howe"])
def test_offsets_give_every_time_its_day(name: str) -> None:
    zone = shop_zone(name)
    first, last = 1_500_000_000, 1_600_000_000
    offsets = offsets_between(first, last, zone)
    changes = [until + more for until, _ in offsets[:-1] for more in (-1, 0, 1)]
    for at in (*range(first, last, 2_000_003), *changes):
        seconds = next(seconds for until, seconds in offsets if at < until)
        assert date(1970, 1, 1) + timedelta(days=(at + seconds) // 86_400) == today(at, zone)
    assert len(offsets) == {"Asia/Kathmandu": 1, "America/Sao_Paulo": 5}.get(name, 7)


def test_a_cursor_of_other_values_is_refused(file_desk: ReportDesk) -> None:
    make_history(file_desk.engine, 20)
    for page_info in ("WyJzcGVuZCIse30sWzFdLGZhbHNlXQ", "WyJzcGVuZCIse30sWzEsMl0sdHJ1ZV0"):
        with pytest.raises(RequestRefused) as refused:
            file_desk.ask("spend", page_info=page_info)
        assert refused.value.status == 400


def test_one_sum_at_a_time_so_that_lists_go_on(file_desk: ReportDesk) -> None:
    make_history(file_desk.engine, 10)
    statuses: list[int] = []
    begun: list[bool] = []

    def ask_meanwhile(*_: object) -> None:
        if begun:
            return
        begun.append(True)
        for report, asked in (("spend", {}), ("redemption", {}), ("balances", {}), ("balances", {"by": "card"})):
            try:
                statuses.append(file_desk.ask(report, **asked).status)
            except RequestRefused as refused:
                statuses.append(refused.status)
        statuses.append(file_desk.ask("transactions").status)

    event.listen(file_desk.engine, "before_cursor_execute", ask_meanwhile)
    assert file_desk.ask("spend").status == 200
    assert statuses == [503, 503, 503, 200, 200]
    assert file_desk.ask("redemption").status == 200


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3])
def test_a_year_on_sqlite(file_desk: ReportDesk, seed: int) -> None:
    make_history(file_desk.engine, 400, seed)
    check_spend(file_desk)
    check_redemption(file_desk)


@pytest.mark.slow
def test_a_year_on_postgresql(served_desk: ReportDesk) -> None:
    make_history(served_desk.engine, 400, 5)
    check_spend(served_desk)
    check_spend(served_desk, to="2026-12-24")
    check_redemption(served_desk)
