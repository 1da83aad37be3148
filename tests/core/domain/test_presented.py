"""What stands around a code, and how it is written, does not matter; what is in it does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.code import check_character
from core.domain.payload import build
from core.domain.presented import LONGEST, clean, typed
from core.domain.scanner import Scanner, Shape, codes_of, shape_of

OWN = "7GKQ4M2XZ9RT7K2" + check_character("7GKQ4M2XZ9RT7K2")
PAYLOAD = build(OWN, "K2DA", b"k" * 32)
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u2e3a\ufe58\ufe63\uff0d_\u00b7"
NOTHINGS = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u202a\u202c\u2066\u2069"
BLANKS = " \t\r\n\u00a0\u2009\u3000\x1d\x02\x03"


@pytest.mark.fault("reply 10")
def test_dashes_and_what_cannot_be_seen_are_no_part_of_a_code() -> None:
    for sign in (*DASHES, *NOTHINGS, *BLANKS):
        assert clean(sign.join(OWN)) == OWN, f"U+{ord(sign):04X}"
        assert clean(f"{sign}{OWN}{sign}") == OWN, f"U+{ord(sign):04X}"


@pytest.mark.fault("reply 10")
@pytest.mark.parametrize("text", [OWN, PAYLOAD, "12345678"])
def test_the_sign_of_the_symbology_in_front_is_dropped(text: str) -> None:
    for front in ("]Q1", "]Q3", "]C1", "]C0", "]d2", "]e0", "]A0", "]X0", "]z3"):
        assert clean(front + text) == text
        assert clean(f"{front}\x1d{text}\r\n") == text


def test_what_the_scanner_is_set_to_send_around_a_code_is_dropped() -> None:
    scanner = Scanner(prefix="%%", suffix="#")
    assert scanner.clean(f"%%{OWN}#") == OWN
    assert scanner.clean(OWN) == OWN
    assert Scanner(prefix="CARD").clean(f"ＣＡＲＤ{OWN}") == OWN


@pytest.mark.fault("reply 10")
def test_full_width_letters_and_the_digits_of_every_script_are_plain() -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in OWN)
    assert clean(wide) == OWN
    assert clean("\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668") == "12345678"
    assert clean("\u0967\u0968\u0969\u096a\u096b\u096c\u096d\u096e") == "12345678"
    assert typed(" \u0661\u0662 ") == "12"


@pytest.mark.fault("reply 10")
@pytest.mark.parametrize(
    ("track", "code"),
    [
        (";6035718888123456=49121200000000000?", "6035718888123456"),
        (";12345678?", "12345678"),
        ("%B6035718888123456^GIFT/CARD^4912120000?", "6035718888123456"),
        ("%B6035718888123456^GIFT CARD^4912?;6035718888123456=4912?", "6035718888123456"),
        ("%7GKQ4M2XZ9RT^?", "7GKQ4M2XZ9RT"),
        ("\x02;6035718888123456=4912?\r", "6035718888123456"),
    ],
)
def test_of_a_magnetic_stripe_only_the_number_is_read(track: str, code: str) -> None:
    assert clean(track.strip("\x02\r")) == code


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        (PAYLOAD, Shape.PAYLOAD),
        (PAYLOAD.lower(), Shape.PAYLOAD),
        (f"]Q1{PAYLOAD}", Shape.PAYLOAD),
        (PAYLOAD[:-3], Shape.PAYLOAD),
        (OWN, Shape.OWN),
        (f"]C1{OWN}", Shape.OWN),
        ("FOREIGNCODE7K2M", Shape.CODE),
        ("12345678", Shape.CODE),
        (";6035718888123456=4912?", Shape.CODE),
        ("1234567", Shape.NONE),
        ("123456789012345678901", Shape.NONE),
        ("1250.00", Shape.NONE),
        ("", Shape.NONE),
        ("GC1.", Shape.NONE),
    ],
)
def test_shapes(text: str, shape: Shape) -> None:
    assert shape_of(text, Scanner()) is shape


def test_a_set_prefix_is_shape_enough() -> None:
    assert shape_of("~12", Scanner(prefix="~")) is Shape.CODE
    assert shape_of("~12", Scanner()) is Shape.NONE


def test_the_pace_of_a_machine_is_what_was_measured_and_never_that_of_a_hand() -> None:
    assert Scanner().machine_ms == 35
    assert Scanner(pace_ms=5).machine_ms == 35
    assert Scanner(pace_ms=60).machine_ms == 72


def test_the_codes_that_a_text_can_stand_for() -> None:
    assert codes_of(f"]C1{OWN}", Scanner()) == (OWN.lower(),)
    assert codes_of(PAYLOAD, Scanner()) == (OWN.lower(),)
    assert codes_of("FOREIGNCODE7K2M", Scanner())[0] == "foreigncode7k2m"
    assert codes_of("no code", Scanner()) == ()


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(st.text(max_size=2 * LONGEST), st.text(max_size=5))
def test_cleaning_is_total_and_clean_stays_clean(text: str, around: str) -> None:
    once = clean(text, around, around)
    assert len(once) <= 20 * LONGEST
    shape_of(text[:80], Scanner(prefix=around))
