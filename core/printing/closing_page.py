"""A closing of the day on A4 pages, and on a receipt roll: the same words on both, black on white."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.domain.receipt import Receipt, Row
from core.printing.layout import BLACK, BOLD, REGULAR, SEMI_BOLD, WHITE, Area, Box, Element, Layout, Text

WIDTH, HEIGHT = 210.0, 297.0
_MARGIN, _TOP, _FOOT = 22.0, 20.0, 18.0
_LINE = 6.4
_COUNT_WIDTH, _AMOUNT_WIDTH = 22.0, 40.0
_RULE = "#5A6472"
_SIGNATURE_HEIGHT = 26.0
_SIGN_HERE = "_" * 20


@dataclass(frozen=True, slots=True)
class ClosingLine:
    """`count` is empty where nothing is counted; a `strong` line is a sum."""

    label: str
    amount: str
    count: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ClosingTable:
    """One currency: `lines` is what was done and what should be there, `later` what is not decided yet."""

    title: str
    lines: tuple[ClosingLine, ...]
    later: tuple[ClosingLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ClosingWords:
    """Everything on a closing that is written for people, ready in their language.

    `headline` is the difference in a few words. `signatures` are what stands below the lines to sign on.
    """

    shop: str
    title: str
    headline: str
    facts: tuple[Row, ...]
    tables: tuple[ClosingTable, ...]
    remarks: tuple[Row, ...]
    signatures: tuple[str, ...]
    columns: tuple[str, str, str]
    notices: tuple[str, ...] = ()


def closing_receipt(words: ClosingWords) -> Receipt:
    """Return it as a receipt, for a roll."""
    tables = (tuple(_receipt_rows(table)) for table in words.tables)
    signed = tuple((each, _SIGN_HERE) for each in words.signatures[:1])
    groups = (words.facts, *tables, words.remarks, signed)
    return Receipt(words.shop, words.title, words.headline, groups, words.notices)


def closing_pages(words: ClosingWords) -> tuple[Layout, ...]:
    """Return A4 pages; a currency is never parted."""
    pages = _Pages(words)
    for table in words.tables:
        pages.table(table)
    pages.end()
    return tuple(Layout(WIDTH, HEIGHT, tuple(elements), words.title) for elements in pages.done)


def _receipt_rows(table: ClosingTable) -> Iterator[Row]:
    yield table.title, ""
    for line in (*table.lines, *table.later):
        yield f"{line.label} ({line.count})" if line.count else line.label, line.amount


class _Pages:
    """Paper that fills from the top; a new page begins where something does not fit."""

    def __init__(self, words: ClosingWords) -> None:
        self.done: list[list[Element]] = []
        self._words = words
        self._y = 0.0
        self._begin()
        for label, value in words.facts:
            self._pair(label, value)

    def table(self, table: ClosingTable) -> None:
        lines = (*table.lines, *table.later)
        self._make_room((len(lines) + 2) * _LINE + 8)
        self._y += 6
        heading = ClosingLine(self._words.columns[0], self._words.columns[2], self._words.columns[1])
        self._text(Area(_MARGIN, self._y, 100, _LINE), table.title, 13, BOLD)
        self._y += _LINE + 1
        self._row(heading, 8.5)
        self._rule()
        for line in table.lines:
            self._row(line)
        if table.later:
            self._rule()
        for line in table.later:
            self._row(line)

    def end(self) -> None:
        """Add the remarks and the lines to sign on."""
        self._make_room(len(self._words.remarks) * _LINE * 2 + _SIGNATURE_HEIGHT + 12)
        self._y += 6
        self._rule()
        for label, value in self._words.remarks:
            self._pair(label, value)
        self._y += _SIGNATURE_HEIGHT - _LINE
        width = (WIDTH - 3 * _MARGIN) / 2
        for at, below in enumerate(self._words.signatures):
            left = _MARGIN + at * (width + _MARGIN)
            self._add(Box(Area(left, self._y, width, 0.25), BLACK))
            self._text(Area(left, self._y + 1, width, 5), below, 8.5)

    def _begin(self) -> None:
        self.done.append([])
        self._y = _TOP
        inner = WIDTH - 2 * _MARGIN
        self._text(Area(_MARGIN, self._y, inner, 7), self._words.shop, 12, SEMI_BOLD)
        self._y += 8
        self._text(Area(_MARGIN, self._y, inner, 11), self._words.title, 22, BOLD)
        self._y += 14
        for notice in self._words.notices:
            self._add(Box(Area(_MARGIN, self._y, inner, 8), BLACK))
            self._add(Text(Area(_MARGIN + 2, self._y + 1, inner - 4, 6), notice, 11, BOLD, WHITE))
            self._y += 10

    def _make_room(self, height: float) -> None:
        if self._y + height > HEIGHT - _FOOT:
            self._begin()

    def _pair(self, label: str, value: str) -> None:
        split = 46.0
        wide = WIDTH - 2 * _MARGIN - split
        height = _LINE * (1 + len(value) // 75)
        self._text(Area(_MARGIN, self._y, split, _LINE), label, 9.5)
        self._add(Text(Area(_MARGIN + split, self._y, wide, height), value, 10, SEMI_BOLD, wrap=height > _LINE))
        self._y += height

    def _row(self, line: ClosingLine, size: float = 10.0) -> None:
        weight = BOLD if line.strong else REGULAR
        right = WIDTH - _MARGIN
        label_width = right - _MARGIN - _COUNT_WIDTH - _AMOUNT_WIDTH
        self._text(Area(_MARGIN, self._y, label_width, _LINE), line.label, size, weight)
        count = Area(right - _AMOUNT_WIDTH - _COUNT_WIDTH, self._y, _COUNT_WIDTH, _LINE)
        amount = Area(right - _AMOUNT_WIDTH, self._y, _AMOUNT_WIDTH, _LINE)
        for area, text in ((count, line.count), (amount, line.amount)):
            if text:
                self._add(Text(area, text, size, weight, align="right"))
        self._y += _LINE

    def _rule(self) -> None:
        self._y += 0.8
        self._add(Box(Area(_MARGIN, self._y, WIDTH - 2 * _MARGIN, 0.2), _RULE))
        self._y += 1.2

    def _text(self, area: Area, text: str, size: float, weight: int = REGULAR) -> None:
        if text:
            self._add(Text(area, text, size, weight))

    def _add(self, element: Element) -> None:
        self.done[-1].append(element)
