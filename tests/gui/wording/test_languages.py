"""Every text has a German one; the language is chosen before the first frame and counts from the next start."""

import ast
import re
import subprocess
import sys
from pathlib import Path
from string import Formatter, ascii_uppercase
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from core.services.people.known_settings import LANGUAGES
from core.usecases.settings import remember_language
from gui.widgets.keys.chords import letter_of
from gui.wording import languages, messages
from tests import translatable, translations

pytestmark = pytest.mark.unstyled

GUI = Path(__file__).parents[3] / "gui"
TS = translations.FOLDER / "counterfoil_de.ts"
MEND = "run `make translations`, then translate what it lists in resources/translations/counterfoil_de.ts"

SHOWN_BY = {
    "setText", "setPlaceholderText", "setAccessibleName", "setAccessibleDescription", "setToolTip", "setWindowTitle",
    "setTitle", "setStatusTip", "addItem", "label", "PlainLabel", "button", "icon_button", "BigButton", "QPushButton",
    "QLabel", "QCheckBox", "Switch", "Panel", "Pill", "KeyHint", "Field",
}  # fmt: skip
NOT_WORDS = re.compile(r"Counterfoil|(Ctrl\+)?[A-Z]")
"""The name of the program, and keys: Qt says them in the language of the keyboard."""


@pytest.fixture
def app(qapp):
    """Speaks English again after the test."""
    yield qapp
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
    languages.use(qapp, "system")


@pytest.mark.slow
def test_every_text_of_the_source_is_in_german():
    said = translations.translations(TS)
    missing = sorted({*translatable.texts()} - {key for key, text in said.items() if text})
    assert missing == [], f"{len(missing)} texts have no German: {MEND}"


@pytest.mark.slow
def test_no_translation_is_of_a_text_that_is_gone():
    assert sorted({*translations.translations(TS)} - {*translatable.texts()}) == [], "run `make translations`"


def test_the_compiled_translation_is_of_this_text(tmp_path):
    translations.release(TS, tmp_path / "fresh.qm")
    same = (tmp_path / "fresh.qm").read_bytes() == TS.with_suffix(".qm").read_bytes()
    assert same, "run `make translations` and commit the .qm with its .ts"


def test_a_translation_fills_in_the_same_values():
    for (_, english), german in translations.translations(TS).items():
        assert fields(english) == fields(german), english
        assert english.count("&") >= german.count("&"), english


def test_what_has_a_chord_has_one_in_german_on_a_letter_that_every_keyboard_has():
    pairs = [(english, german) for (_, english), german in translations.translations(TS).items() if german]
    wrong = [german for english, german in pairs if chorded(english) and letter_of(german) not in {*ascii_uppercase}]
    assert [*wrong, *(german for english, german in pairs if chorded(german) and not chorded(english))] == []


def chorded(text):
    return letter_of(text) != ""


def fields(text):
    return {(name, conversion) for _, name, _, conversion in Formatter().parse(text) if name}


@pytest.mark.slow
def test_nothing_is_shown_that_was_not_translated():
    found = [
        f"{path.relative_to(GUI)}:{call.lineno} {text}"
        for path in sorted(GUI.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and called(call) in SHOWN_BY
        for text in words_of(call)
    ]
    assert found == [], "say it with self.tr or QCoreApplication.translate"


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def words_of(call: ast.Call) -> list[str]:
    """English in the place of the text: the first argument, or the second of addItem-like calls with a value."""
    given = [each for each in call.args[:1] if called(call) != "Field"] + call.args[1:2] * (called(call) == "Field")
    spoken = [each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return [text for text in spoken if any(sign.isalpha() for sign in text) and not NOT_WORDS.fullmatch(text)]


def test_german_is_spoken(app):
    languages.use(app, "de")
    assert messages.format_sentence("card.disabled", {}) == "Diese Karte ist gesperrt."
    assert QApplication.translate("pages", "Outbox") == "Ausgang"
    assert messages.money(123456, "EUR") == "1.234,56\u00a0€"
    assert app.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_qt_itself_speaks_german_where_it_is_installed(app):
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    if not (folder / "qtbase_de.qm").exists():
        pytest.skip("this Qt was packed without its translations")
    languages.use(app, "de")
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (["de-AT", "en"], "de"),
        (["en-GB", "de"], "en"),
        (["fr-FR", "de-DE"], "de"),
        (["fr-FR"], "en"),
        (["C"], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_with_a_translation_is_spoken(wanted, code):
    assert languages.spoken(wanted) == code


def test_numbers_keep_the_habits_of_the_country():
    austria = QLocale("de_AT")
    assert languages.habits("de", austria).name() == "de_AT"
    assert languages.habits("de", QLocale("en_US")).name() == "de_DE"
    assert languages.habits("system", QLocale("fr_FR")).name() == "fr_FR"


def test_the_settings_offer_what_there_is():
    assert [code for code, _ in languages.names()] == list(LANGUAGES[1:])
    assert dict(languages.names()) == {"en": "English", "de": "Deutsch"}


def till(folder: Path, choice: str):
    return SimpleNamespace(
        settings=SimpleNamespace(data_dir=folder), preferences=SimpleNamespace(get={"window.language": choice}.get)
    )


def test_what_was_chosen_is_there_before_the_database_is_open(tmp_path):
    assert languages.kept(tmp_path) == "system"
    assert not remember_language(till(tmp_path, "system"))
    assert remember_language(till(tmp_path, "de"))
    assert languages.kept(tmp_path) == "de"
    assert not remember_language(till(tmp_path, "de"))


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path):
    gone = tmp_path / "gone"
    assert remember_language(till(gone, "de"))
    assert languages.kept(gone) == "system"


PROGRAM = """
import os, sys
from argparse import Namespace
from gui import app
from gui.work.core_bridge import CoreBridge
from PySide6.QtWidgets import QApplication, QWidget

def painted(desk):
    button = next(each for top in QApplication.topLevelWidgets() for each in top.findChildren(QWidget, "go_outbox"))
    print(button.text(), flush=True)
    os._exit(0)

CoreBridge.start = painted
app.run(Namespace(data_dir=sys.argv[1]))
"""


@pytest.mark.slow
def test_the_first_frame_speaks_it(tmp_path):
    remember_language(till(tmp_path, "de"))
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    done = subprocess.run(command, cwd=GUI.parent, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.strip() == "Ausgang", done.stderr
