"""Codes: one normal form, a check that finds what people mistype, a payload that nobody else can make."""

from __future__ import annotations

import secrets
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.code import (
    ALPHABET,
    alternatives,
    check_character,
    check_holds,
    draw,
    grouped,
    last_four,
    masked,
    normalise,
)
from core.domain.payload import Scan, build, parse_scan
from core.errors import BadInput

KEYS = {"K2DA": b"k" * 32, "K3EB": b"m" * 32}
CODE = "7GKQ4M2XZ9RT7K2M"
PAYLOAD = build(CODE, "K2DA", KEYS["K2DA"])


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("ABCD EFGH IJKL MNOP", "abcdefghijklmnop"),
        (" abcd-efgh ", "abcdefgh"),
        ("ab cd\u00a0ef\u2011gh\t12", "abcdefgh12"),
        ("12345678901234567890", "12345678901234567890"),
    ],
)
def test_the_normal_form(text, normal):
    assert normalise(text) == normal
    assert normalise(normal) == normal


@pytest.mark.parametrize(
    "text",
    ["", "abcdefg", "a" * 21, "abcdefg!", "abcdefgé", "\u212aabcdefg", "abcdefg\0", "１２３４５６７８", " " * 300],
)
def test_what_is_no_code(text):
    with pytest.raises(BadInput) as caught:
        normalise(text)
    assert caught.value.key == "code.shape"


def test_our_codes_are_ours_and_all_different():
    drawn = {draw() for _ in range(2000)}
    assert len(drawn) == 2000
    assert all(len(code) == 16 and set(code) <= set(ALPHABET) and check_holds(code) for code in drawn)
    assert not set("ILOU") & set("".join(drawn))


def test_randomness_is_the_systems(monkeypatch):
    asked = []

    def first(letters):
        asked.append(letters)
        return letters[0]

    monkeypatch.setattr(secrets, "choice", first)
    assert draw() == "0" * 16
    assert asked == [ALPHABET] * 15


@pytest.mark.parametrize("body", [CODE[:15], "0" * 15, "Z" * 15])
def test_every_single_wrong_character_is_found(body):
    code = body + check_character(body)
    for at, right in enumerate(code):
        for wrong in ALPHABET:
            assert check_holds(code[:at] + wrong + code[at + 1 :]) == (wrong == right)


@pytest.mark.parametrize("turn", range(20))
def test_every_swap_of_two_different_characters_is_found(turn):
    code = draw()
    for low in range(16):
        for high in range(low + 1, 16):
            letters = list(code)
            letters[low], letters[high] = letters[high], letters[low]
            assert check_holds("".join(letters)) == (code[low] == code[high])


def test_a_foreign_code_may_be_anything():
    assert not check_holds("abcdefgh")
    assert not check_holds("ABCD EFGH IJKL MNOP")


def test_o_and_l_are_read_as_digits_only_where_that_makes_a_code_of_ours():
    code = next(code for code in iter(draw, None) if {"0", "1"} <= set(code))
    typed = code.replace("0", "o").replace("1", "l")
    assert alternatives(typed) == (typed.lower(), code.lower())
    assert alternatives(code) == (code.lower(),)
    assert alternatives("oooo llll") == ("oooollll",)


def test_what_people_see():
    assert grouped(CODE.lower()) == "7GKQ 4M2X Z9RT 7K2M"
    assert grouped("abcdefghi") == "ABCD EFGH I"
    assert last_four("ABCD-EFGH-0D0D") == "0d0d"
    assert masked(CODE) == "•••• •••• •••• 7K2M"


def test_a_payload_of_ours_is_genuine():
    assert parse_scan(PAYLOAD, KEYS) == Scan(CODE.lower(), True)
    assert parse_scan(f" {PAYLOAD.lower()}\r\n", KEYS) == Scan(CODE.lower(), True)
    assert set(PAYLOAD) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.")


def test_a_plain_code_and_an_unknown_key_prove_nothing():
    assert parse_scan("7gkq 4m2x z9rt 7k2m", KEYS) == Scan(CODE.lower(), None)
    assert parse_scan(PAYLOAD, {}) == Scan(CODE.lower(), None)


def test_another_code_key_or_signature_is_forged():
    assert parse_scan(PAYLOAD.replace("7GKQ", "7GKR"), KEYS).genuine is False
    assert parse_scan(PAYLOAD.replace("K2DA", "K3EB"), KEYS).genuine is False
    head, _, signature = PAYLOAD.rpartition(".")
    assert parse_scan(f"{head}.{signature[1:]}{signature[0]}", KEYS).genuine is False
    for letter in set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") - {signature[-1]}:  # bits that base 32 would drop
        assert parse_scan(f"{head}.{signature[:-1]}{letter}", KEYS).genuine is False


@pytest.mark.parametrize(
    "text",
    [
        PAYLOAD.replace("GC1", "GC2"),
        f"{PAYLOAD}.MORE",
        f"{PAYLOAD}=",
        PAYLOAD[:-1],
        PAYLOAD.replace(".", ".."),
        PAYLOAD.replace("GC1.", ""),
        PAYLOAD.replace("7GKQ", "7GK Q"),
        PAYLOAD.replace("GC1", "ＧＣ1"),
        PAYLOAD.replace("K2DA", "ſ2DA"),
        "GC1...",
        ".",
        f"GC1.K2DA.{'A' * 21}.{'A' * 26}",
        "A" * 257,
        "",
    ],
)
def test_what_is_not_exactly_a_payload_is_refused_before_any_key_is_touched(text):
    class Untouchable(dict[str, bytes]):
        def __getitem__(self, key: str) -> bytes:
            raise AssertionError("a key was used")

    with pytest.raises(BadInput):
        parse_scan(text, Untouchable(KEYS))


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=300))
def test_the_parser_is_total(text):
    with suppress(BadInput):
        assert parse_scan(text, KEYS).genuine is None


@pytest.mark.slow
@settings(max_examples=600, deadline=None)
@given(
    at=st.integers(0, len(PAYLOAD)),
    width=st.integers(0, 3),
    new=st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.gcǅ= ", max_size=3),
)
def test_no_change_of_a_payload_is_accepted(at, width, new):
    text = PAYLOAD[:at] + new + PAYLOAD[at + width :]
    try:
        scan = parse_scan(text, KEYS)
    except BadInput:
        return
    if text.strip().upper() != PAYLOAD:
        assert scan.genuine is not True
