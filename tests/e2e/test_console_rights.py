"""`rights` on the console: the table of what each role may do is read, changed, and gone by at once."""

from __future__ import annotations

import pytest

from core.console.arguments import ACTS, LEVELS, ROLES
from core.domain.rights import RIGHTS, Level
from core.domain.staff import Role
from tests.e2e.console_till import RunCommand, till

__all__ = ["till"]

MIA, CLEO = "482913", "7294"


def test_the_words_of_the_command_are_those_of_the_table() -> None:
    assert set(ACTS) == {act.value for act, right in RIGHTS.items() if right.choices(Role.CLERK)}
    assert tuple(Level) == LEVELS
    assert tuple(Role) == ROLES


def test_the_table_is_read_changed_and_gone_by(till: RunCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, pin, role in (("Mia", MIA, "manager"), ("Cleo", CLEO, "clerk")):
        monkeypatch.setenv("COUNTERFOIL_NEW_PIN", pin)
        monkeypatch.setenv("COUNTERFOIL_PIN", MIA)
        assert till("--clerk", "Mia", "staff", "add", name, "--role", role)[0] == 0
    rows = {row["act"]: row for row in till("rights", "list")[1]}
    assert rows["redeem"]["clerk"] == {"level": "alone", "choices": ["alone", "approval", "no"], "most": "", "day": ""}
    assert rows["staff"]["clerk"] == {"level": "approval", "choices": []}
    assert "day" not in rows["close-day"]["manager"]
    mia, cleo = ("--clerk", "Mia"), ("--clerk", "Cleo")
    status, (row,), _ = till(*mia, "rights", "set", "clerk", "top-up", "--most", "25", "--day", "none")
    assert (status, row["clerk"]["most"], row["clerk"]["day"], row["code"]) == (0, "25.00", "", "done")
    assert till(*mia, "rights", "set", "clerk", "report", "no")[1][0]["clerk"]["level"] == "no"
    status, (fault,), _ = till(*mia, "rights", "set", "manager", "top-up", "--most", "24")
    assert (status, fault["code"]) == (2, "rights.above")
    monkeypatch.setenv("COUNTERFOIL_PIN", CLEO)
    status, (fault,), _ = till(*cleo, "report", "activity")
    assert (status, fault["code"]) == (4, "staff.not_allowed")
    status, (fault,), _ = till(*cleo, "rights", "set", "clerk", "report", "alone")
    assert (status, fault["code"], fault["approval"]["act"]) == (4, "staff.manager", "rights")
    status, (fault,), _ = till(*cleo, "issue", "300")
    assert fault["outcome"] == "confirmed"  # without a limit of the day
    status, (fault,), _ = till(*cleo, "top-up", str(fault["card_id"]), "25.01", "--reason", "goodwill")
    assert (status, fault["outcome"], fault["approval"]["act"]) == (4, "refused", "top-up")
