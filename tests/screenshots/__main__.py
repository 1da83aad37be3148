"""`python -m tests.screenshots` draws docs/pictures anew; with --check it draws elsewhere and compares.

Each look is a run of the program in a process of its own: the scale of the screen is known before Qt starts, and a
change of theme styles every page anew, which for each picture would take longer than all the rest.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.screenshots import stopped_clock

stopped_clock.travel("2026-11-02T09:00")

from PySide6.QtCore import QLocale, Qt  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from gui.app import application  # noqa: E402
from gui.look import theme  # noqa: E402
from gui.wording import languages  # noqa: E402
from tests.gui.pseudo_language import Pseudo, mirrored  # noqa: E402
from tests.screenshots import album, story  # noqa: E402
from tests.screenshots.photographer import Photographer  # noqa: E402


def main() -> int:
    options = _arguments().parse_args()
    if options.draw:
        return _draw(options.draw, Path(options.folder))
    looks = [options.look] if options.look else album.LOOKS
    application()  # the fingerprint is of a screen at 100 % for every look
    if options.check:
        return max(map(_compare, looks))
    for old in album.FOLDER.glob("*.png") if not options.look else ():
        old.unlink()
    for look in looks:
        _run(look, album.FOLDER)
        album.keep_fonts(album.FOLDER, look)
        album.keep_guides(album.FOLDER, look)
    size = sum(path.stat().st_size for path in album.FOLDER.glob("*.png"))
    print(f"{len([*album.FOLDER.glob('*.png')])} pictures, {size // 1024} kB")
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.screenshots")
    parser.add_argument("--check", action="store_true", help="compare with docs/pictures instead of replacing them")
    parser.add_argument("--look", choices=album.LOOKS, help="this one only")
    parser.add_argument("--draw", choices=album.LOOKS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    return parser


def _run(look: str, folder: Path) -> None:
    scale = {"QT_SCALE_FACTOR": "2"} if look == "large" else {}
    scale["CUPS_SERVER"] = "/nonexistent/cups.sock"  # the printers of this computer are in no picture
    asked = [sys.executable, "-m", "tests.screenshots", "--draw", look, "--folder", str(folder)]
    subprocess.run(asked, env={**os.environ, **scale}, check=True, timeout=600)


def _compare(look: str) -> int:
    if album.kept_fonts(look) != album.fonts(look):
        print(f"NOT COMPARED, {look}: this machine draws letters otherwise than the one that drew docs/pictures.")
        return album.OTHER_FONTS
    changed = _changed(look) and _changed(look)  # on a busy machine a picture may be of the moment before
    for name, share in changed.items():
        print(f"CHANGED, {name}: {share:.1%} of what is drawn. If it is meant, run `make screenshots` and commit.")
    return 1 if changed else 0


def _changed(look: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="counterfoil-compared-") as folder:
        _run(look, Path(folder))
        return album.changed(Path(folder), look)


def _draw(look: str, folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    stopped_clock.stop_chance()
    app = application()
    app.setCursorFlashTime(0)
    theme.choose("light")
    QLocale.setDefault(QLocale("en_US"))
    _speak(app, look)
    with tempfile.TemporaryDirectory(prefix="counterfoil-pictures-") as till:
        one = Photographer(Path(till), folder, look)
        try:
            story.tell(one, Path(till) / "first")
        finally:
            one.close()
    return 0


def _speak(app: QApplication, look: str) -> None:
    if look == "german":
        languages.use(app, "de")
    if look == "mirrored":
        app.hebrew = Pseudo(mirrored)
        app.installTranslator(app.hebrew)
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        QLocale.setDefault(QLocale("he_IL"))


if __name__ == "__main__":
    sys.exit(main())
