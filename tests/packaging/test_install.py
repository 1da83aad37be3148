"""The packages on a Debian without Python: install, work, print, upgrade under an open window, remove.

Needs root, debootstrap and a mirror, and builds the packages first unless they are built. It runs where DEBIAN_SUITES
names the Debians: bookworm, or "bookworm trixie", which `make package-test` does.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import debian
import package
import pytest
import roots

from core.about import VERSION
from tests.judges import cups
from tests.judges import screen as judge
from tests.packaging.installed_root import (
    HOME,
    SUITES,
    USER,
    WHY_NOT,
    Root,
    as_user,
    bare_root,
    wait_for,
    windows,
)
from tests.packaging.installed_window import PATIENCE_S, TILL, logged, opened

MOST_INSTALLED_MB, MOST_FETCHED_MB = 145, 60
WAITING = 5
PORT = "18443"
NOBODYS_PAPERS = Path("/var/spool/cups-pdf/ANONYMOUS")
"""Where a printed page goes whose user the machine of the queue does not know."""
SCHEMA = Path(__file__).parents[2] / ".judges" / "sbom" / "bin" / "python"
"""Installed by .ci/judges."""
VALIDATE = """
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
sys.exit(JsonStrictValidator(SchemaVersion.V1_6).validate_str(open(sys.argv[1], encoding="utf-8").read()))
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(WHY_NOT), reason=f"NO PACKAGE IS BUILT HERE: {WHY_NOT}"),
]


@pytest.fixture(scope="module")
def folders() -> Path:
    return package.build_folders()


