"""Nothing that is shown steers a terminal or turns the order of what is read, and nothing readable is lost."""

import sys
import unicodedata

import pytest

from core.domain.plain import plain_line, plain_text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("plain \u05e9\u05dc\u05d5\u05dd \u4f60\u597d \U0001f469\u200d\U0001f680", None),
        ("two\nlines\tand\u2028more", "two lines and more"),
        ("\x1b[31mred\x1b[0m\x07", "[31mred[0m"),
        ("\x9b2Jgone", "2Jgone"),
        ("25.00 \u202e00.52\u202c", "25.00 00.52"),
        ("\u2066a\u2069\u200fb\u061cc", "abc"),
    ],
)
def test_a_line(text, line):
    assert plain_line(text) == (text if line is None else line)


def test_a_text_keeps_its_lines():
    assert plain_text("one\r\ntwo\x1b[2J\rthree") == "one\ntwo[2J\nthree"


@pytest.mark.parametrize("first", [0x20000, pytest.param(sys.maxunicode + 1, marks=pytest.mark.slow)])
def test_only_controls_breaks_and_changes_of_direction_go(first):
    """Behind the first 131,072 there are ideographs, tags and private use; all of them take ten times as long."""
    for code in [*range(first), *range(0xE0000, 0xE0200)]:
        sign = chr(code)
        if plain_line(sign) != sign:
            steers = "bidirectional" in unicodedata.name(sign, "").lower() or unicodedata.category(sign) in {"Cc", "Cf"}
            assert steers or unicodedata.category(sign) in {"Zl", "Zp"}, hex(code)
        else:
            assert unicodedata.category(sign) not in {"Cc", "Zl", "Zp"}, hex(code)
            assert unicodedata.bidirectional(sign) not in {
                "LRE",
                "RLE",
                "LRO",
                "RLO",
                "PDF",
                "LRI",
                "RLI",
                "FSI",
                "PDI",
            }
