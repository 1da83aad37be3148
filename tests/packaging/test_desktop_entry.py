"""What a desktop is told of the program: the same name everywhere, and files that its own judges accept."""

import configparser
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from debian import desktop_entry, metainfo

from core.about import APP_ID, LICENCE, MAINTAINER, PUBLISHER, PURPOSE, VERSION
from gui.app import application

ROOT = Path(__file__).parents[2]
PROGRAM = [ROOT / "main.py", *(ROOT / "core").rglob("*.py"), *(ROOT / "gui").rglob("*.py")]
PAGE = ROOT / "docs" / "packaging.md"
PACKAGING = [
    path for path in (ROOT / "packaging").rglob("*") if path.is_file() and path.suffix not in {".ico", ".icns"}
]
NOON = 1_800_000_000


def entry() -> configparser.SectionProxy:
    read = configparser.ConfigParser(interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read_string(desktop_entry())
    return read["Desktop Entry"]


def test_the_window_the_entry_and_the_page_of_the_software_centre_have_one_name() -> None:
    page = ET.fromstring(metainfo(VERSION, NOON))
    assert page.findtext("id") == APP_ID
    assert page.findtext("launchable") == f"{APP_ID}.desktop"
    assert page.findtext("icon") == entry()["Icon"] == APP_ID
    assert "setDesktopFileName(APP_ID)" in Path(application.__code__.co_filename).read_text("utf-8")


def test_what_a_publisher_sets_stands_in_one_place() -> None:
    for said in (APP_ID, PUBLISHER, MAINTAINER.removeprefix(PUBLISHER)):
        found = [path.name for path in (*PROGRAM, *PACKAGING) if said in path.read_text("utf-8", "ignore")]
        assert found == ["about.py"]
    assert ET.fromstring(metainfo(VERSION, NOON)).findtext("developer_name") == PUBLISHER
    assert "@" not in desktop_entry() + metainfo(VERSION, NOON)


def test_the_docs_open_at_sign_in_what_is_installed() -> None:
    (named,) = re.findall(r"/usr/share/applications/(\S+) /etc/xdg/autostart/", PAGE.read_text("utf-8"))
    assert named == f"{APP_ID}.desktop"
    assert entry()["Exec"] == "counterfoil"


def test_the_page_says_what_the_program_says_of_itself() -> None:
    page = ET.fromstring(metainfo("1.2.3", NOON))
    release = page.find("releases/release")
    assert page.findtext("project_license") == LICENCE
    assert page.findtext("summary") == PURPOSE
    assert (release.get("version"), release.get("date")) == ("1.2.3", "2027-01-15")


def test_every_text_is_there_in_german_too() -> None:
    page = ET.fromstring(metainfo(VERSION, NOON))
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    for tag in ("summary", "description/p", "description/ul/li"):
        texts = page.findall(tag)
        assert [text.get(language) for text in texts] == [None, "de"] * (len(texts) // 2)
    assert {"GenericName[de]", "Comment[de]", "Keywords[de]"} <= set(entry())


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="NO desktop-file-utils HERE: apt-get install it")
def test_the_entry_is_valid(tmp_path: Path) -> None:
    written = tmp_path / f"{APP_ID}.desktop"
    written.write_text(desktop_entry(), "utf-8")
    told = subprocess.run(["desktop-file-validate", str(written)], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (0, "")


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="NO appstreamcli HERE: apt-get install appstream")
def test_the_page_of_the_software_centre_is_valid(tmp_path: Path) -> None:
    page = tmp_path / f"{APP_ID}.metainfo.xml"
    page.write_text(metainfo(VERSION, NOON), "utf-8")
    told = subprocess.run(
        ["appstreamcli", "validate", "--no-net", str(page)], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout
