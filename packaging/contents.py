"""What goes into a package and what stays out: read by the two .spec files, on whatever system they run."""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LINUX = sys.platform.startswith("linux")
if str(ROOT) not in sys.path:
    sys.path.append(str(ROOT))  # these files are run by name, and name the program's version and parts

# Modules that nothing of ours imports. QtTest stays out of the list: the tour presses keys through it.
NOT_USED = (
    "tkinter",
    "unittest",
    "pydoc",
    "test",
    "setuptools",
    "pip",
    *(
        f"PySide6.{module}"
        for module in (
            "QtQml",
            "QtQuick",
            "QtOpenGL",
            "QtOpenGLWidgets",
            "QtSql",
            "QtDesigner",
            "QtHelp",
            "QtUiTools",
            "QtXml",
            "QtNetwork",
            "QtDBus",
        )
    ),
)
NOT_FOR_A_DESK = (*NOT_USED, "psycopg", "psycopg_binary", "psycopg_pool")
NOT_FOR_A_SERVICE = (*NOT_USED, "gui", "PySide6", "shiboken6")

# Files of Qt's plug-ins: other screens than a desktop's, image formats that we never read, the network.
_DROPPED = (
    "libqgtk3",
    "egldeviceintegrations",
    "libqeglfs",
    "libqlinuxfb",
    "libqvnc",
    "libqminimal",
    "libqvkkhr",
    "libQt6EglFs",
    "libQt6EglFS",
    "libqwebp",
    "libqtiff",
    "libqicns",
    "libqtga",
    "libqwbmp",
    "generic/libqevdev",
    "generic/libqtuio",
    "networkinformation/",
    "/tls/",
    "libQt6Network.",
    "wayland-decoration-client/libadwaita",
)
_OF_DEBIAN = re.compile(r"^(/usr)?/lib/[^/]+-linux-gnu[^/]*/(?!libpython)[^/]+$")
_QT_TEXTS = re.compile(r"PySide6/.*translations/(?P<file>[^/]+)$")


def languages() -> list[str]:
    """Return the languages that the window speaks: English, and those whose translation is in resources/."""
    files = (ROOT / "resources" / "translations").glob("counterfoil_*.qm")
    return ["en", *sorted(file.stem.removeprefix("counterfoil_") for file in files)]


def is_wanted(destination: str, source: str = "") -> bool:
    """Tell whether the file, by its path inside the package and where it comes from, is of use there.

    A library of the system stays the system's, which keeps it up to date; the Debian package depends on it.
    """
    if LINUX and _OF_DEBIAN.match(source):
        return False
    path = destination.replace("\\", "/")
    text = _QT_TEXTS.search(path)
    if text is not None:
        return text["file"] in {f"qtbase_{language}.qm" for language in languages()}
    return not any(part in path for part in _DROPPED)


def sort_library(entries: Iterable[tuple[str, str, str]]) -> None:
    """Write the archive of Python's own modules anew in the order of their names; `entries` are those of a folder.

    PyInstaller writes it in the order of addresses in memory, which is another one in each build.
    """
    for name, source, _ in entries:
        if name == "base_library.zip":
            with zipfile.ZipFile(source) as archive:
                modules = {each: archive.read(each) for each in sorted(archive.namelist())}
            with zipfile.ZipFile(source, "w") as archive:
                for module, code in modules.items():
                    archive.writestr(zipfile.ZipInfo(module), code)  # with the date of no day


def migrations() -> list[tuple[str, str]]:
    """Return what alembic reads as sources, each with the folder that it goes into."""
    place = "core/store/migrations"
    versions = sorted((ROOT / place / "versions").glob("*.py"))
    return [
        (str(ROOT / place / "env.py"), place),
        *((str(version), f"{place}/versions") for version in versions),
    ]
