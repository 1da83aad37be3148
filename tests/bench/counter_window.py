"""A real window on a real core, in a process of its own: what a clerk waits for, and the same paints without the core.

`serve FOLDER` is the service, in another process. `work FOLDER URL RUNS` prints seconds as JSON: for each figure the
thing and its floor in turn, then the turns of the event loop while nothing was done and while all that was worked.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

TOKEN = "bench-token-0123456789"
BALANCE = 200_000
EVERY_MS = 4
IDLE_S = 2.0


class Painted(QObject):
    """When a label with words is painted next: the time of the paint, else None."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._name = ""
        self.at: float | None = None
        app.installEventFilter(self)

    def wait_for(self, name: str) -> None:
        self._name, self.at = name, None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        awaited = event.type() is QEvent.Type.Paint and self.at is None and watched.objectName() == self._name
        if awaited and isinstance(watched, QLabel) and watched.text():
            self.at = time.perf_counter()
        return False


class Turns(QObject):
    """Turns of the event loop, in seconds: how `late` each came, and how long the window's `own` work in it was.

    On a machine that others use as well the first has their time in it, the second has not.
    """

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self.own: list[float] = []
        self._before = time.monotonic(), time.thread_time()
        self._beat = QTimer(self)
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._on_beat)
        self._beat.start(EVERY_MS)

    def _on_beat(self) -> None:
        now = time.monotonic(), time.thread_time()
        self.late.append(max(0.0, now[0] - self._before[0] - EVERY_MS / 1000))
        self.own.append(now[1] - self._before[1])
        self._before = now


class Bench:
    """One till with its window, and a card with enough on it."""

    def __init__(self, folder: str, url: str) -> None:
        from core.domain.command import Issue
        from gui.app import application, opener
        from gui.start.fault_reporter import FaultReporter
        from gui.start.garbage_collector import GarbageCollector
        from gui.window.main_window import MainWindow
        from gui.work.core_bridge import CoreBridge

        self.app = application()
        self._beat = QTimer()  # so that waiting for an event never lasts
        self._beat.start(EVERY_MS)
        GarbageCollector(self.app)
        options = Namespace(data_dir=folder, api_url=url, token_file=None, offline=False, clerk="Anna")
        cores = []

        def open_core():
            cores.append(opener(options, FaultReporter(), {**os.environ, "COUNTERFOIL_TOKEN": TOKEN})())
            return cores[0]

        self.bridge = CoreBridge(open_core)
        self.window = MainWindow(self.bridge)
        self.window.painted.connect(self.bridge.start)
        self.window.show()
        self.window.activateWindow()
        self.until(lambda: bool(self.bridge.status and self.bridge.status.first_pull_done))
        self.window.make_ready()
        core = cores[0]
        sold = core.replay.run(core.desk.submit(Issue(BALANCE, "USD")).operation_id)
        self.payload = core.desk.qr_payload(sold.operation_id)
        assert self.payload is not None, sold
        self.view = self.window._counter()
        self.painted = Painted(self.app)
        self.looked = self.served = None
        self._amount = 0
        keep(self.view._session, "_show", lambda found: setattr(self, "looked", found))
        keep(self.view._right, "_on_carried", lambda _command, _ticket, served: setattr(self, "served", served))

    def until(self, condition: Callable[[], bool], patience_s: float = 60.0) -> None:
        end = time.monotonic() + patience_s
        while not condition():
            assert time.monotonic() < end, "it never came"
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def settle(self) -> None:
        """All that the last act has set going in the lanes has ended."""
        for lane in ("counter", "read"):
            done: list[bool] = []
            self.bridge.ask(lambda _core: True, done.append, thread=lane)
            self.until(lambda done=done: bool(done))

    def clear(self) -> None:
        self.view._on_finished()
        self.settle()

    # scan to painted balance

    def scan(self) -> float:
        return self._time("card_balance", lambda: self.window._on_scanned(self.payload))

    def shown(self) -> float:
        """What was looked up is there already."""

        def show() -> None:
            self.view._leave_card()
            self.view._session._show(self.looked)

        return self._time("card_balance", show)

    # Enter to painted outcome

    def redeem(self) -> float:
        amount = self._typed()
        return self._time("outcome_heading", lambda: QTest.keyClick(amount, Qt.Key.Key_Return))

    def notified(self) -> float:
        """The answer is there already."""
        self._typed()
        right = self.view._right

        def tell() -> None:
            right._on_its_way = True
            right._on_carried(self.served.answer.command, right._ticket, self.served)

        return self._time("outcome_heading", tell)

    def _typed(self) -> QWidget:
        """The card lies there, and an amount is typed that was not taken from it before."""
        self.window._on_scanned(self.payload)
        self.until(lambda: self.view._card is not None)
        self.settle()
        self._amount += 1
        amount = self.view._right.currentWidget().amount
        amount.set_minor(self._amount)
        self.app.processEvents()
        return amount

    def _time(self, name: str, act: Callable[[], object]) -> float:
        self.painted.wait_for(name)
        began = time.perf_counter()
        act()
        self.until(lambda: self.painted.at is not None)
        took = self.painted.at - began
        self.clear()
        return took


def keep(owner: QObject, name: str, look: Callable[..., object]) -> None:
    """Lets the bench see the answers that `owner` gets; it is asked for again by name with each question."""
    real = getattr(owner, name)

    class Seer(QObject):
        def see(self, *answer: object) -> None:
            look(*answer)
            real(*answer)

    seer = Seer(owner)
    setattr(owner, name, seer.see)


def work(folder: str, url: str, runs: str) -> None:
    bench = Bench(folder, url)
    bench.clear()
    bench.scan()
    bench.redeem()  # nothing is new to the window any more, and there is an answer of each kind
    turns = Turns()
    end = time.monotonic() + IDLE_S
    bench.until(lambda: time.monotonic() > end)
    idle = len(turns.late)
    scans = [(bench.scan(), bench.shown()) for _ in range(int(runs))]
    outcomes = [(bench.redeem(), bench.notified()) for _ in range(int(runs))]
    told = {"scans": scans, "outcomes": outcomes, "idle": turns.late[:idle], "worked": turns.late[idle:]}
    sys.stdout.write(json.dumps({**told, "own": turns.own[idle:]}) + "\n")
    sys.stdout.flush()
    os._exit(0)


def serve(folder: str) -> None:
    from core.server.sandbox.embedded import EmbeddedService

    began = itertools.count(time.time() - 1_000_000, 7)  # else a till waits for the second of the last change to pass
    service = EmbeddedService(Path(folder) / "service.db", TOKEN, seed=None, clock=lambda: next(began))
    service.start()
    sys.stdout.write(service.url + "\n")
    sys.stdout.flush()
    sys.stdin.read()
    service.stop()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    {"serve": serve, "work": work}[sys.argv[1]](*sys.argv[2:])  # type: ignore[operator]
