"""The language of the window, chosen before its first frame: texts, their direction, and how numbers and dates look.

English stands in the source; every other language is a `.qm` in resources/translations. Its code is all it takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QGuiApplication

from core.settings import kept_language
from gui.look.resources import resources

if TYPE_CHECKING:
    pass

SYSTEM = "system"
ENGLISH = "en"


def use(app: QGuiApplication, choice: str) -> None:
    """Speak `choice`: "system", or the code of a language such as "de". One without translation is English."""
    system = QLocale.system()
    code = spoken(system.uiLanguages()) if choice == SYSTEM else spoken((choice,))
    QLocale.setDefault(habits(choice, system))
    app.setLayoutDirection(QLocale(code).textDirection())
    if code == ENGLISH:
        return
    _install(app, resources() / "translations" / f"counterfoil_{code}.qm")
    # Qt's own words: the menu of a field, the buttons of a file dialog.
    _install(app, Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / f"qtbase_{code}.qm")


def spoken(wanted: Sequence[str]) -> str:
    """Return the first of `wanted` (as `de-AT`) that has a translation; English stands in for all others.

    Not left to QTranslator: it knows of no English file and would give "en, de" German.
    """
    for tag in wanted:
        code = tag.replace("_", "-").partition("-")[0]
        if code == ENGLISH or code in translated():
            return code
    return ENGLISH


def habits(choice: str, system: QLocale) -> QLocale:
    """Return how numbers and dates look: as the system has them where it speaks the chosen language."""
    if choice == SYSTEM or QLocale(choice).language() == system.language():
        return system
    return QLocale(choice)


def translated() -> tuple[str, ...]:
    """Return the codes of the languages that have a translation, English apart."""
    return tuple(sorted(path.stem.partition("_")[2] for path in (resources() / "translations").glob("*.qm")))


def names() -> tuple[tuple[str, str], ...]:
    """Return each language by its code and its name for itself."""
    return (ENGLISH, "English"), *((code, QLocale(code).nativeLanguageName().capitalize()) for code in translated())


def kept(folder: Path) -> str:
    """Return the language that this till's window starts with: the preference's database is opened too late."""
    return kept_language(folder) or SYSTEM


def _install(app: QGuiApplication, path: Path) -> None:
    translator = QTranslator(app)
    if translator.load(str(path)):
        app.installTranslator(translator)
