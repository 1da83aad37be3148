"""Which libraries a start asks for, and what becomes of the missing ones on an apt system."""

import os
import re
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from core.setup import installers, system_libraries
from core.setup.system_libraries import BASE, TOOLS, WAYLAND, XCB, has_screen, missing, needed, platform, with_utf8

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere Qt brings all it needs")
COMMAND = "apt-get install -y --no-install-recommends libegl1 libgl1"
LACKED = {"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"}


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, None),
        ({"DISPLAY": ":0"}, "xcb"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "wayland"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "xcb"),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "offscreen"),
    ],
)
def test_the_platform_is_the_users_choice_then_the_desktops(environ, expected):
    assert platform(environ) == expected


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [(None, BASE), ("offscreen", BASE), ("xcb", {**BASE, **XCB}), ("wayland-egl", {**BASE, **WAYLAND})],
)
def test_each_platform_has_its_own_libraries(chosen, expected):
    assert needed(chosen) == expected


def test_the_tools_of_a_developer_need_more_than_the_program():
    assert needed("offscreen", developer=True) == {**BASE, **TOOLS}
    assert TOOLS["libgssapi_krb5.so.2"] == "libgssapi-krb5-2"


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, {"LC_CTYPE": "C.UTF-8"}),
        ({"LANG": "C"}, {"LC_CTYPE": "C.UTF-8"}),
        ({"LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"}, {"LC_ALL": "C.UTF-8"}),
        ({"LC_ALL": "", "LANG": "de_DE.ISO-8859-1"}, {}),
        ({"LC_CTYPE": "C.UTF-8", "LANG": "C"}, {}),
    ],
)
def test_only_the_locale_c_is_given_utf8(environ, expected):
    assert with_utf8(environ) == expected


def test_a_library_unknown_to_the_loaders_cache_is_still_tried(monkeypatch, tmp_path):
    monkeypatch.setattr(system_libraries, "LOADER_CACHE", str(tmp_path / "none"))
    monkeypatch.setattr(system_libraries, "BASE", {"libc.so.6": "libc6", "libnowhere.so.9": "libnowhere9"})
    assert missing("offscreen") == {"libnowhere.so.9": "libnowhere9"}


def test_a_display_that_nobody_answers_is_no_screen():
    assert not has_screen({"DISPLAY": ":4242"})


def test_a_display_that_answers_is_a_screen():
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X4243")
        server.listen()
        assert has_screen({"DISPLAY": ":4243.0"})


def test_the_users_platform_is_believed():
    assert has_screen({"DISPLAY": ":4242", "QT_QPA_PLATFORM": "vnc"})


LISTS = "apt-get -o Acquire::Retries=1 -o APT::Update::Error-Mode=any update"
NO_NETWORK = """\
case "$*" in
*update)
    echo "Ign:1 http://mirror.example/debian stable InRelease"
    for list in stable updates security; do
        echo "E: Failed to fetch http://mirror.example/$list  Temporary failure resolving 'mirror.example'" >&2
    done
    echo "E: Some index files failed to download." >&2 ;;
esac
exit 100
"""
"""What apt-get says and returns there."""


@pytest.fixture
def apt(monkeypatch, tmp_path) -> Callable[[str], Path]:
    """Makes an apt-get that writes down what it is asked and then runs `script`; gives its notes."""
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    def made(script: str) -> Path:
        notes = tmp_path / "notes"
        program = tmp_path / "apt-get"
        program.write_text(f'#!/bin/sh\necho "apt-get $*" >>{notes}\n{script}')
        program.chmod(0o755)
        return notes

    return made


def words(notes: Path) -> list[str]:
    """Without the options that make it quick."""
    return [re.sub(" -o [^ ]+", "", line) for line in notes.read_text().splitlines()]


def test_good_lists_are_taken_as_they_are(apt):
    notes = apt("")
    installers.install_system_packages(LACKED)
    assert words(notes) == [COMMAND]


def test_lists_that_are_old_are_brought_up_to_date_first(apt, tmp_path):
    notes = apt(f'case "$*" in *update) touch {tmp_path}/lists; echo Get:1 x;; esac; [ -e {tmp_path}/lists ]')
    installers.install_system_packages(LACKED)
    assert words(notes) == [COMMAND, "apt-get update", COMMAND]


def test_one_broken_source_does_not_keep_the_others_from_installing(apt, tmp_path):
    script = f'case "$*" in *update) touch {tmp_path}/lists; echo Hit:1 x; exit 100;; esac; [ -e {tmp_path}/lists ]'
    notes = apt(script)
    installers.install_system_packages(LACKED)
    assert words(notes) == [COMMAND, "apt-get update", COMMAND]


def test_without_a_network_root_reads_one_reason_and_what_to_do(apt, capsys):
    notes = apt(NO_NETWORK)
    with pytest.raises(SystemExit) as stopped:
        installers.install_system_packages(LACKED)
    assert stopped.value.code == 7
    told = capsys.readouterr().err
    assert told.count("Temporary failure resolving 'mirror.example'") == 1
    assert "Most often there is no network" in told
    assert len(told.splitlines()) <= 5
    assert notes.read_text().splitlines()[1] == LISTS  # apt-get's own tries take 24 s
    assert words(notes) == [COMMAND, "apt-get update"]


def test_anybody_else_is_told_the_exact_line(apt, monkeypatch, capsys):
    notes = apt("")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as stopped:
        installers.install_system_packages(LACKED)
    assert stopped.value.code == 7
    assert f"\n  sudo apt-get update && sudo {COMMAND}\n" in capsys.readouterr().err
    assert not notes.exists()


def test_a_system_without_apt_is_told_the_libraries(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit):
        installers.install_system_packages(LACKED)
    assert "lacks libGL.so.1, libEGL.so.1" in capsys.readouterr().err