@pytest.fixture(scope="module")
def packages(folders: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    out = tmp_path_factory.mktemp("packages")
    return {name: debian.wrap(each, folders, out, level=3) for name, each in debian.PACKAGES.items()}


@pytest.fixture(params=SUITES)
def bare(request: pytest.FixtureRequest) -> Iterator[Root]:
    """A Debian of the till's user, without the package."""
    with bare_root(request.param) as root:
        yield root


@pytest.fixture
def display() -> Iterator[str]:
    lacking = [each for each in (judge.why_missing(), cups.why_missing()) if each]
    if lacking:
        pytest.skip(f"NO SCREEN TO TYPE ON OR NO PRINT QUEUE HERE: {', '.join(lacking)}")
    with judge.screen() as number:
        yield number


def test_a_folder_wrapped_twice_gives_the_same_bytes(
    folders: Path, packages: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    before = os.umask(0o077)
    try:
        again = debian.wrap(debian.DESK, folders, tmp_path, level=3)
    finally:
        os.umask(before)
    assert again.read_bytes() == packages["counterfoil"].read_bytes()


def test_it_is_small(folders: Path, packages: dict[str, Path]) -> None:
    told = subprocess.run(
        ["dpkg-deb", "-f", packages["counterfoil"], "Installed-Size"], capture_output=True, check=True
    )
    assert int(told.stdout) * 1024 / 1e6 <= MOST_INSTALLED_MB
    assert packages["counterfoil"].stat().st_size / 1e6 <= MOST_FETCHED_MB


def test_the_life_of_a_till(bare: Root, packages: dict[str, Path], folders: Path, display: str, tmp_path: Path) -> None:
    """One root, step by step; each step goes on with what the one before has left."""
    bare.install(packages["counterfoil"])
    there_is_no_python_and_it_works(bare)
    the_tour_plays_where_there_is_no_screen(bare)
    its_papers_name_every_part_and_its_licence(bare)
    two_workers_of_the_service_answer(bare)
    scan_type_and_print(bare, display)
    an_upgrade_under_an_open_window_with_a_full_queue_loses_nothing(bare, display, folders, tmp_path)
    removed_it_leaves_the_tills_folder_and_nothing_else(bare)


def there_is_no_python_and_it_works(desk: Root) -> None:
    assert desk.run("sh", "-c", "command -v python3 || echo none").strip() == "none"
    assert desk.desk("--version") == f"Counterfoil {VERSION}\n"
    assert desk.desk("--help").startswith("usage: counterfoil ")
    (sold,) = desk.answers("issue", "25", "--print", "card.pdf")
    assert (sold["outcome"], sold["balance"]) == ("confirmed", "25.00")
    assert (desk.place / HOME[1:] / "card.pdf").read_bytes().startswith(b"%PDF")
    assert "doctor" in desk.desk("--help")
    desk.desk("doctor")
    assert (desk.place / "usr/share/man/man1/counterfoil.1.gz").exists()
    assert desk.run("find", "/usr/lib/counterfoil", "-name", "*.so*", "-type", "f", "-perm", "/111") == ""


def the_tour_plays_where_there_is_no_screen(desk: Root) -> None:
    """A program without a screen plays it by itself, and says what the installed command is called."""
    told = desk.run("su", "-s", "/bin/sh", USER, "-c", "cd && counterfoil tour 2>&1")
    assert "Traceback" not in told
    assert list((desk.place / HOME[1:]).rglob("*.png"))


def its_papers_name_every_part_and_its_licence(desk: Root) -> None:
    papers = desk.place / "usr/share/doc/counterfoil"
    bill = json.loads((papers / "sbom.cdx.json").read_text())
    named = {component["name"]: component for component in bill["components"]}
    assert {"Qt", "PySide6-Essentials", "SQLAlchemy", "cryptography", "cffi", "Python", "Inter"} <= set(named)
    assert not {"pyinstaller", "psycopg", "pip", "setuptools"} & {name.lower() for name in named}
    assert [name for name, part in named.items() if not part.get("version") and name not in {"Inter", "Lucide"}] == []
    if SCHEMA.exists():
        asked = [str(SCHEMA), "-c", VALIDATE, str(papers / "sbom.cdx.json")]
        told = subprocess.run(asked, capture_output=True, text=True, check=False)
        assert (told.returncode, told.stderr) == (0, "")
    texts = {path.stem for path in (papers / "licences").glob("*.txt")}
    libraries = {path.stem for path in (papers / "libraries").iterdir()}
    assert set(named) <= texts | libraries
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (papers / "licences" / "Qt.txt").read_text()
    assert "Expat" in (papers / "copyright").read_text()


def two_workers_of_the_service_answer(desk: Root) -> None:
    words = ("counterfoil", "serve", "--port", PORT, "--workers", "2")
    with desk.running(*words, COUNTERFOIL_DATA_DIR=f"{HOME}/service"):
        wait_for(lambda: health(PORT) == 200, "an answer of the service", PATIENCE_S, desk.said)
        assert {health(PORT) for _ in range(20)} == {200}
        assert "invalid choice" not in desk.said()


def health(port: str) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/external/health", timeout=5) as reply:
            return int(reply.status)
    except OSError:
        return 0


def scan_type_and_print(desk: Root, display: str) -> None:
    """A clerk's way through the window of the package: a receipt comes out of a real queue of CUPS."""
    (sold,) = desk.answers("issue", "50")
    for key, value in (("receipt.when", "always"), ("receipt.paper", "80mm")):
        desk.desk("settings", "set", key, value)
    desk.run("apt-get", "install", "-qq", "-y", "--no-install-recommends", "libcups2")
    with cups.print_queue() as queue, opened(desk, display, CUPS_SERVER="localhost:631") as window:
        anonymous = replace(queue, folder=NOBODYS_PAPERS)
        before = anonymous.papers()
        window.scan(sold["code"])
        window.redeem("20")
        wait_for(lambda: anonymous.papers() - before, "the receipt", PATIENCE_S, desk.said)
    (shown,) = desk.answers("show", str(sold["card_id"]))
    assert shown["balance"] == "30.00"


def an_upgrade_under_an_open_window_with_a_full_queue_loses_nothing(
    desk: Root, display: str, folders: Path, tmp_path: Path
) -> None:
    """Every file is another one after the upgrade, and of no use: the open window asks for none of them."""
    (sold,) = desk.answers("issue", "50")
    card = str(sold["card_id"])
    for _ in range(WAITING):
        desk.answers("--offline", "redeem", card, "1", code=3)
    newer = debian.wrap(debian.DESK, spoiled(folders, tmp_path / "spoiled"), tmp_path, "9.9.1", level=1)
    shutil.copy(newer, desk.place / "root")
    with opened(desk, display, "--offline") as window:
        desk.beside(window.process, "apt-get", "install", "-y", f"/root/{newer.name}")
        assert "9.9.1" in desk.run("dpkg-query", "-W", "counterfoil")
        for key in ("F6", "F5", "F4", "F9", "F2", "F10", "Escape", "F1"):
            window.press(key)
        window.scan(sold["code"])
        before = logged(desk, "accepted")
        window.redeem("2")
        wait_for(lambda: logged(desk, "accepted") > before, "the redeem in the queue", PATIENCE_S, desk.said)
        assert "Traceback" not in desk.said()
        assert windows(display)
    repaired = debian.wrap(debian.DESK, folders, tmp_path, "9.9.2", level=1)
    desk.install(repaired)
    builds = [path.name for path in (desk.place / "usr/lib/counterfoil/builds").iterdir()]
    assert [name.partition("-")[0] for name in builds] == ["9.9.2"], "a build that nothing runs is removed"
    waiting = [line["want"] for line in desk.answers("outbox", "list") if line["state"] == "waiting"]
    assert sorted(waiting) == ["-1.00"] * WAITING + ["-2.00"]
    wait_for(
        lambda: roots.run(desk.place, *as_user({}), "counterfoil", "sync", check=False).returncode == 0, "all sent"
    )
    (shown,) = desk.answers("show", card)
    assert shown["confirmed_balance"] == f"{50 - WAITING - 2}.00"


def spoiled(folders: Path, place: Path) -> Path:
    """Copy the folders with another content in every file of the desk's program."""
    shutil.copytree(folders / "counterfoil.papers", place / "counterfoil.papers")
    shutil.copy(folders / "counterfoil.needs", place)
    for path in (folders / "counterfoil").rglob("*"):
        if path.is_file() and not path.is_symlink():
            copy = place / "counterfoil" / path.relative_to(folders / "counterfoil")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(b"another version\n")
            copy.chmod(path.stat().st_mode)
    return place


def removed_it_leaves_the_tills_folder_and_nothing_else(desk: Root) -> None:
    kept = desk.place / TILL[1:]
    before = {path.name: path.read_bytes() for path in kept.iterdir() if path.is_file()}
    assert "sandbox-till.db" in before
    desk.run("apt-get", "remove", "-y", "counterfoil")
    left = desk.run(
        "sh",
        "-c",
        "find / -xdev -iname '*counterfoil*' -not -path '/proc/*' -not -path '/root/*' -not -path '/var/lib/dpkg/*'",
    )
    assert [path for path in left.split() if not path.startswith(HOME)] == []
    assert {path.name: path.read_bytes() for path in kept.iterdir() if path.is_file()} == before
