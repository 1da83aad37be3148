"""Every end of a command is one object with a stable code, whatever went wrong (reply 25)."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.clock import Clock
from core.data_folder.ownership import Ownership
from core.server.sandbox.embedded import EmbeddedService
from core.usecases import background, sales
from tests.console_codes import published
from tests.e2e.console_till import RunCommand, run_with, till
from tests.e2e.counter_actions import on_server

__all__ = ["till"]


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("serch",), 2, "usage"),
        (("search", "--limit", "none"), 2, "usage"),
        (("issue", "25", "--note", "\udcff"), 2, "usage"),
        (("issue", "one"), 2, "money.shape"),
        (("settings", "set", "colour", "red"), 2, "start.setting_unknown"),
        (("show", "987654321"), 6, "card.unknown"),
        (("outbox", "show", "0123456789"), 6, "operation.unknown"),
        (("reverse", "0123456789", "--reason", "x"), 6, "operation.unknown"),
        (("receipts", "retry", "7"), 6, "print.receipt_gone"),
        (("--token-file", "/nowhere", "search"), 7, "start.token_file"),
        (("issue", "25", "--currency", "ZZZ9"), 2, "money.currency"),
        (("journal", "verify", "/nowhere"), 7, "start.key"),
    ],
)
def test_reply_25_what_cannot_be_done_is_one_object(
    till: RunCommand, words: tuple[str, ...], status: int, code: str
) -> None:
    ended, rows, err = till(*words)
    assert (ended, [row["code"] for row in rows]) == (status, [code])
    assert rows[0]["message"] in err
    assert rows[0].keys() >= {"code", "message", "values"}
    assert code in published()


def test_reply_25_usage_is_answered_for_a_shortened_option_and_in_words_without_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run = run_with(capsys, "--js")
    assert run("serch")[1][0]["code"] == "usage"


def test_reply_25_outcomes_carry_their_code(till: RunCommand) -> None:
    _, (sold,), _ = till("issue", "25")
    card = str(sold["card_id"])
    assert (sold["outcome"], len(sold["code"])) == ("confirmed", 16)
    assert till("top-up", card, "5")[1][0]["code"] == "confirmed"
    assert till("--offline", "redeem", card, "1")[1][0]["code"] == "queued"
    status, (level,), _ = till("sync", "--until-idle", "20")
    assert (status, level["code"]) == (0, "done")
    status, (refused,), _ = till("redeem", card, "500")
    assert (status, refused["code"], refused["outcome"]) == (4, "card.short", "refused")
    assert refused["values"] == {"available": {"amount": "29.00", "currency": "USD"}}
    assert refused["message"] == refused["reason"]
    assert till("freeze", card, "--reason", "lost")[1][0]["code"] == "confirmed"
    assert till("redeem", card, "1")[1][0]["code"] == "card.frozen"
    assert till("settings", "get", "till.name")[1][0]["code"] == "done"
    assert till("journal", "verify")[1][0]["code"] == "journal.whole"
    assert till("--version")[1][0]["code"] == "done"


def test_reply_25_a_sync_says_what_is_left(till: RunCommand, service: EmbeddedService) -> None:
    card = str(till("issue", "25")[1][0]["card_id"])
    till("--offline", "redeem", card, "1")
    service.stop()
    status, (left,), _ = till("sync")
    assert (status, left["code"]) == (3, "sync.waiting")


def test_reply_25_a_locked_folder_is_one_object(till: RunCommand, data_dir: Path) -> None:
    till("settings", "list")
    owner = Ownership(data_dir, "window", Clock())
    try:
        status, (fault,), _ = till("settings", "list")
    finally:
        owner.release()
    assert (status, fault["code"]) == (7, "start.window_open")


def test_reply_25_a_fault_of_the_program_is_one_object(till: RunCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(background, "freshen", broken)
    status, (fault,), err = till("search")
    assert (status, fault["code"], fault["values"]) == (1, "fault", {"kind": "ZeroDivisionError"})
    assert "Traceback" in err


def test_reply_25_what_fails_after_the_answer_is_no_second_answer(
    till: RunCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(sales, "hand_over", broken)
    _, (sold,), err = till("issue", "25")
    assert (sold["outcome"], "Traceback" in err) == ("confirmed", True)


def test_reply_25_ctrl_c_is_one_object(till: RunCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(background, "freshen", stopped)
    status, (fault,), _ = till("search")
    assert (status, fault["code"]) == (130, "stopped")


def test_reply_28_a_correction_needs_a_reason(till: RunCommand, service: EmbeddedService) -> None:
    card = till("issue", "25")[1][0]["card_id"]
    for words in ((), ("--reason", ""), ("--reason", "  ")):
        status, (refused,), _ = till("set-balance", str(card), "20", *words)
        assert (status, refused["code"]) == (2, "reason.missing")
    assert on_server(service, card) == 2500
    assert till("set-balance", str(card), "20", "--reason", "counted")[0] == 0
    assert on_server(service, card) == 2000


def test_reply_26_what_is_cancelled_has_an_outcome(till: RunCommand) -> None:
    sold = till("issue", "25")[1][0]
    queued = till("--offline", "top-up", str(sold["card_id"]), "10")[1][0]
    status, (cancelled,), _ = till("--offline", "outbox", "cancel", queued["operation_id"])
    assert (status, cancelled.get("message")) == (0, None)
    assert cancelled == {
        "outcome": "confirmed",
        "code": "confirmed",
        "operation_id": queued["operation_id"],
        "card_id": sold["card_id"],
        "amount": "0.00",
        "balance": "25.00",
        "currency": "USD",
        "last_characters": sold["last_characters"],
        "state": "cancelled",
    }
    status, (refused,), _ = till("outbox", "cancel", queued["operation_id"])
    assert (status, refused["code"]) == (4, "cancel.already")


def test_reply_26_a_sale_that_never_was_made_is_cancelled_without_a_balance(till: RunCommand) -> None:
    till("issue", "30")
    queued = till("--offline", "issue", "25")[1][0]
    status, (cancelled,), _ = till("--offline", "outbox", "cancel", queued["operation_id"])
    assert (status, cancelled["balance"], cancelled["card_id"]) == (0, None, queued["card_id"])


def test_reply_26_the_list_says_what_a_sale_put_on_its_card(till: RunCommand) -> None:
    till("issue", "25")
    till("--offline", "issue", "30")
    waiting, made = till("--offline", "outbox", "list")[1]
    assert (made["want"], made["known"], waiting["known"]) == ("25.00", "25.00", "0.00")
