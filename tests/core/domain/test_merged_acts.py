"""What one journal tells of each act: told once, with what it moved by how it ended."""

from __future__ import annotations

import json
from typing import Any

import pytest

from core.domain.chain import Entry
from core.domain.merged_acts import MergedAct, SettledAct, acts_of, closings_of

TAKEN = {"kind": "redeem", "want": -500, "currency": "USD", "card": 7, "clerk": "Kim", "shop_day": "2026-11-30"}
SOLD = {"kind": "issue", "want": 2_000, "currency": "USD", "card": -1}
ANSWER = ("answered", {"transaction": 31, "number": 4, "amount": -300})


def told(*entries: tuple[str, dict[str, Any]], operation_id: str | None = "one") -> list[MergedAct]:
    written = [
        Entry(at, 1000.0 + at, what, operation_id, json.dumps(each), b"") for at, (what, each) in enumerate(entries)
    ]
    return list(acts_of("K3QF", written))


@pytest.mark.parametrize(
    ("entries", "moved", "state"),
    [
        ([("accepted", TAKEN)], 0, ""),
        ([("accepted", TAKEN), ANSWER], -300, ""),
        ([("accepted", TAKEN), ANSWER, ANSWER], -300, ""),
        ([("accepted", TAKEN), ("lost", {}), ("ended", {"state": "done"})], -500, "done"),
        ([("accepted", TAKEN), ("ended", {"state": "declined"})], 0, "declined"),
        ([("accepted", TAKEN), ANSWER, ("ended", {"state": "parked", "known": -350})], -350, "parked"),
        ([("accepted", TAKEN), ("ended", {"state": "parked"}), ("settled", {"amount": -500})], -500, "inferred"),
        (
            [("accepted", TAKEN), ("ended", {"state": "parked", "known": -350}), ("settled", {"amount": -150})],
            -500,
            "inferred",
        ),
        ([("accepted", SOLD), ("ended", {"state": "done"})], 2_000, "done"),
        ([("accepted", SOLD), ("ended", {"state": "parked"}), ("settled", {"amount": 0})], 0, "inferred"),
    ],
)
def test_what_an_act_moved_is_as_it_ended(entries: list[tuple[str, dict[str, Any]]], moved: int, state: str) -> None:
    (act,) = told(*entries)
    assert (act.moved, act.state, act.waits) == (moved, state, state in {"", "parked"})


def test_an_act_that_is_told_twice_is_one_and_one_that_was_never_accepted_is_none() -> None:
    assert len(told(("accepted", TAKEN), ("accepted", TAKEN))) == 1
    assert told(ANSWER, ("ended", {"state": "done"})) == []
    assert told(("accepted", TAKEN), operation_id=None) == []


def test_who_when_and_on_which_card_is_that_of_its_till() -> None:
    (act,) = told(("accepted", TAKEN | {"approver": "Mia", "last_characters": "2k4m"}))
    assert (act.till, act.day, act.clerk, act.approver, act.last_characters) == (
        "K3QF",
        "2026-11-30",
        "Kim",
        "Mia",
        "2k4m",
    )


def test_a_closing_has_a_line_for_each_currency() -> None:
    figures = {"expected": 1_000, "counted": 900, "otherwise": 0, "difference": -100}
    closed = {"number": 3, "day": "2026-11-30", "clerk": "Kim"}
    currencies = [{"currency": code} | figures for code in ("EUR", "USD")]
    entry = Entry(1, 1.0, "day-closed", None, json.dumps(closed | {"currencies": currencies}), b"")
    assert [(each.currency, each.difference) for each in closings_of("K3QF", [entry])] == [("EUR", -100), ("USD", -100)]


def test_a_card_whose_answer_was_lost_is_known_from_the_end_of_its_sale_and_so_is_what_was_done_with_it() -> None:
    entries = [
        ("accepted", "sale", SOLD),
        ("accepted", "redeem", TAKEN | {"card": -1}),
        ("lost", "sale", {}),
        ("ended", "sale", {"state": "done", "card": 77}),
        ("ended", "redeem", {"state": "done"}),
    ]
    written = [Entry(at, 1000.0 + at, what, of, json.dumps(each), b"") for at, (what, of, each) in enumerate(entries)]
    sale, redeem = acts_of("K3QF", written)
    assert (sale.card_id, redeem.card_id, sale.moved) == (77, 77, 2_000)
    assert (sale.ended_at, redeem.ended_at) == (1003.0, 1004.0)


def test_the_steps_of_a_replacement_that_ended_name_its_first() -> None:
    entries = [
        ("accepted", "take", TAKEN),
        ("accepted", "make", SOLD | {"follows": "take"}),
        ("accepted", "other", TAKEN | {"follows": "elsewhere"}),
        ("replaced", "take", {"stage": "closing"}),
    ]
    written = [Entry(at, 1000.0 + at, what, of, json.dumps(each), b"") for at, (what, of, each) in enumerate(entries)]
    assert [each.replacement for each in acts_of("K3QF", written)] == ["take", "take", ""]


def test_a_promise_and_a_settlement_say_who_when_and_what_it_cost() -> None:
    decided = {"how": "refused", "clerk": "Mia", "amount": 0, "loss": 500}
    (act,) = told(("accepted", TAKEN), ("accepted-offline", {}), ("ended", {"state": "parked"}), ("settled", decided))
    assert act.offline
    assert act.settled == SettledAct("refused", "Mia", 1003.0, 0, 500)
    assert act.ended_at == 1003.0
