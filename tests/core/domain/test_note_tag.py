"""The mark in a note: kept at the end of it, and never seen."""

from __future__ import annotations

import pytest

from core.domain import note_tag

MARK = note_tag.make("abcdefghij234", "ABCDEFGHIJ234567")


@pytest.mark.parametrize(
    ("note", "seen"),
    [
        (None, None),
        ("", None),
        (MARK, None),
        (f"For Ida {MARK}", "For Ida"),
        (f"For Ida {MARK} paid by cheque", "For Ida paid by cheque"),
        (f"For Ida\n{MARK}\nby phone", "For Ida\nby phone"),
        (f"{MARK} {MARK}", None),
        (" two  blanks ", " two  blanks "),
        ("[gc1:short]", "[gc1:short]"),
    ],
)
def test_reply_31_no_mark_is_shown_wherever_it_stands(note: str | None, seen: str | None) -> None:
    assert note_tag.shown(note) == seen


def test_what_is_shown_of_a_note_of_ours_is_what_is_edited() -> None:
    note = note_tag.join("For Ida", MARK)
    assert note_tag.shown(note) == note_tag.split(note)[0] == "For Ida"
