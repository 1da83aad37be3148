"""From a button to the list of requests for approval, and to a decision about them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.usecases import approvals
from gui.dialogs.approvals import ApprovalsDialog
from gui.wording import approval_words, messages

if TYPE_CHECKING:
    from core.domain.approval import ApprovalRequest
    from core.errors import KnownError
    from core.usecases.approvals import Decisions, RequestChanged
    from core.usecases.changes import Changes
    from gui.work.core_bridge import CoreBridge


class ApprovalsController(QObject):
    """One dialog at a time; it is read again when the outbox changed. `notified` carries a text and its tone."""

    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, page: QWidget) -> None:
        super().__init__(page)
        self._bridge, self._page = bridge, page
        self._dialog: ApprovalsDialog | None = None

        bridge.changed.connect(self._on_changed)

    def open(self) -> None:
        """Read the requests and open the dialog."""
        if self._dialog is None:
            self._bridge.ask(approvals.read_requests, self._on_first, failed=self._on_failed)

    def _on_first(self, requests: tuple[ApprovalRequest, ...]) -> None:
        status = self._bridge.status
        if self._dialog is not None or status is None:
            return
        dialog = ApprovalsDialog(self._page.window(), decides=status.manages)
        dialog.approved.connect(self._on_approved)
        dialog.refused.connect(self._on_refused)
        dialog.withdrawn.connect(self._on_withdrawn)
        dialog.finished.connect(self._on_finished)
        self._dialog = dialog
        dialog.show_requests(requests)
        dialog.open()

    def _on_finished(self) -> None:
        self._dialog = None
        self._page.window().activateWindow()  # where no window manager gives the keyboard back

    def _on_changed(self, changes: Changes, _result: object) -> None:
        if self._dialog is not None and changes.queue:
            self._bridge.ask(approvals.read_requests, self._on_read)

    def _on_read(self, requests: tuple[ApprovalRequest, ...]) -> None:
        if self._dialog is not None:
            self._dialog.show_requests(requests)

    def _on_approved(self, numbers: tuple[int, ...]) -> None:
        work = partial(approvals.approve_requests, numbers=numbers)
        self._bridge.run(work, self._on_decided, failed=self._on_failed)

    def _on_refused(self, numbers: tuple[int, ...], reason: str) -> None:
        work = partial(approvals.refuse_requests, numbers=numbers, reason=reason)
        self._bridge.run(work, self._on_decided, failed=self._on_failed)

    def _on_withdrawn(self, number: int) -> None:
        work = partial(approvals.withdraw_request, number=number)
        self._bridge.run(work, self._on_taken_back, failed=self._on_failed)

    def _on_decided(self, found: Decisions) -> None:
        self._bridge.wake()
        if self._dialog is not None and all(each.problem is None for each in found.decided):
            self._dialog.forget_reason()
        self._tell("\n".join(filter(None, map(approval_words.decided, found.decided))))

    def _on_taken_back(self, changed: RequestChanged) -> None:
        self._tell(messages.format_sentence("approval.withdrawn", {"number": changed.request.number}))

    def _on_failed(self, error: KnownError) -> None:
        self._tell(messages.format_error(error), "bad")
        self._bridge.ask(approvals.read_requests, self._on_read)

    def _tell(self, text: str, tone: str = "good") -> None:
        if self._dialog is not None:
            self._dialog.show_note(text)
        else:
            self.notified.emit(text, tone)
