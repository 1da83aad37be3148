"""Text for a spreadsheet that steers nothing there: in a file, and on the clipboard."""

from __future__ import annotations

import re

_STEERS = "=+-@\t\r"
"""What a spreadsheet takes for a formula when a cell begins with it."""
_SIGN = "[$€£¥₩₹₺₽₴₫₪฿₦₱]"
_FIGURE = re.compile(rf"[+\-]?\s?(?:[A-Z]{{3}}\s|{_SIGN}\s?)?[0-9][0-9\s.,’']*(?:[A-Z]{{3}}|{_SIGN}|%)?")
"""An amount or a count as it is shown: its sign steers nothing."""


def safe(text: str) -> str:
    """Return a cell that no spreadsheet calculates: an apostrophe stands before what would steer it."""
    bare = text.lstrip(" \u00a0\u3000")
    return f"'{text}" if bare[:1] and (bare[0] in _STEERS or bare[0] in "＝＋－＠") else text


def safe_shown(text: str) -> str:
    """Return `safe` of a text as it stands on the screen, where a figure may have a sign in front."""
    return text if _FIGURE.fullmatch(text) else safe(text)
