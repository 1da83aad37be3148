"""`main.py serve` as it is typed: switches, keys, and what it refuses to start with."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.console.arguments import parse
from core.console.execute import execute
from core.errors import CannotStart
from core.server.contract.switches import Switches, switches_of


def console(capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> tuple[int, str, str]:
    status = execute(parse(["--data-dir", str(folder), "--json", "serve", *words]))
    said = capsys.readouterr()
    return status, said.out, said.err


def test_keys_are_made_listed_and_retired(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, out, _ = console(capsys, tmp_path, "--add-key", "till 1")
    assert status == 0
    assert len(json.loads(out)["key"]) == 43
    assert console(capsys, tmp_path, "--add-key", "till 1")[0] == 2
    assert console(capsys, tmp_path, "--retire-key", "till 1", "--at", "2030-01-01T00:00:00+00:00")[0] == 0
    assert console(capsys, tmp_path, "--retire-key", "till 1", "--at", "soon")[0] == 2
    assert console(capsys, tmp_path, "--retire-key", "till 2")[0] == 6
    _, out, _ = console(capsys, tmp_path, "--list-keys")
    listed = json.loads(out)
    assert (listed["name"], listed["retires_at"]) == ("till 1", "2030-01-01T00:00:00Z")


def test_a_key_is_made_with_scopes_and_an_end(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    words = ("--add-key", "web shop", "--scopes", "redeem, read")
    _, out, _ = console(capsys, tmp_path, *words, "--expires", "2030-01-01T00:00:00+01:00")
    limits = {"scopes": ["read", "redeem"], "expires_at": "2029-12-31T23:00:00Z"}
    assert limits.items() <= json.loads(out).items()
    _, out, _ = console(capsys, tmp_path, "--list-keys")
    assert (limits | {"last_used_at": None}).items() <= json.loads(out).items()


def test_a_day_counts_to_its_end(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    _, out, _ = console(capsys, tmp_path, "--add-key", "till 1", "--expires", "2030-12-31")
    midnight = datetime.fromisoformat("2031-01-01").astimezone(UTC)
    assert datetime.fromisoformat(json.loads(out)["expires_at"]) == midnight


@pytest.mark.parametrize(
    "words",
    [
        ["--add-key", "a", "--scopes", "write"],
        ["--add-key", "a", "--expires", "soon"],
        ["--add-key", "a", "--expires", "2020-01-01"],
        ["--scopes", "read"],
        ["--retire-key", "a", "--expires", "2030-01-01"],
        ["--sms", "sms.toml"],
    ],
)
def test_what_does_not_stand_together_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: list[str]
) -> None:
    status, out, _ = console(capsys, tmp_path, *words)
    assert (status, json.loads(out)["code"]) == (2, "start.setting")


def test_a_recipient_is_forgotten_from_the_command_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, out, _ = console(capsys, tmp_path, "--forget-recipient", "ada@example.com")
    assert (status, json.loads(out)["lines"]) == (0, 0)


@pytest.mark.fault("attack 12")
@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_it_keeps_no_cards_where_everybody_may_write(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    status, out, _ = console(capsys, tmp_path, "--add-key", "till 1")
    assert (status, json.loads(out)["code"]) == (7, "start.folder_open")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ["--weather", "5"],
        ["--sandbox", "--weather", "5", "--host", "0.0.0.0"],
        ["--switch", "nonsense=1"],
        ["--switch", "money_rule=guess"],
        ["--allow", "everybody"],
        ["--host", "0.0.0.0"],
        ["--public-url", "cards.example"],
        ["--public-url", "https://cards.example/shop"],
        ["--public-url", "https://cards.example>; rel=next"],
        ["--certificate", "missing.pem"],
        ["--catalogue", "missing.toml"],
        ["--mail", "missing.toml"],
        ["--sms", "missing.toml", "--public-url", "https://cards.example"],
        ["--webhook-allow", "everybody"],
        ["--webhook-ca", "missing.pem"],
        ["--read-database", "postgresql://copy/cards"],
        ["--database", "postgresql://db/cards", "--read-database", "cards.db"],
    ],
)
def test_what_it_does_not_start_with(capsys: pytest.CaptureFixture[str], tmp_path: Path, words: list[str]) -> None:
    status, out, err = console(capsys, tmp_path, *words)
    assert (status, json.loads(out)["message"]) == (7, err.strip())
    assert err.count("\n") == 1


def test_switches_are_read_by_their_kind() -> None:
    words = ["money_rule=difference", "created_status=200", "etags=on", "other_currencies=off", "bucket_leak=0.5"]
    chosen = switches_of([*words, "search_lag_s=3", "currency=EUR"])
    assert chosen == Switches(
        currency="EUR",
        other_currencies=False,
        created_status=200,
        money_rule="difference",
        search_lag_s=3,
        bucket_leak=0.5,
        etags=True,
    )
    for wrong in ("etags=yes", "search_lag_s=x", "bucket_leak=", "created_status=204", "etags"):
        with pytest.raises(CannotStart):
            switches_of([wrong])
