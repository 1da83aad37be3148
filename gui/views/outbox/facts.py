"""What was expected of an operation, what was found and what is missing, as figures side by side."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.domain.operation import MONEY_KINDS, State
from core.rows import CardRow, OperationRow
from gui.widgets.layout.flow import Flow
from gui.widgets.text.labels import label
from gui.wording import messages
from gui.wording.settle_words import in_doubt


class OutboxFacts(QWidget):
    """Hidden for all that needs no person, and where no money moves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outbox_facts")
        self._flow = Flow(self, gap=32)
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self.hide()

    def show_operation(self, row: OperationRow, card: CardRow | None) -> None:
        facts = self._facts(row, card)
        self.setVisible(bool(facts))
        if facts == self._shown:
            return
        self._shown = facts
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for name, title, figure in facts:
            self._flow.addWidget(_fact(name, title, figure))

    def _facts(self, row: OperationRow, card: CardRow | None) -> tuple[tuple[str, str, str], ...]:
        if row.state is not State.PARKED or row.kind not in MONEY_KINDS:
            return ()
        owed = self.tr("In doubt") if in_doubt(row) else self.tr("Not booked")
        facts = [
            ("wanted", self.tr("Expected"), _signed(row.want, row.currency)),
            ("known", self.tr("Confirmed"), _signed(row.known, row.currency)),
            ("owed", owed, _signed(row.owed, row.currency)),
        ]
        if card is not None and card.card_id > 0:
            shown, when = messages.money(card.confirmed_balance, card.currency), messages.when(card.seen_at)
            facts.append(("shown", self.tr("On the card, {when}").format(when=when), shown))
            if not in_doubt(row) and (short := -row.owed - max(0, card.balance)) > 0:
                facts.append(("short", self.tr("Missing"), messages.money(short, row.currency)))
        return tuple(facts)


def _signed(minor: int, currency: str) -> str:
    return messages.money(minor, currency, sign=bool(minor))


def _fact(name: str, title: str, figure: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(label(title, "hint", f"fact_{name}_title"))
    column.addWidget(label(figure, "money", f"fact_{name}"))
    return made
