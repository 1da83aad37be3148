"""The plan of the scheduled backups: where, when, how many stay; the password, one at once, and how it stands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.usecases import backups
from gui.dialogs import file_dialog
from gui.dialogs.backup_password import BackupPasswordDialog
from gui.views.settings.fields import Section
from gui.views.settings.section import SettingsSection
from gui.widgets.buttons.button import button
from gui.widgets.forms.field_rows import Field
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label, set_look
from gui.wording import messages

if TYPE_CHECKING:
    from core.domain.backup_plan import StoredBackup
    from core.errors import KnownError
    from core.usecases.backups import BackupMade, BackupPasswordSet, BackupsRead
    from gui.work.core_bridge import CoreBridge

_FOLDER = "backup.folder"
_THREAD = "files"


class BackupPlanSection(SettingsSection):
    """A section with the password, a backup at once, and a line that says how the plan stands."""

    password_requested = Signal()
    backup_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self._section(), parent)
        told = self.tr(
            "Made without anybody there, while this program runs. Each is read back, and an older one goes only once a "
            "newer one is whole. Beside the newest ones, the last of so many days, weeks and months stays."
        )
        self._choose = button(self.tr("Choose a folder…"), "backups_choose")
        self._password = button(self.tr("Set the password…"), "backups_password")
        self._now = button(self.tr("Make one now"), "backups_now")
        self._said = label("", "text", "backups_said", wrap=True)
        self._rows.put_beside(_FOLDER, self._choose)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._password)
        buttons.addWidget(self._now)
        buttons.addStretch(1)
        self.body.insertWidget(1, label(told, "hint", "backups_hint", wrap=True))
        self.body.addLayout(buttons)
        self.body.addWidget(self._said)
        self._said.hide()

        self._choose.clicked.connect(self._on_folder_wanted)
        self._password.clicked.connect(self.password_requested)
        self._now.clicked.connect(self.backup_requested)

    def show_sandbox(self, *, sandbox: bool) -> None:
        for each in (self._choose, self._password, self._now):
            each.setEnabled(not sandbox)

    def show_busy(self) -> None:
        """Say that one is being made: it may take a while onto a slow stick."""
        self.show_said(self.tr("Saving and reading it back…"))

    def show_said(self, text: str, *, bad: bool = False) -> None:
        self._said.setText(text)
        set_look(self._said, role="bad" if bad else "text")
        self._said.setVisible(bool(text))

    def tell(self, text: str, *, bad: bool = False) -> None:
        self.show_said(text, bad=bad)
        announce(self, text)

    def _on_folder_wanted(self) -> None:
        title = self.tr("Choose a folder for the backups")
        dialog = file_dialog.choose_folder("backups_folder_dialog", title, self)
        dialog.fileSelected.connect(partial(self.enter, _FOLDER))

    def _section(self) -> Section:
        return Section(
            "backups",
            self.tr("Scheduled backups"),
            (
                Field(
                    _FOLDER,
                    self.tr("Folder"),
                    self.tr("Best on a stick or another computer. Empty: none are made."),
                    most=500,
                ),
                Field(
                    "backup.when",
                    self.tr("When"),
                    self.tr("A time of day in the shop, such as 21:30, or every so many hours, such as 6h."),
                    most=8,
                ),
                Field("backup.latest", self.tr("Newest kept"), most=3),
                Field("backup.days", self.tr("Daily kept"), most=3, joins=True),
                Field("backup.weeks", self.tr("Weekly kept"), most=3, joins=True),
                Field("backup.months", self.tr("Monthly kept"), most=3, joins=True),
            ),
        )


class BackupPlanning(QObject):
    """Asks the core in a thread of its own: a folder on a network may take its time."""

    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._busy = False
        self.panel = BackupPlanSection()

        self.panel.password_requested.connect(self._on_password)
        self.panel.backup_requested.connect(self._on_now)

    def read(self) -> None:
        self._bridge.ask(backups.read_backups, self._on_read, thread=_THREAD)
        if self._bridge.status is not None:
            self.panel.show_sandbox(sandbox=self._bridge.status.sandbox)

    def _on_read(self, read: BackupsRead) -> None:
        if not read.plan.folder:
            self.panel.show_said("")
        elif read.state.problem is not None:
            self.panel.show_said(messages.format_message(read.state.problem), bad=True)
        elif read.unread is not None:
            self.panel.show_said(messages.format_error(read.unread), bad=True)
        elif not read.has_password:
            self.panel.show_said(messages.format_sentence("backups.no_password", {}), bad=True)
        else:
            self.panel.show_said(self._told(read.stored))

    def _told(self, stored: tuple[StoredBackup, ...]) -> str:
        if not stored:
            return self.tr("The first one is made within a minute.")
        text = self.tr("The newest is of {when}: {file}. Backups of this till in the folder: {count}.")
        newest = stored[0]
        count = messages.number(len(stored))
        return text.format(when=messages.moment(newest.at), file=newest.name, count=count)

    def _on_password(self) -> None:
        dialog = BackupPasswordDialog(self.panel.window())
        dialog.asked.connect(self._on_password_asked)
        dialog.open()

    def _on_password_asked(self, password: str) -> None:
        work = partial(backups.set_backup_password, password=password)
        self._bridge.run(work, self._on_password_set, thread=_THREAD, failed=self._on_password_refused)

    def _on_password_set(self, done: BackupPasswordSet) -> None:
        if (dialog := self._open_one()) is not None:
            dialog.accept()
        self.notified.emit(messages.format_sentence("backups.password_set", {}), "good")
        self._on_read(done.read)
        self._bridge.wake()  # what failed for want of it is made at once

    def _on_password_refused(self, error: KnownError) -> None:
        dialog = self._open_one()
        if dialog is None:
            self.notified.emit(messages.format_error(error), "bad")
        else:
            dialog.show_problem(error)

    def _open_one(self) -> BackupPasswordDialog | None:
        found = self.panel.window().findChildren(BackupPasswordDialog)
        return next((each for each in found if each.isVisible()), None)

    def _on_now(self) -> None:
        """Make one, once at a time; the button keeps the focus meanwhile."""
        if self._busy:
            return
        self._busy = True
        self.panel.show_busy()
        self._bridge.run(backups.back_up_now, self._on_made, thread=_THREAD, failed=self._on_not_made)

    def _on_made(self, done: BackupMade) -> None:
        self._busy = False
        self.panel.tell(self._told(done.read.stored))

    def _on_not_made(self, error: KnownError) -> None:
        self._busy = False
        self.panel.tell(messages.format_error(error), bad=True)
