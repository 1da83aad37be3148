"""A day at the counter, played on the embedded service by the real window: each step told in a line.

Works in a folder of its own, so that no real card and no training card of the till is ever touched.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from core.about import typed
from core.console.caller import caller
from core.console.output import Output
from core.errors import KnownError
from core.rows import DeskStatus
from core.usecases import training
from gui.app import application, opener
from gui.start.fault_reporter import FaultReporter
from gui.start.garbage_collector import GarbageCollector
from gui.tour.tour_driver import TourDriver
from gui.window.main_window import MainWindow
from gui.wording.messages import money
from gui.work.core_bridge import CoreBridge

_CANNOT_START = 7
_CLOSE_MS = 120_000
"""The service is in this process, so every thread comes to its end; to leave one behind ends the program in a crash."""


def run(options: Namespace) -> int:
    """Play the tour and return 0 when every step came out as told, or when nobody reads on.

    The pictures go to `options.folder`; without one to `tour` here, or to a new folder where none can be made here.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal without UTF-8 gets question marks, as from the console
    app, output = application(), Output(options.json)
    till = Path(tempfile.mkdtemp(prefix="counterfoil-tour-"))
    try:
        return _play(app, _folder(options.folder), till, output)
    except KnownError as error:
        output.fail(error)
        return _CANNOT_START
    except BrokenPipeError:
        caller().stop_writing()
        return 0
    finally:
        shutil.rmtree(till, ignore_errors=True)


def _play(app: QApplication, folder: Path, till: Path, output: Output) -> int:
    own = Namespace(data_dir=str(till), api_url=None, token_file=None, offline=False, clerk="Anna")
    collector = GarbageCollector(app)
    bridge = CoreBridge(opener(own, FaultReporter(app), environment={"COUNTERFOIL_STATE_DIR": str(till)}), app)
    window = MainWindow(bridge)
    window.painted.connect(bridge.start)
    window.show()
    try:
        Tour(window, bridge, folder, output).play()
    finally:
        window.end()
        bridge.close(_CLOSE_MS)
        collector.stop()
    return 0


def _folder(asked: str | None) -> Path:
    """Return the folder for the pictures, made if need be. Raises KnownError when the named one cannot be."""
    folder = Path(asked or "tour").expanduser()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):  # may be there, and on a disk that cannot be written
            return folder
    except OSError as error:
        if asked is None:
            return Path(tempfile.mkdtemp(prefix="counterfoil-pictures-"))
        raise KnownError("tour.folder", path=folder, why=error.strerror or error, program=typed()) from error


