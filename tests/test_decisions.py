"""Each decision says what became of it and when, and the index lists all of them."""

from __future__ import annotations

import pytest

from tests.decisions import INDEX, Decision, decisions, index, read

GOOD = "# 7. A title\n\nAccepted, 2026-11-22.\n\n**Decided.** So.\n"


def test_every_decision_has_its_number_status_and_date() -> None:
    assert len(decisions()) >= 40


def test_no_number_is_given_twice() -> None:
    numbers = [decision.number for decision in decisions()]
    assert len(set(numbers)) == len(numbers)


def test_the_index_lists_every_decision() -> None:
    """`python -m tests.decisions` brings it up to date."""
    text = INDEX.read_text("utf-8")
    assert text == index(text, decisions())


def test_a_page_that_begins_as_it_should_is_read() -> None:
    assert read("0007-a-title.md", GOOD) == Decision("0007-a-title.md", 7, "A title", "Accepted", "2026-11-22")


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("7. ", "8. "),
        GOOD.replace("7. ", ""),
        GOOD.replace("Accepted, 2026-11-22.\n\n", ""),
        GOOD.replace("Accepted", "Good"),
        GOOD.replace("2026-11-22", "yesterday"),
    ],
)
def test_a_page_without_its_head_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=r"0007-a-title\.md"):
        read("0007-a-title.md", text)
