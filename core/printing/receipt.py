"""The page of a receipt: black on white, on any paper."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.receipt import Receipt
from core.printing.layout import BLACK, BOLD, SEMI_BOLD, WHITE, Area, Box, Element, Layout, Text
from core.printing.paper import ROLL_80, Paper

_LABEL, _LONG_LABEL = 0.36, 0.72
"""The share of a line that its label takes, and that a long one takes beside a short value."""


def receipt_layout(receipt: Receipt, paper: Paper = ROLL_80) -> Layout:
    """Return one page; on a roll just as long as the receipt."""
    page = _Page(paper)
    page.line(receipt.shop, _Style(13, BOLD, 7.0))
    page.line(receipt.act, _Style(10, height=5.5))
    for notice in receipt.notices:
        page.notice(notice)
    page.line(receipt.amount, _Style(26, BOLD, 13.0, whole=True))
    for group in receipt.groups:
        page.rule()
        for label, value in group:
            page.pair(label, value)
    if receipt.closing:
        page.rule()
        page.line(receipt.closing, _Style(8.5, height=9.0, wrap=True))
    return Layout(paper.width, max(paper.least, page.bottom + paper.top), tuple(page.elements), receipt.act)


@dataclass(frozen=True, slots=True)
class _Style:
    """How a line looks. `whole`: it is made smaller rather than cut; `wrap`: it may take two lines."""

    size: float
    weight: int = 400
    height: float = 5.0
    colour: str = BLACK
    whole: bool = False
    wrap: bool = False


def _share(label: str, value: str) -> float:
    """Return what the label takes: its part of the signs, for neither is to be made so small that nobody reads it."""
    part = len(label) / max(1, len(label) + len(value))
    return min(_LONG_LABEL, max(_LABEL, part))


class _Page:
    """Paper that fills from the top. Sizes and heights are those of an 80 mm roll."""

    def __init__(self, paper: Paper) -> None:
        self.elements: list[Element] = []
        self.bottom = paper.top
        self._paper = paper

    def line(self, text: str, style: _Style) -> None:
        self._add(self._take(style.height), text, style)

    def notice(self, text: str) -> None:
        self._take(1.0)
        area = self._take(8.0)
        self.elements.append(Box(area, BLACK))
        inside = Area(area.x + 2, area.y + 1, area.width - 4, area.height - 2)
        self._add(inside, text, _Style(11, BOLD, colour=WHITE))
        self._take(1.0)

    def pair(self, label: str, value: str) -> None:
        area = self._take(5.0)
        split = area.width * _share(label, value)
        size = 9 * self._paper.scale
        self.elements.append(Text(Area(area.x, area.y, split, area.height), label, size))
        rest = Area(area.x + split + 1, area.y, area.width - split - 1, area.height)
        self.elements.append(Text(rest, value, size, SEMI_BOLD, align="right"))

    def rule(self) -> None:
        self._take(1.5)
        area = self._take(0.3)
        self.elements.append(Box(area, BLACK))
        self._take(1.5)

    def _add(self, area: Area, text: str, style: _Style) -> None:
        size = style.size * self._paper.scale
        self.elements.append(Text(area, text, size, style.weight, style.colour, "center", style.whole, style.wrap))

    def _take(self, height: float) -> Area:
        paper = self._paper
        area = Area(paper.margin, self.bottom, paper.width - 2 * paper.margin, height * paper.scale)
        self.bottom += area.height
        return area
