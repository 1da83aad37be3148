"""While the window is open, commands of the console come in by the socket of the folder, and are carried out here.

A command is whom its own name and PIN prove, never who is signed in at the window; what it changed is shown at once.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from core.errors import KnownError
from gui.start.second_start import FolderClaim
from gui.work.core_bridge import CoreBridge

if TYPE_CHECKING:
    from pathlib import Path

    from core.bootstrap import Core
    from core.console.command_server import CommandServer
    from core.domain.day_closing import DayClosing
    from core.domain.receipt import Receipt
    from core.printing.bitmap import Bitmap
    from core.printing.paper import Paper
    from core.printing.sale import SoldCard
    from core.rows.report import Report

_LOOK_S = 0.2


class CommandDoor(QObject):
    """Open from the opening of the core until `close`."""

    _command_ended = Signal()
    _paint_requested = Signal(object, object)

    def __init__(self, bridge: CoreBridge, hold: FolderClaim) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._hold = hold
        self._server: CommandServer | None = None
        self._closed = False

        bridge.opened.connect(self.open)
        self._command_ended.connect(self._on_command_ended, Qt.ConnectionType.QueuedConnection)
        self._paint_requested.connect(self._on_paint_requested, Qt.ConnectionType.QueuedConnection)

    @property
    def is_open(self) -> bool:
        """Commands are carried out."""
        return self._server is not None

    def close(self, patience_ms: int) -> bool:
        """Take no more commands. False when one was still under way after `patience_ms`."""
        self._closed = True
        self._hold.converse_by(None)
        return self._server is None or self._server.close(patience_ms / 1000)

    def open(self, _status: object = None) -> None:
        """Take commands as soon as can be: the core is open."""
        self._bridge.ask(self._make, self._on_made)

    def _make(self, core: Core) -> CommandServer:
        """Run in a thread of the bridge."""
        from core.console.command_server import CommandServer  # noqa: PLC0415 - 0.1 s that no first frame must pay
        from core.console.painters import Painters  # noqa: PLC0415 - as above

        painters = Painters(_print_card, _draw_receipt, _print_closing, _print_report)
        return CommandServer(core, painters.run_by(self._paint), self._command_ended.emit)

    def _on_made(self, server: CommandServer) -> None:
        self._server = server
        if self._closed:
            server.close(0)
        else:
            self._hold.converse_by(server.converse)

    def _on_command_ended(self) -> None:
        from core.usecases.changes import EVERYTHING  # noqa: PLC0415 - as above

        self._bridge.announce(EVERYTHING)
        self._bridge.wake()

    def _paint(self, work: Callable[[], Any]) -> Any:
        """Run in the thread of a command: have it painted in the window's. Raises what that raises."""
        done: Future[Any] = Future()
        self._paint_requested.emit(work, done)
        while not self._closed:
            with suppress(TimeoutError):
                return done.result(_LOOK_S)
        raise KnownError("print.failed", why="the program is closing")

    def _on_paint_requested(self, work: Callable[[], Any], done: Future[Any]) -> None:
        try:
            done.set_result(work())
        except Exception as error:  # noqa: BLE001 - whoever asked for it takes it
            done.set_exception(error)


def _print_card(sold: SoldCard, path: str) -> None:
    from gui.printing import card_pdf  # noqa: PLC0415 - seldom needed

    card_pdf.write(sold, path)


def _draw_receipt(receipt: Receipt, paper: Paper) -> Bitmap:
    from gui.painting import raster  # noqa: PLC0415 - as above

    return raster.draw_without_window(receipt, paper)


def _print_closing(closing: DayClosing, shop: str, path: Path) -> None:
    from gui.printing import closing_pdf  # noqa: PLC0415 - as above

    closing_pdf.write(closing, shop, path)


def _print_report(report: Report, shop: str, path: str) -> None:
    from gui.printing import report_pdf  # noqa: PLC0415 - as above

    report_pdf.write(report, shop, path)
