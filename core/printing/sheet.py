"""Cards on A4 paper, four to a page, with fine lines where they are cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.printing.card import HEIGHT, WIDTH
from core.printing.layout import Area, Box, Element, Layout

PAPER_WIDTH, PAPER_HEIGHT = 210.0, 297.0
ON_A_PAGE = 4
_TOP = (PAPER_HEIGHT - 2 * HEIGHT) / 2
_CUT = "#9AA6B2"
_HAIR = 0.1


def sheets(cards: Sequence[Layout]) -> tuple[Layout, ...]:
    """Return pages of A4 for layouts of `card_layout`, in their order: left to right, then down."""
    groups = (cards[at : at + ON_A_PAGE] for at in range(0, len(cards), ON_A_PAGE))
    return tuple(Layout(PAPER_WIDTH, PAPER_HEIGHT, tuple(_elements(group)), cards[0].title) for group in groups)


def _elements(group: Sequence[Layout]) -> Iterator[Element]:
    for at, card in enumerate(group):
        right, down = (at % 2) * WIDTH, _TOP + (at // 2) * HEIGHT
        yield from (_moved(element, right, down) for element in card.elements)
    yield Box(Area(WIDTH - _HAIR / 2, 0, _HAIR, PAPER_HEIGHT), _CUT)
    yield Box(Area(0, PAPER_HEIGHT / 2 - _HAIR / 2, PAPER_WIDTH, _HAIR), _CUT)


def _moved(element: Element, right: float, down: float) -> Element:
    area = element.area
    return replace(element, area=replace(area, x=area.x + right, y=area.y + down))
