"""What goes into a package and what stays out."""

import zipfile
from pathlib import Path

import pytest
from contents import NOT_FOR_A_DESK, NOT_FOR_A_SERVICE, is_wanted, languages, migrations, sort_library

from core.store.revisions import KNOWN_REVISIONS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/venv/lib/python3.11/site-packages/PySide6/x.so"),
        ("PySide6/Qt/plugins/printsupport/libcupsprintersupport.so", ""),
        ("PySide6/Qt/translations/qtbase_de.qm", ""),
        ("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0"),
        ("python3.11/lib-dynload/_ssl.so", "/usr/lib/python3.11/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so"),
        ("resources/translations/counterfoil_de.qm", ""),
        ("PySide6/QtTest.abi3.so", ""),
    ],
)
def test_what_the_program_needs_is_wanted(file: str, source: str) -> None:
    assert is_wanted(file, source)


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", ""),
        ("PySide6\\plugins\\tls\\qopensslbackend.dll", ""),
        ("PySide6/Qt/translations/qtbase_fr.qm", ""),
        ("PySide6/Qt/translations/qt_help_de.qm", ""),
    ],
)
def test_what_it_does_not_need_stays_out(file: str, source: str) -> None:
    assert not is_wanted(file, source)


@pytest.mark.parametrize("library", ["libcups.so.2", "libssl.so.3", "libstdc++.so.6", "libX11.so.6"])
def test_a_library_of_the_system_stays_the_systems(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contents.LINUX", True)
    for folder in ("/usr/lib", "/lib"):
        assert not is_wanted(library, f"{folder}/x86_64-linux-gnu/{library}")
    monkeypatch.setattr("contents.LINUX", False)
    assert is_wanted(library, f"/usr/lib/x86_64-linux-gnu/{library}")


def test_every_migration_goes_in_as_a_source() -> None:
    versions = {Path(source).name[1:5] for source, place in migrations() if place.endswith("/versions")}
    assert versions - {"_ini"} == KNOWN_REVISIONS
    assert all((ROOT / place / Path(source).name).samefile(source) for source, place in migrations())


def test_the_languages_of_qt_are_those_of_the_window() -> None:
    assert languages() == ["en", "de"]


def test_the_tour_keeps_what_it_presses_keys_with() -> None:
    assert "PySide6.QtTest" not in NOT_FOR_A_DESK
    assert {"PySide6", "gui"} <= set(NOT_FOR_A_SERVICE)
    assert "psycopg" not in NOT_FOR_A_SERVICE


def test_pythons_own_modules_are_packed_in_one_order(tmp_path: Path) -> None:
    for folder, order in (("one", "abc"), ("two", "cab")):
        (tmp_path / folder).mkdir()
        with zipfile.ZipFile(tmp_path / folder / "base_library.zip", "w") as archive:
            for name in order:
                archive.writestr(f"{name}.pyc", f"code of {name}")
        sort_library([("other.zip", "nowhere", "DATA"), ("base_library.zip", str(archive.filename), "DATA")])
    one, two = (tmp_path / folder / "base_library.zip" for folder in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert {name: archive.read(name) for name in archive.namelist()}["b.pyc"] == b"code of b"
