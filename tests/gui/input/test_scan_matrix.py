"""Every scanner at every kind of control: pace, end, keyboard and code in all combinations; a sample of them quick.

Nothing acts, and of what has marks or came at the pace of a machine no field keeps anything.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import product

import pytest

from core.domain import keyboards
from core.domain.code import draw
from core.domain.keyboards import KEYBOARDS, US, Keyboard
from core.domain.payload import build
from core.domain.scanner import Scanner, codes_of
from tests.gui.input.scan_page import Page
from tests.gui.input.typist import CRLF, ENTER, LF, NOTHING, TAB, TWICE, Typist

pytestmark = pytest.mark.unstyled

PACES: tuple[float | Sequence[float], ...] = (4, 33, 40, 60, 90, 120, (20, 115, 60), (118, 3, 40, 90))
ENDS = (ENTER, TAB, LF, CRLF, TWICE, NOTHING)
CODES = ("own", "signed", "foreign", "digits", "long digits")
PLACES = ("line", "pin", "amount", "button", "scan_field")
ALL = tuple(product(PACES, ENDS, KEYBOARDS, CODES, (False, True)))
_QUICK = 60
_MACHINE = 35


def code(kind: str, chance: random.Random) -> str:
    if kind == "own":
        return draw()
    if kind == "signed":
        return build(draw(), "K2DA", b"k" * 32)
    if kind == "foreign":
        return "".join(chance.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", k=chance.randint(10, 20)))
    return "".join(chance.choices("0123456789", k=chance.randint(8, 12) if kind == "digits" else 20))


def play(page: Page, place: str, variant: tuple, chance: random.Random) -> str:
    """One scan at one control. Returns what is wrong, "" when nothing is."""
    pace, end, keyboard, kind, caps = variant
    page.scans.clear()
    page.entered.clear()
    page.clicks.clear()
    page.line.setText("before")
    page.pin.clear()
    page.scan_field.clear()
    page.amount.clear()
    page.amount.press("7")
    page.at(place)
    sent = code(kind, chance)
    Typist(keyboard, caps=caps).scan(sent, pace, end)
    page.keys.end_run()
    marked = kind in {"own", "signed"}
    quick = isinstance(pace, int) and pace < _MACHINE
    return _acted(page, place, marked or quick) or _kept(page, place, marked or quick, keyboard, sent)


def _acted(page: Page, place: str, sure: bool) -> str:
    """A slow code without marks may go on with its Enter in a text field: there it may be a person's word."""
    if page.clicks or (page.entered and (sure or place not in {"line", "pin"})):
        return f"it acted: {page.entered} {page.clicks}"
    return "" if page.amount.typed == "7" else f"the amount is {page.amount.typed}"


def _kept(page: Page, place: str, sure: bool, keyboard: Keyboard, sent: str) -> str:
    if not sure:
        return ""
    texts = (page.line.text(), page.pin.text(), page.scan_field.text())
    if texts != ("before", "", ""):
        return f"it kept {texts}"
    if place == "pin":
        return f"a secret was looked up: {page.scans}" if page.scans else ""
    if len(page.scans) != 1:
        return f"it was looked up {len(page.scans)} times: {page.scans}"
    if keyboard is US:
        return "" if page.scans[0].upper() == sent else f"{page.scans[0]} is not {sent}"
    return ""


def wrong(page: Page, variants: Sequence[tuple], chance: random.Random) -> list[str]:
    found = []
    for variant in variants:
        for place in PLACES:
            if problem := play(page, place, variant, chance):
                pace, end, keyboard, kind, caps = variant
                found.append(f"{place}, {pace} ms, {end}, {keyboard.name}{' caps' if caps else ''}, {kind}: {problem}")
    return found


@pytest.mark.slow
def test_a_sample_of_scanners_acts_nowhere(page: Page) -> None:
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    assert wrong(page, chance.sample(ALL, _QUICK), chance) == [], f"seed {seed}"


@pytest.mark.slow
@pytest.mark.parametrize("keyboard", KEYBOARDS, ids=lambda each: each.name)
def test_no_scanner_acts_anywhere(page: Page, keyboard: Keyboard) -> None:
    variants = [variant for variant in ALL if variant[2] is keyboard]
    assert wrong(page, variants, random.Random(7)) == []


@pytest.mark.parametrize("keyboard", KEYBOARDS, ids=lambda each: each.name)
def test_what_was_looked_up_can_be_read_again_as_it_was_sent(page: Page, keyboard: Keyboard) -> None:
    page.at("amount")
    for sent in (draw(), build(draw(), "K2DA", b"k" * 32)):
        page.scans.clear()
        Typist(keyboard).scan(sent, 60)
        bare = sent.split(".")[2] if "." in sent else sent
        assert bare.lower() in codes_of(page.scans[0], Scanner())
    assert keyboards.named(keyboard.name) is keyboard
