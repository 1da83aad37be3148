"""What the tills of a shop have in common, from the settings: asks the core, and shows what came of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from core.domain.invitation import ENDING
from core.domain.shop_file import FILE_NAME
from core.usecases import sharing
from gui.dialogs import file_dialog
from gui.views.settings.setting_names import setting_names
from gui.views.settings.sharing_panel import SharingPanel
from gui.wording import messages

if TYPE_CHECKING:
    from core.domain.invitation import JoinAsked
    from core.domain.shop_file import ShopPreview
    from core.errors import KnownError
    from core.usecases.sharing import (
        JournalsMerged,
        SharingBegun,
        ShopFileTaken,
        ShopFileWritten,
        ShopJoined,
        TillInvited,
    )
    from gui.dialogs.join import JoinDialog
    from gui.work.core_bridge import CoreBridge

_SHOP = Path(FILE_NAME).suffix


class SharedSettings(QObject):
    """`taken`: settings and people are the shop's now. `operation_requested` carries an id for the outbox."""

    taken = Signal()
    operation_requested = Signal(str)

    def __init__(self, bridge: CoreBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.panel = SharingPanel()
        self._merging = False

        self.panel.begin_requested.connect(self._on_begin)
        self.panel.join_requested.connect(self._on_join)
        self.panel.write_requested.connect(self._on_write)
        self.panel.invite_requested.connect(self._on_invite)
        self.panel.take_requested.connect(self._on_take)
        self.panel.merge_requested.connect(self._on_merge)

    def read(self) -> None:
        self._bridge.ask(sharing.read_standing, self.panel.show_standing)

    def _run(self, work: Any, done: Any) -> None:
        self._bridge.run(work, done, failed=self._on_failed)

    def _on_begin(self) -> None:
        from gui.dialogs.confirm import Confirm, Confirmation  # noqa: PLC0415 - seldom asked for

        asked = Confirmation(
            self.tr("Let this till lead the shop?"),
            self.tr("Its settings, rights and people then go to the other tills, and replace theirs."),
            self.tr("&Let it lead"),
            self.tr("Leave it as it is"),
        )
        dialog = Confirm(asked, self.panel.window())
        dialog.accepted.connect(partial(self._run, sharing.begin_sharing, self._on_begun))
        dialog.open()

    def _on_begun(self, done: SharingBegun) -> None:
        self.read()
        self.panel.show_said(messages.format_sentence("shop.leads_now", {"shop": done.standing.shop}))

    def _on_write(self) -> None:
        title = self.tr("Write the shop file")
        dialog = file_dialog.save_file("shop_write_dialog", title, FILE_NAME, self.panel.window())
        dialog.fileSelected.connect(self._on_write_place)

    def _on_write_place(self, name: str) -> None:
        path = Path(name)
        if path.suffix != _SHOP:
            self.panel.show_said(file_dialog.wrong_ending(_SHOP))
            return
        self._run(partial(sharing.write_shop_file, path=path), self._on_written)

    def _on_written(self, done: ShopFileWritten) -> None:
        self.read()
        self.panel.show_said(messages.format_sentence("shop.written", {"path": done.path}))

    def _on_invite(self) -> None:
        title = self.tr("Invite a till")
        dialog = file_dialog.save_file("invite_dialog", title, f"till{ENDING}", self.panel.window())
        dialog.fileSelected.connect(self._on_invite_place)

    def _on_invite_place(self, name: str) -> None:
        path = Path(name)
        if path.suffix != ENDING:
            self.panel.show_said(file_dialog.wrong_ending(ENDING))
            return
        self._run(partial(sharing.invite_till, path=path), partial(self._on_invited, path))

    def _on_invited(self, path: Path, done: TillInvited) -> None:
        from gui.dialogs.invitation import InvitationDialog  # noqa: PLC0415 - as above

        self.read()
        InvitationDialog(done.facts, path, self.panel.window()).open()

    def _on_take(self) -> None:
        kinds = f"{self.tr('Shop files')} (*{_SHOP});;{self.tr('All files')} (*)"
        title = self.tr("Take over a shop file")
        dialog = file_dialog.open_file("shop_take_dialog", title, kinds, self.panel.window())
        dialog.fileSelected.connect(self._on_take_chosen)

    def _on_take_chosen(self, name: str) -> None:
        path = Path(name)
        work = partial(sharing.look_through_shop_file, path=path)
        self._bridge.ask(work, partial(self._on_looked_through, path), thread="counter", failed=self._on_failed)

    def _on_looked_through(self, path: Path, preview: ShopPreview) -> None:
        from gui.dialogs.shop_preview import ShopPreviewDialog  # noqa: PLC0415 - as above

        dialog = ShopPreviewDialog(preview, setting_names(), self.panel.window())
        dialog.accepted.connect(partial(self._run, partial(sharing.take_shop_file, path=path), self._on_taken))
        dialog.open()

    def _on_taken(self, done: ShopFileTaken) -> None:
        self.read()
        facts = done.preview.facts
        values = {"count": len(done.preview.changes), "made": messages.moment(facts.version), "till": facts.till}
        self.panel.show_said(messages.format_sentence("shop.taken", values))
        self.taken.emit()

    def _on_merge(self) -> None:
        if self._merging:
            return
        self._merging = True
        self.panel.show_merging()
        self._bridge.run(sharing.merge_in_folder, self._on_merged, thread="files", failed=self._on_not_merged)

    def _on_merged(self, done: JournalsMerged) -> None:
        from gui.dialogs.merged_journals import MergedJournalsDialog  # noqa: PLC0415 - as above

        self._merging = False
        self.panel.show_merged()
        dialog = MergedJournalsDialog(done.journals, done.claimed, self.panel.window())
        dialog.operation_requested.connect(self.operation_requested)
        dialog.open()

    def _on_not_merged(self, error: KnownError) -> None:
        self._merging = False
        self._on_failed(error)

    def _on_join(self) -> None:
        from gui.dialogs.join import JoinDialog  # noqa: PLC0415 - as above

        dialog = JoinDialog(self.panel.window())
        dialog.asked.connect(self._on_join_asked)
        dialog.open()

    def _on_join_asked(self, asked: JoinAsked) -> None:
        work = partial(sharing.join_shop, asked=asked)
        self._bridge.run(work, self._on_joined, failed=self._on_not_joined)

    def _on_joined(self, done: ShopJoined) -> None:
        dialog = self._open_join()
        if dialog is not None:
            dialog.accept()
        self.read()
        said = [messages.format_sentence("shop.joined", {"shop": done.joined.shop})]
        if not done.joined.erased:
            said.append(messages.format_sentence("shop.not_erased", {}))
        self.panel.show_said(" ".join(said))
        self.taken.emit()

    def _on_not_joined(self, error: KnownError) -> None:
        dialog = self._open_join()
        if dialog is None:
            self._on_failed(error)
        else:
            dialog.show_problem(error)

    def _open_join(self) -> JoinDialog | None:
        """Return the dialog, which may be gone when the answer comes, as after a lock."""
        from gui.dialogs.join import JoinDialog  # noqa: PLC0415 - as above

        return next((each for each in self.panel.window().findChildren(JoinDialog) if each.isVisible()), None)

    def _on_failed(self, error: KnownError) -> None:
        self.panel.show_said(messages.format_error(error))
