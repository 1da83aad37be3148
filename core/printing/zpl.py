"""A gift card as a label for printers that speak ZPL: QR, Code 128 and the code in letters, at 203 dpi.

Texts are UTF-8 (`^CI28`); which letters the printer has is its own affair. Nothing from outside can be a command: a
field holds no caret, no tilde and no backslash.
"""

from __future__ import annotations

from core.domain.code import grouped, normalise
from core.domain.plain import plain_line
from core.printing import bars
from core.printing.card import CardWords

WIDTH, HEIGHT = 57.0, 32.0
"""Millimetres of the label: 2 1/4 by 1 1/4 inches."""
DOTS = 8
"""A millimetre."""
_WIDE, _HIGH = int(WIDTH * DOTS), int(HEIGHT * DOTS)
_TEXT_LEFT, _EDGE = 176, 12
_QUIET = 8
"""Modules of white at each side of the bars: ours of 16 letters then have two dots a module, which reads far better."""
_COMMANDS = str.maketrans({"^": " ", "~": " ", "\\": "/"})


def label_bytes(words: CardWords, code: str, payload: str) -> bytes:
    """Return one label. Raises BadInput for a code that is none."""
    groups = grouped(code).split(" ")
    half = (len(groups) + 1) // 2
    lines = (
        "^XA",
        "^CI28",
        f"^PW{_WIDE}^LL{_HIGH}^LH0,0",
        _text((_EDGE, 10), 24, words.shop, _WIDE - 2 * _EDGE),
        f"^FO{_EDGE},42^BQN,2,5^FDMA,{_field(payload)}^FS",
        _text((_TEXT_LEFT, 44), 40, words.amount),
        _text((_TEXT_LEFT, 90), 18, words.until),
        _text((_TEXT_LEFT, 118), 30, " ".join(groups[:half])),
        _text((_TEXT_LEFT, 152), 30, " ".join(groups[half:])),
        _bars(code),
        "^XZ",
    )
    return "\n".join(lines).encode() + b"\n"


def _bars(code: str) -> str:
    """Return the bars, centred: two dots a module where the label has room for that, else one."""
    modules = len(bars.modules(code))
    module = 2 if 2 * (modules + 2 * _QUIET) <= _WIDE else 1
    left = (_WIDE - module * modules) // 2
    return f"^FO{left},200^BY{module},2,44^BCN,44,N,N,N,A^FD{normalise(code).upper()}^FS"


def _text(place: tuple[int, int], height: int, text: str, width: int = _WIDE - _TEXT_LEFT - _EDGE) -> str:
    """Return one line, cut by the printer where it is too long."""
    x, y = place
    return f"^FO{x},{y}^A0N,{height}^TBN,{width},{height + 4}^FD{_field(text)}^FS"


def _field(text: str) -> str:
    return plain_line(text).translate(_COMMANDS)
