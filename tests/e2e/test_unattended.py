"""docs/unattended.md as it stands there, each recipe on two tills of their own, in processes of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from core.server.sandbox.embedded import EmbeddedService
from tests.e2e.conftest import TOKEN
from tests.e2e.machine import PIN, ROOT, Machine

PAGE = (ROOT / "docs/unattended.md").read_text("utf-8")
BLOCKS = re.findall(r"```(toml|sh)\n(.*?)```", PAGE, re.DOTALL)


Build = Callable[[str], Machine]


@pytest.fixture
def build(tmp_path: Path, service: EmbeddedService) -> Build:
    return lambda name: Machine(tmp_path / name, service.url, name)


def test_a_till_is_set_up_by_what_its_machine_brings_along(build: Build) -> None:
    (_, file), (_, install), (_, first) = BLOCKS[:3]
    for name in ("till-1", "till-2"):
        machine = build(name)
        (machine.place / "till.toml").write_text(machine.here(file), encoding="utf-8")
        assert machine.run(install)[0] == 0
        status, rows, told = machine.run(first)
        assert (status, [row for row in rows if row["state"] == "bad"]) == (0, []), told
        (service,) = (row for row in rows if row["check"] == "service")
        assert (service["state"], service["text"], service["cure"]) == ("ok", machine.service, None)
        assert [machine.setting(key) for key in ("shop.name", "till.name", "shop.tills", "offline.per_sale")] == [
            "Quay Books",
            name,
            "50",
            "40.00",
        ]
        assert machine.run("counterfoil --json staff list")[1] == [{"name": "Mia", "role": "manager"}]
        assert machine.run("counterfoil --json search")[1][0]["code"] == "staff.sign_in", "nobody is at the till"
        assert machine.run("counterfoil --clerk Mia --json issue 25", COUNTERFOIL_PIN=PIN)[0] == 0
        assert machine.run("counterfoil --clerk Mia journal export journal.jsonl", COUNTERFOIL_PIN=PIN)[0] == 0
        journal = (machine.place / "journal.jsonl").read_text("ascii")
        assert ('"what":"set-up"' in journal, "nobody: no staff yet" in journal) == (True, True)
        _nothing_secret(machine)
        (machine.etc / "till.toml").write_text(machine.here(file).replace("Quay", "Other"), encoding="utf-8")
        assert machine.setting("shop.name") == "Quay Books", "it counts once"


def _nothing_secret(machine: Machine) -> None:
    for path in (machine.place / "till").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert TOKEN.encode() not in content, path
            assert PIN.encode() not in content, path


def test_a_till_is_set_up_by_a_script_and_gives_its_settings_to_another(build: Build) -> None:
    (_, script), (_, share) = BLOCKS[3:5]
    first, second = build("one"), build("two")
    (first.place / "shop.toml").write_text('[shop]\nname = "Quay Books"\n[till]\nname = "Till 1"\n', encoding="utf-8")
    assert first.run(script)[0] == 0
    status, _, told = first.run(share)
    assert (status, told) == (0, "")
    shared = (first.place / "shop.toml").read_text("utf-8")
    (second.place / "shop.toml").write_text(shared, encoding="utf-8")
    assert second.run(script)[0] == 0
    for machine in (first, second):
        assert (machine.setting("shop.name"), machine.setting("till.name")) == ("Quay Books", "Till 7")
        assert machine.run("counterfoil --json doctor")[0] == 0
        _nothing_secret(machine)
    again = "counterfoil --json connect --api-url https://gifts.example/api/external --token-file token"
    assert first.run(again)[1][0]["code"] == "staff.sign_in", "from the first manager on it is a manager's act"
    by_mia = again.replace("--json", "--json --clerk Mia")
    assert first.run(by_mia, COUNTERFOIL_PIN=PIN)[1][0]["code"] == "done"
    elsewhere = by_mia.replace("https://gifts.example/api/external", "http://127.0.0.1:9")
    assert first.run(elsewhere, COUNTERFOIL_PIN=PIN)[1][0]["code"] == "start.another_service"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("per_sale = 40.00", "per_sale = 40.00\nper_year = 1", "machine.problems"),
        ('currency = "USD"', 'currency = "DOLLARS"', "machine.problems"),
        ('pin_file = "manager.pin"', 'pin_file = "token.pin"', "machine.unreadable"),
        ('token_file = "token" ', 'token_file = "manager.pin" ', "connect.token_refused"),
        ("https://gifts.example/api/external", "http://127.0.0.1:9", "service.unreachable"),
    ],
)
def test_what_cannot_be_set_up_is_told_and_keeps_nothing(build: Build, old: str, new: str, code: str) -> None:
    (_, file), (_, install), (_, first) = BLOCKS[:3]
    machine = build("till")
    assert old in file
    (machine.place / "till.toml").write_text(machine.here(file.replace(old, new)), encoding="utf-8")
    assert machine.run(install)[0] == 0
    status, (answer,), told = machine.run(first)
    assert (answer["code"], status in {2, 7}, answer["message"] in told) == (code, True, True)
    assert PIN not in told
    assert TOKEN not in told
    assert not (machine.place / "till" / "service-url").exists()
    (machine.etc / "till.toml").write_text(machine.here(file), encoding="utf-8")
    assert machine.run(first)[0] == 0, "mended, the same command goes on"
    assert machine.setting("shop.name") == "Quay Books"


def test_a_start_that_was_killed_goes_on(build: Build) -> None:
    (_, file), (_, install), (_, first) = BLOCKS[:3]
    machine = build("till")
    (machine.place / "till.toml").write_text(machine.here(file), encoding="utf-8")
    assert machine.run(install)[0] == 0
    connected = "counterfoil --json connect --api-url https://gifts.example/api/external --token-file token"
    (machine.etc / "manager.pin").rename(machine.etc / "away")
    assert machine.run(connected)[1][0]["code"] == "machine.unreadable", "connected, and not set up"
    assert (machine.place / "till" / "service-url").exists()
    assert machine.run(first)[1][0]["code"] == "machine.unreadable"
    (machine.etc / "away").rename(machine.etc / "manager.pin")
    assert machine.run(first)[0] == 0
    assert machine.run("counterfoil --json staff list")[1] == [{"name": "Mia", "role": "manager"}]


def test_without_a_manager_in_the_file_the_window_asks_for_one(build: Build) -> None:
    (_, file), (_, install), (_, first) = BLOCKS[:3]
    machine = build("till")
    without = re.sub(r"\[manager\].*?\n\n", "", file, flags=re.DOTALL)
    (machine.place / "till.toml").write_text(machine.here(without), encoding="utf-8")
    assert machine.run(install)[0] == 0
    assert machine.run(first)[0] == 0
    assert machine.run("counterfoil --json staff list")[:2] == (0, [])
    assert (machine.place / "till" / "first-run").read_text("utf-8") == "manager\n"
