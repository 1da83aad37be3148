"""The console for a lost card: frozen on this till, taken back into use, replaced with a new one."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REPLY, Endpoint
from tests.e2e.test_console import till

__all__ = ["till"]


@pytest.fixture
def card(till) -> str:
    _, (sold,), _ = till("issue", "62.50", "--note", "for Ada")
    return str(sold["card_id"])


def test_a_frozen_card_is_refused_by_name_and_reason(till, card: str) -> None:
    status, (frozen,), _ = till("freeze", card, "--reason", "reported lost")
    assert (status, frozen["frozen"]["reason"]) == (0, "reported lost")
    status, (refused,), _ = till("redeem", card, "10")
    assert (status, refused["outcome"]) == (4, "refused")
    assert "reported lost" in refused["reason"]
    assert till("freeze", card, "--reason", "again")[0] == 4
    status, (shown,), _ = till("unfreeze", card)
    assert (status, shown["frozen"]) == (0, None)
    assert till("redeem", card, "10")[0] == 0


def test_a_freeze_needs_a_reason_and_no_service(till, card: str, service: EmbeddedService) -> None:
    assert till("freeze", card)[0] == 2
    service.set_outage(True)
    assert till("freeze", card, "--reason", "reported lost")[0] == 0


def test_a_lost_card_is_replaced_in_one_command(till, card: str, tmp_path: Path) -> None:
    status, (done,), _ = till("replace", card, "--reason", "lost on the bus")
    assert (status, done["outcome"], done["stage"]) == (0, "confirmed", "closing")
    assert (done["amount"], done["old_card_id"]) == ("62.50", int(card))
    _, (new,), _ = till("show", done["code"])
    assert (new["card_id"], new["balance"], new["note"]) == (done["card_id"], "62.50", "for Ada")
    _, (old, *past), _ = till("show", card, "--history")
    assert (old["balance"], old["status"]) == ("0.00", "disabled")
    assert past[0]["said"] == [
        f"Till 1 disabled this card for good. Card {new['last_characters'].upper()} has taken its place."
    ]
    assert till("replace", card, "--reason", "again")[0] == 4


def test_a_lost_answer_stops_the_replacement_and_settling_goes_on(till, card: str, service: EmbeddedService) -> None:
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    status, (stopped,), _ = till("replace", card, "--reason", "lost")
    assert (status, stopped["outcome"], stopped["card_id"]) == (5, "unknown", None)
    till("sync", "--until-idle", "20")
    status, (made,), _ = till("outbox", "settle", stopped["step"], "applied", "--reason", "the card is empty")
    assert status == 0
    assert made["amount"] == "62.50"
    assert till("sync", "--until-idle", "20")[0] == 0
    assert till("show", card)[1][0]["status"] == "disabled"
