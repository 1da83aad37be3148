"""Commands by the owner of a till: the same answers as without one, each client only whom it proves to be."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.server.sandbox.embedded import EmbeddedService
from core.settings import Settings
from tests.core.usecases.test_rights import LINES, NOT_HERE
from tests.e2e.conftest import TOKEN
from tests.e2e.open_agent import RunWords, Told, agent_on, run_words

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="local sockets")

DAY = (
    "issue 100 --note Ada",
    "redeem {card} 12.50 --reference bill-1",
    "redeem {card} 12.50 --reference bill-1",
    "redeem {card} 13 --reference bill-1",
    "outbox find --reference bill-1",
    "outbox find --reference none",
    "top-up {card} 20",
    "set-balance {card} 50 --reason counted",
    "cash-out {card} 5 --reason moving",
    "redeem {card} 500",
    "redeem {card} one",
    "redeem 999 1",
    "show {card} --history",
    "show {card} --life",
    "search",
    "search --status disabled",
    "update {card} --note Bea",
    "freeze {card} --reason lost",
    "redeem {card} 1",
    "unfreeze {card}",
    "history --limit 3",
    "outbox list",
    "outbox report --all",
    "report activity",
    "report close --counted 0",
    "settings set till.name Front",
    "settings set no.such thing",
    "settings get till.name",
    "settings export {folder}/set.toml",
    "settings import {folder}/missing.toml",
    "issue-many {folder}/order.csv",
    "journal verify",
    "journal head",
    "disable {card} --reason gone",
    "disable {card} --reason gone --yes",
    "staff add Mia --role manager",
    "redeem {card} 1",
    "--clerk Mia staff list",
    "--clerk Mia redeem {card} 1",
    "--clerk Max staff list",
)
"""A day at the till, each command in the state that those before it left."""
APART = frozenset(
    {
        "connect",
        "move",
        "service move",
        "service new-shop",
        "service restored",
        "doctor",
        "sync",
        "diagnostics",
        "backup",
        "backups now",
    }
)
"""What has another time, another size or another address each time, or ends the till."""
SAME = (
    (r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID"),
    (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "TIME"),
    (r'"(code)": "[0-9A-Z]{16}"', '"code": CODE'),
    (r"\b[0-9A-HJKMNP-TV-Z]{16}\b", "CODE"),
    (r'last_characters": "[0-9A-Za-z]{4}"', 'last_characters": LAST'),
    (r"····[0-9a-z]{4}", "LAST"),
    (r"http://127.0.0.1:\d+", "URL"),
    (r'"(head|mac|journal|fingerprint|shop|opened_by|reference)": "[0-9A-Za-z]+"', "SECRET"),
    (r'"(entry|entries|count)": \d+|entry \d+|\d+ entries', "ENTRIES"),
    (r"head [0-9a-f]{16}", "HEAD"),
    (r"card [0-9A-Z]{4} ", "card LAST "),
)
PINS = {"COUNTERFOIL_NEW_PIN": "482913", "COUNTERFOIL_PIN": "482913"}


class TillOfItsOwn:
    """A till with a service that nobody else works with."""

    def __init__(self, folder: Path, run: RunWords) -> None:
        self.folder, self.run = folder, run
        self.card = "1"

    def told(self, line: str) -> Told:
        words = [word.format(card=self.card, folder=self.folder) for word in line.split()]
        status, out, err = self.run("--json", *words)
        if line.startswith("issue ") and status == 0:
            self.card = str(json.loads(out)["card_id"])
        return status, self._same(out), self._same(err)

    def _same(self, text: str) -> str:
        text = text.replace(str(self.folder.parent), "FOLDER")
        text = text.replace(self.card, "CARD") if len(self.card) > 1 else text
        for shape, name in SAME:
            text = re.sub(shape, name, text)
        return text


@pytest.fixture
def two_tills(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], tuple[TillOfItsOwn, TillOfItsOwn]]]:
    """A till whose commands open it each time, and one that is open already."""
    for name, value in {"COUNTERFOIL_TOKEN": TOKEN, "COUNTERFOIL_QUARANTINE_S": "0", **PINS}.items():
        monkeypatch.setenv(name, value)
    ends: list[Callable[[], object]] = []

    def till(name: str) -> TillOfItsOwn:
        service = EmbeddedService(tmp_path / f"{name}.db", TOKEN, seed=None)
        service.start()
        ends.append(service.stop)
        folder = tmp_path / name / "till"
        run = run_words(capsys, folder)
        monkeypatch.setenv("COUNTERFOIL_API_URL", service.url)
        monkeypatch.setenv("COUNTERFOIL_STATE_DIR", str(tmp_path / f"{name}-state"))
        assert run("settings", "set", "till.name", "Till 1")[0] == 0
        (folder / "order.csv").write_text("amount,note\n5,a\n7,b\n", "utf-8")
        monkeypatch.delenv("COUNTERFOIL_API_URL")  # it is kept
        if name == "open":
            state = tmp_path / f"{name}-state"
            opened = agent_on(Settings(folder, service.url, TOKEN, quarantine_s=0.0, state_dir=state))
            opened.__enter__()
            ends.insert(0, lambda: opened.__exit__(None, None, None))
        return TillOfItsOwn(folder, run)

    def both() -> tuple[TillOfItsOwn, TillOfItsOwn]:
        opened = till("open")
        return till("closed"), opened

    yield both
    for end in ends:
        end()


def _compared(tills: tuple[TillOfItsOwn, TillOfItsOwn], lines: tuple[str, ...]) -> dict[str, tuple[Told, Told]]:
    return {
        f"{at} {line}": answers
        for at, line in enumerate(lines)
        if (answers := (tills[0].told(line), tills[1].told(line)))[0] != answers[1]
    }


def test_a_day_has_the_same_answers_by_the_owner_as_without_one(
    two_tills: Callable[[], tuple[TillOfItsOwn, TillOfItsOwn]],
) -> None:
    assert _compared(two_tills(), DAY) == {}


@pytest.mark.slow
def test_every_command_of_the_table_has_the_same_answer(
    two_tills: Callable[[], tuple[TillOfItsOwn, TillOfItsOwn]],
) -> None:
    lines = tuple(line for command, line in LINES.items() if command not in APART | set(NOT_HERE))
    assert len(lines) > 60
    assert _compared(two_tills(), lines) == {}
