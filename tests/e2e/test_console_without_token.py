"""What the till alone can answer needs no token, and then asks the service nothing (reply 27)."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.server.sandbox.embedded import EmbeddedService
from tests.e2e.conftest import TOKEN
from tests.e2e.console_till import RunCommand, run_with

MISSING = "A token is needed for "


@pytest.fixture
def till(
    service: EmbeddedService, data_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> RunCommand:
    """One command sold a card with a token; from then on there is none."""
    monkeypatch.setenv("COUNTERFOIL_TOKEN", TOKEN)
    run = run_with(capsys, "--data-dir", str(data_dir))
    assert run("--api-url", service.url, "issue", "25")[0] == 0
    monkeypatch.delenv("COUNTERFOIL_TOKEN")
    return run


def test_reply_27_local_reads_and_local_acts_need_no_token(till: RunCommand, tmp_path: Path) -> None:
    status, (card,), err = till("search")
    assert (status, card["balance"]) == (0, "25.00")
    assert f"From the till's own copy. {MISSING}" in err
    number = str(card["card_id"])
    assert len(till("show", number, "--history")[1]) == 2
    (sold,) = till("outbox", "list")[1]
    for words in (
        ("outbox", "show", sold["operation_id"]),
        ("outbox", "report"),
        ("receipts", "list"),
        ("settings", "list"),
        ("settings", "set", "till.name", "Till 3"),
        ("staff", "list"),
        ("journal", "verify"),
        ("journal", "export", str(tmp_path / "journal.jsonl")),
        ("freeze", number, "--reason", "lost"),
        ("unfreeze", number),
    ):
        assert till(*words)[0] == 0, words


def test_reply_27_what_asks_the_service_ends_7_and_accepts_nothing(till: RunCommand) -> None:
    (card,) = till("search")[1]
    for words in (
        ("redeem", str(card["card_id"]), "1"),
        ("issue", "5"),
        ("sync",),
        ("outbox", "retry", "x"),
        ("doctor", "--probe", str(card["card_id"])),
    ):
        status, (fault,), _ = till(*words)
        assert (status, fault["code"]) == (7, "start.token_missing"), words
    assert len(till("outbox", "list")[1]) == 1


def test_reply_27_the_doctor_says_that_there_is_no_token(till: RunCommand) -> None:
    status, rows, _ = till("doctor")
    (found,) = (row for row in rows if row["check"] == "service")
    assert (status, found["state"], found["text"].startswith(MISSING)) == (7, "bad", True)
    (token,) = (row for row in rows if row["alert"])
    assert (token["check"], token["state"], token["since"][:2]) == ("token", "bad", "20")
    assert "connect" in token["cure"]


def test_reply_27_nothing_is_sent_without_a_token(till: RunCommand, service: EmbeddedService) -> None:
    before = service.faults.seen
    (card,) = till("search")[1]
    till("show", str(card["card_id"]))
    till("show", "ABCDEFGH12345678")
    till("outbox", "report")
    till("doctor")
    assert service.faults.seen == before


def test_a_shop_whose_address_is_gone_is_told_and_is_no_training(
    till: RunCommand, data_dir: Path, service: EmbeddedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERFOIL_TOKEN", TOKEN)
    (data_dir / "service-url").unlink()
    for words in (("issue", "5"), ("search",), ("doctor",), ("outbox", "list")):
        status, (fault,), _ = till(*words)
        assert (status, fault["code"]) == (7, "start.address_missing"), words
        assert service.url in fault["message"]
    status, (fault,), _ = till("--api-url", "https://cards.example", "connect")
    assert (status, fault["code"]) == (7, "start.another_service")
    assert till("--api-url", service.url, "connect")[0] == 0
    assert [card["balance"] for card in till("search")[1]] == ["25.00"]
