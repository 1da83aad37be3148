"""What a new card is besides its amount: sold or given, a note, how long it is usable, and whose code it carries."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.code import last_four
from core.domain.command import Issue
from core.domain.design import Design
from core.domain.greeting import MESSAGE_MOST, NAME_MOST, Greeting
from core.domain.policy import ShopPolicy, years_later
from gui.dialogs.card_code import CardCodeDialog
from gui.views.issue.sale_designs import SaleDesigns
from gui.views.lists.filter_chips import FilterChips
from gui.widgets.buttons.button import button
from gui.widgets.forms.day_field import DayField
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.layout.panel import Panel
from gui.widgets.text.labels import label, label_of
from gui.wording import messages

_NO_END, _OWN_DATE = "", "date"
_YEARS = (1, 5)

_WIDEST = 760
"""px of a text field."""


class SaleDetails(Panel):
    """`changed` whenever `issue` would give another command."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("New gift card"), parent, name="sale_details")
        self._code: str | None = None
        self._kinds = FilterChips("sale_kind", self._kind_words())
        self._ends = FilterChips("sale_until", self._end_words())
        self._policy: ShopPolicy | None = None
        self._early = label("", "warn", "sale_early", wrap=True)
        self._designs = SaleDesigns()
        self._greeting = FieldRows(self._greeting_fields(), beside=True)
        note = Field("sale_note", self.tr("Note for the shop"), placeholder=self.tr("Not printed"), checked=False)
        self._note = FieldRows((note,))
        self._date = DayField(self.tr("Last day it can be used"), "sale_date", ends=False)
        self._rare = FieldRows(
            (
                Field(
                    "sale_template", self.tr("Template suffix"), self.tr("Chooses the design in the web shop."), most=60
                ),
            )
        )
        self._more = button(self.tr("&More"), "sale_more", "quiet")
        self._code_line = label("", "text", "sale_code_line", wrap=True)
        self._scan = button(self.tr("Use a &pre-printed card…"), "sale_scan_code")
        self._arrange()
        self._early.hide()
        self.clear()

        self.changed.connect(self._show_early)
        self._kinds.chosen.connect(self.changed)
        self._ends.chosen.connect(self._on_end_chosen)
        self._date.changed.connect(self.changed)
        self._designs.chosen.connect(self.changed)
        self._greeting.changed.connect(self.changed)
        self._note.changed.connect(self.changed)
        self._rare.changed.connect(self.changed)
        self._more.clicked.connect(self._on_more)
        self._scan.clicked.connect(self._on_scan)

    @property
    def complete(self) -> bool:
        return self._ends.value != _OWN_DATE or self._date.iso is not None

    @property
    def given_away(self) -> bool:
        """No money is taken for it."""
        return self._kinds.value in {"goodwill", "promotion", "refund"}

    def issue(self, minor: int, currency: str) -> Issue:
        """Return the command for `minor` units of `currency`."""
        return Issue(
            amount=minor,
            currency=currency,
            code=self._code,
            note=self._note.value("sale_note") or None,
            expires_on=self._expires_on(),
            template_suffix=self._rare.value("sale_template") or self._designs.value,
            kind=self._kinds.value,
            greeting=Greeting(*self._greeting.values().values()),
        )

    def clear(self) -> None:
        """Clear all, as for a customer who wants a plain card."""
        self._designs.clear()
        for name in self._greeting.values():
            self._greeting.set_value(name, "")
        self._note.set_value("sale_note", "")
        self._rare.set_value("sale_template", "")
        self._date.show_iso(None)
        self._kinds.choose("sold")
        self._ends.choose(_NO_END)
        self._date.hide()
        self._rare.hide()
        self._more.show()
        self.use_code(None)

    def show_designs(self, designs: tuple[Design, ...]) -> None:
        """Offer what the shop sells."""
        self._designs.show_designs(designs)

    def show_policy(self, policy: ShopPolicy | None) -> None:
        """Say from now on where a card would end earlier than this has it."""
        self._policy = policy
        self._show_early()

    def put_first(self, title: str, widget: QWidget) -> QWidget:
        """Put a line above all others here, where the page scrolls: the panel of the amount has no room to give."""
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label_of(widget, title))
        column.addWidget(widget)
        self.body.insertWidget(1, line)
        return line

    def use_code(self, code: str | None) -> None:
        """Take the code of a card that lies on the counter; None: a new one is drawn."""
        self._code = code
        if code is None:
            self._code_line.setText(self.tr("A new code is drawn and printed."))
            self._scan.setText(self.tr("Use a &pre-printed card…"))
        else:
            text = self.tr("The pre-printed card that ends in {last} is charged.")
            self._code_line.setText(text.format(last=last_four(code).upper()))
            self._scan.setText(self.tr("&Draw a new code instead"))
        self.changed.emit()

    def _kind_words(self) -> tuple[tuple[str, str], ...]:
        return (
            ("sold", self.tr("Sold")),
            ("refund", self.tr("Refund")),
            ("goodwill", self.tr("Goodwill")),
            ("promotion", self.tr("Promotion")),
        )

    def _end_words(self) -> tuple[tuple[str, str], ...]:
        years = ((str(n), self.tr("1 year") if n == 1 else self.tr("{n} years").format(n=n)) for n in _YEARS)
        return ((_NO_END, self.tr("No end")), *years, (_OWN_DATE, self.tr("Date…")))

    def _greeting_fields(self) -> tuple[Field, ...]:
        printed = self.tr("Printed on the card")
        return (
            Field("sale_recipient", self.tr("To"), placeholder=printed, most=NAME_MOST, checked=False),
            Field("sale_sender", self.tr("From"), placeholder=printed, most=NAME_MOST, checked=False),
            Field("sale_message", self.tr("Message"), placeholder=printed, most=MESSAGE_MOST, checked=False),
        )

    def _arrange(self) -> None:
        self.body.setSpacing(8)
        self.body.addWidget(label_of(self._designs, self.tr("Design")))
        self.body.addWidget(self._designs)
        for title, chips in ((self.tr("What it is"), self._kinds), (self.tr("Usable"), self._ends)):
            self.body.addWidget(label(title, "label"))
            self.body.addLayout(_left(chips))
        for rows in (self._date, self._early, self._greeting, self._note):
            self.body.addLayout(_readable(rows))
        self.body.addWidget(label(self.tr("Code"), "label"))
        code = QWidget()
        line = QHBoxLayout(code)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self._code_line, 1)
        line.addWidget(self._scan)
        self.body.addLayout(_readable(code))
        self.body.addLayout(_readable(self._rare))
        self.body.addLayout(_left(self._more))
        self.body.addStretch(1)

    def _expires_on(self) -> str | None:
        chosen = self._ends.value
        if chosen == _NO_END:
            return None
        return self._date.iso if chosen == _OWN_DATE else years_later(_today(), int(chosen)).isoformat()

    def _show_early(self) -> None:
        """Warn of an end that is too early; what is given away has no rule."""
        message = None if self._policy is None else self._policy.about(self.issue(0, ""), _today())
        self._early.setText(messages.format_message(message))
        self._early.setVisible(message is not None)

    def _on_end_chosen(self, chosen: str) -> None:
        self._date.setVisible(chosen == _OWN_DATE)
        if chosen == _OWN_DATE:
            self._date.take_focus()
        self.changed.emit()

    def _on_more(self) -> None:
        self._more.hide()
        self._rare.show()
        self._rare.input("sale_template").setFocus()

    def _on_scan(self) -> None:
        if self._code is not None:
            self.use_code(None)
            return
        dialog = CardCodeDialog(self)
        dialog.code_given.connect(self.use_code)
        dialog.open()


def _readable(rows: QWidget) -> QHBoxLayout:
    """Lay out no wider than a line that is read at a glance; on a large screen the rest stays free."""
    rows.setMaximumWidth(_WIDEST)
    row = QHBoxLayout()
    row.addWidget(rows, 1000)
    row.addStretch(1)
    return row


def _left(widget: QWidget) -> QVBoxLayout | QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(widget)
    row.addStretch(1)
    return row


def _today() -> date:
    return datetime.now().astimezone().date()
