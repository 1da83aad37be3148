"""The programs of docs/integration.md, each run as it stands there: tills that join, and recipes for the office."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.server.contract.switches import Switches
from core.server.sandbox.embedded import EmbeddedService
from core.settings import Settings
from tests.e2e.conftest import TOKEN
from tests.e2e.counter_actions import on_server
from tests.e2e.open_agent import agent_on

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "integration.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)
TILLS = {
    "python": ([sys.executable, "-"], ".py"),
    "js": (["node", "-"], ".js"),
    "powershell": (["pwsh", "-NoProfile", "-File"], ".ps1"),
}
RECIPES = {name: block for kind, block in BLOCKS if kind == "sh" for name in re.findall(r"# recipe: (\w+)", block)}
NO_CURL = pytest.mark.skipif(not shutil.which("curl"), reason="NO CURL HERE")


@pytest.fixture
def recipe_service(tmp_path: Path) -> Iterator[EmbeddedService]:
    service = EmbeddedService(tmp_path / "shop.db", TOKEN, seed=None, switches=Switches(etags=True))
    service.start()
    yield service
    service.stop()


@pytest.fixture
def run_recipe(recipe_service: EmbeddedService) -> Callable[..., dict[str, Any]]:
    def run(name: str, ends: int = 0, **values: str) -> dict[str, Any]:
        own = {"URL": recipe_service.url, "TOKEN": TOKEN, "PATH": os.environ["PATH"]}
        done = subprocess.run(
            ["sh", "-c", RECIPES[name]], env=own | values, capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == ends, done.stdout + done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return run


def test_every_program_of_the_page_is_run_here() -> None:
    assert {kind for kind, _ in BLOCKS} == {*TILLS, "sh"}
    assert set(RECIPES) == {"hris", "survey", "crm", "loyalty"}


@pytest.mark.parametrize("owned", [False, True], ids=["by itself", "by an owner"])
@pytest.mark.parametrize("kind", TILLS)
def test_a_till_joins(
    kind: str, owned: bool, service: EmbeddedService, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command, ending = TILLS[kind]
    if not shutil.which(command[0]):
        pytest.skip(f"NO {command[0].upper()} HERE")
    (program,) = (block for each, block in BLOCKS if each == kind)
    file = tmp_path / f"till{ending}"
    file.write_text(program, "utf-8")
    state = str(tmp_path / "state")
    told = {
        "COUNTERFOIL": shlex.join([sys.executable, str(ROOT / "main.py"), "--data-dir", str(data_dir)]),
        "COUNTERFOIL_API_URL": service.url,
        "COUNTERFOIL_TOKEN": TOKEN,
        "COUNTERFOIL_STATE_DIR": state,
    }

    def run() -> subprocess.CompletedProcess[str]:
        line = [*(word for word in command if word != "-"), str(file)]
        return subprocess.run(line, env=os.environ | told, capture_output=True, text=True, check=False, timeout=240)

    if not owned:
        done = run()
    else:
        data_dir.mkdir(mode=0o700)
        with agent_on(Settings(data_dir, service.url, TOKEN, state_dir=Path(state))) as core:
            done = run()
            assert [row.reference for row in core.queries.operations()][:1] != [""]
    assert (done.returncode, done.stdout, done.stderr) == (0, "confirmed 37.50\n", "")


@NO_CURL
def test_hr_gives_one_card_however_often_the_job_runs(
    run_recipe: Callable[..., dict[str, Any]], recipe_service: EmbeddedService
) -> None:
    first = run_recipe("hris")
    again = run_recipe("hris")
    assert first["order"]["id"] == again["order"]["id"]
    assert first["order"]["reference"] == "HR 4711/2027"


@NO_CURL
def test_a_survey_thanks_once_and_the_crm_finds_the_card(
    run_recipe: Callable[..., dict[str, Any]], recipe_service: EmbeddedService
) -> None:
    first, again = run_recipe("survey"), run_recipe("survey")
    assert first == again
    assert first["gift_card"]["code"]
    found = run_recipe("crm")
    assert [card["id"] for card in found["gift_cards"]] == [first["gift_card"]["id"]]


@NO_CURL
def test_points_are_put_on_a_card_once(
    run_recipe: Callable[..., dict[str, Any]], recipe_service: EmbeddedService
) -> None:
    card = run_recipe("survey")["gift_card"]["id"]
    written = run_recipe("loyalty", CARD=str(card))
    assert written["amount"] == "3.00"
    assert on_server(recipe_service, card) == 800
    assert run_recipe("loyalty", 22, CARD=str(card))["code"]  # the same points again: another body for the same key
    assert on_server(recipe_service, card) == 800
