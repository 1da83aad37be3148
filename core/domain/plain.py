"""Text from outside as it may be shown: no character in it steers a terminal or turns the order of what is read.

What is kept, sent and written as JSON stays as it came (docs/security.md 3).
"""

from __future__ import annotations

_BREAKS = (*range(0x09, 0x0E), 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029)
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))  # Unicode's Bidi_Control
_DROPPED: dict[int, str | None] = dict.fromkeys((*_CONTROLS, *_BIDI))
_TEXT = _DROPPED | dict.fromkeys(_BREAKS, "\n")
_LINE = _DROPPED | dict.fromkeys(_BREAKS, " ")


def plain_line(text: str) -> str:
    """Return `text` on one line: a break becomes a space, a control or bidirectional character goes."""
    return text if text.isascii() and text.isprintable() else text.replace("\r\n", "\n").translate(_LINE)


def plain_text(text: str) -> str:
    """Return the same, with its line breaks."""
    return text if text.isascii() and text.isprintable() else text.replace("\r\n", "\n").translate(_TEXT)
