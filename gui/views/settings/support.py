"""Backup, move, check and diagnostics from the settings: asks the core, shows what came of it. None of it is quick."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from core.usecases import support, till
from gui.dialogs import file_dialog
from gui.dialogs.backup import BackupDialog
from gui.dialogs.move import MoveDialog
from gui.views.settings.check import CheckPanel
from gui.views.settings.support_panels import BackupPanel, DiagnosticsPanel
from gui.wording import messages
from gui.work.restart import start_again

if TYPE_CHECKING:
    from core.domain.backup import BackupAsked, BackupFacts
    from core.errors import KnownError
    from core.rows import Finding
    from gui.work.core_bridge import CoreBridge

D = TypeVar("D", bound=QDialog)
_ZIP = ".zip"


class Support(QObject):
    """A dialog may be gone when the answer comes, as after a lock: then the message bar tells it."""

    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._place = ""
        self.backup, self.check, self.diagnostics = BackupPanel(), CheckPanel(), DiagnosticsPanel()

        self.backup.backup_requested.connect(self._on_backup)
        self.backup.move_requested.connect(self._on_move)
        self.check.check_requested.connect(self._on_check)
        self.diagnostics.diagnostics_requested.connect(self._on_diagnostics)

    def read(self) -> None:
        self._bridge.ask(till.token_place, self._on_place)
        if self._bridge.status is not None:
            self.backup.show_sandbox(sandbox=self._bridge.status.sandbox)

    def _on_place(self, place: str) -> None:
        self._place = place

    def _till(self) -> str:
        return self._bridge.status.till_name if self._bridge.status is not None else ""

    def _on_backup(self) -> None:
        dialog = BackupDialog(self._till(), self.backup.window())
        dialog.asked.connect(self._on_backup_asked)
        dialog.open()

    def _on_backup_asked(self, asked: BackupAsked) -> None:
        work = partial(support.make_backup, asked=asked)
        self._bridge.ask(work, partial(self._on_made, asked), thread="background", failed=self._on_not_made)

    def _on_made(self, asked: BackupAsked, facts: BackupFacts) -> None:
        text = self.tr("Saved {when}: {file}").format(when=messages.moment(facts.made_at), file=asked.path)
        self.backup.show_said(text)
        dialog = self._open_one(BackupDialog)
        if dialog is None:
            self.notified.emit(text, "good")
        else:
            dialog.show_done(self._told(asked, facts))

    def _on_not_made(self, error: KnownError) -> None:
        dialog = self._open_one(BackupDialog)
        if dialog is None:
            self.notified.emit(messages.format_error(error), "bad")
        else:
            dialog.show_problem(error)

    def _told(self, asked: BackupAsked, facts: BackupFacts) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("File"), str(asked.path)),
            (self.tr("Made"), messages.moment(facts.made_at)),
            (self.tr("Entries of the journal"), messages.number(facts.entries)),
            (self.tr("Operations that wait"), messages.number(facts.waiting)),
        )

    def _on_move(self) -> None:
        dialog = MoveDialog(self._till(), self._consequences(), self.backup.window())
        dialog.asked.connect(self._on_move_asked)
        dialog.open()

    def _consequences(self) -> tuple[str, ...]:
        waiting = self._bridge.status.pending if self._bridge.status is not None else 0
        goes = self.tr("A backup of this till is saved into a file and read back. What waits goes along: {count}.")
        told = (
            goes.format(count=messages.number(waiting)),
            self.tr("Then this till closes, sends nothing any more, and does not open again."),
            self.tr("On the other machine, start Counterfoil and choose “Restore or move from a file”."),
        )
        if self._place == "file":
            return told
        away = self.tr("The token of the service does not go along. Have it at hand for the new machine.")
        return (*told, away)

    def _on_move_asked(self, asked: BackupAsked) -> None:
        work = partial(support.move_away, asked=asked)
        self._bridge.ask(work, self._on_moved, thread="background", failed=self._on_not_moved)

    def _on_moved(self, _facts: BackupFacts) -> None:
        """End here: the next start finds that this till has moved, and says where to go on."""
        start_again()

    def _on_not_moved(self, error: KnownError) -> None:
        dialog = self._open_one(MoveDialog)
        if dialog is None:
            self.notified.emit(messages.format_error(error), "bad")
        else:
            dialog.show_problem(error)

    def _open_one(self, kind: type[D]) -> D | None:
        found = self.backup.window().findChildren(kind)
        return next((each for each in found if each.isVisible()), None)

    def _on_check(self) -> None:
        self._bridge.ask(till.examine, self._on_checked, thread="counter", failed=self._on_not_checked)

    def _on_checked(self, findings: tuple[Finding, ...]) -> None:
        self.check.show_findings(findings)

    def _on_not_checked(self, error: KnownError) -> None:
        self.check.show_trouble()
        self.notified.emit(messages.format_error(error), "bad")

    def _on_diagnostics(self) -> None:
        title = self.tr("Save diagnostics")
        dialog = file_dialog.save_file("diagnostics_dialog", title, f"counterfoil{_ZIP}", self.diagnostics.window())
        dialog.fileSelected.connect(self._on_diagnostics_place)

    def _on_diagnostics_place(self, name: str) -> None:
        path = Path(name)
        if path.suffix != _ZIP:
            self.diagnostics.show_said(file_dialog.wrong_ending(_ZIP))
            return
        work = partial(support.write_diagnostics, path=path, replace=True)
        self._bridge.ask(work, partial(self._on_told, path), thread="background", failed=self._on_not_told)

    def _on_told(self, path: Path, _parts: int) -> None:
        self.diagnostics.show_said(messages.format_sentence("diagnostics.made", {"path": path}))

    def _on_not_told(self, error: KnownError) -> None:
        self.diagnostics.show_said(messages.format_error(error))
