"""The desk's package over this machine's own Debian: installed, worked with, upgraded and removed in a layer.

The cheap part of test_install, for .ci/run: the program is built by this checkout's Python and not in a bare root, so
that its size, its bill of materials and what Debian 12 lacks are not looked at here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import debian
import pytest

from tests.packaging import built_here
from tests.packaging.installed_root import HOME
from tests.packaging.installed_window import TILL
from tests.packaging.layer import Layer, layered, why_none
from tests.packaging.test_install import there_is_no_python_and_it_works

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Layer]:
    why = built_here.why_none() or why_none(tmp_path / "layer")
    if why:
        pytest.skip(f"NO PACKAGE IS INSTALLED HERE: {why}")
    with layered(tmp_path / "layer") as layer:
        yield layer


def test_a_package_is_installed_upgraded_and_removed(desk: Layer, tmp_path: Path) -> None:
    folders = built_here.folder()
    desk.install(debian.wrap(debian.DESK, folders, tmp_path, level=1))
    there_is_no_python_and_it_works(desk)
    (sold,) = desk.answers("issue", "50")
    desk.install(debian.wrap(debian.DESK, folders, tmp_path, "9.9.1", level=1))
    builds = [path.name.partition("-")[0] for path in (desk.place / "usr/lib/counterfoil/builds").iterdir()]
    assert builds == ["9.9.1"]
    (shown,) = desk.answers("show", str(sold["card_id"]))
    assert shown["balance"] == "50.00"
    kept = {path.name: path.read_bytes() for path in (desk.place / TILL[1:]).iterdir() if path.is_file()}
    desk.run("apt-get", "remove", "-y", "counterfoil")
    left = [name for name in desk.files() if "counterfoil" in name and not name.startswith((HOME, "/root/", "/var/"))]
    assert left == []
    assert {path.name: path.read_bytes() for path in (desk.place / TILL[1:]).iterdir() if path.is_file()} == kept
