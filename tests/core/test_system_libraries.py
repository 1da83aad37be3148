"""Which libraries a start asks for, and what becomes of the missing ones on an apt system."""

import os
import socket
import sys
from pathlib import Path

import pytest

from core import installers, system_libraries
from core.system_libraries import BASE, WAYLAND, XCB, has_screen, missing, needed, platform

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


@pytest.fixture
def apt(monkeypatch, tmp_path) -> Path:
    """An apt-get that writes down what it is asked and installs only after an update; returns its notes."""
    notes = tmp_path / "notes"
    program = tmp_path / "apt-get"
    program.write_text(f'#!/bin/sh\necho "apt-get $*" >>{notes}\n[ "$1" = update ] || grep -q update {notes}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return notes


def test_root_installs_after_an_update_if_need_be(apt, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    installers.install_system_packages(LACKED)
    assert apt.read_text().splitlines() == [COMMAND, "apt-get update -qq", COMMAND]


def test_anybody_else_is_told_the_exact_line(apt, monkeypatch, capsys):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as stopped:
        installers.install_system_packages(LACKED)
    assert stopped.value.code == 7
    assert f"\n  sudo apt-get update && sudo {COMMAND}\n" in capsys.readouterr().err
    assert not apt.exists()


def test_a_system_without_apt_is_told_the_libraries(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit):
        installers.install_system_packages(LACKED)
    assert "lacks libGL.so.1, libEGL.so.1" in capsys.readouterr().err
