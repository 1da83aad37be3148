"""`--clerk NAME` with the PIN of COUNTERFOIL_PIN, once there is staff; until then everything is allowed."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core import console
from core.bootstrap import open_core
from core.domain.staff import Role
from core.ground import enrol
from core.server.sandbox.embedded import EmbeddedService
from core.settings import resolve
from tests.e2e.conftest import TOKEN

Till = Callable[..., tuple[int, list[dict[str, Any]], str]]


@pytest.fixture
def till(
    service: EmbeddedService, data_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Till:
    """One command by a person: exit status, rows, what was told beside them."""
    monkeypatch.setenv("COUNTERFOIL_TOKEN", TOKEN)

    def run(*words: str, pin: str = "") -> tuple[int, list[dict[str, Any]], str]:
        monkeypatch.setenv("COUNTERFOIL_PIN", pin)
        where = ["--data-dir", str(data_dir), "--api-url", service.url, "--json"]
        status = console.run(console.parse([*where, *words]))
        out, err = capsys.readouterr()
        return status, [json.loads(line) for line in out.splitlines()], err

    return run


def test_people_prove_who_they_are_and_do_what_they_may(till: Till, data_dir: Path) -> None:
    card = str(till("--clerk", "Anybody", "issue", "50")[1][0]["card_id"])
    assert till("set-balance", card, "40", "--reason", "counted")[0] == 0
    core = open_core(resolve(console.parse(["--data-dir", str(data_dir), "doctor"])))
    core.staff.put("Mia", Role.MANAGER, "482913")
    core.staff.put("Cleo", Role.CLERK, "7294")
    core.close()

    status, (refused,), _ = till("redeem", card, "5")
    assert (status, "Sign in first" in refused["reason"]) == (4, True)
    assert till("show", card)[0] == 4
    assert till("--clerk", "Cleo", "show", card, pin="7294")[0] == 0
    assert till("--clerk", "Cleo", "redeem", card, "5", pin="0001")[0] == 4
    assert till("--clerk", "Cleo", "redeem", card, "5", pin="7294")[1][0]["balance"] == "35.00"
    for words in (
        ("set-balance", card, "1", "--reason", "x"),
        ("disable", card, "--reason", "x", "--yes"),
        ("settings", "set", "till.name", "X"),
        ("top-up", card, "200.01"),
    ):
        status, (refused,), _ = till("--clerk", "Cleo", *words, pin="7294")
        assert (status, "needs a manager" in refused["reason"]) == (4, True), words
    assert till("--clerk", "Cleo", "top-up", card, "200", pin="7294")[0] == 0
    assert till("--clerk", "mia", "set-balance", card, "1", "--reason", "counted", pin="482913")[0] == 0
    rows = till("--clerk", "Cleo", "outbox", "list", pin="7294")[1]
    assert {row["state"] for row in rows} == {"done"}


def test_a_manager_approves_on_the_console_and_is_named(
    till: Till, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sold = till("issue", "50")[1][0]
    card = str(sold["card_id"])
    core = open_core(resolve(console.parse(["--data-dir", str(data_dir), "doctor"])))
    core.staff.put("Mia", Role.MANAGER, "482913")
    core.staff.put("Cleo", Role.CLERK, "7294")
    core.close()
    cash_out = ("cash-out", card, "15.01", "--reason", "asked for it")
    status, (refused,), _ = till("--clerk", "Cleo", *cash_out, pin="7294")
    assert (status, refused["approval"]) == (
        4,
        {
            "act": "cash-out",
            "last_characters": sold["last_characters"],
            "amount": "-15.01",
            "currency": "USD",
            "reason": "asked for it",
            "detail": None,
            "can_wait": False,
        },
    )
    topped_up = till("--clerk", "Cleo", "top-up", card, "300", pin="7294")[1][0]
    assert topped_up["approval"]["can_wait"]
    monkeypatch.setenv("COUNTERFOIL_APPROVER_PIN", "000000")
    assert till("--clerk", "Cleo", "--approver", "Mia", *cash_out, pin="7294")[0] == 4
    monkeypatch.setenv("COUNTERFOIL_APPROVER_PIN", "482913")
    status, (out,), _ = till("--clerk", "Cleo", "--approver", "Mia", *cash_out, pin="7294")
    assert status == 0
    shown = till("--clerk", "Cleo", "outbox", "show", out["operation_id"], pin="7294")[1][0]
    assert (shown["clerk"], shown["approver"]) == ("Cleo", "Mia")
    assert till("--clerk", "Cleo", "show", card, "--history", pin="7294")[1][1]["approver"] == "Mia"
    status, (back,), _ = till("--clerk", "Cleo", "reverse", sold["operation_id"], "--reason", "x", pin="7294")
    assert (status, "needs a manager" in back["reason"]) == (4, True)


def test_the_detail_tells_a_person_who_approved_it_why_and_what_became_of_it(
    till: Till, data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    card = str(till("issue", "60")[1][0]["card_id"])
    _hire(data_dir)
    monkeypatch.setenv("COUNTERFOIL_APPROVER_PIN", "482913")
    approved = ("--clerk", "Cleo", "--approver", "Mia")
    out = till(*approved, "cash-out", card, "--reason", "asked for it", pin="7294")[1][0]["operation_id"]
    back = till(*approved, "reverse", out, "--reason", "wrong card", pin="7294")[1][0]["operation_id"]

    def shown(operation_id: str) -> list[str]:
        words = ["--data-dir", str(data_dir), "--clerk", "Cleo", "outbox", "show", operation_id]
        assert console.run(console.parse(words)) == 0
        return [line.strip() for line in capsys.readouterr().out.splitlines()]

    assert {"Given reason: asked for it", "Approved by Mia.", f"It was taken back by {back}."} <= set(shown(out))
    assert {"Given reason: wrong card", "Approved by Mia.", f"It takes back {out}."} <= set(shown(back))


def test_a_pin_that_nobody_gave_is_asked_for_by_name_and_counts_as_no_try(
    till: Till, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = str(till("issue", "50")[1][0]["card_id"])
    _hire(data_dir)
    monkeypatch.delenv("COUNTERFOIL_APPROVER_PIN", raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    cash_out = ("--clerk", "Cleo", "--approver", "Mia", "cash-out", card, "--reason", "asked for it")
    for _ in range(12):  # more tries than make anybody wait
        status, (refused,), told = till(*cash_out, pin="7294")
        assert (status, "needs a manager" in refused["reason"]) == (4, True)
        assert "No PIN of Mia was given. Put it into COUNTERFOIL_APPROVER_PIN." in told
    monkeypatch.setenv("COUNTERFOIL_APPROVER_PIN", "482913")
    assert till(*cash_out, pin="7294")[0] == 0


def test_a_till_without_people_says_so(till: Till, data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert till("staff", "list")[:2] == (0, [])
    assert console.run(console.parse(["--data-dir", str(data_dir), "staff", "list"])) == 0
    assert "Nobody is set up here" in capsys.readouterr().err


def _hire(data_dir: Path) -> None:
    """Mia is a manager, Cleo a clerk."""
    core = open_core(resolve(console.parse(["--data-dir", str(data_dir), "doctor"])))
    core.staff.put("Mia", Role.MANAGER, "482913")
    core.staff.put("Cleo", Role.CLERK, "7294")
    core.close()


def test_a_forgotten_pin_takes_the_token_of_the_owner(
    till: Till, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    till("issue", "50")
    core = open_core(resolve(console.parse(["--data-dir", str(data_dir), "doctor"])))
    core.staff.put("Mia", Role.MANAGER, "482913")
    core.close()
    assert till("staff", "list")[1] == [{"name": "Mia", "role": "manager"}]

    monkeypatch.setenv("COUNTERFOIL_NEW_PIN", "135792")
    monkeypatch.setenv("COUNTERFOIL_TOKEN", "a-token-of-nobody")
    status, (fault,), told = till("staff", "reset-pin", "Mia")
    assert (status, fault["code"], "does not accept this token" in told) == (2, "connect.token_refused", True)
    monkeypatch.setenv("COUNTERFOIL_TOKEN", TOKEN)
    assert till("staff", "reset-pin", "Eve")[0] == 6
    assert till("--clerk", "Mia", "settings", "set", "till.name", "X", pin="135792")[0] == 4
    status, (row,), told = till("staff", "reset-pin", "Mia")
    assert (status, row["name"], "135792" in str(row) + told, TOKEN in str(row) + told) == (0, "Mia", False, False)
    assert till("--clerk", "Mia", "settings", "set", "till.name", "X", pin="482913")[0] == 4
    assert till("--clerk", "Mia", "settings", "set", "till.name", "X", pin="135792")[0] == 0
    copy = data_dir / "journal.jsonl"
    assert till("journal", "export", str(copy))[0] == 4
    assert till("--clerk", "Mia", "journal", "export", str(copy), pin="135792")[0] == 0
    assert "pin-reset" in copy.read_text()


def test_attack_2_a_service_of_ones_own_proves_no_owner(
    till: Till, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    till("issue", "50")
    _hire(data_dir)
    own = EmbeddedService(tmp_path / "own.db", "a-token-of-cleo", seed=1)
    url = own.start()
    try:
        monkeypatch.setenv("COUNTERFOIL_NEW_PIN", "135792")
        monkeypatch.setenv("COUNTERFOIL_TOKEN", "a-token-of-cleo")
        words = ["--data-dir", str(data_dir), "--api-url", url, "--json", "staff", "reset-pin", "Mia"]
        assert console.run(console.parse(words)) == 7
        monkeypatch.setenv("COUNTERFOIL_API_URL", url)
        assert console.run(console.parse(["--data-dir", str(data_dir), "staff", "reset-pin", "Mia"])) == 7
        monkeypatch.delenv("COUNTERFOIL_API_URL")
    finally:
        own.stop()
    monkeypatch.setenv("COUNTERFOIL_TOKEN", TOKEN)
    assert till("--clerk", "Mia", "settings", "set", "till.name", "X", pin="135792")[0] == 4
    assert till("--clerk", "Mia", "settings", "set", "till.name", "X", pin="482913")[0] == 0


def test_the_token_that_the_till_keeps_proves_nobody(
    till: Till, service: EmbeddedService, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data_dir.mkdir()
    enrol(data_dir, service.url, TOKEN)
    core = open_core(resolve(console.parse(["--data-dir", str(data_dir), "doctor"])))
    core.staff.put("Mia", Role.MANAGER, "482913")
    core.close()
    monkeypatch.setenv("COUNTERFOIL_NEW_PIN", "135792")
    monkeypatch.delenv("COUNTERFOIL_TOKEN")
    status, _, told = till("staff", "reset-pin", "Mia")
    assert (status, "A token is needed" in told) == (2, True)
    assert till("--clerk", "Mia", "settings", "set", "till.name", "X", pin="135792")[0] == 4
