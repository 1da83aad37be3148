"""Tones are off until they are chosen; then good news has one and what somebody must look at has two."""

import pytest

from gui.look import sounds


@pytest.fixture(autouse=True)
def off_again():
    yield
    sounds.choose("off")


def test_nothing_sounds_unless_it_is_chosen():
    assert {sounds.tones(tone) for tone in ("good", "info", "warn", "bad")} == {0}


def test_good_news_and_the_rest_sound_different():
    sounds.choose("on")
    assert [sounds.tones(tone) for tone in ("good", "info", "warn", "bad")] == [1, 2, 2, 2]


def test_a_tone_is_the_systems_own(qtbot, qapp, monkeypatch):
    heard = []
    monkeypatch.setattr("PySide6.QtWidgets.QApplication.beep", lambda: heard.append(1))
    sounds.choose("on")
    sounds.play("bad")
    qtbot.waitUntil(lambda: len(heard) == 2)
