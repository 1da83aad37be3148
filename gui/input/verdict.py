"""What a run was, once it has ended: a scan, a word that may be a code, or an amount that nobody can have read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from core.domain.scanner import MACHINE_MS, Scanner, Shape, shape_of
from gui.input import places
from gui.input.places import Place, Spot
from gui.input.run import Run

_READ_S = 0.150
_LONG, _QUICK = 7, 4
"""Digits without a decimal key that are too many to be read at once, and keys that tell a pace."""


def is_scan(run: Run, spot: Spot, scanner: Scanner, scan_text: str, *, ended: bool) -> bool:
    """In a text a person's word is never taken away: there only marks, or the pace of a machine, tell a scan.

    `scan_text` is what the scan field holds: a word that was begun there earlier is looked up as a whole.
    """
    shape = shape_of(run.text, scanner)
    if shape is Shape.NONE:
        return False
    if shape >= Shape.OWN or run.pace_ms < scanner.machine_ms:
        return True
    if spot.place in {Place.TEXT, Place.SECRET}:
        return ended and spot.place is Place.TEXT and hasattr(places.dialog(), "take_scan")
    return ended and (spot.place is not Place.SCAN or scan_text == run.text)


def may_be_known(run: Run, spot: Spot, scanner: Scanner, *, ended: bool) -> bool:
    """One word in a text with the shape of a code: only the till can tell. In the scan field Enter looks up anyway."""
    where = {Place.TEXT} if ended else {Place.TEXT, Place.SCAN}
    word = not any(sign.isspace() for sign in run.text)
    return spot.place in where and word and shape_of(run.text, scanner) is Shape.CODE


def is_unread(run: Run, spot: Spot, event: QKeyEvent, struck: float) -> bool:
    """Enter so soon after a long figure that nobody can have read it, or as quick as no hand is."""
    if spot.place is not Place.AMOUNT or event.key() == Qt.Key.Key_Tab:
        return False
    after_s = struck - run.last
    long = run.digits_only >= _LONG and after_s < _READ_S
    return long or (len(run.signs) >= _QUICK and max(run.pace_ms, after_s * 1000) < MACHINE_MS)
