"""The history of all tills of the shop, by their journals put together: asked as that of one till is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.permission import Permission
from core.errors import BadInput
from core.rows.tills_report import journal_notes
from core.usecases.front_door import needs
from core.usecases.operations import EVERY_ROW, MOST_LINES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from core.bootstrap import Core
    from core.domain.outcome import Message
    from core.queries.all_tills import TillsHistory
    from core.rows.history import HistoryRow, HistoryTotal
    from core.rows.report import Report
    from core.usecases.operations import HistoryQuestion


@dataclass(frozen=True, slots=True)
class TillsOffer:
    """`offered`: the journals of all tills can be read here. `first`: they are what is asked for at this place."""

    offered: bool
    first: bool


@dataclass(frozen=True, slots=True)
class TillsAnswer:
    """The rows that were asked for, what all that matches comes to, and what is to be said of the journals.

    `complete`: there is nothing more behind these rows. `people` and `tills` are all there are, by name.
    """

    question: HistoryQuestion
    rows: tuple[HistoryRow, ...]
    complete: bool
    totals: tuple[HistoryTotal, ...]
    notes: tuple[Message, ...]
    people: tuple[str, ...]
    tills: tuple[str, ...]


@needs(Permission.STATUS)
def read_offer(core: Core) -> TillsOffer:
    """Return whether there are journals of other tills, for whoever may read reports, and whether this is a desk."""
    standing = core.sharing.standing()
    offered = bool(standing.shop and standing.folder) and not core.gate.refuses(Permission.REPORT)
    return TillsOffer(offered, offered and core.preferences.get("till.desk") == "on")


@needs(Permission.REPORT)
def read_tills_history(core: Core, question: HistoryQuestion) -> TillsAnswer:
    """Answer in the order that was asked for. Raises BadInput, RuleRefused, ReadingStopped."""
    most = question.limit if question.limit == EVERY_ROW else question.limit + 1
    found = _found(core, question, most)
    rows = found.rows if question.limit == EVERY_ROW else found.rows[: question.limit]
    complete = len(rows) == len(found.rows)
    notes = journal_notes(found.journals, found.alone)
    return TillsAnswer(question, rows, complete, found.totals, notes, found.people, found.tills)


@needs(Permission.EXPORT)
def save_tills_history(core: Core, rows: Sequence[HistoryRow], path: Path, say: Callable[[Message], str]) -> int:
    """Write lines that were read into a CSV file; return how many. Raises StorageFailed."""
    from core.data_folder.whole_file import write_whole  # noqa: PLC0415 - imported before the window's first frame
    from core.rows.history_csv import as_csv  # noqa: PLC0415 - as above

    core.book.note_file("history", len(rows))
    write_whole(path, as_csv(rows, say))
    return len(rows)


@needs(Permission.REPORT)
def read_tills_history_report(
    core: Core, question: HistoryQuestion, form: str, say: Callable[[Message], str]
) -> Report:
    """Return all lines as a report, to be written as `form` (pdf or xlsx). Raises BadInput for too many."""
    from core.rows.history_report import HistoryFound, history_report  # noqa: PLC0415 - as above

    most = MOST_LINES[form]
    found = _found(core, question, most + 1)
    count = max(len(found.rows), sum(total.operations for total in found.totals))
    if count > most:
        raise BadInput("history.too_many", count=count, most=most)
    told = journal_notes(found.journals, found.alone)
    return history_report(
        HistoryFound(question.text, question.narrowed_on(core.queries.shop_day()), found.rows, found.totals, told), say
    )


def _found(core: Core, question: HistoryQuestion, most: int) -> TillsHistory:
    return core.journals.all_tills.history(
        question.text, most, question.order, question.narrowed_on(core.queries.shop_day())
    )
