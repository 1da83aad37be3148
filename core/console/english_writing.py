"""How the console writes a report, and its workbooks: English, whatever the window speaks."""

from __future__ import annotations

from core.domain.outcome import Message
from core.rows.report import Cell, CellKind, ReportWord, number_text
from core.sentences import sentence


class EnglishWriting:
    """As the console writes: English, ISO dates, money with a point and without its currency."""

    def say(self, said: Message) -> str:
        return sentence(said.key, said.values)

    def cell(self, cell: Cell, kind: CellKind, currency: str) -> str:
        if cell is None:
            return ""
        if isinstance(cell, ReportWord):
            return sentence(cell.key, {})
        if isinstance(cell, str):
            return cell
        return number_text(cell, kind, currency)
