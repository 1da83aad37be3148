"""The words of the history: what one that is looked for may mean, and what operations come to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.domain.operation import Kind
from gui.wording import journal_words, kept_words, messages, words

if TYPE_CHECKING:
    from core.rows.history import HistoryTotal

translate = QCoreApplication.translate


def meant_by(text: str) -> dict[str, tuple[str, ...]]:
    """Return for each word of `text` the words as they are kept: it is looked for as it is kept, and as it is read."""
    return {
        word: (*kept_words.reasons_with(word), *_kinds(word), *journal_words.entries_with(word))
        for word in text.split()
    }


def totals_text(totals: Sequence[HistoryTotal]) -> str:
    """Return how many operations there are, and what they put on cards and took off, each currency by itself."""
    return "   ".join(map(_total_text, totals))


def _total_text(total: HistoryTotal) -> str:
    one, more = translate("History", "1 operation"), translate("History", "{count} operations")
    put_on, taken_off = (messages.money(sum_, total.currency) for sum_ in (total.put_on, total.taken_off))
    return translate("History", "{operations}: {put_on} put on cards, {taken_off} taken off").format(
        operations=one if total.operations == 1 else more.format(count=messages.number(total.operations)),
        put_on=put_on,
        taken_off=taken_off,
    )


def _kinds(part: str) -> tuple[str, ...]:
    return tuple(kind.value for kind in Kind if words.kind_word(kind).casefold().startswith(part.casefold()))
