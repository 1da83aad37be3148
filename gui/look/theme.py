"""One look from one token table: Fusion, a palette and a style sheet; follows the system unless told otherwise.

`tokens()` is what is on now; widgets that paint ask it in every paintEvent, so a change needs no signal.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from gui.look import motion
from gui.look.resources import resources
from gui.look.style_sheet import style_sheet
from gui.look.tokens import ALL, LIGHT, DesignTokens

CHOICES = ("system", *ALL)
STYLE = ("-style", "Fusion")
"""Arguments of the QApplication. `setStyle` returns a QStyle, whose constants the first frame would have to pay."""
FONTS = ("Inter-Regular.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf")

SEMI_BOLD = QFont.Weight.DemiBold

_on = LIGHT


def tokens() -> DesignTokens:
    """Return the set of colours that is on now."""
    return _on


class Theme(QObject):
    """The theme of the application; `choose` changes it while it runs."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._applied = False
        load_fonts()
        app.setFont(text_font())
        motion.still(app)
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._apply()

    @property
    def choice(self) -> str:
        return self._choice

    def choose(self, choice: str) -> None:
        """Choose the theme; `choice` is system, light, dark or contrast."""
        self._choice = choice
        self._apply()

    def _on_system_changed(self) -> None:
        if self._choice == "system":
            self._apply()

    def _apply(self) -> None:
        global _on
        wanted = ALL[self._choice if self._choice in ALL else _system_choice(self._app)]
        if self._applied and wanted is _on:
            return
        _on, self._applied = wanted, True
        self._app.setPalette(palette(_on))
        self._app.setStyleSheet(style_sheet(_on, (resources() / "icons").as_posix()))
        self.changed.emit()


def choose(choice: str) -> None:
    """Change the running application's theme: system, light, dark or contrast."""
    app = QApplication.instance()
    theme = app.findChild(Theme) if app else None
    if isinstance(theme, Theme):
        theme.choose(choice)


@cache
def load_fonts() -> None:
    """Make the bundled Inter known; a font that does not load leaves the system's own."""
    for name in FONTS:
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / name))


def text_font(pixels: int = 14, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return Inter with tabular digits: amounts stand under each other and do not jump while they change."""
    font = QFont("Inter")
    font.setPixelSize(pixels)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def palette(shades: DesignTokens) -> QPalette:
    """Return what Fusion itself paints with, from the tokens."""
    role = QPalette.ColorRole
    colours = QPalette()
    for which, shade in {
        role.Window: shades.background,
        role.Base: shades.surface,
        role.AlternateBase: shades.sunken,
        role.Button: shades.surface,
        role.WindowText: shades.text,
        role.Text: shades.text,
        role.ButtonText: shades.text,
        role.PlaceholderText: shades.muted,
        role.ToolTipBase: shades.surface,
        role.ToolTipText: shades.text,
        role.Highlight: shades.accent,
        role.HighlightedText: shades.on_accent,
        role.Link: shades.accent,
        role.Accent: shades.accent,
    }.items():
        colours.setColor(which, QColor(shade))
    for which in (role.WindowText, role.Text, role.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, which, QColor(shades.muted))
    return colours


def _system_choice(app: QApplication) -> str:
    return "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"
