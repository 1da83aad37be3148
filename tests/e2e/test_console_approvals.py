"""`approvals` on the console: a clerk asks and sees their own, a manager decides, and the act is done once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.server.sandbox.embedded import EmbeddedService
from tests.e2e.console_till import Answer, RunCommand, till
from tests.e2e.counter_actions import on_server

__all__ = ["till"]

PINS = {"Mia": "482913", "Cleo": "7294", "Carl": "8462"}
Person = Callable[..., Answer]


@pytest.fixture
def person(till: RunCommand, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Return what runs a command as somebody, whose PIN is given; there are a manager and two clerks."""
    for name, pin in PINS.items():
        monkeypatch.setenv("COUNTERFOIL_NEW_PIN", pin)
        monkeypatch.setenv("COUNTERFOIL_PIN", PINS["Mia"])
        role = "manager" if name == "Mia" else "clerk"
        assert till("--clerk", "Mia", "staff", "add", name, "--role", role)[0] == 0

    def run(name: str, *words: str) -> Answer:
        monkeypatch.setenv("COUNTERFOIL_PIN", PINS[name])
        return till("--clerk", name, *words)

    return run


def test_an_act_is_asked_for_listed_and_approved(person: Person, service: EmbeddedService) -> None:
    card = person("Mia", "issue", "10")[1][0]["card_id"]
    status, (asked,), _ = person("Cleo", "top-up", str(card), "300", "--reason", "goodwill", "--ask")
    assert (status, asked["code"], asked["state"], asked["number"]) == (0, "waiting", "waiting", 1)
    assert (asked["act"], asked["amount"], asked["asked_by"], asked["reason"]) == (
        "top-up",
        "300.00",
        "Cleo",
        "goodwill",
    )
    assert on_server(service, card) == 1000
    assert person("Carl", "approvals")[:2] == (0, [])
    assert [row["number"] for row in person("Cleo", "approvals")[1]] == [1]
    status, (refused,), _ = person("Cleo", "approvals", "approve", "1")
    assert (status, refused["code"], refused["approval"]["act"]) == (4, "staff.own", "decide")
    status, (done,), _ = person("Mia", "approvals", "approve", "1")
    assert (status, done["code"], done["state"], done["decided_by"]) == (0, "confirmed", "approved", "Mia")
    assert on_server(service, card) == 31_000
    status, (shown,), _ = person("Cleo", "outbox", "show", asked["operation_id"])
    assert (shown["clerk"], shown["approver"], shown["state"]) == ("Cleo", "Mia", "done")


def test_requests_are_refused_withdrawn_and_told_as_they_end(person: Person, service: EmbeddedService) -> None:
    card = str(person("Mia", "issue", "10")[1][0]["card_id"])
    for words in (("set-balance", "5", "--reason", "a"), ("disable", "--reason", "b", "--yes"), ("top-up", "300")):
        assert person("Cleo", words[0], card, *words[1:], "--ask")[0] == 0
    status, (missing,), _ = person("Mia", "approvals", "refuse", "1")
    assert (status, missing["code"]) == (2, "reason.missing")
    status, (refused,), _ = person("Mia", "approvals", "refuse", "1", "--reason", "count again")
    assert (status, refused["code"], refused["why"]) == (0, "refused", "count again")
    status, (withdrawn,), _ = person("Cleo", "approvals", "withdraw", "3")
    assert (status, withdrawn["code"]) == (0, "withdrawn")
    status, rows, _ = person("Mia", "approvals", "approve", "2", "3")
    assert (status, [row["code"] for row in rows]) == (4, ["confirmed", "approval.is_withdrawn"])
    states = {row["number"]: row["state"] for row in person("Mia", "approvals", "list")[1]}
    assert states == {1: "refused", 2: "approved", 3: "withdrawn"}
    kinds = [row["what"] for row in person("Mia", "history", "--kind", "decisions")[1] if "what" in row]
    assert sorted(kinds) == sorted(
        ["approval-asked"] * 3 + ["approval-refused", "approval-withdrawn", "approval-given"]
    )
