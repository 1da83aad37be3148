"""English as it is spoken: money is singular, and none of the phrases that a native reader stumbles over comes back."""

import re
from functools import cache
from pathlib import Path

import pytest

from tests.translatable import texts

_MONEY = "amount|left|due|paid|loss|residual|short|available|balance|doubt|sum|over|limit"
PLURAL = re.compile(rf"\{{(?:{_MONEY})\}} (?:(?!may|can|must|will)[a-z]+ )?(?:are|were|stay|have|go|come)\b")
STUMBLES = {
    "it says the opposite": r"\bstopped to (?!.*\bby\b)",
    "automatically, or on its own": r"\bby (?:it|them)sel(?:f|ves)\b",
    "already": r"\bwas so already\b",
    "was put on": r"\bcame (?:onto|on) (?:the|elsewhere)",
    "paid in full": r"\bAll is paid\b",
    "the connection": r"\bthe line (?:is|was) (?:down|back|unplugged)\b",
}
ALLOWED = {"No letter does anything by itself.", "Nothing moves by itself"}
ROOT = Path(__file__).parent.parent
PAGES = [
    *sorted((ROOT / "docs").rglob("*.md")),
    *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG")),
]
MONEY_WORDS = re.compile(r"\$\d[\d,.]* (?:are|were|have|stay)\b")


@cache
def every_text() -> list[str]:
    return [english for _context, english in texts()]


@pytest.mark.slow
def test_money_is_singular():
    assert [text for text in every_text() if PLURAL.search(text)] == []


@pytest.mark.slow
@pytest.mark.parametrize("better", STUMBLES)
def test_no_phrase_makes_a_native_reader_stumble(better):
    found = [text for text in every_text() if re.search(STUMBLES[better], text)]
    assert [text for text in found if not any(each in text for each in ALLOWED)] == []


def paragraphs(page: Path) -> list[str]:
    """Return what stands together, on one line each."""
    return [" ".join(each.split()) for each in re.split(r"\n\n|\n(?=[-*|] )", page.read_text("utf-8"))]


@pytest.mark.parametrize("better", STUMBLES)
def test_no_page_makes_a_native_reader_stumble(better):
    found = [text for page in PAGES for text in paragraphs(page) if re.search(STUMBLES[better], text)]
    assert [text for text in found if not any(each in text for each in ALLOWED)] == []


def test_money_is_singular_on_the_pages():
    assert [text for page in PAGES for text in paragraphs(page) if MONEY_WORDS.search(text)] == []


def test_the_rule_finds_what_it_was_made_for():
    assert PLURAL.search("{amount} were paid with your card.")
    assert PLURAL.search("Accepted offline; {residual} are missing.")
    assert not PLURAL.search("{count} are still to be made.")
    assert MONEY_WORDS.search("$12.50 were paid")
    assert re.search(STUMBLES["it says the opposite"], "The service stopped to answer.")
