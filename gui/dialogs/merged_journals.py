"""What the journals of all tills come to, put together: how whole each is, and whose each write in doubt was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from operator import attrgetter

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.rows.merged import ClaimedWrite, MergedJournals, MergedTill
from gui.dialogs.fitting import FittingDialog
from gui.widgets.buttons.button import button
from gui.widgets.lists.table import Table
from gui.widgets.lists.table_model import Column, TableModel
from gui.widgets.text.labels import label
from gui.wording import messages

translate = QCoreApplication.translate

_SIZE = 820, 600
_TABLE_LEAST = 116
"""px"""


class MergedJournalsDialog(FittingDialog):
    """Nothing is settled here: `operation_requested` carries the id of what a manager settles in the outbox."""

    keeps_input = False
    operation_requested = Signal(str)

    def __init__(self, journals: MergedJournals, claimed: tuple[ClaimedWrite, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("merged_dialog")
        self.setModal(True)
        self.setWindowTitle(self.tr("The journals of all tills"))
        self._row: ClaimedWrite | None = None
        self._model: TableModel[ClaimedWrite] = TableModel(_claim_columns(), self, key=attrgetter("claim"))
        self._claims = Table(self._model, "merged_claims", self.tr("Writes in doubt that the journals decide"))
        self._story = label("", "text", "merged_story", wrap=True)
        self._outbox = button(self.tr("Go to the &outbox"), "merged_outbox")
        self._close = button(self.tr("&Close"), "merged_close", "quiet")
        self._arrange(journals)
        self._claims.setVisible(bool(claimed))
        self._outbox.setVisible(any(each.own for each in claimed))
        self._show_claims(journals, claimed)

        self._claims.row_current.connect(self._on_row)
        self._claims.row_chosen.connect(self._on_outbox)
        self._outbox.clicked.connect(self._on_outbox)
        self._close.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)

    def _arrange(self, journals: MergedJournals) -> None:
        tills: TableModel[MergedTill] = TableModel(_till_columns(), self, key=attrgetter("till"))
        table = Table(tills, "merged_tills", self.tr("Journals that were read"))
        tills.show_rows(journals.tills)
        for each in (table, self._claims):
            each.setMinimumHeight(_TABLE_LEAST)
        counts = {"tills": len(journals.tills), "expected": journals.expected, "claims": len(journals.claims)}
        sentence = messages.format_sentence("merge.done" if journals.whole else "merge.not_whole", counts)
        wrong = label("\n".join(_troubles(journals)), "warn", "merged_troubles", wrap=True)
        wrong.setVisible(bool(wrong.text()))
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self._outbox)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(12)
        column.addWidget(label(self.windowTitle(), "heading", "merged_heading", wrap=True))
        column.addWidget(label(sentence, "strong", "merged_sentence", wrap=True))
        column.addWidget(table, 1)
        column.addWidget(wrong)
        column.addWidget(self._claims, 1)
        column.addWidget(self._story)
        column.addLayout(buttons)
        self.resize(*_SIZE)

    def _show_claims(self, journals: MergedJournals, claimed: tuple[ClaimedWrite, ...]) -> None:
        self._model.show_rows(claimed)
        if claimed:
            self._claims.choose_row(0)
            self._claims.setFocus()
            self._on_row(claimed[0])
            return
        self._close.setFocus()
        if journals.whole:
            self._story.setText(
                self.tr("No write in doubt can be decided from these journals. There is nothing to do.")
            )
        else:
            self._story.setText(self.tr("Bring what is missing into the folder of the shop, then read them again."))

    def _on_row(self, row: ClaimedWrite) -> None:
        self._row = row
        self._outbox.setEnabled(row.own)
        if row.own:
            text = self.tr(
                "This was this till's write: it changed the card by {amount}. Settle it as done in the outbox."
            )
        else:
            text = self.tr("This was the write of {till}: it changed the card by {amount}. It is settled there.")
        self._story.setText(text.format(till=row.till, amount=_amount(row)))

    def _on_outbox(self) -> None:
        if self._row is not None and self._row.own:
            self.accept()
            self.operation_requested.emit(self._row.claim.operation_id)


def _troubles(journals: MergedJournals) -> Iterator[str]:
    """Say of each journal that is not whole, and of each file that is no page, what to do."""
    for each in journals.tills:
        if not each.whole:
            yield messages.format_sentence(f"merge.till_{'parts' if each.parts_at else 'gaps'}", asdict(each))
    for name in journals.unread:
        yield messages.format_sentence("merge.unread", {"file": name})


def _state(row: MergedTill) -> str:
    if row.parts_at:
        return translate("MergedJournals", "Two journals")
    return translate("MergedJournals", "Entries missing") if row.missing else translate("MergedJournals", "Whole")


def _tone(row: MergedTill) -> str:
    return "good" if row.whole else "bad" if row.parts_at else "warn"


def _name(row: MergedTill) -> str:
    return translate("MergedJournals", "{till}, this one").format(till=row.name) if row.own else row.name


def _card(row: ClaimedWrite) -> str:
    return str(row.claim.card_id) if row.card is None else f"•••• {row.card.last_characters}"


def _amount(row: ClaimedWrite) -> str:
    """Write what changed; where the card is not known here, neither is its currency."""
    if row.card is None:
        return translate("MergedJournals", "{count} minor units").format(count=messages.number(row.claim.amount))
    return messages.money(row.claim.amount, row.card.currency, sign=True)


def _till_columns() -> tuple[Column[MergedTill], ...]:
    return (
        Column(translate("MergedJournals", "Journal of"), _name),
        Column(
            translate("MergedJournals", "Read up to entry"),
            lambda row: messages.number(row.entries),
            lambda row: row.entries,
            right=True,
            width=190,
        ),
        Column(translate("MergedJournals", "State"), _state, _state, _tone, width=210),
    )


def _claim_columns() -> tuple[Column[ClaimedWrite], ...]:
    return (
        Column(translate("MergedJournals", "Card"), _card, width=170),
        Column(translate("MergedJournals", "Number of the write"), lambda row: str(row.claim.number), width=190),
        Column(translate("MergedJournals", "Amount"), _amount, lambda row: row.claim.amount, right=True, width=200),
        Column(translate("MergedJournals", "Till"), attrgetter("till")),
    )
