"""Two builds of one checkout, each in a root of its own, give the same bytes.

What the roots are made of is Debian's of that day and the wheels of the lock: both roots get the same.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import folders
import package
import pytest
import roots

from tests.packaging.installed_root import WHY_NOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(WHY_NOT), reason=f"NO PACKAGE IS BUILT HERE: {WHY_NOT}"),
]


@pytest.fixture
def other_root() -> Iterator[Path]:
    """A second root to build in."""
    package.build_folders()
    place = package.CACHE / "roots" / f"again-{os.getpid()}"
    try:
        folders.make_build_root(package.base_root(folders.SUITE), place, package.CACHE / "wheels")
        yield place
    finally:
        roots.remove(place)


def sums(place: Path) -> dict[str, str]:
    """Return what each file, link and executable in there is, by its path."""
    found = {}
    for path in sorted(place.rglob("*")):
        if path.is_symlink():
            found[str(path.relative_to(place))] = f"to {os.readlink(path)}"
        elif path.is_file():
            runs = "runs " if path.stat().st_mode & 0o100 else ""
            found[str(path.relative_to(place))] = runs + hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def test_programs_that_are_built_twice_are_the_same(other_root: Path, tmp_path: Path) -> None:
    once = sums(package.build_folders())
    folders.build(other_root, tmp_path)
    twice = sums(tmp_path)
    assert len(once) > 300
    assert sorted(path for path in once.keys() | twice.keys() if once.get(path) != twice.get(path)) == []
