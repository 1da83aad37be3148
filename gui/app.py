"""Starts the window, and behind its first frame the core. Loads neither SQL nor HTTP before that frame."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, QSize, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from core.about import APP_ID
from core.data_folder import first_run
from core.errors import KnownError
from core.log import area, flush
from core.log.crash import CrashFile
from core.settings import folder_path
from gui.look.theme import STYLE, Theme
from gui.start.command_door import CommandDoor
from gui.start.fault_reporter import FaultReporter
from gui.start.garbage_collector import GarbageCollector
from gui.start.second_start import FolderClaim
from gui.start.watchdog import Watchdog
from gui.window.main_window import MainWindow
from gui.window.window_place import WindowPlace
from gui.wording import languages
from gui.work.core_bridge import CoreBridge
from gui.work.empty_books import BeginAnew
from gui.work.restart import AGAIN
from gui.work.restoring import JoinedTill, RestoredTill, RestoreWay

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.invitation import JoinAsked
    from gui.first_run.assistant import Assistant

_log = area("window")

CANNOT_START = 7
_FRAME = 40
"""px that a desktop adds to the height of a window, at least."""
_CLOSE_MS, _CLOSE_TO_BEGIN_AGAIN_MS = 2000, 20_000
"""A request that waits for the network ends within the second; the folder must be free before it is opened anew."""


class _Ending(QObject):
    """Remembers how the program ends."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.status = 0

    def on_could_not_start(self) -> None:
        self.status = CANNOT_START

    def on_trouble(self, error: KnownError) -> None:
        """Tell what went wrong without a page that asked for it."""
        _log.warning("trouble", key=error.key)


def run(options: Namespace) -> int:
    """Open the window and stay until it is closed. Returns the exit status."""
    app = application()
    languages.use(app, languages.kept(folder_path(options)))
    fault_reporter = FaultReporter(app)
    fault_reporter.install()
    hold = FolderClaim(folder_path(options), app)
    if not hold.take():
        return 0
    crash = CrashFile(folder_path(options))
    GarbageCollector(app)
    Watchdog(app)
    while (status := _session(app, options, (fault_reporter, crash), hold)) == AGAIN and hold.take():
        pass
    crash.end()
    hold.release()
    return status


def _session(app: QApplication, options: Namespace, reports: tuple[FaultReporter, CrashFile], hold: FolderClaim) -> int:
    """Run from the opening of the core to its close; AGAIN when the next session is to begin at once."""
    fault_reporter, crash = reports
    bridge = CoreBridge(opener(options, fault_reporter, hold=hold), app)
    bridge.opened.connect(crash.begin)  # before anybody asks for what the last process left
    window = MainWindow(bridge, at_once=False)
    window.begin_anew, window.restoring = beginner(options, hold=hold), restorer(options, hold=hold)
    place = WindowPlace(window, folder_path(options))
    screen = place.screen()
    settle_in(window, screen.availableSize())
    place.restore(screen)
    window.offer_full_screen(place.offer)
    door, ending = CommandDoor(bridge, hold), _Ending(app)

    if hold.owned:
        window.painted.connect(hold.listen)
    window.painted.connect(bridge.start)
    bridge.opened.connect(hold.listen)
    bridge.trouble.connect(ending.on_trouble)
    window.could_not_start.connect(ending.on_could_not_start)

    step = first_run.pending(options, os.environ)
    assistant = begin(bridge, window, folder_path(options), step) if step else None
    if assistant is None:
        window.show()
    window.left.connect(place.keep)
    again = app.exec() == AGAIN
    window.end()
    _log.info("window closed")
    patience = _CLOSE_TO_BEGIN_AGAIN_MS if again else _CLOSE_MS
    if not door.close(patience) or not bridge.close(patience):
        # A lane still waits for the network. All that was accepted is on the disk, as after a power cut.
        flush()
        crash.end()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ending.status)
    window.deleteLater()
    return AGAIN if again else ending.status


