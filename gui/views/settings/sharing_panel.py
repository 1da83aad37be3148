"""How this till stands to the other tills of the shop, and what can be done about it from here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.shop_file import ShopStanding
from gui.widgets.buttons.button import button
from gui.widgets.layout.flow import Flow
from gui.widgets.layout.panel import Panel
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label
from gui.wording import messages


class SharingPanel(Panel):
    """What a till that stands like this one cannot do has no button."""

    begin_requested = Signal()
    join_requested = Signal()
    write_requested = Signal()
    invite_requested = Signal()
    take_requested = Signal()
    merge_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Settings and people of all tills"), parent, name="settings_tills")
        self._stands = label("", "text", "tills_stand", wrap=True)
        self._trouble = label("", "warn", "tills_trouble", wrap=True)
        self._said = label("", "text", "tills_said", wrap=True)
        self._begin = button(self.tr("Let this till lea&d…"), "tills_begin")
        self._join = button(self.tr("&Join a shop…"), "tills_join")
        self._write = button(self.tr("Write the shop &file…"), "tills_write")
        self._invite = button(self.tr("Invite a &till…"), "tills_invite")
        self._take = button(self.tr("Take over a shop &file…"), "tills_take")
        self._merge = button(self.tr("Put the journals to&gether…"), "tills_merge")
        told = self.tr(
            "At the till that leads, a manager changes settings, rights and people; the others take them over from a "
            "file. Printers, scanner and the name of a till stay its own."
        )
        buttons = QWidget()
        row = Flow(buttons, gap=8)
        for each in (self._begin, self._join, self._write, self._invite, self._take, self._merge):
            row.addWidget(each)
            each.hide()
        self.body.addWidget(label(told, "hint", "tills_hint", wrap=True))
        self.body.addWidget(self._stands)
        self.body.addWidget(self._trouble)
        self.body.addWidget(buttons)
        self.body.addWidget(self._said)
        self._said.hide()
        self._trouble.hide()

        self._begin.clicked.connect(self.begin_requested)
        self._join.clicked.connect(self.join_requested)
        self._write.clicked.connect(self.write_requested)
        self._invite.clicked.connect(self.invite_requested)
        self._take.clicked.connect(self.take_requested)
        self._merge.clicked.connect(self.merge_requested)

    def show_standing(self, standing: ShopStanding) -> None:
        role = "leads" if standing.leads else "takes" if standing.shop else "alone"
        made = messages.moment(standing.version) if standing.version else "–"
        values = {"shop": standing.shop, "made": made, "till": standing.made_by}
        self._stands.setText(messages.format_sentence(f"shop.stands_{role}", values))
        self._trouble.setVisible(standing.trouble is not None)
        if standing.trouble is not None:
            self._trouble.setText(messages.format_message(standing.trouble))
        self._begin.setVisible(not standing.shop)
        self._join.setVisible(not standing.leads)
        self._write.setVisible(standing.leads)
        self._invite.setVisible(standing.leads)
        self._take.setVisible(bool(standing.shop) and not standing.leads)
        self._merge.setVisible(bool(standing.shop and standing.folder))

    def show_merging(self) -> None:
        """Say that the journals are read: a year of them takes seconds."""
        self.show_said(self.tr("The journals are being read…"))

    def show_merged(self) -> None:
        self._said.hide()

    def show_said(self, text: str) -> None:
        self._said.setText(text)
        self._said.show()
        announce(self, text)
