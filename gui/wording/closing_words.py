"""A close of the day in words: what each sum is called, on the screen and on paper."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from core.domain.day_closing import ClosedFigures, DayClosing, DayFigures, Movement, UndecidedSum
from core.printing.closing_page import ClosingLine, ClosingTable, ClosingWords
from gui.wording import messages

_HEAD_SHOWN = 16
"""As `journal head` shows it."""


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Closing", text)


def movement_word(movement: Movement) -> str:
    return {
        Movement.SOLD: tr("Sold"),
        Movement.TOPPED_UP: tr("Topped up, paid"),
        Movement.GIVEN: tr("Given without payment"),
        Movement.REDEEMED: tr("Redeemed"),
        Movement.CASHED_OUT: tr("Cashed out"),
        Movement.CORRECTED: tr("Corrected"),
        Movement.REPLACED: tr("Moved to other cards"),
    }[movement]


def figure_lines(figures: DayFigures) -> Iterator[ClosingLine]:
    """Yield what was done with cards, each with its sign on the cards, and then what should be there."""
    currency = figures.currency
    for movement in Movement:
        sums, word = figures.of(movement), movement_word(movement)
        if sums.count:
            yield ClosingLine(word, _signed(sums.amount, currency), messages.number(sums.count))
        if sums.back_count:
            text = tr("{what}: taken back").format(what=word)
            yield ClosingLine(text, _signed(sums.back, currency), messages.number(sums.back_count))
    yield ClosingLine(tr("Should be there"), messages.money(figures.expected, currency), strong=True)


def count_lines(closed: ClosedFigures) -> Iterator[ClosingLine]:
    """Yield what was counted, and what it differs by."""
    currency = closed.currency
    if closed.otherwise:
        yield ClosingLine(tr("Paid another way"), messages.money(closed.otherwise, currency))
        yield ClosingLine(tr("Should be in the drawer"), messages.money(closed.in_drawer, currency), strong=True)
    yield ClosingLine(tr("Counted in the drawer"), messages.money(closed.counted, currency))
    yield ClosingLine(tr("Difference"), _signed(closed.difference, currency), strong=True)


def undecided_lines(figures: DayFigures) -> Iterator[ClosingLine]:
    """Yield what is not decided yet, always: no such thing is worth knowing too."""
    yield _undecided(tr("On its way, not counted"), figures.waiting, figures.currency)
    yield _undecided(tr("Needs a person, not counted"), figures.cases, figures.currency)


def title(number: int) -> str:
    return tr("Close of day {number}").format(number=number)


def difference_words(closing: DayClosing) -> str:
    """Return what it differs by in each currency that does, in a few words."""
    off = {each.currency: each.difference for each in closing.currencies if each.difference}
    if not off:
        return tr("No difference")
    amounts = ", ".join(_signed(minor, currency) for currency, minor in off.items())
    return tr("Difference {amounts}").format(amounts=amounts)


def closing_words(closing: DayClosing, shop: str, *, copy: bool) -> ClosingWords:
    """Return the words of a closing on paper. `copy`: it was printed before."""
    notices = [tr("COPY")] if copy else []
    if closing.changed:
        notices.append(tr("CHANGED after it was signed"))
    since = tr("the first day") if closing.since is None else messages.moment(closing.since)
    facts = (
        (tr("Day"), messages.day(closing.day)),
        (tr("Till"), closing.till),
        (tr("Since"), since),
        (tr("Closed"), messages.moment(closing.at)),
        (tr("Closed by"), closing.clerk),
        (tr("Approved by"), closing.approver),
        (tr("Operations"), messages.number(closing.operations)),
    )
    journal = {"entries": closing.journal_number, "head": closing.journal_head[:_HEAD_SHOWN]}
    remarks = (
        (tr("Note"), closing.note),
        (tr("Journal"), tr("Entry {entries}, head {head}").format(**journal)),
    )
    return ClosingWords(
        shop=shop,
        title=title(closing.number),
        headline=difference_words(closing),
        facts=tuple(row for row in facts if row[1]),
        tables=tuple(_table(each) for each in closing.currencies),
        remarks=tuple(row for row in remarks if row[1]),
        signatures=(tr("Signature"), tr("Checked by")),
        columns=(tr("What"), tr("How many"), tr("Amount")),
        notices=tuple(notices),
    )


def _table(closed: ClosedFigures) -> ClosingTable:
    lines = (*figure_lines(closed.figures), *count_lines(closed))
    return ClosingTable(closed.currency, lines, tuple(undecided_lines(closed.figures)))


def _undecided(label: str, found: UndecidedSum, currency: str) -> ClosingLine:
    return ClosingLine(label, messages.money(found.amount, currency), messages.number(found.count))


def _signed(minor: int, currency: str) -> str:
    return messages.money(minor, currency, sign=bool(minor))
