"""The history on paper and in files: all that the question finds, not only what is shown."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.usecases import all_tills, operations
from core.usecases.operations import EVERY_ROW, HistoryQuestion
from gui.views.history.entry_details import message_text
from gui.views.report_output import ReportSource
from gui.wording import messages

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.rows.report import Report


def history_source(question: HistoryQuestion, *, of_all: bool = False) -> ReportSource:
    """Return where the files of this question come from; `of_all`: the journals of all tills."""
    if of_all:
        return ReportSource("history-all-tills", partial(_read_all, question), partial(_save_all, question))
    return ReportSource("history", partial(_read, question), partial(_save_csv, question))


def _read(question: HistoryQuestion, core: Core, form: str) -> Report:
    return operations.read_history_report(core, question, form, message_text)


def _save_csv(question: HistoryQuestion, core: Core, path: Path) -> int:
    return operations.save_history(core, question=question, path=path, say=messages.format_message)


def _read_all(question: HistoryQuestion, core: Core, form: str) -> Report:
    return all_tills.read_tills_history_report(core, question, form, message_text)


def _save_all(question: HistoryQuestion, core: Core, path: Path) -> int:
    rows = all_tills.read_tills_history(core, replace(question, limit=EVERY_ROW)).rows
    return all_tills.save_tills_history(core, rows=rows, path=path, say=messages.format_message)
