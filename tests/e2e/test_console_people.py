"""`staff` on the console: who works here is set up without the window, by the same rights."""

from __future__ import annotations

import pytest

from tests.e2e.console_till import RunCommand, till

__all__ = ["till"]

MIA, CLEO = "482913", "7294"


def test_reply_29_people_are_added_changed_and_removed(till: RunCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERFOIL_NEW_PIN", MIA)
    status, (added,), _ = till("staff", "add", "Mia", "--role", "manager")
    assert (status, added) == (0, {"name": "Mia", "role": "manager", "code": "done"})
    monkeypatch.setenv("COUNTERFOIL_PIN", MIA)
    mia = ("--clerk", "Mia")
    monkeypatch.setenv("COUNTERFOIL_NEW_PIN", CLEO)
    assert till(*mia, "staff", "add", "Cleo", "--role", "clerk")[0] == 0
    status, (refused,), _ = till(*mia, "staff", "add", "cleo", "--role", "clerk")
    assert (status, refused["code"]) == (2, "staff.known")
    assert [row["role"] for row in till("staff", "list")[1]] == ["clerk", "manager"]
    monkeypatch.setenv("COUNTERFOIL_NEW_PIN", "730518")
    assert till(*mia, "staff", "change", "Cleo", "--role", "manager")[1][0]["role"] == "manager"
    status, (fault,), _ = till(*mia, "staff", "change", "Eve", "--role", "clerk")
    assert (status, fault["code"]) == (6, "staff.unknown")
    status, (removed,), _ = till(*mia, "staff", "remove", "Cleo")
    assert (status, removed) == (0, {"name": "Cleo", "code": "done"})
    assert [row["name"] for row in till("staff", "list")[1]] == ["Mia"]
    status, (refused,), _ = till(*mia, "staff", "remove", "Mia")
    assert (status, refused["code"]) == (4, "staff.last_manager")


def test_reply_29_a_clerk_may_change_nobody(till: RunCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERFOIL_NEW_PIN", MIA)
    till("staff", "add", "Mia", "--role", "manager")
    monkeypatch.setenv("COUNTERFOIL_PIN", MIA)
    monkeypatch.setenv("COUNTERFOIL_NEW_PIN", CLEO)
    till("--clerk", "Mia", "staff", "add", "Cleo", "--role", "clerk")
    monkeypatch.setenv("COUNTERFOIL_PIN", CLEO)
    monkeypatch.setenv("COUNTERFOIL_NEW_PIN", MIA)
    for words in (("add", "Eve", "--role", "manager"), ("change", "Mia", "--role", "clerk"), ("remove", "Mia")):
        status, (refused,), _ = till("--clerk", "Cleo", "staff", *words)
        assert (status, refused["code"], refused["approval"]["act"]) == (4, "staff.manager", "staff"), words
    status, (refused,), _ = till("staff", "remove", "Mia")
    assert (status, refused["code"]) == (4, "staff.sign_in")


def test_reply_29_a_pin_that_is_too_short_sets_nobody_up(till: RunCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERFOIL_NEW_PIN", "12")
    status, (fault,), _ = till("staff", "add", "Mia", "--role", "manager")
    assert (status, fault["code"], fault["values"]) == (2, "staff.pin_short", {"least": 6})
    assert till("staff", "list")[1] == []
