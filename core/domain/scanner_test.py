"""What one scan of a known code tells about the scanner: its pace, how it ends, what it sends around, its keyboard."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.domain import keyboards, presented
from core.domain.keyboards import Setting
from core.domain.scanner import LONGEST_PAUSE_MS

TEST_CODE = "COUNTERFOIL.QWAZYMXV.0123456789-"
"""Every letter that other keyboards have elsewhere, and all digits. It has the shape of no card."""
_LEAST_PAUSE_MS = 60
_ENDS = {"\r": "enter", "\t": "tab", "\n": "lf"}


@dataclass(frozen=True, slots=True)
class Stroke:
    """One key: what it typed (a control sign for an end), and when it was struck, ms."""

    sign: str
    at_ms: float


@dataclass(frozen=True, slots=True)
class Measured:
    """As the settings keep it: `pause_ms` to wait for at most, `pace_ms` between two keys on average."""

    pause_ms: int
    pace_ms: int
    terminator: str
    prefix: str
    suffix: str
    layout: str
    caps: bool = False

    def settings(self) -> dict[str, str]:
        """Return the settings by their keys in the preferences."""
        return {
            "scan.pause": str(self.pause_ms),
            "scan.pace": str(self.pace_ms),
            "scan.terminator": self.terminator,
            "scan.prefix": self.prefix,
            "scan.suffix": self.suffix,
            "scan.layout": self.layout,
        }


def measure(strokes: Sequence[Stroke]) -> Measured | None:
    """Measure a scan; None when it was not the test code that was scanned."""
    text = "".join(stroke.sign for stroke in strokes).rstrip("\r\n\t")
    found = _found(text)
    if found is None:
        return None
    setting, caps, front, back = found
    times = [stroke.at_ms for stroke in strokes]
    gaps = [after - before for before, after in pairwise(times)]
    ends = [_ENDS[stroke.sign] for stroke in strokes if stroke.sign in _ENDS]
    return Measured(
        pause_ms=_pause(max(gaps, default=0)),
        pace_ms=min(LONGEST_PAUSE_MS, math.ceil(sum(gaps) / max(1, len(gaps)))),
        terminator=ends[0] if ends else "none",
        prefix=_without_aim(front, setting),
        suffix=_meant(back, setting),
        layout=str(setting) if setting else "",
        caps=caps,
    )


def _pause(longest_ms: float) -> int:
    """Return twice the longest pause that was seen, in tens: radio scanners are unsteady."""
    return min(LONGEST_PAUSE_MS, max(_LEAST_PAUSE_MS, math.ceil(longest_ms / 5) * 10))


def _found(text: str) -> tuple[Setting | None, bool, str, str] | None:
    """Find the keyboard of the code (None: as here), with Caps Lock or not, and what stands around it."""
    for setting in (None, *keyboards.settings()):
        for caps in (False, True):
            arrived = _arrives(setting, caps)
            if arrived and arrived in text:
                front, _, back = text.partition(arrived)
                return setting, caps, front, back
    return None


def _arrives(setting: Setting | None, caps: bool) -> str:
    if setting is None:
        return TEST_CODE.swapcase() if caps else TEST_CODE
    return keyboards.typed_by(TEST_CODE, setting, caps=caps)


def _without_aim(front: str, setting: Setting | None) -> str:
    """Drop the sign of the symbology: it is dropped everywhere and is no prefix."""
    return presented.without_aim(_meant(front, setting) + "x").removesuffix("x")


def _meant(text: str, setting: Setting | None) -> str:
    """Return what the scanner sent, as far as its keyboard tells; blanks and control signs are no part of it."""
    plain = "".join(sign for sign in text if sign.isprintable()).strip()
    return plain if setting is None else next(keyboards.undone(plain, setting), plain)
