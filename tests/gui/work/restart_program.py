"""A program of its own: a till that trains is connected to a service by its settings, and begins anew in the window.

Run with folder, address and token; prints one line for each thing that a person would see.
"""

import sys
import threading
from argparse import Namespace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from core.domain.command import Issue
from gui import app
from gui.first_run.assistant import Assistant
from gui.views.settings.settings import SettingsView
from gui.window.main_window import MainWindow

LOOK_MS = 20
BUSY_S = 3.0
"""Longer than a window that is closed for good waits for its lanes."""


def till() -> MainWindow | None:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
    return found[0] if found else None


def assistant() -> Assistant | None:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, Assistant) and each.isVisible()]
    return found[0] if found else None


def show_service(window: MainWindow) -> None:
    window.show_page("settings")
    window.findChild(SettingsView).show_place("service")


def ready():
    """The status, once all the cards of the service are here."""
    window = till()
    status = window._bridge.status if window else None
    return status if status is not None and status.first_pull_done else None


def find(kind: type[QWidget], name: str):
    return next((each for each in till().findChildren(kind, name) if each.isVisible()), None)


def said(name: str) -> str:
    found = find(QLabel, name)
    return found.text() if found else ""


def answer(url: str, token: str) -> None:
    if find(QLineEdit, "new_service_url").isEnabled():
        find(QLineEdit, "new_service_url").setText(url)
    find(QLineEdit, "new_service_token").setText(token)
    find(QAbstractButton, "service_check").click()


def told(field: str, part: str) -> bool:
    return part in said(f"new_service_{field}_note") and find(QAbstractButton, "service_check").isEnabled()


def sell_without_a_connection(core) -> None:
    core.connection.switch(True)
    core.desk.submit(Issue(2500, "USD"))


def a_lane_is_busy(window: MainWindow):
    """It ends only some time after the session did, as a request that waits for the network may."""
    begun, let_go = threading.Event(), threading.Event()

    def wait(_core) -> bool:
        begun.set()
        return let_go.wait(60)

    def let_go_late() -> None:
        threading.Timer(BUSY_S, let_go.set).start()

    app.application().aboutToQuit.connect(let_go_late, Qt.ConnectionType.SingleShotConnection)
    window._bridge.ask(wait, bool, thread="paper")  # nobody waits for its answer
    yield begun.is_set


def day(url: str, token: str):
    """Yields what is waited for."""
    yield ready
    first = till()
    first._bridge.ask(sell_without_a_connection, print, thread="counter")
    yield lambda: first._bridge.status.pending == 1
    show_service(first)
    yield lambda: find(QAbstractButton, "service_check") is not None
    for where, key, field, part in (
        ("shop", token, "url", "is not the address of a service"),
        ("http://127.0.0.1:9/api", token, "url", "cannot be reached"),
        (url, "not-the-token", "token", "does not accept this token"),
    ):
        answer(where, key)
        yield lambda field=field, part=part: told(field, part)
        print(part, till() is first, ready().sandbox)
    yield from a_lane_is_busy(first)
    answer(url, token)
    yield lambda: assistant() is not None
    print("asked what is printed:", assistant().findChild(QLineEdit, "first_shop").isVisible())
    assistant().findChild(QAbstractButton, "first_run_open").click()
    yield lambda: till() not in {first, None} and ready()
    print(ready().service_url, ready().sandbox, ready().pending)
    show_service(till())
    yield lambda: find(QLineEdit, "new_service_url") is not None and not find(QLineEdit, "new_service_url").isEnabled()
    answer("", "not-the-token")
    yield lambda: told("token", "does not accept this token")
    print("still", ready().connection)
    answer("", token)
    yield lambda: "The new token works from now on." in said("message_text")
    print("swapped", repr(find(QLineEdit, "new_service_token").text()))
    till().close()


def main(folder: str, url: str, token: str) -> int:
    steps = day(url, token)
    waited = [next(steps)]

    def look() -> None:
        if waited and waited[0]():
            waited[:] = [each] if (each := next(steps, None)) else []

    timer = QTimer(app.application())
    timer.timeout.connect(look)
    timer.start(LOOK_MS)
    return app.run(Namespace(data_dir=folder, api_url=None, token_file=None, offline=False, clerk=None))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
