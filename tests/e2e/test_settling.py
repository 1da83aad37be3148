"""Settling on the console: every way with its outcome and exit status, and the report that shows the books."""

from __future__ import annotations

from typing import Any

import pytest

from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REPLY, LOSE_REQUEST, Endpoint
from tests.e2e.counter_actions import on_server
from tests.e2e.test_console import Till, Told, till, told

__all__ = ["till", "told"]


def parked(till: Till) -> dict[str, Any]:
    return next(row for row in till("outbox", "list")[1] if row["state"] == "parked")


@pytest.fixture
def card(till: Till) -> str:
    return str(till("issue", "100")[1][0]["card_id"])


def doubt(till: Till, service: EmbeddedService, card: str, tmp_path, monkeypatch, *, applied: bool) -> str:
    """A redemption of 30.00 whose answer is lost, while another till takes 5.00. Returns its id."""
    monkeypatch.setenv("COUNTERFOIL_QUARANTINE_S", "600")
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY if applied else LOSE_REQUEST)
    status, (unknown,), _ = till("redeem", card, "30", "--reason", "Purchase")
    assert (status, unknown["outcome"]) == (5, "unknown")
    assert till("outbox", "settle", unknown["operation_id"], "applied", "--reason", "too early")[0] == 4
    assert till("redeem", card, "5", folder=tmp_path / "other")[0] == 0
    monkeypatch.setenv("COUNTERFOIL_QUARANTINE_S", "0")
    till("sync", "--until-idle", "20")
    row = parked(till)
    assert row["operation_id"] == unknown["operation_id"]
    assert {"applied", "not-applied"} <= set(row["ways"])
    return str(row["operation_id"])


@pytest.mark.parametrize(
    ("applied", "words", "amount", "known"),
    [
        (True, ["applied"], "-30.00", "-30.00"),
        (False, ["not-applied"], "-30.00", "0.00"),
        (True, ["amount", "30"], "-30.00", "-30.00"),
        (True, ["amount", "-30.00"], "-30.00", "-30.00"),
        (True, ["balance", "65"], "-30.00", "-30.00"),
        (False, ["balance", "65"], "-30.00", "0.00"),
    ],
)
def test_each_way_ends_with_books_that_agree(
    till: Till, service, card: str, tmp_path, monkeypatch, applied: bool, words: list[str], amount: str, known: str
) -> None:
    operation = doubt(till, service, card, tmp_path, monkeypatch, applied=applied)
    status, (settled,), _ = till("outbox", "settle", operation, *words, "--reason", "asked Ann")
    assert (status, settled["outcome"], settled["amount"], settled["balance"]) == (0, "confirmed", amount, "65.00")
    assert (settled["operation_id"], settled["settled"]) == (operation, words[0])
    row = next(row for row in till("outbox", "list")[1] if row["operation_id"] == operation)
    assert (row["state"], row["known"], row["settlement"]["why"]) == ("inferred", known, "asked Ann")
    assert row["followed_by"] == settled["follow"]
    assert on_server(service, int(card)) == 6500
    status, (listed, total), _ = till("outbox", "report")
    assert (status, listed["others"], listed["difference"], listed["shown"]) == (0, "-5.00", "0.00", "65.00")
    assert (total["shown"], total["residual"], total["loss"]) == ("65.00", "0.00", "0.00")
    status, (refused,), _ = till("outbox", "settle", operation, "drop", "--reason", "again")
    assert (status, refused["outcome"], refused["reason"]) == (
        4,
        "refused",
        "It was settled already. Nothing was changed.",
    )


def test_what_is_left_is_taken_and_the_loss_is_told(till: Till, service, card: str, tmp_path) -> None:
    till("sync")
    assert till("--offline", "redeem", card, "40")[0] == 3
    assert till("redeem", card, "85", folder=tmp_path / "other")[0] == 0
    till("sync", "--until-idle", "20")
    row = parked(till)
    assert row["suggestion"] == "take-left"
    status, (*_, total), _ = till("outbox", "report")
    assert (status, total["residual"]) == (5, "40.00")
    status, (settled,), told = till("outbox", "settle", row["operation_id"], "take-left", "--reason", "customer left")
    assert (status, settled["outcome"], settled["amount"], settled["loss"]) == (0, "confirmed", "-15.00", "25.00")
    assert "loss of 25.00 USD" in told
    assert on_server(service, int(card)) == 0
    assert till("outbox", "report")[1][-1]["loss"] == "25.00"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["applied"], 2),
        (["amount", "--reason", "x"], 2),
        (["amount", "much", "--reason", "x"], 2),
        (["applied", "5", "--reason", "x"], 2),
        (["amount", "30.01", "--reason", "x"], 4),
    ],
)
def test_what_cannot_be_meant_settles_nothing(
    till: Till, service, card: str, tmp_path, monkeypatch, words: list[str], status: int
) -> None:
    operation = doubt(till, service, card, tmp_path, monkeypatch, applied=True)
    assert till("outbox", "settle", operation, *words)[0] == status
    assert parked(till)["operation_id"] == operation


