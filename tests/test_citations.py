"""Every page, section, label, decision and link that is cited is there."""

from __future__ import annotations

import pytest

from tests import citations
from tests.citations import Citation, unresolved_in

LEADS_SOMEWHERE = [
    "docs/protocol.md",
    "docs/protocol.md 2 and 6",
    "docs/protocol.md 10.2. Without a sign nothing is held back",
    "docs/protocol.md R13, T1",
    "docs/protocol.md T_q, in seconds",
    "docs/security.md 1, 3 and 4",
    "docs/decisions/0013 and decision 30",
    "F2: as docs/proofs.md F1, F2, L2 say, with G4",
    "RFC 9110 section 5.6.7",
]
LEADS_NOWHERE = {
    "PROTOCOL.md section 2": ["PROTOCOL.md", "section 2"],
    "docs/rules.md 2": ["docs/rules.md"],
    "docs/protocol.md 99": ["docs/protocol.md 99"],
    "docs/protocol.md 2 and 10.9": ["docs/protocol.md 10.9"],
    "docs/protocol.md R99": ["docs/protocol.md R99", "R99"],
    "docs/proofs.md F99": ["docs/proofs.md F99", "F99"],
    "docs/decisions/9998": ["decision 9998"],
    "see decision 9999": ["decision 9999"],
    "as G9 has it": ["G9"],
}


@pytest.mark.slow
def test_all_that_is_cited_is_there() -> None:
    assert citations.unresolved() == []


def test_the_pages_of_the_rules_are_cited() -> None:
    """Else the test above would find nothing wrong in nothing."""
    texts = [(citations.ROOT / path).read_text("utf-8") for path in citations.cited_from()]
    assert sum(text.count("docs/protocol.md") for text in texts) > 50
    assert "docs/security.md" in "".join(texts)


@pytest.mark.parametrize("text", LEADS_SOMEWHERE)
def test_what_leads_somewhere_is_let_be(text: str) -> None:
    assert unresolved_in("core/anything.py", f'"""{text}."""\n') == []


@pytest.mark.parametrize("text", LEADS_NOWHERE)
def test_what_leads_nowhere_is_found_with_its_line(text: str) -> None:
    found = unresolved_in("core/anything.py", f'"""First line.\n\n{text}.\n"""\n')
    assert sorted(found) == sorted(Citation("core/anything.py", 3, target) for target in LEADS_NOWHERE[text])


@pytest.mark.parametrize(
    ("link", "missing"),
    [
        ("[rules](protocol.md)", []),
        ("[rules](security.md#3-threats)", []),
        ("[elsewhere](https://example.org/x#y)", []),
        ("[rules](protocol.md#no-such-heading)", ["protocol.md#no-such-heading"]),
        ("[rules](rules.html)", ["rules.html"]),
    ],
)
def test_links_of_pages_lead_to_files_and_headings(link: str, missing: list[str]) -> None:
    assert [each.target for each in unresolved_in("docs/any.md", link)] == missing


def test_labels_in_code_are_no_citations() -> None:
    assert unresolved_in("core/anything.py", 'G9 = "R99"  # F1\n') == []


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("`core/domain/money.py` and `core/domain/`, core.domain.money.Money and core.rows", []),
        ("`core/domain/coins.py`", ["core/domain/coins.py"]),
        ("core.domain.coins.Money", ["core.domain.coins.Money"]),
        ("gui.no_such_room", ["gui.no_such_room"]),
    ],
)
def test_modules_that_are_named_for_people_exist(text: str, missing: list[str]) -> None:
    assert [each.target for each in unresolved_in("docs/any.md", text)] == missing
    assert [each.target for each in unresolved_in("gui/any.py", f"# {text}\n")] == missing
