"""How the scanner at this till types: found by a test, and to be corrected by hand."""

from __future__ import annotations

from core.domain import keyboards
from gui.dialogs.scanner_test import ScannerTest
from gui.views.settings.fields import Section, translate
from gui.views.settings.section import SettingsSection
from gui.widgets.buttons.button import button
from gui.widgets.forms.field_rows import Field
from gui.wording import keyboard_words


class ScannerPanel(SettingsSection):
    """A section with a test that fills it."""

    def __init__(self) -> None:
        super().__init__(_section())
        self._test = button(self.tr("&Test the scanner…"), "scanner_test_open", icon_name="scan-barcode")
        self.body.insertWidget(self.body.indexOf(self._rows), self._test)

        self._test.clicked.connect(self._on_test)

    def _on_test(self) -> None:
        dialog = ScannerTest(self.window())
        dialog.kept.connect(self._on_kept)
        dialog.open()

    def _on_kept(self, found: dict[str, str]) -> None:
        for key, text in found.items():
            if key in self.keys:
                self.change_requested.emit(key, text)


def _section() -> Section:
    usual = [each for each in keyboards.settings() if "us" in {each.scanner, each.keyboard}]
    layouts = (("", keyboard_words.setting("")), *((str(each), keyboard_words.setting(str(each))) for each in usual))
    return Section(
        "scanner",
        translate("Settings", "Scanner"),
        (
            Field(
                "scan.pause",
                translate("Settings", "Longest pause within a scan, in ms"),
                translate("Settings", "120 fits most scanners; the test finds it."),
                most=3,
            ),
            Field(
                "scan.pace",
                translate("Settings", "Pace of the scanner, in ms"),
                translate("Settings", "0: not measured yet."),
                most=3,
            ),
            Field("scan.prefix", translate("Settings", "Sent in front of a code"), most=12),
            Field("scan.suffix", translate("Settings", "Sent after a code"), most=12),
            Field(
                "scan.terminator",
                translate("Settings", "How a scan ends"),
                choices=tuple(keyboard_words.ends().items()),
            ),
            Field("scan.layout", translate("Settings", "Keyboard of the scanner"), choices=layouts),
        ),
    )