def settle_in(window: MainWindow | Assistant, room: QSize) -> None:
    """Fit the window into `room`, which the screen has; no smaller with its frame, it fills the screen."""
    window.fit(room)
    if window.width() >= room.width() or window.height() + _FRAME > room.height():
        window.setWindowState(Qt.WindowState.WindowMaximized)  # else its lower edge is below the screen


def begin(bridge: CoreBridge, window: MainWindow, folder: Path, step: str) -> QWidget:
    """Show the assistant of the first start in place of the window, which comes when it has ended."""
    from gui.first_run.assistant import Assistant  # noqa: PLC0415 - once in the life of a folder

    assistant = Assistant(bridge, folder, step)
    assistant.restoring = window.restoring
    window.complete()
    window.keys.start()  # a scan in the assistant is kept out of its fields too
    assistant.till_requested.connect(window.show)
    settle_in(assistant, window.screen().availableSize())
    assistant.show()
    return assistant


def application() -> QApplication:
    """Return the application with its names and its theme."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication([*sys.argv[:1], *STYLE])
    if app.platformName() == "offscreen":
        qInstallMessageHandler(_print_qt_message)
    app.setApplicationName("Counterfoil")
    app.setApplicationDisplayName("Counterfoil")
    app.setDesktopFileName(APP_ID)
    Theme(app)
    return app


def _print_qt_message(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    """Drop what the offscreen platform says for each window that it shows; all else goes where Qt sends it."""
    if "propagateSizeHints" not in text:
        sys.stderr.write(text + "\n")


def opener(
    options: Namespace,
    fault_reporter: FaultReporter,
    environment: Mapping[str, str] = os.environ,
    hold: FolderClaim | None = None,
) -> Callable[[], Core]:
    """Return what the worker calls to get the core; all that is slow is imported there. `hold` may own the folder."""

    def open_it() -> Core:
        from core.bootstrap import open_core  # noqa: PLC0415 - SQL and HTTP take 0.6 s that the first frame must not pay
        from core.settings import resolve  # noqa: PLC0415

        settings = resolve(options, environment)
        fault_reporter.point_to(settings.data_dir)
        return open_core(replace(settings, local=True), owned=hold is not None and hold.owned)

    return open_it


def beginner(
    options: Namespace, environment: Mapping[str, str] = os.environ, hold: FolderClaim | None = None
) -> BeginAnew:
    """Return how the owner begins anew where the books are lost; `hold` may own the folder."""

    def is_real() -> bool:
        from core.settings import resolve  # noqa: PLC0415 - as in opener

        return not resolve(options, environment).sandbox

    def begin(token: str) -> None:
        from core.closed_till import begin_anew  # noqa: PLC0415 - as in opener
        from core.settings import resolve  # noqa: PLC0415

        settings = replace(resolve(options, environment), token=token or None)  # never the one that the till keeps
        begin_anew(settings, "window", settings.clerk, owned=hold is not None and hold.owned).close()

    return BeginAnew(is_real, begin)


def restorer(
    options: Namespace, environment: Mapping[str, str] = os.environ, hold: FolderClaim | None = None
) -> RestoreWay:
    """Return how a backup is put back, or a shop joined, where no till works yet; `hold` may own the folder."""

    def restore(file: Path, password: str) -> RestoredTill:
        from core.closed_till import restore as put_back  # noqa: PLC0415 - as in opener
        from core.domain.backup import BackupAsked  # noqa: PLC0415
        from core.settings import resolve  # noqa: PLC0415
        from core.usecases import till  # noqa: PLC0415

        settings = resolve(options, environment)
        owned = hold is not None and hold.owned
        core, facts = put_back(settings, BackupAsked(file, password), "window", owned=owned)
        first_run.end(settings.data_dir)
        return RestoredTill(core, facts, till.said_at_start(core), till.read_status(core).problem)

    def join(asked: JoinAsked) -> JoinedTill:
        from core.closed_till import join_fresh  # noqa: PLC0415 - as in opener
        from core.settings import resolve  # noqa: PLC0415

        settings = resolve(options, environment)
        till = JoinedTill(*join_fresh(settings, asked, "window", owned=hold is not None and hold.owned))
        first_run.end(settings.data_dir)
        return till

    return RestoreWay(restore, join)
