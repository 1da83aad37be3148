"""How the shop's scanner types, and what a run of keys looks like: a payload, a code of ours, some code, or none.

docs/input.md has the rules in words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum

from core.domain import keyboards
from core.domain.code import LENGTH, alternatives, check_holds
from core.domain.payload import parse_scan
from core.domain.presented import clean
from core.errors import BadInput

PAUSE_MS, LONGEST_PAUSE_MS = 120, 400
MACHINE_MS = 35
"""Mean time between the keys of a run that no hand types, where the scanner test has measured nothing."""
_PAYLOAD = re.compile(r"GC1\.[A-Z2-7]{4}\.[A-Z0-9]{8,20}\.[A-Z2-7]{26}", re.ASCII)
_CODE = re.compile(r"[A-Za-z0-9]{8,20}", re.ASCII)
_MARK = "GC1."
_LEAST_MARKED = 12


class Shape(IntEnum):
    """From nothing to certain; OWN and PAYLOAD have marks that a typed word has not."""

    NONE = 0
    CODE = 1
    OWN = 2
    PAYLOAD = 3


@dataclass(frozen=True, slots=True)
class Scanner:
    """Times in milliseconds; `pace_ms` 0 and empty texts: not known yet. `layout` is a keyboards.Setting as text."""

    pause_ms: int = PAUSE_MS
    pace_ms: int = 0
    prefix: str = ""
    suffix: str = ""
    terminator: str = ""
    layout: str = ""

    @property
    def machine_ms(self) -> float:
        """The mean time between keys up to which a run is the scanner's: what was measured, with a fifth to spare."""
        return max(MACHINE_MS, self.pace_ms * 1.2)

    def clean(self, text: str) -> str:
        """Return the text without what this scanner puts around it."""
        return clean(text, self.prefix, self.suffix)


@dataclass(slots=True)
class CurrentScanner:
    """What is set for this till's scanner now."""

    value: Scanner = field(default_factory=Scanner)


def shape_of(text: str, scanner: Scanner) -> Shape:
    """Return what `text` looks like as it arrived or on another keyboard; the best of all readings."""
    best = _plain_shape(scanner.clean(text))
    if best >= Shape.OWN or not text.strip():
        return best
    if scanner.prefix and text.startswith(scanner.prefix) and len(text) > len(scanner.prefix):
        best = Shape.CODE
    for setting, reading in keyboards.readings(text, scanner.layout):
        if "us" not in {setting.scanner, setting.keyboard}:
            continue  # 16 letters of a word have one chance in 32 with each pair: only the usual ones count here
        shape = _plain_shape(scanner.clean(reading))
        if shape is not Shape.CODE or "-" not in reading:  # else 21 digits were a code: one of them read as a dash
            best = max(best, shape)
        if best is Shape.PAYLOAD:
            break
    return best


def _plain_shape(cleaned: str) -> Shape:
    upper = cleaned.upper() if cleaned.isascii() else ""
    if _PAYLOAD.fullmatch(upper) or (upper.startswith(_MARK) and len(upper) >= _LEAST_MARKED):
        return Shape.PAYLOAD  # a damaged one too: nobody types that as a word
    if not _CODE.fullmatch(cleaned):
        return Shape.NONE
    try:
        return Shape.OWN if len(cleaned) == LENGTH and check_holds(cleaned) else Shape.CODE
    except BadInput:
        return Shape.NONE


def codes_of(text: str, scanner: Scanner) -> tuple[str, ...]:
    """Return the codes that `text` can stand for, in normal form: as it arrived, then on other keyboards.

    On another keyboard only what has our own marks counts, else every code would have several.
    """
    plain = _codes(scanner.clean(text))
    found = dict.fromkeys(plain)
    if not any(check_holds(code) for code in plain):
        for _, reading in keyboards.readings(text, scanner.layout):
            found |= dict.fromkeys(code for code in _codes(scanner.clean(reading)) if check_holds(code))
    return tuple(found)


def _codes(cleaned: str) -> tuple[str, ...]:
    try:
        return alternatives(parse_scan(cleaned, {}).code)
    except BadInput:
        return ()
