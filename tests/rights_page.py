"""`python -m tests.rights_page`: writes the table of docs/security.md 5 from the one that the gate asks.

Only what stands between `<!-- rights -->` and `<!-- end -->` is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from core.domain.rights import RIGHTS, Right, Who

PAGE = Path(__file__).parents[1] / "docs" / "security.md"
_PART = re.compile(r"(<!-- rights -->\n).*?(<!-- end -->\n)", re.DOTALL)
_CELLS = {
    Who.ANYBODY: ("yes", "yes", "yes"),
    Who.SIGNED_IN: ("no", "yes", "yes"),
    Who.LIMITED: ("no", "up to a limit", "yes"),
    Who.LIMITED_OTHER: ("no", "up to a limit", "up to a limit"),
    Who.MANAGER: ("no", "with approval", "yes"),
    Who.OTHER_MANAGER: ("no", "with approval", "not of their own"),
    Who.OWNER: ("with the token", "with the token", "with the token"),
    Who.ITSELF: ("always", "always", "always"),
}


def table() -> Iterator[str]:
    """Yield the lines of the table, a row for each act."""
    yield "| act | what it is | nobody signed in | a clerk | a manager | commands |"
    yield "|---|---|---|---|---|---|"
    for permission, right in RIGHTS.items():
        yield f"| {permission.value} | {right.says} | {' | '.join(_CELLS[right.who])} | {_commands(right)} |"


def written(text: str) -> str:
    """Return the page with the table as it should be."""
    return _PART.sub(lambda part: part[1] + "".join(f"{line}\n" for line in table()) + part[2], text)


def _commands(right: Right) -> str:
    return ", ".join(f"`{command}`" for command in right.console)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
