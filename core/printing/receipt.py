"""A receipt for an 80 mm roll: black on white, as long as it needs. The code appears only as its last four."""

from __future__ import annotations

from dataclasses import dataclass

from core.printing.layout import BLACK, BOLD, SEMI_BOLD, WHITE, Align, Area, Box, Element, Layout, Text

WIDTH = 80.0
_MARGIN = 4.0
"""Printers for 80 mm rolls print 72 mm of them."""
_INNER = WIDTH - 2 * _MARGIN
_LABEL = 24.0


@dataclass(frozen=True, slots=True)
class Receipt:
    """Ready texts. `rows` are pairs of label and value: card, balance left, as of, till, clerk, reference.

    `notice` is set while the outcome is not confirmed, and stands white on black above the amount.
    """

    shop: str
    act: str
    amount: str
    rows: tuple[tuple[str, str], ...]
    notice: str = ""
    closing: str = ""


def receipt_layout(receipt: Receipt) -> Layout:
    """One page, just as long as the receipt."""
    roll = _Roll()
    roll.line(receipt.shop, 13, BOLD, 7.0)
    roll.line(receipt.act, 10, height=5.5)
    if receipt.notice:
        roll.notice(receipt.notice)
    roll.line(receipt.amount, 26, BOLD, 13.0, whole=True)
    roll.rule()
    for label, value in receipt.rows:
        roll.pair(label, value)
    if receipt.closing:
        roll.rule()
        roll.line(receipt.closing, 8.5, height=9.0, wrap=True)
    return Layout(WIDTH, roll.bottom + _MARGIN, tuple(roll.elements), receipt.act)


class _Roll:
    """Paper that grows downwards."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.bottom = _MARGIN

    def line(
        self, text: str, size: float, weight: int = 400, height: float = 5.0, *, whole: bool = False, wrap: bool = False
    ) -> None:
        align: Align = "center"
        area = self._take(height)
        self.elements.append(Text(area, text, size, weight, BLACK, align, whole, wrap))

    def notice(self, text: str) -> None:
        self._take(1.5)
        area = self._take(8.0)
        self.elements.append(Box(area, BLACK))
        inside = Area(area.x + 2, area.y + 1, area.width - 4, area.height - 2)
        self.elements.append(Text(inside, text, 11, BOLD, WHITE, "center"))
        self._take(1.5)

    def pair(self, label: str, value: str) -> None:
        area = self._take(5.0)
        self.elements.append(Text(Area(area.x, area.y, _LABEL, area.height), label, 9))
        rest = Area(area.x + _LABEL + 1, area.y, area.width - _LABEL - 1, area.height)
        self.elements.append(Text(rest, value, 9, SEMI_BOLD, align="right"))

    def rule(self) -> None:
        self._take(1.5)
        self.elements.append(Box(self._take(0.3), BLACK))
        self._take(1.5)

    def _take(self, height: float) -> Area:
        area = Area(_MARGIN, self.bottom, _INNER, height)
        self.bottom += height
        return area
