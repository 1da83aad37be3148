"""Reads the history with its filters: the text in SQL, kind and outcome here, over as many rows as that takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.operation import OPEN, Kind, State
from core.rows import OperationRow
from core.rows.order import USUAL, Order
from gui.wording import kept_words, words

if TYPE_CHECKING:
    from core.bootstrap import Core

PAGE = 100
_MOST = 20_000
"""Farther back one filters by text: a page of a rare kind must not read the whole life of a till."""

STATES = {
    "": frozenset(State),
    "done": frozenset({State.DONE, State.INFERRED}),
    "open": OPEN,
    "parked": frozenset({State.PARKED}),
    "refused": frozenset({State.DECLINED, State.CANCELLED}),
}


@dataclass(frozen=True, slots=True)
class HistoryQuestion:
    """`kind` is a value of Kind or empty; `states` a key of STATES; `limit` how many rows are wanted."""

    text: str = ""
    kind: str = ""
    states: str = ""
    limit: int = PAGE
    order: Order = USUAL


@dataclass(frozen=True, slots=True)
class HistoryAnswer:
    """`complete`: there is nothing more behind these rows."""

    question: HistoryQuestion
    rows: tuple[OperationRow, ...]
    complete: bool


def read_history(question: HistoryQuestion) -> Callable[[Core], HistoryAnswer]:
    """In the order that was asked for.

    A word is looked for as it is kept, and as it is read in the language of the window.
    """
    meant = {word: (*kept_words.reasons_with(word), *_kinds(word)) for word in question.text.split()}

    def work(core: Core) -> HistoryAnswer:
        window = question.limit
        while True:
            seen = core.queries.history(question.text, window, meant, question.order)
            kept = tuple(row for row in seen if _wanted(row, question))
            ended = len(seen) < window
            if ended or len(kept) >= question.limit or window >= _MOST:
                return HistoryAnswer(question, kept[: question.limit], ended and len(kept) <= question.limit)
            window *= 4

    return work


def _kinds(part: str) -> tuple[str, ...]:
    return tuple(kind.value for kind in Kind if words.kind_word(kind).casefold().startswith(part.casefold()))


def _wanted(row: OperationRow, question: HistoryQuestion) -> bool:
    return row.state in STATES[question.states] and (not question.kind or row.kind is Kind(question.kind))
