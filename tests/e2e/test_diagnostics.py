"""The file for whoever helps has nothing secret and nothing of a person in it, whatever a day put into the till."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from core.bootstrap import Core, open_core
from core.domain.command import Issue, Redeem
from core.domain.greeting import Greeting
from core.domain.staff import Role
from core.errors import BadInput
from core.log import crash
from core.server.sandbox.embedded import EmbeddedService
from core.settings import Settings
from core.usecases import support
from tests.builders import HastyClock
from tests.e2e.conftest import TOKEN
from tests.e2e.console_till import run_with

CANARIES = {
    "a token": TOKEN,
    "a code": "7K2MP4Q9X3RTW8ZA",
    "the last four": "W8ZA",
    "a PIN": "482913",
    "a note": "Happy birthday Anna-Lena",
    "a reason": "spilled coffee on it",
    "a person": "Miriam Canary",
    "who gets a card": "Recipient Canary",
    "a message on a card": "Canary greetings",
    "an e-mail": "canary@example.org",
    "the shop": "Canary Books",
    "a scanner's prefix": "CANARY#",
}


@pytest.fixture
def till(service: EmbeddedService, data_dir: Path):
    data_dir.mkdir()
    core = open_core(Settings(data_dir, service.url, TOKEN, quarantine_s=0.0), "canaries", HastyClock())
    yield core
    core.close()


def a_day(core: Core) -> None:
    """Plant a canary in every field that holds something secret or personal."""
    core.preferences.set_all({"shop.name": CANARIES["the shop"], "scan.prefix": CANARIES["a scanner's prefix"]})
    greeting = Greeting(CANARIES["who gets a card"], CANARIES["an e-mail"], CANARIES["a message on a card"])
    sold = core.replay.run(
        core.desk.submit(
            Issue(10_000, "USD", code=CANARIES["a code"], note=CANARIES["a note"], greeting=greeting)
        ).operation_id
    )
    core.connection.switch(True)
    core.replay.run(core.desk.submit(Redeem(sold.card_id, 500, reason=CANARIES["a reason"])).operation_id)
    core.replay.run(core.desk.submit(Issue(1_000, "USD", note=CANARIES["a note"], greeting=greeting)).operation_id)
    core.connection.switch(False)
    core.staff.put(CANARIES["a person"], Role.MANAGER, CANARIES["a PIN"])
    (core.settings.data_dir / "Canary Books customers.csv").touch()


def parts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def found_in(told: dict[str, str]) -> list[tuple[str, str]]:
    return [(what, name) for what, canary in CANARIES.items() for name, text in told.items() if canary in text]


def test_no_canary_is_in_it_and_all_that_helps_is(till: Core, tmp_path: Path) -> None:
    a_day(till)
    path = tmp_path / "help.zip"
    count = support.write_diagnostics(till, path)
    told = parts(path)
    assert count == len(told)
    assert found_in(told) == []
    assert "Canary" not in "".join(told.values())
    assert path.stat().st_mode & 0o077 == 0
    named = {"versions.json", "doctor.json", "settings.json", "queue.json", "folder.json", "log/counterfoil.log"}
    assert named <= set(told)
    assert json.loads(told["settings.json"])["shop.name"] == "set"
    queue = json.loads(told["queue.json"])
    assert {(each["kind"], each["state"]) for each in queue["open"]} >= {("redeem", "waiting"), ("issue", "waiting")}
    assert queue["rows"]["staff"] == 1
    assert {each["check"] for each in json.loads(told["doctor.json"])} >= {"journal", "outbox", "service"}
    assert "till.db" in told["folder.json"]
    assert json.loads(told["versions.json"])["program"].startswith("Counterfoil ")


def test_the_canaries_are_where_the_program_keeps_them(till: Core, data_dir: Path) -> None:
    """The test above could not fail if nothing had been planted."""
    a_day(till)
    kept = b"".join(path.read_bytes() for path in data_dir.glob("till.db*"))
    for what in ("a note", "a reason", "a person", "the shop", "a scanner's prefix", "an e-mail", "who gets a card"):
        assert CANARIES[what].encode() in kept, what


def test_it_is_journalled_and_takes_no_other_files_place(till: Core, tmp_path: Path) -> None:
    path = tmp_path / "help.zip"
    path.write_text("precious", encoding="utf-8")
    with pytest.raises(BadInput, match="there already"):
        support.write_diagnostics(till, path)
    assert path.read_text("utf-8") == "precious"
    support.write_diagnostics(till, path, replace=True)
    journal = tmp_path / "journal.jsonl"
    till.book.export(journal)
    assert '"diagnostics"' in journal.read_text("ascii")


def test_a_till_that_does_not_open_is_told_of_as_well(till: Core, tmp_path: Path, capsys, data_dir: Path) -> None:
    a_day(till)
    run = run_with(capsys, "--data-dir", str(data_dir))
    till.close()
    (data_dir / "till.db").write_bytes(b"no database")
    (data_dir / "till.db-wal").unlink(missing_ok=True)
    path = tmp_path / "help.zip"
    status, (answer,), told = run("diagnostics", str(path))
    assert (status, answer["code"], "damaged" in told) == (0, "done", True)
    written = parts(path)
    assert json.loads(written["problem.json"]) == {"key": "start.corrupt"}
    assert (found_in(written), "log/counterfoil.log" in written) == ([], True)


def test_a_crash_is_told_once_and_goes_along(till: Core, data_dir: Path, tmp_path: Path) -> None:
    (data_dir / crash.UNTOLD).write_text(f'File "{Path.home()}/x.py", line 3 in act\n', encoding="utf-8")
    assert [said.key for said in support.crash_of_last_time(till)] == ["start.crashed"]
    assert support.crash_of_last_time(till) == ()
    support.write_diagnostics(till, tmp_path / "help.zip")
    assert parts(tmp_path / "help.zip")[f"log/{crash.LAST}"] == 'File "~/x.py", line 3 in act\n'
