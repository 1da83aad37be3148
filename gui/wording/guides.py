"""The guides that come with the program: which there are, and their text in the language of the window."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from gui.look.resources import resources
from gui.wording.languages import ENGLISH

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Guide:
    """`name` is that of its file; `word` names it on its button, with the letter of its chord."""

    name: str
    word: str


def guides() -> tuple[Guide, ...]:
    """Return the guides in the order in which they are offered."""
    return (
        Guide("clerk", translate("Guide", "&At the counter")),
        Guide("manager", translate("Guide", "For &managers")),
        Guide("operator", translate("Guide", "Setting &up and running")),
    )


def file_of(name: str) -> Path:
    """Return the file of a guide in the language of the window, or in English where it is not translated."""
    language = translate("Guide", "en", "The code of this language, which is the folder of its guides")
    found = folder() / language / f"{name}.md"
    return found if found.exists() else folder() / ENGLISH / f"{name}.md"


@cache
def folder() -> Path:
    """Return where the guides are: a folder for each language, and `pictures`."""
    return resources() / "guides"
