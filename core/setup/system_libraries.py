"""Which Qt platform a start will use, and which of the system libraries under it are missing.

Standard library only. PySide6 brings Qt itself but not what Qt finds on every desktop and on no bare server.
"""

from __future__ import annotations

import sys

# Shared library -> the Debian and Ubuntu package that holds it.
BASE = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
XCB = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
TOOLS = {
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",  # of lrelease and lupdate; the program itself uses no network of Qt
}
LOADER_CACHE = "/etc/ld.so.cache"


def platform(environ: dict[str, str]) -> str | None:
    """Return the Qt platform that the user or the desktop asks for; None on Linux when there is no screen at all.

    Outside Linux the screen is always there, and the answer is "native".
    """
    if environ.get("QT_QPA_PLATFORM"):
        return environ["QT_QPA_PLATFORM"]
    if not sys.platform.startswith("linux"):
        return "native"
    if environ.get("WAYLAND_DISPLAY") and not environ.get("DISPLAY"):
        return "wayland"
    return "xcb" if environ.get("DISPLAY") else None


def has_screen(environ: dict[str, str]) -> bool:
    """Return whether a window can be shown. Qt cannot be asked: it aborts instead of raising."""
    chosen = platform(environ)
    if chosen == "xcb" and environ.get("DISPLAY", "").startswith(":") and not environ.get("QT_QPA_PLATFORM"):
        return _answers(environ["DISPLAY"])
    return chosen is not None


def with_utf8(environ: dict[str, str]) -> dict[str, str]:
    """Return what makes the locale C one with UTF-8, which Qt demands; nothing in any other locale.

    Python does the same by itself unless PYTHONCOERCECLOCALE or PYTHONUTF8 forbid it.
    """
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    deciding = next((name for name in names if environ.get(name)), "LC_CTYPE")
    plain = environ.get(deciding, "C") in ("C", "POSIX")
    return {"LC_ALL" if deciding == "LC_ALL" else "LC_CTYPE": "C.UTF-8"} if plain else {}


def needed(platform: str | None, *, developer: bool = False) -> dict[str, str]:
    """Return the libraries of a Qt platform; offscreen needs the base alone, and so does no screen."""
    base = {**BASE, **TOOLS} if developer else BASE
    if (platform or "").startswith("xcb"):
        return {**base, **XCB}
    if (platform or "").startswith("wayland"):
        return {**base, **WAYLAND}
    return base


def missing(platform: str | None, *, developer: bool = False) -> dict[str, str]:
    """Return the needed libraries that this machine does not have, each with its package; none outside Linux."""
    if not sys.platform.startswith("linux"):
        return {}
    known = _loader_cache()
    suspects = {
        name: package for name, package in needed(platform, developer=developer).items() if _entry(name) not in known
    }
    return {name: package for name, package in suspects.items() if not _loads(name)}


def _loader_cache() -> bytes:
    """Return what the system's loader knows: that takes 0.1 ms, loading twelve libraries 40."""
    try:
        with open(LOADER_CACHE, "rb") as file:
            return file.read()
    except OSError:
        return b""


def _entry(name: str) -> bytes:
    return b"/" + name.encode() + b"\0"


def _loads(name: str) -> bool:
    import ctypes  # noqa: PLC0415 - 6 ms, and only a library that the loader's cache does not name gets here

    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _answers(display: str) -> bool:
    """Return whether an X server listens behind a local name such as ":0" or ":99.0"."""
    import socket  # noqa: PLC0415 - 5 ms that only a window pays

    path = "/tmp/.X11-unix/X" + display[1:].partition(".")[0]
    for address in ("\0" + path, path):
        with socket.socket(socket.AF_UNIX) as server:
            if server.connect_ex(address) == 0:
                return True
    return False