class Tour(QObject):
    """The script. Every line is told after it was seen to be true in the window."""

    def __init__(self, window: MainWindow, bridge: CoreBridge, folder: Path, output: Output) -> None:
        super().__init__()
        self._output = output
        self._hand = TourDriver(window)
        self._bridge = bridge
        self._folder = folder
        self._pictures = 0
        self._code = ""
        self._trouble: KnownError | None = None
        bridge.could_not_open.connect(self._on_could_not_open)

    def play(self) -> None:
        """Play the day. Raises TourStopped when something that is told does not appear."""
        for step in (
            self._first_pull,
            self._search,
            self._sell,
            self._print,
            self._redeem,
            self._outage,
            self._reconnect,
            self._disable,
        ):
            step()
        folder = self._folder.resolve()
        self._output.answer({"folder": str(folder)}, f"The pictures and the printed card are in {folder}.")

    def _first_pull(self) -> None:
        self._until(lambda status: status.first_pull_done, "the first pull")
        self._print_step(
            "09:00", f"The till pulled {self._status().cards} cards from the training service.", "first-pull"
        )

    def _search(self) -> None:
        self._hand.key(Qt.Key.Key_F3)
        field = self._hand.find(QLineEdit, "search_field")
        count = self._hand.find(QLabel, "search_count")
        self._hand.until(lambda: bool(count.text()) and field.hasFocus(), "the list of cards")
        all_of_them = count.text()
        self._hand.type("birthday")
        self._hand.until(lambda: count.text() not in {"", all_of_them}, "the search results")
        self._print_step("09:20", f"Somebody looks for a birthday card: {count.text()}.", "search")

    def _sell(self) -> None:
        self._hand.key(Qt.Key.Key_F2)
        self._type_amount("50", "sell_amount")
        self._hand.press("sell_button")
        code = self._seen("code_text")
        self._hand.until(lambda: bool(code.text()), "the code of the new card")
        self._code = code.text().replace(" ", "")
        self._print_step(
            "10:05", f"A card of {money(5000, 'USD')} was sold; its code ends in {self._code[-4:]}.", "sold"
        )

    def _print(self) -> None:
        path = self._folder.resolve() / "gift-card.pdf"
        path.unlink(missing_ok=True)
        self._hand.press("code_save_pdf")
        self._hand.choose_file("save_pdf_dialog", path)
        self._hand.until(path.exists, "the printed card")
        self._hand.press("code_handed_over")
        self._hand.until(lambda: not self._hand.sees("code_text"), "the end of the sale")
        self._print_step("10:06", f"It was printed with its QR code: {path.name}. The customer has it.", "handed-over")

    def _redeem(self) -> None:
        self._scan(self._code)
        self._change_balance("redeem", "12.50")
        self._until(lambda status: status.pending == 0, "the booked redemption")
        self._print_step(
            "11:40", f"{money(1250, 'USD')} was redeemed. {self._seen('outcome_sentence').text()}", "redeemed"
        )
        self._hand.press("outcome_next")

    def _outage(self) -> None:
        self._pull_plug(True)
        self._scan(self._code)
        self._change_balance("redeem", "10")
        self._until(lambda status: status.pending == 1 and status.connection == "offline", "the outage")
        self._print_step("13:15", f"The connection is down. {self._seen('outcome_sentence').text()}", "outage")
        self._hand.press("outcome_next")

    def _reconnect(self) -> None:
        left = money(2750, "USD")
        self._pull_plug(False)
        self._until(lambda status: status.connection == "online" and status.pending == 0, "the end of the outage")
        self._scan(self._code)
        self._hand.until(lambda: self._seen("card_balance").text() == left, "the booked balance")
        self._print_step(
            "13:40", f"The connection is back; what waited was booked automatically: {left} is left.", "reconnected"
        )

    def _disable(self) -> None:
        before = self._seen("card_state").text()
        self._hand.press("disable_action")
        self._hand.find(QLineEdit, "disable_last_four").setFocus()
        self._hand.type(self._code[-4:])
        self._hand.find(QLineEdit, "disable_reason").setFocus()
        self._hand.type("reported lost")
        self._hand.press("disable_button")
        self._outcome()
        self._hand.until(lambda: self._seen("card_state").text() != before, "the face of a disabled card")
        self._until(lambda status: status.pending == 0, "the status after it")
        self._print_step("16:30", f"The card was reported lost. {self._seen('outcome_sentence').text()}", "disabled")

    def _scan(self, code: str) -> None:
        self._hand.key(Qt.Key.Key_F1)
        field = self._hand.find(QLineEdit, "scan_field")
        field.setFocus()
        self._hand.type(code)
        self._hand.key(Qt.Key.Key_Return)
        last = code[-4:].casefold()
        self._hand.until(
            lambda: self._hand.sees("card_last") and last in self._seen("card_last").text().casefold(),
            f"the card {last}",
        )

    def _change_balance(self, action: str, amount: str) -> None:
        self._type_amount(amount)
        self._hand.press(f"{action}_button")
        self._outcome()

    def _outcome(self) -> None:
        self._hand.until(lambda: self._hand.sees("outcome_heading"), "what came of it")

    def _type_amount(self, amount: str, into: str = "amount") -> None:
        self._hand.until(lambda: self._hand.sees(into), "the amount")
        self._hand.find(QWidget, into).setFocus()
        self._hand.type(amount)

    def _pull_plug(self, out: bool) -> None:
        """Pull the plug at the service itself: the till finds out as it would in life."""

        self._bridge.run(partial(training.pull_plug, out=out), self._on_plug, thread="read")

    def _on_plug(self, _changes: object) -> None:
        self._bridge.wake()

    def _seen(self, name: str) -> QLabel:
        self._hand.until(lambda: self._hand.sees(name), name)
        return self._hand.find(QLabel, name)

    def _status(self) -> DeskStatus:
        assert self._bridge.status is not None
        return self._bridge.status

    def _until(self, condition: Callable[[DeskStatus], bool], what: str) -> None:
        def holds() -> bool:
            if self._trouble is not None:
                raise self._trouble
            return self._bridge.status is not None and condition(self._bridge.status)

        self._hand.until(holds, what)

    def _on_could_not_open(self, key: str, values: dict[str, object]) -> None:
        """Keep the trouble: the window would tell it in a dialog of its own, where nobody may look."""
        self._trouble = KnownError(key, **values) if key else None

    def _print_step(self, at: str, line: str, picture: str) -> None:
        self._pictures += 1
        self._hand.picture(self._folder / f"{self._pictures}-{picture}.png")
        self._output.row({"at": at, "step": line}, f"{at}  {line}")
