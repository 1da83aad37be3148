"""A customer at the counter with hardware of others: their scanner types the code, their printer prints the receipt.

Nothing of ours stands in between but the window itself.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.judges import emupos
from tests.judges.screen import hand, screen, why_missing

ROOT = Path(__file__).parents[2]
LACKING = why_missing() or ("" if emupos.program() else "emupos")
PERSON_MS = "140"
_TRIES = 3

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(LACKING), reason=f"NO EMULATED COUNTER HERE: {LACKING} not installed"),
]


@pytest.fixture
def display() -> Iterator[str]:
    with screen() as number:
        yield number


@pytest.fixture
def console(tmp_path: Path) -> Callable[..., list[dict[str, object]]]:
    """Runs main.py on this till's folder; returns what it prints."""

    def run(*words: str) -> list[dict[str, object]]:
        command = [sys.executable, str(ROOT / "main.py"), "--data-dir", str(tmp_path / "till"), "--json", *words]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


def wait_for(look: Callable[[], bool], turns: int, what: str) -> None:
    """Looks at another process ten times a second."""
    for _ in range(turns):
        if look():
            return
        subprocess.run(["sleep", "0.1"], check=True)
    raise AssertionError(f"never there: {what}")


def test_scan_redeem_receipt(display: str, console: Callable[..., list[dict[str, object]]], tmp_path: Path) -> None:
    with emupos.till(tmp_path / "emupos", display=display) as till:
        (sold,) = console("issue", "50")
        code = str(sold["code"])
        console("settings", "set", "receipt.printer", till.address)
        console("settings", "set", "receipt.when", "always")
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        program = [sys.executable, str(ROOT / "main.py"), "--data-dir", str(tmp_path / "till")]
        with subprocess.Popen(program, cwd=ROOT, env=environment) as window:
            try:
                wait_for(lambda: bool(windows(display)), 300, "the window")
                hand(display, "windowfocus", "--sync", windows(display)[0])
                for _ in range(_TRIES):
                    subprocess.run(["sleep", "6"], check=True)  # its core opens and shows the counter
                    serve(display, till, code)
                    if came(till):
                        break
                (paper,) = till.receipts(1)
                text = till.text(paper)
                assert "$20.00" in text
                assert f"**** {code[-4:].upper()}" in text
                assert code.upper() not in text.upper()
            finally:
                window.terminate()
                window.wait(20)
        (shown,) = console("show", str(sold["card_id"]))
        assert shown["balance"] == "30.00"


def serve(display: str, till: emupos.Till, code: str) -> None:
    """As a clerk does: scan, look, type the amount, look, Enter."""
    till.scan(code)
    subprocess.run(["sleep", "2"], check=True)
    hand(display, "type", "--delay", PERSON_MS, "20")
    subprocess.run(["sleep", "0.5"], check=True)
    hand(display, "key", "Return")


def came(till: emupos.Till) -> bool:
    """Whether a receipt is there within ten seconds; a window that was not open yet took no scan."""
    try:
        wait_for(lambda: bool(till.receipts()), 100, "the receipt")
    except AssertionError:
        return False
    return True


def windows(display: str) -> list[str]:
    return hand(display, "search", "--onlyvisible", "--name", "Counterfoil").split()
