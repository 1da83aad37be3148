"""What the README says first, typed in a bare Debian that has only Python: as root, and as a user of the machine.

The wheels come from where this machine's pip gets them. The second command, `python3 -m tests`, takes minutes; it is
typed here too where README_TESTS is set.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import roots

from tests.packaging.installed_root import HOME, SUITES, USER, WHY_NOT, Root, as_user, bare_root

ROOT = Path(__file__).parents[2]
TOLD = (ROOT / "README.md").read_text("utf-8")
RUN, TEST = (
    re.findall(rf"^## {part} it$.*?^    (\S.*?)$", TOLD, re.MULTILINE | re.DOTALL)[0] for part in ("Run", "Test")
)
LENT = "/etc/ssl/lent.pem"
CANNOT_START = 7

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(WHY_NOT), reason=f"NO ROOT IS MADE HERE: {WHY_NOT}"),
]


@pytest.fixture(params=SUITES)
def bare(request: pytest.FixtureRequest) -> Iterator[Root]:
    """A Debian with Python, the one thing that the README asks for."""
    with bare_root(request.param) as root:
        root.run("apt-get", "install", "-qq", "-y", "python3")
        if trusted := os.environ.get("SSL_CERT_FILE"):
            shutil.copy(trusted, root.place / LENT[1:])  # this machine may fetch through a proxy with its own name
        yield root


def type_in(root: Root, user: str, command: str) -> subprocess.CompletedProcess[str]:
    """Type a command in the checkout of that user; return what it says and how it ends."""
    lent = {"SSL_CERT_FILE": LENT, "PIP_CERT": LENT} if (root.place / LENT[1:]).exists() else {}
    home = "/root" if user == "root" else HOME
    return roots.run(
        root.place, *as_user(lent, user, home), "env", "-C", f"{home}/counterfoil", *shlex.split(command), check=False
    )


def type_in_and_install(root: Root, user: str, command: str) -> subprocess.CompletedProcess[str]:
    """Type a command; a user, who may install nothing, is told what root is to type, and types it once more then."""
    done = type_in(root, user, command)
    if user != "root" and done.returncode == CANNOT_START:
        assert done.stdout == ""
        (line,) = re.findall(r"^  (sudo .*)$", done.stderr, re.MULTILINE)
        root.run("sh", "-ec", line.replace("sudo ", ""))
        done = type_in(root, user, command)
    return done


def check_out(root: Root, user: str) -> Path:
    """Put what a clone of this checkout would hold into that user's home."""
    place = root.place / ("root" if user == "root" else HOME[1:]) / "counterfoil"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, place / name, follow_symlinks=False)
    root.run("chown", "-R", f"{user}:{user}", f"/{place.relative_to(root.place)}")
    return place


@pytest.mark.parametrize("user", ["root", USER])
def test_the_first_command_is_enough(bare: Root, user: str) -> None:
    place = check_out(bare, user)
    done = type_in_and_install(bare, user, RUN)
    assert done.returncode == 0, done.stderr
    assert "setting up .venv" in done.stderr
    assert "the tour plays instead" in done.stderr
    assert len(list((place / "tour").glob("*.png"))) == 8
    assert (place / "tour" / "gift-card.pdf").exists()
    again = type_in(bare, user, f"{RUN} --version")
    assert (again.returncode, again.stderr) == (0, "")
    if os.environ.get("README_TESTS"):
        tested = type_in_and_install(bare, user, TEST)
        assert tested.returncode == 0, tested.stdout[-6000:] + tested.stderr[-3000:]
        print(tested.stdout[-600:])


def test_they_are_the_readmes() -> None:
    assert (RUN, TEST) == ("python3 main.py", "python3 -m tests")
