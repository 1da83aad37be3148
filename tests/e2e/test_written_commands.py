"""Every command that the README and the guides tell a person to type does what is written beside it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from core import console
from core.domain.command import Redeem
from core.domain.operation import State
from core.domain.outcome import Confirmed, Unknown
from core.domain.staff import Role
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REPLY, Endpoint
from core.settings import write_private
from gui.printing import painters
from tests.e2e.conftest import TOKEN, OpenTill
from tests.e2e.counter_actions import act, redeem, sell, settle_down

ROOT = Path(__file__).parents[2]
GUIDES = ROOT / "resources" / "guides"
PAGES = [ROOT / "README.md", *sorted((GUIDES / "en").glob("*.md"))]
STAY_OPEN = {"serve", "tour", "--api-url", ""}
"""The window, the service and the tour have tests of their own; here only their words are read."""
ENDS = {
    "doctor": {0, 7},
    "sync --until-idle 60": {5},
    "outbox report": {5},
    "issue 25 --label": {8},
    "backups now": {4},
}
"""All others end with 0. Some machines have no keyring, the case needs somebody, no printer is set up."""
BEFORE = {
    "unfreeze": ("freeze CARD --reason lost",),
    "settings import": ("settings set shop.tills 2", "settings export shop.toml"),
    "restore": ("backup till.backup --password-file backup.password",),
}
"""What was done before, so that there is something to do."""
_PROGRAM = re.compile(r"(?:COUNTERFOIL_TOKEN=… )?(?:python3 main\.py|counterfoil)(?: |$)")


def written(page: Path) -> list[str]:
    """Return what stands behind the program's name in each line of code."""
    lines = [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("    ")]
    return [words.strip() for line in lines for words in _PROGRAM.split(line)[1:]]


COMMANDS = sorted({words for page in PAGES for words in written(page)})


def test_every_page_has_its_commands() -> None:
    assert [page.name for page in PAGES if page.name != "clerk.md" and not written(page)] == []
    assert len(COMMANDS) > 30


@pytest.fixture
def names(service: EmbeddedService, open_till: OpenTill, tmp_path: Path) -> dict[str, str]:
    """A till with a card, something done on it, a person, and a case that needs somebody: what stands in capitals."""
    till, other = open_till("till", quarantine_s=0.0), open_till("other")
    card, doubtful = sell(till), sell(till)
    done = redeem(till, card.card_id, 500)
    assert isinstance(done, Confirmed)
    settle_down(other)
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    assert isinstance(act(till, Redeem(doubtful.card_id, 3000)), Unknown)
    assert isinstance(redeem(other, doubtful.card_id, 500), Confirmed)
    settle_down(till)
    (parked,) = (row for row in till.queries.operations() if row.state is State.PARKED)
    cards = tmp_path / "cards.csv"
    cards.write_text("amount,recipient\n25.00,Ada\n10.00,Grace\n", encoding="utf-8")
    till.close()
    for name, text in (("token", TOKEN), ("manager.pin", "482913"), ("backup.password", "a password of ten or more")):
        write_private(tmp_path / name, text)
    return {
        "https://gifts.example/api/external": service.url,
        "CARD": str(card.card_id),
        "OPERATION": done.operation_id,
        "ID": parked.operation_id,
        "FILE.csv": str(cards),
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_it_can_be_typed(
    command: str,
    names: dict[str, str],
    service: EmbeddedService,
    open_till: OpenTill,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = [names.get(word, word) for word in shlex.split(command)]
    first = words[0] if words else ""
    if first in STAY_OPEN:
        assert console.parse(words).command == (None if first in {"--api-url", ""} else first)
        return
    if "reset-pin" in words:
        till = open_till("till")
        till.staff.put("NAME", Role.MANAGER, "482913")
        till.close()
    for before in BEFORE.get(" ".join(words[:2]), BEFORE.get(first, ())):
        assert typed([names.get(word, word) for word in before.split()], tmp_path, service, monkeypatch) == 0
    till_folder = "new" if first == "restore" else "till"
    status, told = typed(words, tmp_path, service, monkeypatch, till_folder), capsys.readouterr()
    assert status in ENDS.get(command, {0}), told
    assert told.out or told.err


def typed(
    words: list[str], folder: Path, service: EmbeddedService, monkeypatch: pytest.MonkeyPatch, till: str = "till"
) -> int:
    """Return how the command ends in the folder of the till, with its token and a new PIN at hand."""
    monkeypatch.chdir(folder)
    for name, value in (("TOKEN", TOKEN), ("NEW_PIN", "135792"), ("QUARANTINE_S", "0")):
        monkeypatch.setenv(f"COUNTERFOIL_{name}", value)
    where = ["--data-dir", str(folder / till), "--api-url", service.url]
    try:
        return console.run(console.parse([*where, *words]), painters.print_card, painters.draw_receipt)
    except SystemExit as ended:
        return int(ended.code or 0)


def test_the_guide_names_every_file_of_a_till(names: dict[str, str], tmp_path: Path) -> None:
    text = (GUIDES / "en" / "operator.md").read_text(encoding="utf-8")
    files = {path.name for path in (tmp_path / "till").iterdir()}
    assert {"till.db", "till.key"} <= files
    assert {name for name in files if f"`{name.removesuffix('-wal').removesuffix('-shm')}`" not in text} == set()
