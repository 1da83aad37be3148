"""The page of a receipt: black on white, on any paper."""

from __future__ import annotations

from core.domain.receipt import Receipt
from core.printing.layout import BLACK, BOLD, SEMI_BOLD, WHITE, Area, Box, Element, Layout, Text
from core.printing.paper import ROLL_80, Paper

_LABEL = 0.36
"""The share of a line that its label may take."""


def receipt_layout(receipt: Receipt, paper: Paper = ROLL_80) -> Layout:
    """One page; on a roll just as long as the receipt."""
    page = _Page(paper)
    page.line(receipt.shop, 13, BOLD, 7.0)
    page.line(receipt.act, 10, height=5.5)
    for notice in receipt.notices:
        page.notice(notice)
    page.line(receipt.amount, 26, BOLD, 13.0, whole=True)
    for group in receipt.groups:
        page.rule()
        for label, value in group:
            page.pair(label, value)
    if receipt.closing:
        page.rule()
        page.line(receipt.closing, 8.5, height=9.0, wrap=True)
    return Layout(paper.width, max(paper.least, page.bottom + paper.top), tuple(page.elements), receipt.act)


class _Page:
    """Paper that fills from the top. Sizes and heights are those of an 80 mm roll."""

    def __init__(self, paper: Paper) -> None:
        self.elements: list[Element] = []
        self.bottom = paper.top
        self._paper = paper

    def line(
        self, text: str, size: float, weight: int = 400, height: float = 5.0, *, whole: bool = False, wrap: bool = False
    ) -> None:
        area = self._take(height)
        self._add(area, text, size, weight, whole=whole, wrap=wrap)

    def notice(self, text: str) -> None:
        self._take(1.0)
        area = self._take(8.0)
        self.elements.append(Box(area, BLACK))
        inside = Area(area.x + 2, area.y + 1, area.width - 4, area.height - 2)
        self._add(inside, text, 11, BOLD, colour=WHITE)
        self._take(1.0)

    def pair(self, label: str, value: str) -> None:
        area = self._take(5.0)
        split = area.width * _LABEL
        size = 9 * self._paper.scale
        self.elements.append(Text(Area(area.x, area.y, split, area.height), label, size))
        rest = Area(area.x + split + 1, area.y, area.width - split - 1, area.height)
        self.elements.append(Text(rest, value, size, SEMI_BOLD, align="right"))

    def rule(self) -> None:
        self._take(1.5)
        area = self._take(0.3)
        self.elements.append(Box(area, BLACK))
        self._take(1.5)

    def _add(
        self,
        area: Area,
        text: str,
        size: float,
        weight: int,
        *,
        colour: str = BLACK,
        whole: bool = False,
        wrap: bool = False,
    ) -> None:
        size *= self._paper.scale
        self.elements.append(Text(area, text, size, weight, colour, "center", whole, wrap))

    def _take(self, height: float) -> Area:
        paper = self._paper
        area = Area(paper.margin, self.bottom, paper.width - 2 * paper.margin, height * paper.scale)
        self.bottom += area.height
        return area
