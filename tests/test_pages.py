"""The pages know each other and the tree: every page is in the index, every room is explained."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def rooms() -> list[str]:
    """Return the packages directly below core and gui, as paths."""
    found = [path.parent for top in ("core", "gui") for path in (ROOT / top).glob("*/__init__.py")]
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def test_the_index_has_a_line_for_every_page() -> None:
    index = (DOCS / "README.md").read_text("utf-8")
    pages = [path.relative_to(DOCS).as_posix() for place in ("*.md", "how-to/*.md") for path in DOCS.glob(place)]
    assert [page for page in pages if page != "README.md" and f"]({page})" not in index] == []


@pytest.mark.parametrize("room", rooms())
def test_every_room_is_explained(room: str) -> None:
    assert f"`{room}`" in (DOCS / "architecture.md").read_text("utf-8")


@pytest.mark.parametrize("root", ["core", "gui"])
def test_what_stands_in_no_room_is_explained(root: str) -> None:
    page = (DOCS / "architecture.md").read_text("utf-8")
    alone = [path.name for path in (ROOT / root).glob("*.py") if path.name != "__init__.py"]
    assert [name for name in alone if f"`{name}`" not in page] == []


@pytest.mark.parametrize("room", rooms())
def test_the_map_of_the_first_page_shows_every_room(room: str) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    plan = text[text.index("## How it is built") :]
    assert f" {room.split('/')[1]}/ " in plan
