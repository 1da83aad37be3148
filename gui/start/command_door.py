"""While the window is open, commands of the console come in by the socket of the folder, and are carried out here.

A command is whom its own name and PIN prove, never who is signed in at the window; what it changed is shown at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from core.errors import KnownError
from gui.start.second_start import FolderClaim
from gui.work.core_bridge import CoreBridge

if TYPE_CHECKING:
    import socket

    from core.bootstrap import Core
    from core.console.command_server import CommandServer

_LOOK_S = 0.2


class CommandDoor(QObject):
    """Open from the opening of the core until `close`."""

    _command_ended = Signal()
    _paint_requested = Signal(object, object)

    def __init__(self, bridge: CoreBridge, hold: FolderClaim) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._hold = hold
        self._lock = Lock()
        self._core: Core | None = None
        self._server: CommandServer | None = None
        self._closed = False

        bridge.opened.connect(self.open)
        self._command_ended.connect(self._on_command_ended, Qt.ConnectionType.QueuedConnection)
        self._paint_requested.connect(self._on_paint_requested, Qt.ConnectionType.QueuedConnection)

    @property
    def is_open(self) -> bool:
        """Commands are carried out."""
        return self._core is not None

    def close(self, patience_ms: int) -> bool:
        """Take no more commands. False when one was still under way after `patience_ms`."""
        self._hold.converse_by(None)
        with self._lock:
            self._closed = True
        return self._server is None or self._server.close(patience_ms / 1000)

    def open(self, _status: object = None) -> None:
        """Take commands as soon as can be: the core is open."""
        self._bridge.ask(_core_itself, self._on_core)

    def _on_core(self, core: Core) -> None:
        self._core = core
        if not self._closed:
            self._hold.converse_by(self._converse)

    def _converse(self, line: socket.socket, asked: Mapping[str, Any]) -> None:
        """Run in a thread of each client's own. Raises OSError once it or the window has gone."""
        self._serving().converse(line, asked)

    def _serving(self) -> CommandServer:
        """Return what carries commands out, made for the first client: most windows never have one."""
        with self._lock:
            if self._closed or self._core is None:
                raise OSError("the window is closing")
            if self._server is None:
                from core.console.command_server import CommandServer  # noqa: PLC0415 - every command, 10 MB
                from core.console.painters import Painters  # noqa: PLC0415 - as above
                from gui.printing.painters import PAINTERS  # noqa: PLC0415 - as above

                painters = Painters(*PAINTERS)
                self._server = CommandServer(self._core, painters.run_by(self._paint), self._command_ended.emit)
            return self._server

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


def _core_itself(core: Core) -> Core:
    return core
