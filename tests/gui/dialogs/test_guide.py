"""The guides: one for each kind of reader, in each language, with pictures that fit, and nothing from outside."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextCharFormat, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from gui.dialogs.guide import GuideDialog
from gui.dialogs.help import HelpDialog
from gui.widgets.text.guide_browser import GuideBrowser
from gui.wording import guides, languages
from gui.wording.guides import folder
from tests.screenshots import album

NAMES = tuple(guide.name for guide in guides.guides())
LANGUAGES = (languages.ENGLISH, *languages.translated())
IMAGE = QTextDocument.ResourceType.ImageResource.value


@pytest.fixture
def parent(qtbot, look):
    made = QWidget()
    made.resize(1280, 800)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(qtbot, parent):
    made = GuideDialog(parent)
    made.open()
    qtbot.waitExposed(made)
    return made


def text_of(dialog: GuideDialog) -> str:
    return dialog.findChild(GuideBrowser).toPlainText()


def first_words(name: str, language: str = "en") -> str:
    return (folder() / language / f"{name}.md").read_text("utf-8").splitlines()[0].removeprefix("# ")


def test_the_first_one_is_for_the_counter_and_each_button_shows_its_own(dialog):
    assert text_of(dialog).startswith(first_words("clerk"))
    for name in (*NAMES, NAMES[0]):
        dialog.findChild(QPushButton, f"guide_{name}").click()
        assert text_of(dialog).startswith(first_words(name))


def test_a_second_guide_has_headings_for_its_headings_only(dialog):
    dialog.findChild(QPushButton, "guide_manager").click()
    document, sizes = dialog.findChild(GuideBrowser).document(), {}
    block = document.begin()
    while block.isValid():
        if block.text() and not block.blockFormat().headingLevel():
            size = block.begin().fragment().charFormat().property(QTextCharFormat.Property.FontPixelSize.value)
            sizes[block.text()] = size
        block = block.next()
    assert len(sizes) > 20
    assert {size for size in sizes.values() if size is not None and size > 14} == set()


def test_it_is_read_in_the_language_of_the_window(qtbot, german, parent):
    made = GuideDialog(parent)
    made.open()
    assert text_of(made).startswith(first_words("clerk", "de"))
    made.reject()


def test_help_leads_to_the_guides(qtbot, parent):
    made, asked = HelpDialog((), parent), []
    made.guides_requested.connect(lambda: asked.append(True))
    made.open()
    made.findChild(QPushButton, "help_guides").click()
    assert (asked, made.isVisible()) == ([True], False)


def test_keys_scroll_it_and_escape_closes_it(qtbot, dialog):
    browser = dialog.findChild(GuideBrowser)
    before = browser.verticalScrollBar().value()
    QTest.keyClick(browser, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: browser.verticalScrollBar().value() > before)
    QTest.keyClick(browser, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


@pytest.mark.parametrize("width", [420, 880, 1600])
def test_no_picture_is_wider_than_the_page_and_all_of_it_is_drawn_again(qtbot, dialog, width):
    browser = dialog.findChild(GuideBrowser)
    dialog.resize(width, 700)
    qtbot.waitUntil(lambda: browser.document().size().width() <= browser.viewport().width())
    picture = browser.loadResource(IMAGE, QUrl("../pictures/card_en.png"))
    room = browser.viewport().width()
    assert room - 60 < picture.width() / picture.devicePixelRatio() <= room


@pytest.mark.parametrize(
    "address", ["https://example.org/x.png", "file:///etc/hostname", "//example.org/x.png", "../pictures/none.png"]
)
def test_nothing_from_outside_is_loaded(dialog, address):
    browser = dialog.findChild(GuideBrowser)
    assert browser.loadResource(IMAGE, QUrl(address)) is None
    assert browser.loadResource(QTextDocument.ResourceType.HtmlResource.value, QUrl("clerk.md")) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_each_guide_is_whole_in_each_language(name, language):
    english, here = (
        (folder() / each / f"{name}.md").read_text("utf-8").replace(f"_{each}.png", ".png") for each in ("en", language)
    )
    for shape in (r"^(#+) ", r"^(\|)", r"^(\d\.) ", r"^(\*) ", r"\]\((.*?)\)", r"^ {4,}(counterfoil .*)$"):
        assert re.findall(shape, here, re.MULTILINE) == re.findall(shape, english, re.MULTILINE), shape
    assert max(map(len, here.splitlines())) < 400


def test_its_pictures_are_those_of_the_documentation_and_all_are_shown():
    shown = set()
    for file in folder().glob("*/*.md"):
        for place in re.findall(r"\]\((.*?)\)", file.read_text("utf-8")):
            assert (file.parent / place).exists(), (file.name, place)
            shown.add(Path(place).name)
    assert shown == {path.name for path in album.GUIDES.glob("*.png")}
    for look, language in album.GUIDE_LOOKS.items():
        for scene in album.GUIDE_SCENES:
            kept = (album.FOLDER / f"{scene}_{look}.png").read_bytes()
            assert (album.GUIDES / f"{scene}_{language}.png").read_bytes() == kept, scene
