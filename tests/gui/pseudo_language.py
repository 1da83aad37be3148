"""A language that nobody speaks: every text in brackets, accented and 40 % longer, so what is not translated shows.

`{names}` and what follows an & stay as they are, as in any translation.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QTranslator

OPEN, CLOSE = "⟦", "⟧"
_HEBREW = str.maketrans("abcdefghijklmnopqrstuvwxyz", "אבצדעפגהיזכלמנוסקרשתוווחיז")
_ACCENTS = str.maketrans("AEIOUaeiouycnsz", "ÅËÎÖÛåëîöûýçñšž")
_LONGER = 0.4
_KEPT = re.compile(r"\{[^}]*\}|&.|%[a-zA-Z0-9]+|\*\.\w+")


def pseudo(text: str) -> str:
    """`text` as this language says it. The added letters stand in words, as longer words do."""
    if not text:
        return text
    said, at = "", 0
    for kept in _KEPT.finditer(text):
        said += text[at : kept.start()].translate(_ACCENTS) + kept[0]
        at = kept.end()
    said += text[at:].translate(_ACCENTS)
    more = round(_LONGER * len(_KEPT.sub("", text)))
    words = "".join(" " if at % 8 == 4 else "ö" for at in range(more)).strip()
    return f"{OPEN}{said}{' ' if more > 4 else ''}{words}{CLOSE}"


def mirrored(text: str) -> str:
    """`text` in letters that are read from right to left."""
    if not text:
        return text
    said, at = "", 0
    for kept in _KEPT.finditer(text):
        said += text[at : kept.start()].lower().translate(_HEBREW) + kept[0]
        at = kept.end()
    return f"{OPEN}{said}{text[at:].lower().translate(_HEBREW)}{CLOSE}"


class Pseudo(QTranslator):
    """Has every text of every context; `say` makes it."""

    def __init__(self, say: Callable[[str], str] = pseudo) -> None:
        super().__init__()
        self._say = say

    def translate(self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1) -> str:
        return self._say(source)

    def isEmpty(self) -> bool:
        return False
