"""The pages for `man`: they say what the programs take, and `man` has nothing against them."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
from pathlib import Path

import manual
import pytest

from core.about import SERVICE_PROGRAM, VERSION
from core.domain.rights import RIGHTS

ROOT = Path(__file__).parents[2]
NOON = 1_800_000_000
PROGRAMS = [manual.DESK_PROGRAM, SERVICE_PROGRAM]
NO_MAN = pytest.mark.skipif(not shutil.which("man"), reason="NO man HERE: apt-get install man-db")


def plain(name: str) -> str:
    """The page without what sets letters apart."""
    return re.sub(r"\\f[BIR]", "", manual.page(name, NOON)).replace("\\-", "-")


def test_each_command_and_each_verb_has_its_part() -> None:
    parts = set(re.findall(r'^\.SS "(.*)"$', plain(manual.DESK_PROGRAM), re.MULTILINE))
    named = {re.sub(r" --.*", "", word) for right in RIGHTS.values() for word in right.console}
    assert named <= parts
    assert {"serve", "tour", "restore", "begin-anew"} <= parts


def test_the_service_has_no_command_and_all_its_words() -> None:
    page = plain(SERVICE_PROGRAM)
    assert ".SS" not in page
    assert {"--json", "--database URL", "--port P", "--add-key NAME"} <= set(page.splitlines())
    assert "0 takes a free one; 8443 when left out" in page


@pytest.mark.parametrize("name", PROGRAMS)
def test_it_names_the_program_the_version_and_the_day(name: str) -> None:
    assert plain(name).startswith(f'.TH {name.upper()} 1 2027-01-15 "Counterfoil {VERSION}" ')
    assert "main.py" not in plain(name)


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_it_says_of_the_environment_is_read_by_the_program(name: str) -> None:
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "core").rglob("*.py"))
    named = set(re.findall(r"COUNTERFOIL_\w+", plain(name)))
    assert len(named) >= 2
    assert {each for each in named if f'"{each}"' not in sources} == set()


def test_a_word_is_no_instruction_to_roff() -> None:
    assert manual.safe(".TH it's a\\b -x ~/y…") == "\\&.TH it's a\\eb \\-x \\(ti/y..."


def test_the_same_page_gives_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        manual.write(tmp_path / folder, SERVICE_PROGRAM, NOON)
    one, two = (tmp_path / folder / f"{SERVICE_PROGRAM}.1.gz" for folder in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    assert gzip.decompress(one.read_bytes()).decode() == manual.page(SERVICE_PROGRAM, NOON)


@NO_MAN
@pytest.mark.parametrize("name", PROGRAMS)
def test_man_shows_it_without_a_warning(name: str, tmp_path: Path) -> None:
    manual.write(tmp_path / "man1", name, NOON)
    settings = {**os.environ, "LC_ALL": "C.UTF-8", "MANROFFSEQ": "", "MANWIDTH": "80", "MANPAGER": "cat"}
    command = ["man", "--warnings", "-E", "UTF-8", "-l", str(tmp_path / "man1" / f"{name}.1.gz")]
    told = subprocess.run(command, capture_output=True, text=True, check=False, env=settings)
    assert (told.returncode, told.stderr) == (0, "")
    assert re.sub(r".\x08", "", told.stdout).startswith(f"{name.upper()}(1)")
