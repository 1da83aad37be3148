"""How the console writes a report, and its workbooks: English, whatever the window speaks."""

from __future__ import annotations

from core.domain.money import Money
from core.domain.outcome import Message
from core.rows.report import Cell, CellKind, ReportWord, local_time, number_text
from core.sentences import sentence


class EnglishWriting:
    """As the console writes: English, ISO dates, money with a point and without its currency."""

    def say(self, said: Message) -> str:
        values = {name: self.say(each) if isinstance(each, Message) else each for name, each in said.values.items()}
        return sentence(said.key, values)

    def cell(self, cell: Cell, kind: CellKind, currency: str) -> str:
        if cell is None:
            return ""
        if isinstance(cell, ReportWord):
            return sentence(cell.key, {})
        if isinstance(cell, str):
            return cell
        if isinstance(cell, Money):
            return str(cell)
        if kind is CellKind.MOMENT:
            return local_time(cell).strftime("%Y-%m-%d %H:%M")
        return number_text(cell, kind, currency)
