"""What a page is made of, in millimetres from its top left corner: texts, boxes and QR squares. No Qt, no fonts.

A text stays inside its rectangle: whoever paints it shrinks it, and cuts it with an ellipsis where that is allowed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal
from unicodedata import bidirectional

Align = Literal["left", "center", "right"]
REGULAR, SEMI_BOLD, BOLD = 400, 600, 700
BLACK, WHITE = "#000000", "#FFFFFF"


def reading_side(text: str) -> Align:
    """Return where a text that a person wrote begins: at the right for Arabic, Hebrew and their like."""
    strong = (bidirectional(sign) for sign in text)
    return "right" if next((each for each in strong if each in {"L", "R", "AL"}), "L") != "L" else "left"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the page, millimetres."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def holds(self, other: Area) -> bool:
        slack = 1e-6
        return (
            self.x - slack <= other.x
            and self.y - slack <= other.y
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def meets(self, other: Area) -> bool:
        """Return whether the two share more than an edge."""
        slack = 1e-6
        return (
            self.x < other.right - slack
            and other.x < self.right - slack
            and self.y < other.bottom - slack
            and other.y < self.bottom - slack
        )


@dataclass(frozen=True, slots=True)
class Text:
    """`size` in points. `whole` texts (codes, amounts) are only shrunk, never cut. `wrap` allows more than one line."""

    area: Area
    text: str = field(repr=False)
    size: float
    weight: int = REGULAR
    colour: str = BLACK
    align: Align = "left"
    whole: bool = False
    wrap: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; `colour_to` makes it a gradient from the top left to the bottom right corner."""

    area: Area
    colour: str
    colour_to: str | None = None
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class QrSquare:
    """`area` includes the quiet zone of four modules; painted in whole modules of the device, black on white."""

    area: Area
    modules: tuple[tuple[bool, ...], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Bars:
    """A Code 128: `modules` from the left, True for black, without the quiet zones, which lie inside `area`.

    Painted in whole dots of the device, as wide as `area` allows.
    """

    area: Area
    modules: tuple[bool, ...] = field(repr=False)


Element = Text | Box | QrSquare | Bars


@dataclass(frozen=True, slots=True)
class Layout:
    """One page. `title` names the document, and never holds a code."""

    width: float
    height: float
    elements: tuple[Element, ...]
    title: str


_OPPOSITE: dict[Align, Align] = {"left": "right", "center": "center", "right": "left"}


def mirrored(elements: Sequence[Element], width: float) -> tuple[Element, ...]:
    """Return the elements of a page `width` wide as they are read from right to left; codes keep their modules."""
    return tuple(_turned(element, width) for element in elements)


def _turned(element: Element, width: float) -> Element:
    area = replace(element.area, x=width - element.area.right)
    if isinstance(element, Text):
        return replace(element, area=area, align=_OPPOSITE[element.align])
    return replace(element, area=area)
