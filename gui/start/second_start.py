"""One window for a till's folder: a second start brings the first window to the front, and opens none of its own.

The folder is owned before anything is shown, so no window is ever seen that cannot take a scan.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from core.clock import Clock
from core.data_folder.ownership import Ownership
from core.errors import CannotStart

if TYPE_CHECKING:
    from core.data_folder.owner_socket import Converse, OwnerSocket, Values

RAISE = "raise"
_TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
"""By these a desktop lets the window that was asked for take the keyboard."""
_TOKEN_MOST = 300


@dataclass(slots=True)
class _RaiseRequest:
    """One who rang; `answered` is set once `came` is known."""

    values: Values
    answered: threading.Event = field(default_factory=threading.Event)
    came: bool = False


class FolderClaim(QObject):
    """The folder of this process's window, from `take` to `release`."""

    answer_s = 1.5
    """How long the window may take to come to the front before it counts as busy."""
    _rung = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._owner: Ownership | None = None
        self._door: OwnerSocket | None = None

        self._rung.connect(self._on_rung, Qt.ConnectionType.QueuedConnection)

    @property
    def owned(self) -> bool:
        return self._owner is not None

    def take(self) -> bool:
        """Take the folder. False: there is a window, and it is in front now, or the person did not want to wait for it.

        A folder that is not there yet is left to the assistant of the first start, and to the opening of the core.
        """
        if self._owner is not None or not self._folder.is_dir():
            return True
        owner = self.tried()
        return not owner or (not brought_to_front(self._folder) and self._waited(owner))

    def tried(self) -> str:
        """Take the folder if it is free, else return who has it. What is wrong with it otherwise, the core will say."""
        try:
            self._owner = Ownership(self._folder, "window", Clock(), patience_s=0)
        except CannotStart as error:
            return str(error.values["owner"]) if error.key == "start.owner" else ""
        return ""

    def listen(self, _status: object = None) -> None:
        """Hear a second start from now on; until then, and without a place for a socket, it is told to wait."""
        if self._door is None:
            from core.data_folder.owner_socket import OwnerSocket  # noqa: PLC0415 - 10 ms that the first frame must not pay

            with suppress(OSError):
                self._door = OwnerSocket(self._folder, self._on_guest)

    def converse_by(self, converse: Converse | None) -> None:
        """Let commands of the console be carried out by this from now on; None: by nobody."""
        self.listen()
        if self._door is not None:
            self._door.converse = converse

    def release(self) -> None:
        if self._door is not None:
            self._door.close()
        if self._owner is not None:
            self._owner.release()
        self._door = self._owner = None

    def _waited(self, owner: str) -> bool:
        from gui.start.wait_page import WaitPage  # noqa: PLC0415 - seldom needed

        page = WaitPage(self, self._folder, owner)
        page.exec()
        page.deleteLater()
        return self.owned

    def _on_guest(self, do: str, values: Values) -> Values:
        """Run in a thread of the socket."""
        if do != RAISE:
            return {"error": "unknown"}
        call = _RaiseRequest(values)
        self._rung.emit(call)
        if not call.answered.wait(self.answer_s) or not call.came:
            from core.data_folder.owner_socket import Busy  # noqa: PLC0415 - as above

            raise Busy
        return {"done": RAISE}

    def _on_rung(self, call: _RaiseRequest) -> None:
        token = call.values.get(_TOKENS[0])
        if isinstance(token, str) and token.isprintable() and len(token) <= _TOKEN_MOST:
            os.environ[_TOKENS[0]] = token  # Qt takes it from there on Wayland, and away again
        call.came = show_in_front()
        call.answered.set()


def brought_to_front(folder: Path) -> bool:
    """Ask the window that has `folder` to come to the front; false when it does not do so."""
    tokens: dict[str, Any] = {name: os.environ[name] for name in _TOKENS if os.environ.get(name)}
    from core.data_folder import owner_socket  # noqa: PLC0415 - as above

    answer = owner_socket.ask(folder, RAISE, tokens)
    return answer is not None and answer.get("done") == RAISE


def show_in_front() -> bool:
    """Bring what is open to the front, and what lies over it. False when nothing is: the program is closing."""
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each.isWindow()]
    front = QApplication.activeModalWidget() or next(iter(shown), None)
    if front is None:
        return False
    for each in dict.fromkeys((*shown, front)):
        _bring(each)
    front.activateWindow()
    return True


def _bring(window: QWidget) -> None:
    if window.isMinimized():
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.raise_()
