"""The decisions: what each page must begin with, and the index that is made of them.

`python -m tests.decisions` writes the list in docs/decisions/README.md.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "docs" / "decisions"
INDEX = FOLDER / "README.md"
_HEAD = re.compile(
    r"# (?P<number>\d+)\. (?P<title>.+)\n\n"
    r"(?P<status>Proposed|Accepted|Rejected|Superseded by \[\d+\]\(\d{4}-[\w-]+\.md\)), "
    r"(?P<date>\d{4}-\d{2}-\d{2})\.\n\n"
)
_LIST = re.compile(r"(?<=\n)\| number \|.*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Decision:
    """What stands at the head of a page."""

    name: str
    number: int
    title: str
    status: str
    date: str

    @property
    def row(self) -> str:
        return f"| {self.number} | [{self.title}]({self.name}) | {self.status} | {self.date} |"


def decisions() -> list[Decision]:
    """Return all decisions in the order of their numbers. Raise ValueError, with the page, for one without its head."""
    return [read(path.name, path.read_text("utf-8")) for path in sorted(FOLDER.glob("[0-9]*.md"))]


def read(name: str, text: str) -> Decision:
    """Return the decision of one page. Raise ValueError for a page that does not begin as all others do."""
    head = _HEAD.match(text)
    if head is None or int(name[:4]) != int(head["number"]):
        raise ValueError(f'{name} begins "# {int(name[:4])}. Title", a blank line, "Accepted, 2026-01-31."')
    return Decision(name, int(head["number"]), head["title"], head["status"], head["date"])


def index(text: str, found: list[Decision]) -> str:
    """Return the text of the index with its list brought up to date."""
    rows = "\n".join(decision.row for decision in found)
    return _LIST.sub(f"| number | decision | status | date |\n|---|---|---|---|\n{rows}\n", text)


def main() -> int:
    """Write the index. Return the exit status."""
    INDEX.write_text(index(INDEX.read_text("utf-8"), decisions()), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
