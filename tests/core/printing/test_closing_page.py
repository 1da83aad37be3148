"""A closing on paper: everything stays on the page and apart, a currency is never parted, and the roll has it all."""

from __future__ import annotations

from itertools import combinations

import pytest

from core.printing.closing_page import (
    HEIGHT,
    WIDTH,
    ClosingLine,
    ClosingTable,
    ClosingWords,
    closing_pages,
    closing_receipt,
)
from core.printing.layout import Area, Text
from core.printing.paper import ROLL_58, ROLL_80
from core.printing.receipt import receipt_layout

PAGE = Area(0, 0, WIDTH, HEIGHT)


def words(currencies: int, lines: int = 19, note: str = "one coin short") -> ClosingWords:
    tables = tuple(
        ClosingTable(
            f"C{at:02}",
            tuple(
                ClosingLine(f"Line {each} of {at}", "+$1,234.00", "12", strong=not each % 5) for each in range(lines)
            ),
            (ClosingLine("On its way, not counted", "$9.00", "1"),),
        )
        for at in range(currencies)
    )
    facts = (("Day", "18 Nov 2026"), ("Closed by", "Ann"), ("Approved by", "Mia"))
    return ClosingWords(
        shop="Harbour Books",
        title="Close of day 7",
        headline="Difference −$0.50",
        facts=facts,
        tables=tables,
        remarks=(("Note", note), ("Journal", "Entry 31, head ec5d40ecdbbe80e7")),
        signatures=("Signature", "Checked by"),
        columns=("What", "How many", "Amount"),
        notices=("COPY",),
    )


@pytest.mark.parametrize("currencies", [1, 2, 5])
@pytest.mark.parametrize("note", ["", "why " * 100])
def test_everything_is_on_a_page_and_apart(currencies: int, note: str) -> None:
    for page in closing_pages(words(currencies, note=note)):
        assert (page.width, page.height) == (WIDTH, HEIGHT)
        texts = [each for each in page.elements if isinstance(each, Text)]
        assert all(PAGE.holds(each.area) for each in page.elements)
        assert not [pair for pair in combinations(texts, 2) if pair[0].area.meets(pair[1].area)]


def test_a_currency_is_never_parted_and_nothing_is_left_out() -> None:
    given = words(5)
    pages = [[each.text for each in page.elements if isinstance(each, Text)] for page in closing_pages(given)]
    assert len(pages) > 1
    for table in given.tables:
        (at,) = [at for at, texts in enumerate(pages) if table.title in texts]
        assert all(line.label in pages[at] for line in table.lines)
    assert {"Signature", "Entry 31, head ec5d40ecdbbe80e7"} <= set(pages[-1])


@pytest.mark.parametrize("paper", [ROLL_58, ROLL_80])
def test_the_roll_has_every_line_with_its_amount(paper) -> None:
    layout = receipt_layout(closing_receipt(words(2)), paper)
    shown = [each.text for each in layout.elements if isinstance(each, Text)]
    assert {"Line 3 of 1 (12)", "On its way, not counted (1)", "C01", "COPY", "Difference −$0.50"} <= set(shown)
    assert shown.count("+$1,234.00") == 2 * 19