def test_one_operation_is_shown_with_all_that_is_known(till: Till, told: Told, card: str, tmp_path) -> None:
    till("sync")
    till("--offline", "redeem", card, "40")
    till("redeem", card, "85", folder=tmp_path / "other")
    till("sync", "--until-idle", "20")
    operation = parked(till)["operation_id"]
    status, (shown,), _ = till("outbox", "show", operation)
    assert (status, shown["want"], shown["known"], shown["owed"]) == (0, "-40.00", "0.00", "-40.00")
    _, words, _ = told("outbox", "show", operation)
    assert "Expected -40.00, confirmed 0.00, not booked -40.00 USD." in words
    assert "The evidence hints at: take-left." in words
    till("outbox", "settle", operation, "drop", "--reason", "paid in cash")
    _, words, _ = told("outbox", "show", operation)
    assert "  settled   redeem" in words
    assert "Accepted without a connection" in words
    assert "Reason: paid in cash  Loss: 40.00 USD." in words
    assert "Settle it with" not in words
    assert till("outbox", "show", "nothing")[0] == 6


def test_an_unknown_operation_is_not_found(till: Till, card: str) -> None:
    assert till("outbox", "settle", "nothing", "drop", "--reason", "x")[0] == 6
    with pytest.raises(SystemExit) as stopped:
        till("outbox", "settle", "nothing", "somehow", "--reason", "x")
    assert stopped.value.code == 2


def test_a_report_without_findings_is_done(till: Till, card: str) -> None:
    till("redeem", card, "1")
    status, (total,), told = till("outbox", "report")
    assert (status, total["cards"], total["shown"]) == (0, 1, "99.00")
    assert "as they should be" in told
    status, (level, _), _ = till("outbox", "report", "--all")
    assert (status, level["agrees"], level["expected"]) == (0, True, "99.00")


def test_a_report_says_what_waits_beside_what_the_service_shows(till: Till, told: Told, card: str) -> None:
    till("sync")
    till("--offline", "redeem", card, "9")
    status, (row, total), said = till("--offline", "outbox", "report")
    sums = ("shown", "expected", "pending", "projected", "difference")
    assert tuple(row[name] for name in sums) == ("100.00", "100.00", "-9.00", "91.00", "0.00")
    assert (status, row["agrees"], row["queued"]) == (0, False, 1)
    assert tuple(total[name] for name in ("shown", "pending", "projected", "queued")) == ("100.00", "-9.00", "91.00", 1)
    assert "-9.00 USD waits on this till: the service shows 100.00 USD now, and 91.00 USD once it is sent." in said
    assert "as they should be" not in said
    _, words, _ = told("--offline", "outbox", "report")
    assert "shows 100.00 USD, expected 100.00; -9.00 waits here and makes it 91.00" in words


def test_a_card_that_others_wait_for_is_cancelled_after_them(till: Till, card: str) -> None:
    sold = till("--offline", "issue", "20")[1][0]
    redeemed, topped_up = (
        till("--offline", verb, sold["card_id"], "1")[1][0]["operation_id"] for verb in ("redeem", "top-up")
    )
    status, (refused,), _ = till("--offline", "outbox", "cancel", sold["operation_id"])
    assert (status, refused["reason"]) == (
        4,
        "2 operations wait for the card that this makes. Cancel or drop them first; nothing was changed.",
    )
    status, (refused,), _ = till("--offline", "outbox", "cancel", redeemed)
    assert (status, refused["code"]) == (4, "cancel.handed_out")  # the goods are gone: that is a loss, and dropped
    assert till("--offline", "outbox", "settle", redeemed, "drop", "--reason", "typed on the wrong card")[0] == 0
    for operation in (topped_up, sold["operation_id"]):
        assert till("--offline", "outbox", "cancel", operation)[0] == 0
    status, (again,), _ = till("--offline", "outbox", "cancel", sold["operation_id"])
    assert (status, again["reason"]) == (4, "It was cancelled already. Nothing was sent.")
    status, rows, told = till("--offline", "show", sold["card_id"])
    assert (status, [row["code"] for row in rows]) == (6, ["card.never_made"])
    assert "never made" in told
    done = next(row for row in till("outbox", "list")[1] if row["state"] == "done")
    assert "done already" in till("outbox", "cancel", done["operation_id"])[1][0]["reason"]


def test_money_on_a_card_in_doubt_goes_through_with_a_word(
    till: Till, service, card: str, tmp_path, monkeypatch
) -> None:
    """A parked operation asks for money (docs/protocol.md 9): a script cannot answer, so it is told."""
    operation = doubt(till, service, card, tmp_path, monkeypatch, applied=True)
    status, _, error = till("redeem", card, "30", "--reason", "Purchase")
    assert status == 0
    assert "Something on this card is not settled yet" in error
    till("outbox", "settle", operation, "applied", "--reason", "asked Ann")
    assert "not settled" not in till("redeem", card, "30", "--reason", "Purchase")[2]
