"""docs/protocol.md shows the transition tables as they are in the code."""

from __future__ import annotations

import re

from tests.protocol_page import PAGE, PARTS, names, written


def test_the_page_is_up_to_date() -> None:
    text = PAGE.read_text()
    assert sorted(names(text)) == sorted(PARTS)
    assert written(text) == text, "python -m tests.protocol_page"


def test_an_event_that_changes_nothing_is_not_in_the_diagram() -> None:
    edges = re.findall(r"^    (\w+) --> (\w+)", PARTS["adjustment"], re.MULTILINE)
    assert ("reading", "writing") in edges
    assert not [edge for edge in edges if edge[0] == edge[1]]
