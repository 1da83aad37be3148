"""A till with thousands of cards to take in and much to send, in a process of its own: how late does its window get?

`work FOLDER URL` works it and prints the lateness of every beat; `idle` is an idle loop to compare with, until its
standard input is closed; `serve FOLDER` is the service.
"""

import json
import os
import sys
import threading
from argparse import Namespace
from pathlib import Path

from core.usecases.changes import EVERYTHING

CARDS = 12_000
SENT = 72
TOKEN = "test-token-0123456789"
EVERY_MS = 4


def serve(folder: str) -> None:
    from core.server.sandbox import seed
    from core.server.sandbox.embedded import EmbeddedService

    seed._CARDS = CARDS
    service = EmbeddedService(Path(folder) / "service.db", TOKEN)
    service.start()
    print(service.url, flush=True)
    sys.stdin.read()
    service.stop()


def idle() -> None:
    from PySide6.QtCore import QCoreApplication

    from gui.start.watchdog import Watchdog

    loop = QCoreApplication([])
    watchdog = Watchdog(loop, every_ms=EVERY_MS, keeps=True)
    threading.Thread(target=lambda: (sys.stdin.read(), loop.quit()), daemon=True).start()
    print("ready", flush=True)
    loop.exec()
    print(json.dumps(watchdog.lateness), flush=True)


def work(folder: str, url: str) -> None:
    from core.domain.card import Status
    from core.domain.command import Redeem
    from gui.app import application, opener
    from gui.start.fault_reporter import FaultReporter
    from gui.start.garbage_collector import GarbageCollector
    from gui.start.watchdog import Watchdog
    from gui.tour.tour_driver import TourDriver
    from gui.window.main_window import MainWindow
    from gui.work.core_bridge import CoreBridge

    app = application()
    GarbageCollector(app)
    options = Namespace(data_dir=folder, api_url=url, token_file=None, offline=False, clerk="Anna")
    cores = []

    def open_core():
        cores.append(opener(options, FaultReporter(), {**os.environ, "COUNTERFOIL_TOKEN": TOKEN})())
        return cores[0]

    bridge = CoreBridge(open_core)
    window = MainWindow(bridge)
    window.painted.connect(bridge.start)
    window.show()
    hand = TourDriver(window)
    hand.until(lambda: bridge.status is not None, "the core")
    window.make_ready()
    watchdog = Watchdog(app, every_ms=EVERY_MS, keeps=True)
    print("ready", flush=True)
    hand.until(lambda: bridge.status.first_pull_done, "the first pull")
    pulled = len(watchdog.lateness)
    core = cores[0]
    core.connection.switch(True)
    cards = [row for row in core.queries.cards(status=Status.ACTIVE, limit=2000) if row.balance > 2000][:SENT]
    queued = []

    def queue():
        queued.extend(core.desk.submit(Redeem(card.card_id, 100, "Purchase")) for card in cards)

    threading.Thread(target=queue).start()
    hand.until(lambda: len(queued) == len(cards), "what is to be sent")
    core.sync.restart()
    bridge.announce(EVERYTHING)
    hand.until(lambda: bridge.status.pending == len(cards), "the outbox")
    core.connection.switch(False)
    bridge.wake()
    hand.until(lambda: not bridge.status.pending, "what was sent")
    watchdog.stop()
    print(json.dumps({"pull": watchdog.lateness[:pulled], "send": watchdog.lateness[pulled:]}), flush=True)
    window.close()
    bridge.close()
    os._exit(0)


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    {"serve": serve, "idle": idle, "work": work}[sys.argv[1]](*sys.argv[2:])  # type: ignore[operator]
