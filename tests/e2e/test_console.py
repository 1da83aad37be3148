"""The console contract: outcomes, exit status, JSON lines, and one clear sentence for everything that goes wrong."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core import console
from core.console.card_commands import PrintCard
from core.domain.keyboards import Setting, typed_by
from core.errors import KnownError
from core.printing.sale import SoldCard
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REPLY, Endpoint
from core.settings import kept_language
from tests.e2e.conftest import TOKEN

Rows = list[dict[str, Any]]
Till = Callable[..., tuple[int, Rows, str]]
Told = Callable[..., tuple[int, str, str]]


@pytest.fixture
def till(
    service: EmbeddedService, data_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Till:
    """Runs one command in this process: (exit status, JSON lines, standard error)."""
    monkeypatch.setenv("COUNTERFOIL_TOKEN", TOKEN)
    monkeypatch.setenv("COUNTERFOIL_QUARANTINE_S", "0")

    def run(
        *words: str, folder: Path = data_dir, url: str = "", paint: PrintCard | None = None
    ) -> tuple[int, Rows, str]:
        where = ["--data-dir", str(folder), "--api-url", url or service.url, "--json"]
        status = console.run(console.parse([*where, *words]), paint)
        out, err = capsys.readouterr()
        return status, [json.loads(line) for line in out.splitlines()], err

    return run


@pytest.fixture
def told(till: Till, service: EmbeddedService, data_dir: Path, capsys: pytest.CaptureFixture[str]) -> Told:
    """The same for a person: (exit status, standard output, standard error)."""

    def run(*words: str) -> tuple[int, str, str]:
        status = console.run(console.parse(["--data-dir", str(data_dir), "--api-url", service.url, *words]))
        return status, *capsys.readouterr()

    return run


def test_a_card_is_issued_redeemed_shown_and_disabled(till: Till) -> None:
    status, (sold,), _ = till("issue", "25.00", "--note", "for Ada")
    assert (status, sold["outcome"], sold["amount"], sold["balance"]) == (0, "confirmed", "25.00", "25.00")
    assert sold["code"][-4:].lower() == sold["last_characters"]
    card = str(sold["card_id"])
    status, (redeemed,), _ = till("redeem", sold["code"], "10", "--reason", "Purchase")
    assert (status, redeemed["amount"], redeemed["balance"]) == (0, "-10.00", "15.00")
    status, (topped,), _ = till("top-up", card, "5,50")
    assert (status, topped["balance"]) == (0, "20.50")
    status, (corrected,), _ = till("set-balance", card, "20", "--reason", "counted")
    assert (status, corrected["amount"], corrected["balance"]) == (0, "-0.50", "20.00")
    status, (shown, *history), _ = till("show", card, "--history")
    assert (shown["balance"], shown["pending"], shown["note"], shown["status"]) == (
        "20.00",
        "0.00",
        "for Ada",
        "active",
    )
    assert [line["what"] for line in history] == ["set-balance", "top-up", "redeem", "sold"]
    assert till("disable", card, "--reason", "lost")[0] == 2
    status, (disabled,), _ = till("disable", card, "--reason", "lost", "--yes")
    assert (status, disabled["outcome"]) == (0, "confirmed")
    status, (refused,), _ = till("redeem", card, "1")
    assert (status, refused["outcome"]) == (4, "refused")


def test_cash_is_paid_out_for_a_reason_and_taken_back_once(till: Till, told: Told) -> None:
    sold = till("issue", "30")[1][0]
    card = str(sold["card_id"])
    assert till("cash-out", card)[0] == 2
    status, (out,), _ = till("cash-out", card, "--reason", "asked for it")
    assert (status, out["outcome"], out["amount"], out["balance"]) == (0, "confirmed", "-30.00", "0.00")
    assert till("cash-out", card, "--reason", "again")[0] == 4
    assert till("reverse", out["operation_id"])[0] == 2
    status, (back,), _ = till("reverse", out["operation_id"][-8:].upper(), "--reason", "wrong card")
    assert (status, back["amount"], back["balance"], back["reverses"]) == (0, "30.00", "30.00", out["operation_id"])
    assert till("reverse", out["operation_id"], "--reason", "twice")[0] == 4
    assert till("reverse", "0000000000", "--reason", "x")[0] == 6
    first, second = (till("outbox", "show", each)[1][0] for each in (back["operation_id"], out["operation_id"]))
    assert (first["kind"], first["reverses"], second["reversed_by"]) == (
        "reverse",
        out["operation_id"],
        back["operation_id"],
    )
    assert [line["what"] for line in till("show", card, "--history")[1][1:]] == ["reverse", "cash-out", "sold"]
    status, words, _ = told("cash-out", card, "12.50", "--reason", "asked for it")
    assert (status, words.splitlines()[1]) == (0, "Give the customer 12.50 USD in cash.")
    status, words, _ = told("reverse", back["operation_id"], "--reason", "x")
    assert (status, "A take-back is not taken back" in words) == (4, True)
    assert till("--offline", "cash-out", card, "1", "--reason", "x")[0] == 4


def test_a_sale_whose_payment_failed_is_taken_back_on_the_console(till: Till, told: Told) -> None:
    sold = till("issue", "30")[1][0]
    status, words, _ = told("reverse", sold["operation_id"], "--reason", "card declined")
    assert (status, words.splitlines()[1]) == (0, "30.00 USD was taken off the card again.")
    assert "its sale is over" in words


def test_a_disabled_card_is_said_to_be_disabled(till: Till, told: Told) -> None:
    card = str(till("issue", "30")[1][0]["card_id"])
    status, words, _ = told("disable", card, "--reason", "lost", "--yes")
    assert (status, words.splitlines()[1:]) == (0, ["This card is disabled."])


def test_queued_unknown_and_not_found_have_their_own_exit_status(till: Till, service: EmbeddedService) -> None:
    card = str(till("issue", "40")[1][0]["card_id"])
    status, (queued,), _ = till("--offline", "redeem", card, "10")
    assert (status, queued["outcome"], queued["balance"]) == (3, "queued", "30.00")
    status, (local,), _ = till("--offline", "issue", "20")
    assert (status, local["card_id"][0]) == (3, "L")
    assert till("--offline", "redeem", local["card_id"], "5")[1][0]["balance"] == "15.00"
    waiting = [row["state"] for row in till("--offline", "outbox", "list")[1]]
    assert waiting == ["waiting", "waiting", "waiting", "done"]
    status, (level,), _ = till("sync", "--until-idle", "20")
    assert (status, level["pending"], level["needs_attention"]) == (0, 0, 0)
    assert till("show", card)[1][0]["confirmed_balance"] == "30.00"
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    status, (unknown,), _ = till("redeem", card, "1")
    assert (status, unknown["outcome"]) == (5, "unknown")
    assert till("redeem", "987654321", "1")[0] == 6
    assert till("redeem", card, "one")[0] == 2


def test_a_scanned_qr_payload_is_a_card(till: Till, data_dir: Path) -> None:
    from core.bootstrap import open_core
    from core.domain.command import Issue
    from core.settings import resolve

    till("issue", "30")
    core = open_core(resolve(console.parse(["--data-dir", str(data_dir), "doctor"])))
    accepted = core.desk.submit(Issue(1000, "USD"))
    core.replay.run(accepted.operation_id)
    payload = core.desk.qr_payload(accepted.operation_id)
    core.close()
    assert payload is not None
    status, (shown,), _ = till("show", payload)
    assert (status, shown["balance"]) == (0, "10.00")
    for presented in (f"]Q1{payload}", typed_by(payload, Setting("us", "fr"))):  # as the window reads it
        assert till("show", presented)[1][0]["balance"] == "10.00"
    forged = payload[:-1] + ("A" if payload[-1] != "A" else "B")
    status, (refused,), _ = till("redeem", forged, "1")
    assert (status, refused["outcome"]) == (4, "refused")


def test_a_wrong_token_is_one_sentence_and_nothing_is_kept(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERFOIL_TOKEN", "wrong")
    status, (fault,), err = till("issue", "25")
    assert (status, fault["code"]) == (7, "service.unauthorised")
    assert err.strip() == "The service does not accept our token. Ask the manager for a new one."
    monkeypatch.setenv("COUNTERFOIL_TOKEN", TOKEN)
    assert [row["state"] for row in till("outbox", "list")[1]] == ["cancelled"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/api/external", "ftp://x", "http://shop.example/api", "nonsense"])
def test_a_wrong_address_is_one_sentence(till: Till, url: str) -> None:
    status, (fault,), err = till("issue", "25", url=url)
    assert (status, fault["message"]) == (7, err.strip())
    assert len(err.strip().splitlines()) == 1


def test_a_damaged_database_is_left_as_it_is(till: Till, data_dir: Path) -> None:
    till("issue", "25")
    path = data_dir / "till.db"
    damaged = b"not a database at all" * 400
    path.write_bytes(damaged)
    status, _, err = till("search")
    assert status == 7
    assert "damaged" in err
    assert path.read_bytes() == damaged


def test_a_newer_schema_is_refused_and_left_alone(till: Till, data_dir: Path) -> None:
    till("issue", "25")
    with closing(sqlite3.connect(data_dir / "till.db")) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    status, _, err = till("search")
    assert status == 7
    assert "newer Counterfoil" in err


def test_a_currency_that_the_service_does_not_sell_is_refused_before_anything_is_sent(
    till: Till, service: EmbeddedService
) -> None:
    service._switches = replace(service._switches, currencies="JPY")
    service.stop()
    service.start()
    till("issue", "25")
    status, (refused,), _ = till("issue", "10", "--currency", "EUR")
    assert (status, refused["reason"]) == (4, "The service cannot make cards in EUR. Nothing was sold.")
    assert len(till("search")[1]) == 1


def test_a_token_file_that_is_not_there_is_named(till: Till, tmp_path: Path) -> None:
    status, _, err = till("--token-file", str(tmp_path / "none"), "search")
    assert status == 7
    assert "cannot be read" in err


def test_the_language_that_is_set_counts_at_the_next_start(till: Till, data_dir: Path) -> None:
    """The window speaks before its database is open: from a file beside it, which only the window wrote before."""
    assert till("settings", "set", "window.language", "de")[0] == 0
    assert kept_language(data_dir) == "de"
    assert till("settings", "set", "window.language", "tlh")[0] != 0
    assert kept_language(data_dir) == "de"


def test_settings_are_checked_and_kept(till: Till) -> None:
    assert till("settings", "set", "offline.per_sale", "12,5")[1][0]["value"] == "12.50"
    assert till("settings", "get", "offline.per_sale")[1][0]["value"] == "12.50"
    assert till("settings", "set", "offline.per_sale", "much")[0] == 2
    assert till("settings", "set", "colour", "red")[0] == 2
    keys = {row["key"] for row in till("settings", "list")[1]}
    assert {"offline.per_sale", "offline.per_card_day", "offline.per_till"} <= keys


def test_update_and_search_and_doctor(till: Till) -> None:
    card = str(till("issue", "25", "--note", "birthday of Ada")[1][0]["card_id"])
    till("issue", "31")
    assert till("update", card, "--note", "for Grace", "--expires-on", "2031-01-31")[0] == 0
    assert [row["note"] for row in till("search", "grace")[1]] == ["for Grace"]
    assert till("update", card, "--expires-on", "none")[0] == 0
    assert till("show", card)[1][0]["expires_on"] is None
    assert len(till("search")[1]) == 2
    assert len(till("search", "--limit", "1")[1]) == 1
    assert till("search", "--status", "disabled")[1] == []
    till("disable", card, "--reason", "lost", "--yes")
    assert [row["balance"] for row in till("search", "--status", "enabled")[1]] == ["31.00"]
    assert [row["status"] for row in till("search", "--status", "disabled")[1]] == ["disabled"]
    status, findings, _ = till("doctor")
    assert {"database", "service", "outbox", "disk"} <= {row["check"] for row in findings}
    assert (status, {row["check"] for row in findings if row["alert"]} - {"clock", "disk"}) == (0, set())


def test_the_last_four_of_a_whole_code_are_not_that_card(till: Till, service: EmbeddedService) -> None:
    sold = till("issue", "25")[1][0]
    guessed = "strangercode" + sold["last_characters"]
    assert till("redeem", guessed, "1")[0] == 6
    assert till("show", guessed)[0] == 6
    assert till("show", sold["last_characters"])[0] == 0


def test_bytes_that_are_no_text_are_a_usage_error(till: Till) -> None:
    with pytest.raises(SystemExit) as stopped:
        till("issue", "25", "--note", "\udcff")
    assert stopped.value.code == 2


HOSTILE = "Ada\x1b[2J\x9b31m\r\nforged 99.00 USD\u202e drac \u2066x"


def test_words_from_outside_steer_no_terminal_and_stay_exact_in_json(till: Till, told: Told) -> None:
    card = str(till("issue", "25", "--note", HOSTILE)[1][0]["card_id"])
    till("redeem", card, "1", "--reason", HOSTILE)
    for words in (("search",), ("show", card, "--history"), ("outbox", "list")):
        lines = told(*words)[1].splitlines()
        assert not [line for line in lines if line.startswith("forged")]
        assert not {sign for line in lines for sign in line if not sign.isprintable()}
    assert "Ada[2J31m forged 99.00 USD drac x" in told("show", card)[1]
    assert till("show", card)[1][0]["note"] == HOSTILE


def test_an_empty_answer_is_said_to_a_person_and_prints_nothing_for_a_script(till: Till, told: Told) -> None:
    assert told("search", "nobody") == (0, "", "No cards found.\n")
    assert told("outbox", "list") == (0, "", "The outbox is empty.\n")
    assert till("search", "nobody") == (0, [], "")


def test_a_sync_that_leaves_something_to_a_person_ends_with_5(till: Till, tmp_path: Path) -> None:
    card = str(till("issue", "20")[1][0]["card_id"])
    assert till("--offline", "redeem", card, "15")[0] == 3
    assert till("redeem", card, "15", folder=tmp_path / "other")[0] == 0
    status, (level,), _ = till("sync", "--until-idle", "20")
    assert (status, level["pending"], level["needs_attention"]) == (5, 0, 1)


@pytest.mark.parametrize("seconds", ["-1", "nan", "inf", "soon"])
def test_a_time_that_is_none_is_a_usage_error(seconds: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        console.parse(["sync", "--until-idle", seconds])
    assert stopped.value.code == 2
    assert f"{seconds} is not a number of seconds from 0 up" in capsys.readouterr().err


def test_a_port_that_is_none_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        console.parse(["serve", "--port", "70000"])
    assert stopped.value.code == 2
    assert "70000 is not a port from 0 to 65535" in capsys.readouterr().err


def test_a_sale_that_is_not_printed_is_a_sale_and_says_so(till: Till) -> None:
    def jammed(_sold: SoldCard, _path: str) -> None:
        raise KnownError("print.failed", why="no paper")

    status, (refused,), _ = till("issue", "25", "--print", "card.pdf", paint=jammed)
    assert (status, refused["outcome"]) == (4, "refused")
    assert "Nothing can be printed yet: the name of the shop" in refused["reason"]
    for name, value in (("shop.name", "Quay Books"), ("till.name", "Till 3")):
        assert till("settings", "get", name)[1][0]["value"] == ""
        assert till("settings", "set", name, value)[0] == 0
    assert till("settings", "set", "currency", "USD")[0] == 0
    status, (sold,), err = till("issue", "25", "--print", "card.pdf", paint=jammed)
    assert (status, sold["outcome"], sold["printed"]) == (8, "confirmed", False)
    assert sold["print_problem"] == "The card could not be printed: no paper. The code is kept."
    assert err.strip() == sold["print_problem"]
    assert [row["balance"] for row in till("search")[1]] == ["25.00"]
    status, (sold,), _ = till("--offline", "issue", "20", "--print", "card.pdf", paint=jammed)
    assert (status, sold["outcome"], sold["printed"]) == (3, "queued", False)


@pytest.mark.parametrize(
    ("amount", "wrong"),
    [
        ("12345678901", "too much"),
        ("1,000", "two ways"),
        ("1.000,50", "two ways"),
        ("1.2345", "not an amount"),
        ("1.234", "two ways"),
        ("1000.123", "more decimals"),
    ],
)
def test_an_amount_that_cannot_be_meant_says_what_is_wrong(till: Till, amount: str, wrong: str) -> None:
    status, (fault,), err = till("issue", amount)
    assert (status, fault["values"]["text"]) == (2, amount)
    assert wrong in err


def test_disable_says_at_once_all_that_is_missing(till: Till) -> None:
    card = str(till("issue", "25")[1][0]["card_id"])
    assert "--reason and --yes" in till("disable", card)[2]
    assert "Give --reason as well." in till("disable", card, "--yes", "--reason", " ")[2]
    status, _, err = till("disable", card, "--reason", "lost")
    assert (status, "Give --yes as well." in err) == (2, True)


def test_the_journal_is_verified_exported_and_found_changed(till: Till, data_dir: Path, tmp_path: Path) -> None:
    till("issue", "25.00")
    status, (told,), _ = till("journal", "verify")
    assert (status, told["whole"], told["entry"]) == (0, True, None)
    file = str(tmp_path / "journal.jsonl")
    status, (written,), _ = till("journal", "export", file)
    assert (status, written["file"]) == (0, file)
    assert till("journal", "verify", file)[0] == 0
    assert till("journal", "export", str(tmp_path / "gone" / "x"))[0] == 7
    assert till("journal", "verify", str(tmp_path / "gone"))[0] == 2
    with closing(sqlite3.connect(data_dir / "till.db")) as raw, raw:
        raw.execute("UPDATE journal SET what = 'nothing' WHERE number = 2")
    status, (told,), _ = till("journal", "verify")
    assert (status, told["whole"], told["entry"], told["text"]) == (7, False, 2, "Entry 2 of the journal was changed.")
    status, _, err = till("journal", "verify", folder=tmp_path / "empty")
    assert (status, err.count("\n")) == (7, 1)
    assert not (tmp_path / "empty" / "till.db").exists()
    assert not (tmp_path / "empty" / "till.key").exists()
