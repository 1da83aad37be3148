"""Yen without decimals, dinars with three, and a currency nobody has heard of: sold, taken, printed and settled."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core import console
from core.bootstrap import open_core
from core.server.contract.switches import Switches
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REPLY, Endpoint
from core.settings import Settings
from core.usecases.receipts import read_receipt
from gui.printing.receipt_words import receipt_of
from tests.builders import HastyClock
from tests.e2e.conftest import TOKEN, SteppingClock

Till = Callable[..., tuple[int, list[dict[str, Any]]]]
CURRENCIES = [
    ("JPY", "1000", "250", "750", "¥"),
    ("KWD", "12.345", "2.005", "10.340", "KWD"),
    ("XYZ", "25.00", "0.50", "24.50", "XYZ"),
]
"""Code, what is sold, what is taken, what is left, how a receipt names it."""


@pytest.fixture
def service(tmp_path: Path) -> Iterator[EmbeddedService]:
    made = EmbeddedService(
        tmp_path / "service.db",
        TOKEN,
        seed=None,
        switches=Switches(currencies="JPY KWD XYZ", issue_limit="100000"),
        clock=SteppingClock(),
    )
    made.start()
    yield made
    made.stop()


@pytest.fixture
def till(
    service: EmbeddedService, data_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Till:
    """One console command: its exit status and its JSON lines."""
    monkeypatch.setenv("COUNTERFOIL_TOKEN", TOKEN)
    monkeypatch.setenv("COUNTERFOIL_QUARANTINE_S", "0")

    def run(*words: str) -> tuple[int, list[dict[str, Any]]]:
        where = ["--data-dir", str(data_dir), "--api-url", service.url, "--json"]
        status = console.run(console.parse([*where, *words]))
        return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


@pytest.mark.parametrize(("currency", "sold", "taken", "left", "sign"), CURRENCIES)
def test_a_card_is_sold_taken_from_and_receipted_in_its_currency(
    till: Till,
    service: EmbeddedService,
    data_dir: Path,
    qapp,
    currency: str,
    sold: str,
    taken: str,
    left: str,
    sign: str,
) -> None:
    assert till("sync")[0] == 0
    status, (card,) = till("issue", sold, "--currency", currency)
    assert (status, card["outcome"], card["amount"], card["currency"]) == (0, "confirmed", sold, currency)
    status, (redeemed,) = till("redeem", card["code"], taken)
    assert (status, redeemed["amount"], redeemed["balance"]) == (0, f"-{taken}", left)
    status, (shown,) = till("show", str(card["card_id"]))
    assert (shown["balance"], shown["currency"], shown["initial_value"]) == (left, currency, sold)
    _, operations = till("outbox", "list")
    assert {row["currency"] for row in operations} == {currency}
    core = open_core(Settings(data_dir, service.url, TOKEN), "test", HastyClock())
    try:
        for key, value in (("shop.name", "Harbour Books"), ("currency", "USD"), ("till.name", "Till 1")):
            core.preferences.set(key, value)
        source = read_receipt(core, redeemed["operation_id"])
    finally:
        core.close()
    assert source is not None
    receipt = receipt_of(source, duplicate=False)
    assert taken in receipt.amount.replace(",", "")
    assert sign in receipt.amount
    assert any(left in text for _, text in receipt.groups[0])


def test_the_service_is_asked_before_a_first_sale_in_another_currency(till: Till) -> None:
    """No pull and no probe came before it: the very first command of this till."""
    assert till("issue", "1000", "--currency", "JPY")[0] == 0


@pytest.mark.parametrize("offline", [False, True])
def test_a_currency_that_the_service_does_not_make_is_refused_before_anything_is_sent(
    till: Till, offline: bool
) -> None:
    assert till("issue", "25")[0] == 0
    assert till("sync")[0] == 0
    status, (refused,) = till(*(("--offline",) if offline else ()), "issue", "10", "--currency", "EUR")
    assert (status, refused["reason"]) == (4, "The service cannot make cards in EUR. Nothing was sold.")
    assert len(till("search")[1]) == 1
    assert len(till("outbox", "list")[1]) == 1


def test_what_is_no_currency_is_refused_on_the_console(till: Till, tmp_path: Path) -> None:
    status, (refused,) = till("issue", "10", "--currency", "YEN")
    assert (status, refused["code"]) == (2, "money.currency")
    file = tmp_path / "cards.csv"
    file.write_text("row_id,amount,currency\n1,25,USD\n2,25,YEN\n")
    status, answers = till("issue-many", str(file))
    assert status == 2
    assert "'YEN' is not a currency we know." in str(answers)
    assert till("search")[1] == []


def test_the_shop_s_currency_can_be_only_one_that_the_service_makes(till: Till) -> None:
    assert till("sync")[0] == 0
    assert till("settings", "set", "currency", "EUR")[0] != 0
    assert till("settings", "set", "currency", "JPY")[0] == 0
    assert {row["key"]: row["value"] for row in till("settings", "list")[1]}["offline.per_sale"] == "50"


@pytest.mark.parametrize(("currency", "sold", "taken", "left", "sign"), CURRENCIES)
def test_what_is_settled_is_told_in_its_currency(
    till: Till, service: EmbeddedService, currency: str, sold: str, taken: str, left: str, sign: str
) -> None:
    _, (card,) = till("issue", sold, "--currency", currency)
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    assert till("redeem", card["code"], taken)[0] in {0, 5}
    service.spend_elsewhere(card["card_id"], 50)
    till("sync", "--until-idle", "20")
    parked = next((row for row in till("outbox", "list")[1] if row["state"] == "parked"), None)
    assert parked is not None, "the answer was lost and somebody else changed the card"
    status, (settled,) = till("outbox", "settle", parked["operation_id"], "applied", "--reason", "seen on the receipt")
    assert status == 0
    assert (settled["amount"], settled["currency"]) == (f"-{taken}", currency)
