"""A card that is not simply good looks it, in every theme: by a word, a sign and an edge, and it can be read."""

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget

from core.domain.card import Match, Status
from core.domain.colours import COLOURS
from core.rows import FreezeRow
from gui.look import faces, icons, theme
from gui.look.tokens import ALL, contrast
from gui.widgets.cards.card_face import CardFace
from tests.gui import measurements
from tests.gui.builders import NOW, card

FROZEN = FreezeRow("reported lost", "Anna", "Till 2", NOW)
CARDS = {
    "": card(),
    "off": card(status=Status.DISABLED),
    "gone": card(missing_at=NOW),
    "iced": card(frozen=FROZEN),
    "over": card(status=Status.EXPIRED, expires_on="2026-10-01", days_left=-9),
    "making": card(status=Status.PENDING, card_id=-12),
}
WORDS = {
    "": "Active",
    "off": "Disabled",
    "gone": "No longer listed",
    "iced": "Frozen here",
    "over": "Expired",
    "making": "Being made",
}


@pytest.fixture
def face(qtbot, look):
    made = CardFace()
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show()
    yield made
    theme.choose("light")


@pytest.mark.parametrize("name", CARDS)
def test_the_state_comes_first_in_words_with_its_sign(face, name):
    face.show_card(CARDS[name], Match.VERIFIED, "Harbour Books")
    assert face.look == name
    assert face.findChild(QLabel, "card_state").text() == f"{WORDS[name]} · Verified"
    assert face.findChild(QWidget, "card_sign").isVisible() is bool(name)


@pytest.mark.slow
@pytest.mark.parametrize("theme_name", ALL)
def test_no_two_faces_look_alike_and_all_can_be_read(face, theme_name):
    theme.choose(theme_name)
    pictures = {}
    for name, row in CARDS.items():
        face.show_card(row, None, "")
        measurements.settle()
        pictures[name] = measurements.painted(face)
        assert measurements.pale(face) == [], name
    for one, other in combinations(pictures, 2):
        assert differing(pictures[one], pictures[other]) > 0.02, (one, other)


def differing(one, other) -> float:
    """The share of pixels that are not the same, of every seventh."""
    left, right = (memoryview(each.constBits()).cast("I")[::7].tolist() for each in (one, other))
    return sum(a != b for a, b in zip(left, right, strict=True)) / len(left)


@pytest.mark.parametrize("theme_name", ALL)
def test_every_text_of_a_face_is_readable_on_all_of_it(theme_name):
    poor = {pair: round(contrast(*pair), 2) for pair in faces.pairs(theme_name) if contrast(*pair) < 4.5}
    assert poor == {}
    edges = {face: contrast(look.edge, ALL[theme_name].background) for face, look in faces.FACES[theme_name].items()}
    assert all(each >= 3 for each in edges.values()), edges


def test_each_look_has_a_sign_of_its_own():
    assert len(set(faces.ICONS.values())) == len(faces.ICONS)
    assert all((icons.resources() / "icons" / f"{name}.svg").exists() for name in faces.ICONS.values())


def test_only_a_disabled_balance_is_struck_through(face):
    struck = {}
    for name, row in CARDS.items():
        face.show_card(row, None, "")
        struck[name] = face.findChild(QLabel, "card_balance").font().strikeOut()
    assert [name for name in struck if struck[name]] == ["off"]


def test_what_matters_most_is_what_the_card_looks_like(face):
    row = replace(CARDS["iced"], status=Status.EXPIRED, missing_at=NOW)
    for changes, look in (({}, "gone"), ({"missing_at": None}, "iced"), ({"status": Status.DISABLED}, "off")):
        face.show_card(replace(row, **changes), None, "")
        assert face.look == look
    assert face.findChild(QLabel, "card_state").text() == "Disabled · No longer listed · Frozen here"


@pytest.mark.parametrize("size", [(426, 178), (632, 214), (1140, 340)], ids=str)
@pytest.mark.parametrize("balance", [6250, 11_000_000_130])
def test_the_balance_is_as_large_as_there_is_room_for_and_whole(face, size, balance):
    face.show_card(card(balance=balance, confirmed_balance=balance), Match.VERIFIED, "Harbour Books")
    face.resize(QSize(*size))
    measurements.settle()
    assert measurements.cut_off(face) == []
    letters = face.findChild(QLabel, "card_balance").font().pixelSize()
    assert letters >= {426: 20, 632: 46, 1140: 84}[size[0]]


@pytest.mark.parametrize("width", [380, 426, 632])
def test_the_state_is_whole_on_a_narrow_face(face, width):
    row = replace(CARDS["gone"], frozen=FROZEN, status=Status.EXPIRED, pending=-500, unsettled=1)
    face.show_card(row, Match.LIKELY, "The Harbour Bookshop and Stationery")
    face.resize(width, 214)
    measurements.settle()
    assert measurements.cut_off(face) == []


@pytest.mark.slow
@pytest.mark.parametrize("theme_name", ALL)
def test_a_good_card_has_the_colours_of_its_design_and_can_be_read(face, theme_name):
    theme.choose(theme_name)
    pictures = {}
    for colour in ("", *COLOURS):
        face.show_card(CARDS[""], None, "Harbour Books")
        face.show_design(colour)
        measurements.settle()
        pictures[colour] = measurements.painted(face)
        assert measurements.pale(face) == [], colour
    if theme_name != "contrast":
        assert differing(pictures[""], pictures["plum"]) > 0.5
    face.show_card(CARDS["off"], None, "")
    face.show_design("plum")
    measurements.settle()
    plain = measurements.painted(face)
    face.show_design("")
    measurements.settle()
    assert differing(plain, measurements.painted(face)) == 0, "a disabled card is grey, whatever its design"


def test_its_height_follows_its_room_and_never_its_letters(qtbot, look):
    """Else it stood at one of two heights, by what was shown before it."""
    face = CardFace()
    qtbot.addWidget(face)
    face.show_card(card(), None, "Harbour Books")
    face.show()
    wanted = set()
    for height in (178, 214, 178):
        face.setFixedHeight(height)
        measurements.settle()
        wanted.add((face.sizeHint().height(), face.minimumSizeHint().height(), face.hasHeightForWidth()))
    assert wanted == {(178, 178, False)}
