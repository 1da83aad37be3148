"""Who a client of a till's owner is: only whom its own name and PIN prove, never who is at the till."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from core.bootstrap import Core
from core.data_folder.owner_address import object_line
from core.domain.staff import Role
from core.usecases import people
from tests.e2e.counter_actions import sell
from tests.e2e.open_agent import Client, RunWords, answer_of, owner, run

__all__ = ["owner", "run"]
pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="local sockets")

MIA, CLEO = "482913", "7294"


def test_a_client_is_nobody_until_its_own_pin_proves_it(
    owner: Core, run: RunWords, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner.staff.put("Mia", Role.MANAGER, MIA)
    owner.staff.put("Cleo", Role.CLERK, CLEO)
    assert owner.gate.present is not None  # Mia is signed in at the till itself
    monkeypatch.delenv("COUNTERFOIL_PIN", raising=False)
    assert answer_of(run("--json", "settings", "set", "till.name", "X"))["code"] == "staff.sign_in"
    assert answer_of(run("--json", "--clerk", "Mia", "settings", "set", "till.name", "X"))["code"] == "staff.sign_in"
    monkeypatch.setenv("COUNTERFOIL_PIN", CLEO)
    assert answer_of(run("--json", "--clerk", "Mia", "settings", "set", "till.name", "X"))["code"] == "staff.wrong_pin"
    assert answer_of(run("--json", "--clerk", "Cleo", "settings", "set", "till.name", "X"))["code"] == "staff.manager"
    assert owner.gate.name == "Mia"
    monkeypatch.setenv("COUNTERFOIL_PIN", MIA)
    assert run("--clerk", "Mia", "settings", "set", "till.name", "X")[0] == 0
    owner.staff.sign_out()
    assert run("--clerk", "Mia", "settings", "set", "till.name", "Y")[0] == 0
    assert owner.gate.present is None


def test_before_there_is_staff_a_client_has_the_name_that_it_gives(owner: Core, run: RunWords) -> None:
    card = sell(owner).card_id
    run("--clerk", "Ann", "redeem", str(card), "5", "--reference", "R")
    assert answer_of(run("--json", "outbox", "find", "--reference", "R"))["clerk"] == "Ann"
    run("redeem", str(card), "5", "--reference", "S")
    assert answer_of(run("--json", "outbox", "find", "--reference", "S"))["clerk"] == ""


def test_somebody_whom_a_client_removes_is_not_at_the_till_any_more(
    owner: Core, run: RunWords, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner.staff.put("Mia", Role.MANAGER, MIA)
    owner.staff.put("Max", Role.MANAGER, "918273")
    monkeypatch.setenv("COUNTERFOIL_PIN", MIA)
    people.sign_out(owner)
    owner.gate.admit(next(each for each in owner.staff.people() if each.name == "Max"))
    monkeypatch.setenv("COUNTERFOIL_NEW_PIN", "123890")
    assert run("--clerk", "Mia", "staff", "change", "Max", "--role", "clerk")[0] == 0
    assert owner.gate.present is not None
    assert owner.gate.present.role is Role.CLERK
    assert run("--clerk", "Mia", "staff", "remove", "Max")[0] == 0
    assert owner.gate.present is None


def test_a_pin_is_typed_at_the_clients_terminal(owner: Core) -> None:
    owner.staff.put("Mia", Role.MANAGER, MIA)
    client = Client(owner.settings.data_dir, "--clerk", "Mia", "staff", "list", terminal=[True, True])
    told: dict[str, Any] = {}
    while "secret" not in told:
        told = client.reader.read(10) or {"secret": "closed"}
    assert told["secret"] == "PIN of Mia: "
    client.line.sendall(object_line({"typed": MIA}))
    assert client.answer()["name"] == "Mia"
