"""The window of an installed package, under the keyboard and a scanner: as a till's user sees it in a root."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.judges import screen as judge
from tests.packaging.installed_root import HOME, Root, pause, wait_for, windows

TILL = f"{HOME}/.local/share/counterfoil"
PATIENCE_S = 120
PERSON_MS, SCANNER_MS = "140", "8"
_GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(sys.argv[:1])
sys.exit(not app.primaryScreen().grabWindow(0).save(sys.argv[1]))
"""


@dataclass(frozen=True)
class Window:
    """An open window: its `process`, and the seconds to look before each act, longer on a slow machine."""

    display: str
    process: subprocess.Popen[str]
    breath: float

    def scan(self, code: str, pace_ms: str = SCANNER_MS) -> None:
        judge.hand(self.display, "type", "--delay", pace_ms, "--args", "1", code, "key", "Return")
        pause(self.breath)

    def type(self, text: str) -> None:
        judge.hand(self.display, "type", "--delay", PERSON_MS, text)
        pause(self.breath / 2)

    def redeem(self, amount: str) -> None:
        self.type(amount)
        pause(self.breath / 2)
        self.press("Return")

    def press(self, key: str) -> None:
        judge.hand(self.display, "key", key)
        pause(self.breath)


@contextmanager
def opened(desk: Root, display: str, *words: str, **environment: str) -> Iterator[Window]:
    """The window in the root, up and with its core open."""
    before = logged(desk, "opened")
    with shown(desk, display, *words, **environment) as window:
        wait_for(lambda: logged(desk, "opened") > before, "the till behind the window", PATIENCE_S, desk.said)
        pause(window.breath)
        yield window


@contextmanager
def shown(desk: Root, display: str, *words: str, **environment: str) -> Iterator[Window]:
    """The window in the root as soon as it is there and has the keys; the assistant, at the first start."""
    began = time.monotonic()
    with desk.running("counterfoil", *words, DISPLAY=display, **environment) as started:
        wait_for(lambda: windows(display), "the window", PATIENCE_S, desk.said)
        breath = max(1.0, (time.monotonic() - began) / 2)
        judge.hand(display, "windowfocus", "--sync", windows(display)[0])
        pause(breath)
        yield Window(display, started, breath)


def logged(desk: Root, event: str) -> int:
    """How often a window has done this, by the till's log: `opened` the till, `accepted` an act."""
    log = desk.place / TILL[1:] / "counterfoil.log"
    told = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
    return sum((line["process"], line["event"]) == ("window", event) for line in told)


def picture(display: str, path: Path) -> bytes:
    """Keep what the screen shows as a PNG."""
    settings = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    subprocess.run([sys.executable, "-c", _GRAB, str(path)], env=settings, check=True, capture_output=True)
    return path.read_bytes()
