"""How long a command of the packaged console takes, against the sources on the same Python: printed, never judged.

Both run in the root where the package was built: Debian 12 and its Python. The sources are run by the Python of their
.venv at once, and are compiled before.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import package
import pytest

from tests.bench.figures import in_turn, timed
from tests.packaging.installed_root import WHY_NOT

RUNS = 15
GOAL = 1.0
PACKAGED = ("/dist/counterfoil/counterfoil",)
SOURCES = ("/venv/bin/python", "/src/main.py")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(WHY_NOT), reason=f"NO PACKAGE IS BUILT HERE: {WHY_NOT}"),
]


@pytest.fixture
def home() -> Iterator[Path]:
    """A home in the root that was built in, for both programs by turns."""
    package.build_folders()
    root = package.CACHE / "roots" / "build"
    with tempfile.TemporaryDirectory(dir=root / "tmp") as folder:
        yield Path(folder)


@pytest.mark.parametrize("words", [("--version",), ("search", "--limit", "1")], ids=" ".join)
def test_a_command_does_the_same_and_what_it_costs_is_told(
    home: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    packaged, sources = (_runner(home, *program, *words) for program in (PACKAGED, SOURCES))
    assert packaged() == sources()
    pair = in_turn(timed(packaged), timed(sources), RUNS)
    with capsys.disabled():
        print(f"\n{pair.line(f'counterfoil {words[0]}', f'main.py {words[0]}', GOAL)}")


def _runner(home: Path, *command: str) -> Callable[[], str]:
    root = home.parents[1]
    own = {"PATH": "/usr/bin:/bin", "HOME": f"/{home.relative_to(root)}", "LANG": "C.UTF-8"}
    chroot = shutil.which("chroot") or "chroot"  # by this process's PATH: the one of the root does not lead to it
    return lambda: (
        subprocess.run([chroot, str(root), *command], env=own, check=True, capture_output=True, text=True).stdout
    )
