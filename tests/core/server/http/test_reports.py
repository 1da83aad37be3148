"""Reports equal the ledger to the cent: each is compared with a plain fold of all that the ledger has written."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from core.server.contract.refusals import RequestRefused
from core.server.contract.request import OUR_CLIENT_ID, Request
from core.server.contract.shop_time import time_text
from core.server.data.database import reading
from core.server.data.reports import bounded
from tests.core.server.conftest import LINK, Caller
from tests.core.server.generated_history import KEYS, ZONE, amount, day_text, make_history, rows_of_tables
from tests.core.server.report_desk import ReportDesk, links, rows_in

NAMES = {client: name for name, client in KEYS.items()}


def check_transactions(desk: ReportDesk, **arguments: str) -> None:
    """Compare with every row of both tables, in the order of their times."""
    held, changes = rows_of_tables(desk.engine)
    by_id = {card.id: card for card in held}
    wanted = [
        (card.created_at, 0, "issue", card.id, card.initial_value, 0, card.api_client_id, None) for card in held
    ] + [
        (
            row.processed_at,
            1,
            "redeem" if row.amount < 0 else "credit",
            row.gift_card_id,
            row.amount,
            row.number,
            row.api_client_id,
            row.reference,
        )
        for row in changes
    ]
    wanted.sort(key=lambda each: each[:2])
    first, last = arguments.get("from_", ""), arguments.get("to", "9999")
    wanted = [each for each in wanted if first <= day_text(each[0]) <= last]
    found = desk.rows("transactions", limit="23", **arguments)
    assert [
        (row["processed_at"], row["kind"], row["gift_card_id"], row["amount"], row["number"], row["api_client_id"])
        for row in found
    ] == [
        (time_text(at, ZONE), kind, card_id, str(amount(minor, by_id[card_id].currency)), number, client)
        for at, _, kind, card_id, minor, number, client, _ in wanted
    ]
    assert [row["remote_transaction_ref"] for row in found] == [each[-1] for each in wanted]
    assert all(row["currency"] == by_id[row["gift_card_id"]].currency for row in found)
    assert all(row["last_characters"] == by_id[row["gift_card_id"]].last_characters for row in found)
    assert all(row["key"] == NAMES[row["api_client_id"]] for row in found)
    assert len({row["id"] for row in found if row["id"]}) == len(found) - sum(row["kind"] == "issue" for row in found)


def state_on(card: Any, on: str) -> str:
    if card.disabled_at is not None and day_text(card.disabled_at) <= on:
        return "disabled"
    return "expired" if card.expires_on is not None and card.expires_on < on else "enabled"


def check_balances(desk: ReportDesk, days: list[str]) -> None:
    """Fold the report of transactions day by day, and compare with what is said of each day."""
    held, _ = rows_of_tables(desk.engine)
    done = desk.rows("transactions", limit="250")
    for on in days:
        on_card: dict[int, Decimal] = {}
        for row in done:
            if row["processed_at"][:10] <= on:
                card_id = row["gift_card_id"]
                on_card[card_id] = on_card.get(card_id, Decimal(0)) + Decimal(row["amount"])
        cards = [card for card in held if card.id in on_card]
        count, total = Counter[tuple[str, str]](), dict[tuple[str, str], Decimal]()
        for card in cards:
            group = card.currency, state_on(card, on)
            count[group] += 1
            total[group] = total.get(group, Decimal(0)) + on_card[card.id]
        found = desk.rows("balances", on=on, limit="3")
        assert {(row["currency"], row["state"]): (row["cards"], Decimal(row["balance"])) for row in found} == {
            group: (count[group], total[group]) for group in count
        }
        assert len(found) == len(count)
        each = desk.rows("balances", on=on, by="card", limit="40")
        assert [(row["gift_card_id"], row["state"], Decimal(row["balance"])) for row in each] == [
            (card.id, state_on(card, on), on_card[card.id]) for card in cards
        ]
    final = desk.rows("balances", by="card", limit="250")
    assert [row["balance"] for row in final] == [str(amount(card.balance, card.currency)) for card in held]


def test_transactions_are_all_that_the_ledger_wrote(file_desk: ReportDesk) -> None:
    make_history(file_desk.engine, 40)
    check_transactions(file_desk)
    check_transactions(file_desk, from_="2026-10-31", to="2026-11-02")
    check_transactions(file_desk, to="2026-10-25")


def test_balances_of_each_day_are_a_fold_of_the_transactions(file_desk: ReportDesk) -> None:
    days = make_history(file_desk.engine, 30)
    check_balances(file_desk, [day.isoformat() for day in days])


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3, 4])
def test_a_year_on_sqlite(file_desk: ReportDesk, seed: int) -> None:
    days = make_history(file_desk.engine, 400, seed)
    check_transactions(file_desk)
    check_transactions(file_desk, from_="2027-03-14", to="2027-03-14")
    check_balances(file_desk, [day.isoformat() for day in days])


@pytest.mark.slow
def test_a_year_on_postgresql(served_desk: ReportDesk) -> None:
    days = make_history(served_desk.engine, 400, 5)
    check_transactions(served_desk)
    check_transactions(served_desk, from_="2026-11-01", to="2027-03-14")
    check_balances(served_desk, [day.isoformat() for day in days])


def test_a_walk_loses_nothing_where_a_clock_went_back(file_desk: ReportDesk) -> None:
    """The order of the ids is then not that of the times; each way still meets every row once."""
    make_history(file_desk.engine, 40)
    wanted = sorted((row["gift_card_id"], row["number"]) for row in file_desk.rows("transactions"))
    with file_desk.engine.begin() as conn:
        conn.exec_driver_sql("UPDATE transactions SET processed_at = processed_at - 864000 WHERE id % 3 = 0")
    pages = file_desk.walk("transactions", "next", limit="7")
    back = file_desk.walk("transactions", "previous", **links(pages[-1])["previous"])
    for found in (pages, [pages[-1], *back]):
        assert sorted((row["gift_card_id"], row["number"]) for row in rows_in("transactions", found)) == wanted


def test_what_is_written_during_a_walk_comes_at_its_end_once(file_desk: ReportDesk) -> None:
    make_history(file_desk.engine, 20)
    first = file_desk.ask("transactions", limit="10")
    with file_desk.engine.begin() as conn:
        conn.exec_driver_sql(
            "INSERT INTO transactions (gift_card_id, number, amount, processed_at) "
            "SELECT gift_card_id, max(number) + 1, 1, 1850000000 FROM transactions"
        )
    rest = rows_in("transactions", file_desk.walk("transactions", "next", **links(first)["next"]))
    assert json.loads(first.body)["transactions"] + rest == file_desk.rows("transactions")
    assert rest[-1]["kind"] == "credit"
    assert sum(row["processed_at"] == rest[-1]["processed_at"] for row in rest) == 1


def test_csv_has_the_same_cells_and_no_formula(file_desk: ReportDesk) -> None:
    make_history(file_desk.engine, 40)
    for report, asked in (
        ("transactions", {}),
        ("balances", {"on": "2026-11-10"}),
        ("spend", {"by": "key"}),
        ("redemption", {}),
    ):
        plain = file_desk.ask(report, limit="250", **asked)
        reply = file_desk.ask(report, limit="250", format="csv", **asked)
        assert reply.media_type == "text/csv; charset=utf-8"
        table = list(csv.DictReader(io.StringIO(reply.body.decode(), newline="")))
        rows = json.loads(plain.body)[report]
        assert len(table) == len(rows)
        for cells, row in zip(table, rows, strict=True):
            bare = {name: text.removeprefix("'") for name, text in cells.items()}
            assert bare == {name: "" if cell is None else str(cell) for name, cell in row.items()}
    said = file_desk.ask("transactions", limit="250", format="csv").body.decode()
    assert "'=SUM(A1:A9)" in said
    assert "'=office" in said
    assert ",'-12\r\n" in said
    assert ",=" not in said
    page = links(file_desk.ask("transactions", limit="5", format="csv"))["next"]
    assert page["format"] == "csv"
    assert file_desk.ask("transactions", **page).body.count(b"\r\n") == 6


@pytest.mark.parametrize(
    ("report", "arguments", "field"),
    [
        ("transactions", {"from": "2027-02-30"}, "from"),
        ("transactions", {"from": "20270101"}, "from"),
        ("transactions", {"from": "2027-01-02", "to": "2027-01-01"}, "to"),
        ("transactions", {"format": "xml"}, "format"),
        ("transactions", {"limit": "0"}, "limit"),
        ("transactions", {"page_info": "abc"}, "page_info"),
        ("transactions", {"page_info": "WyJiYWxhbmNlcyIse30sWzEsMV0sZmFsc2Vd"}, "page_info"),
        ("transactions", {"page_info": "WyJ0cmFuc2FjdGlvbnMiLHt9LFsxXSxmYWxzZV0"}, "page_info"),
        ("balances", {"page_info": "WyJiYWxhbmNlcyIse30sWzEsMV0sZmFsc2Vd"}, "page_info"),
        ("balances", {"page_info": "WyJiYWxhbmNlcyIseyJvbiI6MX0sWzFdLGZhbHNlXQ"}, "page_info"),
        ("balances", {"on": "2031-01-01"}, "on"),
        ("balances", {"on": "0001-01-01"}, "on"),
        ("balances", {"by": "colour"}, "by"),
        ("spend", {"by": "product"}, "by"),
        ("redemption", {"by": "day"}, "by"),
    ],
)
def test_what_makes_no_sense_is_400_and_names_the_field(
    file_desk: ReportDesk, report: str, arguments: dict[str, str], field: str
) -> None:
    with pytest.raises(RequestRefused) as refused:
        getattr(file_desk.endpoints, report)(Request("/r", arguments)).execute()
    assert refused.value.status == 400
    assert list(refused.value.errors) == [field]


def test_a_report_of_nothing_is_empty(file_desk: ReportDesk) -> None:
    assert json.loads(file_desk.ask("transactions").body) == {"transactions": []}
    assert json.loads(file_desk.ask("balances", on="2027-01-01").body) == {"on": "2027-01-01", "balances": []}
    assert json.loads(file_desk.ask("spend").body) == {"spend": []}
    assert json.loads(file_desk.ask("redemption").body) == {"redemption": []}
    assert file_desk.ask("transactions", format="csv").body.startswith(b"kind,id,gift_card_id,")


def test_a_statement_that_takes_too_long_is_ended(file_desk: ReportDesk) -> None:
    endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    with reading(file_desk.engine) as conn:
        with bounded(conn, seconds=0.01), pytest.raises(OperationalError, match="interrupted"):
            conn.exec_driver_sql(endless)
        assert conn.exec_driver_sql("SELECT 1").scalar() == 1


def test_over_http_a_client_chooses_by_accept_and_follows_the_link(standing: Caller) -> None:
    for value in ("5.00", "6.00", "7.00"):
        standing.issue(value)
    first = standing.read("/reports/transactions", limit=2)
    assert [row["amount"] for row in first.json()["transactions"]] == ["5.00", "6.00"]
    assert first.json()["transactions"][0]["api_client_id"] == OUR_CLIENT_ID
    assert first.headers["Cache-Control"] == "no-store"
    ((url, rel),) = LINK.findall(first.headers["Link"])
    following = standing.read(url)
    assert (rel, [row["amount"] for row in following.json()["transactions"]]) == ("next", ["7.00"])
    kinds = {
        accept: standing.call("GET", "/reports/balances", headers={"Accept": accept}).headers["Content-Type"]
        for accept in ("*/*", "text/csv", "text/csv, application/json")
    }
    assert [kind.split(";")[0] for kind in kinds.values()] == ["application/json", "text/csv", "application/json"]
    assert standing.call("GET", "/gift-cards", headers={"Accept": "text/csv"}).status_code == 406
    assert standing.call("GET", "/reports/balances", headers={"Accept": "image/png"}).status_code == 406
    assert standing.read("/reports/everything").status_code == 404
    assert standing.call("POST", "/reports/balances", json={}).status_code == 405
