"""A scanner set for another keyboard than the till's: what arrives, and what it must have meant."""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain import keyboards
from core.domain.code import draw
from core.domain.keyboards import ARABIC, FRENCH, GERMAN, KEYBOARDS, US, Setting, readings, typed_by, undone
from core.domain.payload import build, parse_scan
from core.errors import BadInput

KEYS = {"K2DA": b"k" * 32}
SETTINGS = keyboards.settings()
NO_KEY = {Setting("fr", "gr"), Setting("be", "gr")}
"""The French M stands where a Greek keyboard has a key that types nothing alone: it is lost for good."""


def pairs(scanner: str) -> list[Setting]:
    return [each for each in SETTINGS if each.scanner == scanner and each not in NO_KEY]


def payload() -> str:
    return build(draw(), "K2DA", KEYS["K2DA"])


def genuine(arrived: str) -> set[str]:
    """The keyboards on which it can only have been signed by us."""
    found = set()
    for setting, reading in readings(arrived):
        try:
            if parse_scan(reading, KEYS).genuine:
                found.add(str(setting))
        except BadInput:
            continue
    return found


@pytest.mark.fault("reply 9")
@pytest.mark.parametrize("caps", [False, True])
@pytest.mark.parametrize("scanner", ["us", "de", "fr", "be", "it", "es", "tr"])
def test_a_signed_code_is_read_on_every_pair_of_keyboards(scanner: str, caps: bool) -> None:
    for setting in pairs(scanner):
        sent = payload()
        arrived = typed_by(sent, setting, caps=caps)
        assert arrived.upper() == sent or genuine(arrived), setting


@pytest.mark.fault("reply 9")
@pytest.mark.parametrize("caps", [False, True])
@pytest.mark.parametrize("scanner", ["us", "de", "fr", "be", "it", "es", "tr"])
@pytest.mark.parametrize("case", [str.upper, str.lower])
def test_a_bare_code_is_among_the_readings_on_every_pair(scanner: str, caps: bool, case: Callable[[str], str]) -> None:
    for setting in [*pairs(scanner)] * 5:
        sent = draw()
        arrived = typed_by(case(sent), setting, caps=caps)
        assert arrived.upper() == sent or sent in set(undone(arrived, setting)), (setting, arrived)


def test_what_is_known_to_work_here_is_tried_first() -> None:
    arrived = typed_by(payload(), Setting("us", "tr"))
    assert str(next(readings(arrived, "us-tr"))[0]) == "us-tr"


def test_systems_that_type_an_arabic_ligature_as_two_letters_are_read_too() -> None:
    sent = "GBTHGBTHGBTHGBTH"
    arrived = typed_by(sent, Setting("us", "ara"))
    apart = arrived.translate(keyboards._LIGATURES)
    assert apart != arrived
    assert sent in set(undone(apart, Setting("us", "ara")))


def test_a_text_that_no_keyboard_can_have_typed_has_no_reading() -> None:
    assert list(readings("你好你好你好你好")) == []


def test_the_turkish_i_without_a_dot_is_read_as_an_i() -> None:
    assert "KOMIIRVJ" in set(undone(typed_by("KOMIIRVJ", Setting("us", "tr"), caps=True), Setting("us", "tr")))


def test_the_same_text_is_no_reading_of_itself() -> None:
    assert "ABCDEFGH" not in {reading for _, reading in readings("abcdefgh")}


@pytest.mark.parametrize("examples", [50, pytest.param(300, marks=pytest.mark.slow)])
def test_reading_is_total_and_bounded(examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(st.text(max_size=60))
    def holds(text: str) -> None:
        assert sum(1 for _ in readings(text)) <= 2 * len(SETTINGS) * 256

    holds()


def test_a_hand_on_these_keyboards() -> None:
    assert typed_by("zy", Setting("us", "de")) == "yz"
    assert typed_by("A1.", Setting("us", "fr")) == "Q&:"
    assert GERMAN.types(US.places["z"][0][0], shift=False, caps=True) == "Y"
    assert FRENCH.types(0, shift=False, caps=True) == "&"
    assert ARABIC.types(US.places["b"][0][0], shift=False) == "\ufefb"


@pytest.mark.parametrize("keyboard", KEYBOARDS, ids=lambda each: each.name)
def test_every_key_is_as_the_system_has_it(keyboard: keyboards.Keyboard) -> None:
    """Against the keyboards of this computer, where it has libxkbcommon."""
    name = ctypes.util.find_library("xkbcommon")
    if name is None:
        pytest.skip("NO libxkbcommon HERE: the keyboards were compared with nothing")
    system = _System(ctypes.CDLL(name), keyboard.name)
    rows = ((10, 12), (24, 12), (38, 11), (52, 10))
    keys = [code for first, many in rows for code in range(first, first + many)]
    assert "".join(system.types(code, 0) for code in keys) == keyboard.plain
    assert "".join(system.types(code, 1) for code in keys) == keyboard.shifted


class _Names(ctypes.Structure):
    _fields_ = [(name, ctypes.c_char_p) for name in ("rules", "model", "layout", "variant", "options")]


class _System:
    """A keyboard as the system defines it. Dead keys, which type nothing alone, are blanks."""

    def __init__(self, library: ctypes.CDLL, layout: str) -> None:
        library.xkb_context_new.restype = library.xkb_keymap_new_from_names.restype = ctypes.c_void_p
        library.xkb_keymap_new_from_names.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int]
        library.xkb_keymap_key_get_syms_by_level.argtypes = [
            ctypes.c_void_p,
            ctypes.c_uint32,
            ctypes.c_uint32,
            ctypes.c_uint32,
            ctypes.c_void_p,
        ]
        library.xkb_keysym_to_utf32.restype = ctypes.c_uint32
        names = _Names(b"evdev", b"pc105", layout.encode(), b"", b"")
        self._library = library
        self._map = library.xkb_keymap_new_from_names(library.xkb_context_new(0), ctypes.byref(names), 0)
        if not self._map:
            pytest.skip(f"NO KEYBOARD {layout} ON THIS COMPUTER: it was compared with nothing")

    def types(self, code: int, level: int) -> str:
        found = ctypes.POINTER(ctypes.c_uint32)()
        many = self._library.xkb_keymap_key_get_syms_by_level(self._map, code, 0, level, ctypes.byref(found))
        sign = self._library.xkb_keysym_to_utf32(found[0]) if many else 0
        return chr(sign) if sign else " "
