"""The policy of the shop for its cards: its rules and sources, who changed it, and the limits that it proposes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.usecases import policy
from gui.dialogs.confirm import Confirm, Confirmation
from gui.views.settings.policy_fields import policy_section
from gui.views.settings.section import SettingsSection
from gui.widgets.buttons.button import button
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label
from gui.wording import messages, right_words

if TYPE_CHECKING:
    from core.errors import KnownError
    from core.usecases.policy import LimitProposal, PolicyRead
    from core.usecases.settings import StoredSettings
    from gui.work.core_bridge import CoreBridge


class PolicySection(SettingsSection):
    """The rules, and below them what is to be said of them as a whole."""

    limits_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(policy_section(), parent)
        told = self.tr(
            "What the law or the shop asks of gift cards. The till tells clerks where a card does not follow it, and "
            "refuses nothing. Information, not legal advice."
        )
        self._said = label("", "text", "policy_said", wrap=True)
        self._limits = button(self.tr("Set the proposed limits…"), "policy_limits")
        buttons = QHBoxLayout()
        buttons.addWidget(self._limits)
        buttons.addStretch(1)
        self.body.insertWidget(1, label(told, "hint", "policy_hint", wrap=True))
        self.body.addWidget(self._said)
        self.body.addLayout(buttons)
        self._said.hide()
        self._limits.setEnabled(False)
        self.proposed: tuple[LimitProposal, ...] = ()

        self._limits.clicked.connect(self.limits_requested)

    def show_policy(self, read: PolicyRead) -> None:
        """Show who changed it, what is to be said of it, and the limits that follow from it."""
        self.proposed = read.limits
        day, _, who = read.policy.edited.partition(" ")
        changed = self.tr("Changed on {day} by {who}.") if who else self.tr("Changed on {day}.")
        lines = [changed.format(day=messages.day(day), who=who)] if day else []
        lines += [self.proposal(each) for each in read.limits]
        lines += [messages.format_message(each) for each in read.remarks]
        self._said.setText("\n".join(lines))
        self._said.setVisible(bool(lines))
        if not self._limits.hasFocus():  # whoever is on it by the keyboard is not thrown off
            self._limits.setEnabled(bool(read.limits))

    def proposal(self, limit: LimitProposal) -> str:
        """Return what would be another limit, and by which rule."""
        text = self.tr("Proposed for clerks: {act} up to {after} (now: {before}). {source}")
        before = limit.before or self.tr("no limit")
        act = right_words.act(limit.permission)
        return text.format(act=act, after=limit.after, before=before, source=limit.source).strip()


class PolicyEditor(QObject):
    """Reads the policy, and asks before it sets limits. `notified`: a finished text and its tone."""

    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.panel = PolicySection()

        self.panel.limits_requested.connect(self._on_limits)

    def read(self) -> None:
        self._bridge.ask(policy.read_policy, self._on_read)

    def _on_read(self, read: PolicyRead) -> None:
        self.panel.show_policy(read)

    def _on_limits(self) -> None:
        question = self.tr("Set the proposed limits of clerks?")
        sentence = "\n".join(map(self.panel.proposal, self.panel.proposed))
        dialog = Confirm(
            Confirmation(question, sentence, self.tr("Set them"), self.tr("Leave them")), self.panel.window()
        )
        dialog.accepted.connect(self._on_confirmed)
        dialog.open()

    def _on_confirmed(self) -> None:
        self._bridge.run(policy.set_limits, self._on_set, failed=self._on_not_set)

    def _on_set(self, done: StoredSettings) -> None:
        text = messages.format_sentence("policy.limits", {"count": len(done.values)})
        self.notified.emit(text, "good")
        announce(self.panel, text)
        self.read()

    def _on_not_set(self, error: KnownError) -> None:
        self.notified.emit(messages.format_error(error), "bad")
