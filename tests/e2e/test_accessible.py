"""A customer is served through the accessibility bus alone: sold, redeemed, topped up by chords, heard, and read."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SYSTEM_PYTHON = "/usr/bin/python3"
KINDS = ["Activity", "Liability", "Cards that are out", "Exceptions", "Exceptions, all tills", "All tills"]
TOOLS = ("Xvfb", "dbus-run-session", "openbox")


def missing() -> str:
    """What is not installed here, or ""."""
    tools = [tool for tool in TOOLS if shutil.which(tool) is None]
    asked = [SYSTEM_PYTHON, "-c", "import gi; gi.require_version('Atspi', '2.0')"]
    if not Path(SYSTEM_PYTHON).exists() or subprocess.run(asked, capture_output=True, check=False).returncode:
        tools.append("python3-gi with gir1.2-atspi-2.0")
    return ", ".join(tools)


@pytest.fixture
def display() -> Iterator[str]:
    """A screen that nobody sees, with a window manager that gives the focus."""
    if lacking := missing():
        pytest.skip(f"NO ACCESSIBILITY BUS HERE: {lacking} not installed")
    asked = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as screen:
        assert screen.stdout is not None
        number = f":{screen.stdout.readline().strip()}"
        environment = {**os.environ, "DISPLAY": number}
        with subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL) as windows:
            yield number
            windows.terminate()
        screen.terminate()


@pytest.fixture
def do(display: str, tmp_path: Path) -> Callable[[str], Any]:
    """Does a task on the bus with a till of its own, and returns what was heard."""

    def done(task: str) -> Any:
        on_bus = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        folder = tmp_path / task
        folder.mkdir()  # a folder that exists is not asked how to begin
        program = [sys.executable, "-X", "faulthandler", str(ROOT / "main.py")]
        asked = ["dbus-run-session", "--", SYSTEM_PYTHON, str(ROOT / "tests/e2e/at_spi.py"), task, str(folder)]
        own = {**os.environ, **on_bus}
        ended = subprocess.run(
            [*asked, *program], cwd=ROOT, env=own, capture_output=True, text=True, timeout=400, check=False
        )
        assert ended.returncode == 0, ended.stderr[-4000:]
        return json.loads(ended.stdout.splitlines()[-1])

    return done


def test_a_customer_is_served_without_mouse_and_picture(do: Callable[[str], Any]) -> None:
    told = do("serve")
    sold, seen, balance = told["card"]
    assert (seen, balance) == (sold, "$25.00")
    assert "$15.00" in told["confirmed"]
    assert told["connection"] == "Working offline"
    assert "You can go on" in told["band"]
    assert "PENDING" in told["pending"]
    assert told["outbox"][0] == "Waiting"
    assert sold in told["outbox"][1]
    assert told["nameless"] == []
    assert [binding[-1].upper() for binding in told["chords"]] == ["T", "V", "C"]
    assert all("Alt" in binding for binding in told["chords"])


def test_every_report_is_read_without_a_picture(do: Callable[[str], Any]) -> None:
    reconciliation, *reports = do("reports")
    assert "as they should be" in reconciliation["verdict"]
    assert [report["nameless"] for report in (reconciliation, *reports)] == [[]] * 7
    assert [report["report"] for report in reports] == KINDS
    for report in reports:
        assert report["heading"] in report["table"], "the table says which days it is of"
        assert all(report["columns"]), report["columns"]
        assert report["rows"]
    activity, liability, cards, _exceptions, _exceptions_of_all, tills = reports
    for report in (activity, tills):
        figures = {line[0]: line[1:] for line in report["rows"]}
        assert figures["Total"] == ["2", "$25.00", "−$10.00", "$15.00"]
    owed = {line[0]: line[1] for line in liability["rows"]}
    assert (owed["Sold"], owed["Redeemed"]) == ("$25.00", "−$10.00")
    assert owed["Owed at the end"] == owed["The service shows now"] == cards["rows"][-1][-1]
    for report in (activity, liability, cards):
        name, summary, _first = report["chart"]
        assert (report["table"] in name, "The table has every figure." in summary) == (True, True)
    assert cards["chart"][2].startswith(f"{cards['rows'][0][0]}: "), "the arrow key reads its first label"


def test_a_small_rest_is_heard_and_read_where_it_is_paid_out(do: Callable[[str], Any]) -> None:
    told = do("policy")
    for said in (told["heard"], told["rule"]):
        assert "Less than $15.00 is left" in said
        assert "legal advice" in said
    assert told["nameless"] == []
