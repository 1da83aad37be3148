"""docs/backup.md as it stands there, on two machines: backup, restore, and moving with a queue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.server.sandbox.embedded import EmbeddedService
from tests.e2e.machine import PIN, ROOT, Machine

BACKUP, RESTORE, MOVE, PLAN = re.findall(r"```sh\n(.*?)```", (ROOT / "docs/backup.md").read_text("utf-8"), re.DOTALL)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def line(text: str, stick: Path, more: str = "") -> str:
    return text.replace("/media/stick", str(stick)).replace("counterfoil", f"counterfoil --json {more}")


def set_up(place: Path, service: EmbeddedService) -> Machine:
    machine = Machine(place, service.url)
    (machine.place / "backup.password").write_text("a long password\n", encoding="utf-8")
    connect = "counterfoil connect --api-url https://gifts.example/api/external --token-file token"
    assert machine.run(f"{connect} && counterfoil staff add Mia --role manager --pin-file manager.pin")[0] == 0
    return machine


def test_a_till_moves_with_its_queue_and_is_refused_where_it_was(
    tmp_path: Path, service: EmbeddedService, stick: Path
) -> None:
    old = set_up(tmp_path / "old", service)
    sold = old.run("counterfoil --json --clerk Mia issue 50", COUNTERFOIL_PIN=PIN)[1][0]
    assert old.run("counterfoil --clerk Mia sync --until-idle 60", COUNTERFOIL_PIN=PIN)[0] == 0
    redeem = f"counterfoil --json --clerk Mia --offline redeem {sold['card_id']} 20"
    assert old.run(redeem, COUNTERFOIL_PIN=PIN)[0] == 3
    status, (made,), _ = old.run(line(BACKUP, stick), COUNTERFOIL_PIN=PIN)
    assert (status, made["code"], made["waiting"]) == (0, "done", 1)
    assert old.run(line(MOVE, stick), COUNTERFOIL_PIN=PIN)[1][0]["code"] == "backup.exists"
    assert old.run(line(MOVE, stick).strip() + " --replace", COUNTERFOIL_PIN=PIN)[1][0]["waiting"] == 1
    assert old.run("counterfoil --json doctor")[1][0]["code"] == "start.moved_away"

    new = Machine(tmp_path / "new", service.url)
    (new.place / "backup.password").write_text("another password", encoding="utf-8")
    assert new.run(line(RESTORE, stick))[1][0]["code"] == "backup.not_opened"
    (new.place / "backup.password").write_text("a long password", encoding="utf-8")
    status, (back,), told = new.run(line(RESTORE, stick))
    assert (status, back["till"], "moved here" in told) == (0, made["till"], True)
    again = new.run(line(RESTORE, stick))
    assert again[1][0]["code"] == "restore.books_there"
    assert new.run("counterfoil --clerk Mia sync --until-idle 60", COUNTERFOIL_PIN=PIN)[0] == 0
    shown = new.run(f"counterfoil --json --clerk Mia show {sold['card_id']}", COUNTERFOIL_PIN=PIN)[1][0]
    assert (shown["confirmed_balance"], shown["pending"]) == ("30.00", "0.00")


def test_backups_by_a_plan_are_made_listed_and_restored(tmp_path: Path, service: EmbeddedService, stick: Path) -> None:
    old = set_up(tmp_path / "old", service)
    assert old.run("counterfoil --json backups")[:2] == (0, [])
    answers = [old.run(line(each, stick), COUNTERFOIL_PIN=PIN) for each in PLAN.strip().splitlines()]
    assert [status for status, _, _ in answers] == [0] * 5
    (made,), (listed,) = answers[3][1], answers[4][1]
    assert (made["code"], made["count"]) == ("done", 1)
    assert {name: made[name] for name in listed} == listed
    assert old.run("counterfoil --json backups now")[1][0]["code"] == "staff.sign_in"
    (stick / made["file"]).rename(stick / "till.backup")
    new = Machine(tmp_path / "new", service.url)
    (new.place / "backup.password").write_text("a long password", encoding="utf-8")
    status, (back,), _ = new.run(line(RESTORE, stick))
    assert (status, back["code"]) == (0, "done")
