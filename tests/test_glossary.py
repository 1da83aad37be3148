"""The names in the glossary are names of the code, and no word is explained twice."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROWS = re.findall(r"^\| \*\*(.+?)\*\*.*\| (.*) \|$", (ROOT / "docs/glossary.md").read_text("utf-8"), re.MULTILINE)


def names_in_code() -> set[str]:
    """Return every identifier of core and gui, the names of their modules with them."""
    modules = [path for room in ("core", "gui") for path in (ROOT / room).rglob("*.py")]
    return {path.stem for path in modules} | set(
        re.findall(r"[A-Za-z_]\w*", "\n".join(path.read_text("utf-8") for path in modules))
    )


def test_every_name_is_one_of_the_code() -> None:
    known = names_in_code()
    named = [name for _, column in ROWS for name in re.findall(r"`([A-Za-z_]\w*)`", column)]
    assert len(named) > 60
    assert [name for name in named if name not in known] == []


def test_no_word_is_explained_twice() -> None:
    words = Counter(word for heads, _ in ROWS for word in heads.split(", "))
    assert [word for word, times in words.items() if times > 1] == []
