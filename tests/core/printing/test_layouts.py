"""Layouts: everything on the page, nothing over anything else, whatever the shop is called."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.code import draw
from core.domain.payload import build
from core.domain.receipt import Receipt
from core.printing import bars, qr
from core.printing.card import CardWords, card_layout
from core.printing.layout import Area, Bars, Box, Layout, QrSquare, Text
from core.printing.paper import PAPERS, ROLL_58, ROLL_80, SHEET
from core.printing.receipt import receipt_layout
from core.printing.sale import SoldCard
from core.services.people import known_settings

CODE = "7GKQ4M2XZ9RT7K2M"
PAYLOAD = build(CODE, "K2DA", b"k" * 32)
WORDS = CardWords(
    shop="Harbour Books",
    title="Gift card",
    amount="$100.00",
    until="usable until and including 30 Nov 2031",
    code_label="Card code",
    hint="Keep it like cash.",
    pending="Ready as soon as the shop is online again.",
    lines=("To", "From", "one too many"),
)


def assert_tidy(layout: Layout) -> None:
    page = Area(0, 0, layout.width, layout.height)
    assert all(page.holds(element.area) for element in layout.elements)
    content = [element.area for element in layout.elements if not isinstance(element, Box)]
    assert not [pair for pair in combinations(content, 2) if pair[0].meets(pair[1])]
    boxes = [element.area for element in layout.elements if isinstance(element, Box)]
    for box in boxes:
        for area in content:
            assert box.holds(area) or not box.meets(area), "a text lies across an edge"


@pytest.mark.parametrize("code", [CODE, "abcdefgh", "a" * 20, "1" * 20])
@pytest.mark.parametrize("barcode", [False, True])
def test_a_card_is_tidy(code, barcode):
    words = replace(WORDS, barcode=barcode, filled=("Ada", "Ben"), message="Happy birthday!")
    layout = card_layout(words, code, build(code, "K2DA", b"k" * 32))
    assert sum(isinstance(element, Bars) for element in layout.elements) == barcode
    assert_tidy(layout)
    shown = [element.text for element in layout.elements if isinstance(element, Text)]
    assert "".join("".join(shown).split()).count(code.upper()) == 1
    assert f"•••• {code[-4:].upper()}" in shown
    assert code.lower() not in layout.title.lower()


def test_the_face_carries_its_texts_and_the_qr_stands_on_white():
    layout = card_layout(WORDS, CODE, PAYLOAD)
    face, square = layout.elements[0], next(e for e in layout.elements if isinstance(e, QrSquare))
    assert isinstance(face, Box)
    assert face.colour_to is not None
    assert not face.area.meets(square.area)
    assert [e.text for e in layout.elements if isinstance(e, Text) and face.area.holds(e.area)] == [
        "Harbour Books",
        "Gift card",
        "$100.00",
        "•••• 7K2M",
        "usable until and including 30 Nov 2031",
    ]


@pytest.mark.parametrize("code", [CODE, "W" * 20, "7" * 20, "A1B2C3D4E5F6G7H8J9K0"])
def test_the_bars_of_every_code_are_three_dots_wide_or_two_at_203_dpi(code):
    """Beside quiet zones of ten modules; two dots are 10 mil, which any scanner reads."""
    (found,) = (e for e in card_layout(replace(WORDS, barcode=True), code, PAYLOAD).elements if isinstance(e, Bars))
    assert found.area.width / 25.4 * 203 / (len(found.modules) + 2 * bars.QUIET) >= 2


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Happy birthday", "left"),
        ("", "left"),
        ("12 – 30!", "left"),
        ("عيد ميلاد سعيد", "right"),
        ("יום הולדת שמח, Ada", "right"),
        ("Ada, יום הולדת שמח", "left"),
        ("30: מזל טוב", "right"),
    ],
)
def test_a_greeting_begins_at_the_side_from_which_it_is_read(text, side):
    words = replace(WORDS, filled=(text, ""), message=text)
    written = [e for e in card_layout(words, CODE, PAYLOAD).elements if isinstance(e, Text) and e.text == text]
    assert len(written) == (2 if text else 0)
    assert {each.align for each in written} <= {side}


def test_what_is_empty_is_left_out():
    words = CardWords("", "Gift card", "$1.00", "", "", "")
    texts = [e.text for e in card_layout(words, CODE, PAYLOAD).elements if isinstance(e, Text)]
    assert texts == ["Gift card", "$1.00", "•••• 7K2M", "7GKQ 4M2X", "Z9RT 7K2M"]


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(
    groups=st.lists(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=80)), max_size=6), max_size=3),
    notices=st.lists(st.text(max_size=30), max_size=2),
    closing=st.text(max_size=200),
    paper=st.sampled_from((ROLL_58, ROLL_80, SHEET)),
)
def test_a_receipt_is_tidy_and_just_long_enough(groups, notices, closing, paper):
    receipt = Receipt("Harbour Books", "Redeemed", "$40.00", tuple(map(tuple, groups)), tuple(notices), closing)
    layout = receipt_layout(receipt, paper)
    assert_tidy(layout)
    lowest = max(element.area.bottom for element in layout.elements)
    assert 0 < layout.height - lowest < 8 or layout.height == paper.least
    inside = [(element.area.x, element.area.right) for element in layout.elements]
    assert all(left >= paper.margin and right <= paper.width - paper.margin + 1e-6 for left, right in inside)


def test_every_paper_of_the_settings_is_known():
    assert tuple(PAPERS) == ("58mm", "80mm", "A4", "PDF")
    assert set(PAPERS) == set(known_settings.PAPERS)


def test_a_square_keeps_its_quiet_zone_and_its_grid():
    square = qr.square(10, 20, PAYLOAD)
    count = len(square.modules)
    assert count == 29
    assert square.area.width == pytest.approx((count + 8) * qr.MODULE)
    for place in (square.area.x, square.area.y):
        dots = place / 25.4 * 150
        assert dots == pytest.approx(round(dots))


@pytest.mark.parametrize("turn", range(5))
def test_payloads_use_the_dense_mode(turn):
    """Version 3 holds 61 characters at level M in alphanumeric mode, 42 in byte mode; ours have 52."""
    code = draw()
    assert len(qr.matrix(build(code, "K2DA", b"k" * 32))) == 29
    assert len(qr.matrix(build(code, "K2DA", b"k" * 32).lower())) > 29


def test_a_layout_in_a_traceback_does_not_tell_the_code():
    shown = repr(card_layout(WORDS, CODE, PAYLOAD)) + repr(SoldCard("Shop", 1, "USD", CODE, PAYLOAD))
    assert "7GKQ" not in shown
    assert "True, False" not in shown
