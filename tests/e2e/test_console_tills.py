"""`report tills` on the console of a desk that joined with --desk: what another till did, and no sale of its own."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.console_till import RunCommand
from tests.e2e.test_shop_console import at

__all__ = ["at"]
DAYS = ("--from", "2020-01-01", "--to", "2099-12-31")


def test_a_desk_joins_reads_and_does_not_sell(
    at: Callable[[str], RunCommand], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invitation, pages, file = tmp_path / "office.invitation", tmp_path / "pages", tmp_path / "tills.csv"
    pages.mkdir()
    first = at("first")
    first("shop", "begin")
    card_id = str(first("issue", "50")[1][0]["card_id"])
    assert first("redeem", card_id, "12.50")[0] == 0
    assert first("journal", "export", str(pages))[0] == 0
    (invited,) = first("shop", "invite", str(invitation), "--code")[1]
    monkeypatch.setenv("COUNTERFOIL_INVITATION_PASSWORD", invited["opened_by"])
    desk = at("desk")
    assert desk("shop", "join", str(invitation), "--name", "Office", "--desk")[0] == 0
    status, (refused,), _ = desk("issue", "20")
    assert (status, refused["code"]) == (4, "desk.reads_only")
    status, told, _ = desk("report", "tills", *DAYS, "--folder", str(pages), "--csv", str(file))
    assert status == 0
    acts = [each for each in told if each["line"] == "row" and each.get("operation_id")]
    assert sorted((each["kind"], each["amount"], each["till"]) for each in acts) == [
        ("issue", "50.00", "Till 1"),
        ("redeem", "-12.50", "Till 1"),
    ]
    assert "12.50" in file.read_text(encoding="utf-8-sig")
    assert len(list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))) > 2
    status, told, _ = desk("report", "tills", *DAYS, "--folder", str(pages), "--till", "Office")
    assert not [each for each in told if each.get("operation_id")]
    assert desk("report", "tills", *DAYS)[0] == 0, "no folder is set: what the desk itself did, which is nothing"


def test_the_history_and_the_losses_of_all_tills_on_the_console(
    at: Callable[[str], RunCommand], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared, invitation = tmp_path / "shared", tmp_path / "office.invitation"
    (shared / "journals").mkdir(parents=True)
    first = at("first")
    first("shop", "begin")
    first("settings", "set", "shop.folder", str(shared))
    card_id = str(first("issue", "50")[1][0]["card_id"])
    assert first("redeem", card_id, "12.50")[0] == 0
    assert first("journal", "export", str(shared / "journals"))[0] == 0
    (invited,) = first("shop", "invite", str(invitation), "--code")[1]
    monkeypatch.setenv("COUNTERFOIL_INVITATION_PASSWORD", invited["opened_by"])
    desk = at("desk")
    assert desk("shop", "join", str(invitation), "--name", "Office", "--desk")[0] == 0
    assert "kind" not in desk("history")[1][0], "of its own it has entries alone"
    desk("settings", "set", "shop.folder", str(shared))
    files = [tmp_path / f"all.{form}" for form in ("csv", "xlsx")]
    status, told, _ = desk("history", "--all-tills", "--kind", "money", "--csv", str(files[0]), "--xlsx", str(files[1]))
    assert status == 0
    assert [(each["kind"], each["till"], each["known"]) for each in told[:-1]] == [
        ("redeem", "Till 1", "-12.50"),
        ("issue", "Till 1", "50.00"),
    ]
    assert told[-1] == {"currency": "USD", "operations": 2, "put_on": "50.00", "taken_off": "12.50"}
    assert "12.50" in files[0].read_text(encoding="utf-8-sig")
    assert files[1].stat().st_size > 1_000
    status, told, _ = desk("history", "--all-tills", "--till", "Till 1", "--kind", "settings", "--limit", "1")
    assert (status, told[0]["group"], told[0]["till"]) == (0, "settings", "Till 1")
    assert desk("history", "--all-tills", "--most", "20", "--kind", "redeem")[1][-1]["operations"] == 1
    status, told, _ = desk("report", "exceptions", "--all-tills")
    assert status == 0
