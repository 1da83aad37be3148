"""In a language of longer words, everything that can be read was translated, and nothing of it is cut off."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from gui.wording import languages
from tests.gui.pseudo_language import Pseudo
from tests.gui.visible_text import clipped, foreign, parts_of_qt, shown, texts
from tests.gui.window_walk import Walk

SIZES = ((1280, 800), (1024, 700))

FROM_OUTSIDE = (
    "Counterfoil", "Harbour Books", "Till 1", "Anna", "Ann", "Mia", "Max", "MI", "USD", "EUR", "Classic", "Birthday",
    "Winter", "English", "Deutsch", "PIN", "AN", "T1", "•••• •••• ••••", r"/[\w/.-]+", r"https?://\S+",
    r"^[A-Z]{3}(?= · |$)",
)  # fmt: skip
"""Names, addresses and what a shop has typed itself; these are as they are in every language."""

_KEY = r"(Ctrl|Alt|Shift|Enter|Esc|F\d+|[A-Z])([ +](Ctrl|Alt|Shift|Enter|F\d+|[A-Z]))*"
_DATE = r"\d{1,2} [A-Z][a-z]{2}( \d{4})?"
_CODE = r"[A-Z0-9]{4}( [A-Z0-9]{4})*"
NO_WORDS = re.compile("|".join((*FROM_OUTSIDE, rf"\b({_DATE}|{_KEY}|{_CODE})\b")))


@pytest.fixture
def longer(qapp, look):
    translator = Pseudo()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture
def german(qapp, look):
    languages.use(qapp, "de")
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    languages.use(qapp, "system")


Faults = dict[str, str]
"""Each widget at fault, with the first place where it was seen so."""


def short_of_room(place: str, widget: QWidget, found: Faults) -> None:
    missing = "" if parts_of_qt(widget) else clipped(widget)
    if missing:
        name = widget.objectName() or f"{type(widget).__name__} in {widget.parentWidget().objectName()}"
        found.setdefault(name, f"{place}: {missing}")


def untranslated(place: str, widget: QWidget, found: Faults) -> None:
    for kind, text in texts(widget):
        left = NO_WORDS.sub("", foreign(text))
        if any(sign.isalpha() for sign in left) and widget.objectName() not in OF_PEOPLE:
            found.setdefault(f"{widget.objectName() or type(widget).__name__} {kind}", f"{place}: {text}")


def not_mirrored(place: str, widget: QWidget, found: Faults) -> None:
    if widget.layoutDirection() is not Qt.LayoutDirection.RightToLeft and not AS_EVERYWHERE.fullmatch(
        widget.objectName()
    ):
        found.setdefault(widget.objectName() or type(widget).__name__, place)


def settled(look: Callable[[], Faults]) -> Faults:
    """What stays wrong however often a layout is asked: an answer that came just now moves words for a moment."""
    here: Faults = {}
    for _ in range(20):
        for _ in range(5):  # a layout asks its parent, and that one its own
            QApplication.processEvents()
        if not (here := look()):
            break
    return here


def looked(front: QWidget, place: str, *looks: Callable[[str, QWidget, Faults], None]) -> Faults:
    found: Faults = {}
    for widget in shown(front):
        for look in looks:
            look(place, widget, found)
    return found


def faults(folder: Path, size: tuple[int, int], *looks: Callable[[str, QWidget, Faults], None]) -> Faults:
    """Walks once through everything, and looks at each widget of each place."""
    walk, found = Walk(folder, size), {}
    try:
        for place in walk.places():
            for fault, told in settled(lambda place=place: looked(walk.front, place, *looks)).items():
                found.setdefault(fault, told)
    finally:
        walk.close()
    return found


OF_PEOPLE = {"settings_folder", "till.name", "shop.name", "clerk.name", "licence_name"}


AS_EVERYWHERE = re.compile(r"keypad|key_\w+|(sell_)?amount(_currency|_figure)?")
"""Digits and amounts stand in the same order in every language."""


@pytest.mark.slow
def test_in_longer_words_everything_is_translated_and_has_room(longer, data_dir):
    assert faults(data_dir, SIZES[0], untranslated, short_of_room) == {}


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_in_german_everything_has_room(german, data_dir, size):
    assert faults(data_dir, size, short_of_room) == {}


@pytest.mark.slow
def test_from_right_to_left_everything_is_mirrored_and_has_room(hebrew, data_dir):
    assert faults(data_dir, SIZES[0], not_mirrored, short_of_room) == {}


def test_the_pseudo_language_keeps_what_a_program_puts_in(qapp, longer):
    said = QApplication.translate("Any", "Put {amount} on &now")
    assert "{amount}" in said
    assert "&n" in said
    assert len(said) >= 1.4 * len("Put {amount} on &now") - 8
    assert foreign(said) == ""
    assert QLocale().name() == QLocale.system().name()
