"""What a run was, once it has ended: a scan, a word that may be a code, or an amount that nobody can have read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from core.domain.scanner import MACHINE_MS, Scanner, Shape, shape_of
from gui.input import targets
from gui.input.key_run import KeyRun
from gui.input.targets import InputTarget, TargetKind

_READ_S = 0.150
_LONG, _QUICK = 7, 4
"""Digits without a decimal key that are too many to be read at once, and keys that tell a pace."""


def is_scan(run: KeyRun, target: InputTarget, scanner: Scanner, scan_text: str, *, ended: bool) -> bool:
    """Return whether it was a scan. In a text only marks, or the pace of a machine, tell one from a person's word.

    `scan_text` is what the scan field holds: a word that was begun there earlier is looked up as a whole.
    """
    shape = shape_of(run.text, scanner)
    if shape is Shape.NONE:
        return False
    if shape >= Shape.OWN or run.pace_ms < scanner.machine_ms:
        return True
    if target.kind in {TargetKind.TEXT, TargetKind.SECRET}:
        return ended and target.kind is TargetKind.TEXT and hasattr(targets.dialog(), "take_scan")
    return ended and (target.kind is not TargetKind.SCAN or scan_text == run.text)


def may_be_known(run: KeyRun, target: InputTarget, scanner: Scanner, *, ended: bool) -> bool:
    """Return whether only the till can tell if this word in a text is a code; in the scan field Enter looks up."""
    where = {TargetKind.TEXT} if ended else {TargetKind.TEXT, TargetKind.SCAN}
    word = not any(sign.isspace() for sign in run.text)
    return target.kind in where and word and shape_of(run.text, scanner) is Shape.CODE


def is_unread(run: KeyRun, target: InputTarget, event: QKeyEvent, struck: float) -> bool:
    """Return whether Enter came so soon after a long figure that nobody can have read it, or quicker than a hand."""
    if target.kind is not TargetKind.AMOUNT or event.key() == Qt.Key.Key_Tab:
        return False
    after_s = struck - run.last
    long = run.digits_only >= _LONG and after_s < _READ_S
    return long or (len(run.signs) >= _QUICK and max(run.pace_ms, after_s * 1000) < MACHINE_MS)
