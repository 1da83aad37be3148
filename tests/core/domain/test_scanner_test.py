"""One scan of the test code tells how the scanner is set."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from core.domain import keyboards
from core.domain.keyboards import Setting
from core.domain.scanner import Scanner, Shape, shape_of
from core.domain.scanner_test import TEST_CODE, Measured, Stroke, measure


def strokes(text: str, gaps: Sequence[float] = (10,)) -> tuple[Stroke, ...]:
    at, made = 0.0, []
    for number, sign in enumerate(text):
        at += gaps[number % len(gaps)]
        made.append(Stroke(sign, at))
    return tuple(made)


@pytest.mark.parametrize(
    ("end", "told"), [("\r", "enter"), ("\t", "tab"), ("\n", "lf"), ("\r\n", "enter"), ("", "none")]
)
def test_the_end_is_told(end: str, told: str) -> None:
    measured = measure(strokes(TEST_CODE + end))
    assert measured == Measured(60, 10, told, "", "", "")


@pytest.mark.parametrize(
    ("gaps", "pause", "pace"), [((4,), 60, 4), ((40,), 80, 40), ((10, 90), 180, 50), ((300,), 400, 300)]
)
def test_the_pace_and_twice_the_longest_pause_are_told(gaps: Sequence[float], pause: int, pace: int) -> None:
    measured = measure(strokes(TEST_CODE + "\r", gaps))
    assert measured is not None
    assert (measured.pause_ms, abs(measured.pace_ms - pace) <= 2) == (pause, True)


@pytest.mark.parametrize(
    ("front", "prefix"), [("", ""), ("%%", "%%"), ("]Q1", ""), ("]C1\x1d", ""), ("]Q1~", "~"), ("S", "S")]
)
def test_what_is_sent_in_front_is_told_but_not_the_sign_of_the_symbology(front: str, prefix: str) -> None:
    measured = measure(strokes(f"{front}{TEST_CODE}#\r"))
    assert measured is not None
    assert (measured.prefix, measured.suffix) == (prefix, "#")


@pytest.mark.parametrize("setting", [each for each in keyboards.settings() if each.scanner == "us"], ids=str)
@pytest.mark.parametrize("caps", [False, True])
def test_the_keyboard_is_told(setting: Setting, caps: bool) -> None:
    measured = measure(strokes(keyboards.typed_by(TEST_CODE, setting, caps=caps) + "\r"))
    assert measured is not None
    twins = {str(setting), str(Setting("us", "it")), str(Setting("us", "es"))}  # these two differ only in their accents
    assert measured.layout in (twins if setting.keyboard in {"it", "es"} else {str(setting)})
    assert (measured.terminator, measured.prefix) == ("enter", "")


def test_caps_lock_is_told() -> None:
    measured = measure(strokes(TEST_CODE.swapcase()))
    assert measured is not None
    assert measured.caps


@pytest.mark.parametrize("text", ["", "COUNTERFOIL", "7GKQ4M2XZ9RT7K2M\r", "anything at all"])
def test_another_code_measures_nothing(text: str) -> None:
    assert measure(strokes(text)) is None


def test_the_test_code_is_no_card_and_its_findings_are_settings() -> None:
    assert shape_of(TEST_CODE, Scanner()) is Shape.NONE
    measured = measure(strokes(TEST_CODE))
    assert measured is not None
    assert set(measured.settings()) == {
        f"scan.{name}" for name in ("pause", "pace", "terminator", "prefix", "suffix", "layout")
    }
