"""The licence of each part that the program stands on, word for word: shown by About, and laid beside a package."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

from core.about import NAME

_OF_QT = ("licences/Qt.txt", "licences/LGPL-3.0.txt", "licences/GPL-3.0.txt")
_KEPT = {
    "Qt": _OF_QT,
    "PySide6-Essentials": _OF_QT,
    "shiboken6": _OF_QT,
    "Python": ("licences/PSF-2.0.txt",),
    "SQLite": ("licences/SQLite.txt",),
    "Inter": ("fonts/Inter-LICENSE.txt",),
    "Lucide": ("icons/lucide-LICENSE.txt",),
}
"""Parts whose packages bring no text, and the files of resources/ that hold it."""
_NAMED = re.compile(r"LICEN[CS]E|COPYING|NOTICE|AUTHORS", re.IGNORECASE)


def licence_text(part: str, resources: Path) -> str:
    """Return what the part is used under, as its authors wrote it; empty when it brings no text.

    `part` is a name as `parts()` gives it, `resources` the program's own folder of fonts and icons.
    """
    if part in _KEPT:
        return "\n\n".join((resources / file).read_text("utf-8") for file in _KEPT[part])
    if part == NAME and (resources.parent / "LICENSE").exists():
        return (resources.parent / "LICENSE").read_text("utf-8")
    try:
        files = metadata.files(part) or []
    except metadata.PackageNotFoundError:
        return ""
    texts = [file for file in files if ".dist-info" in str(file.parent) and _NAMED.match(file.name)]
    return "\n\n".join(file.read_text("utf-8") for file in sorted(texts, key=str))
