"""Where pictures go: one file for each scene and look, few colours, and the fingerprint of the fonts beside them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from shutil import copyfile

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from tests.screenshots import measure

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
LOOKS = ("light", "dark", "contrast", "large", "german", "mirrored", "narrow", "wide")
"""One run of the program for each, with one picture of a scene. The first three are themes, the others are light:
`large` is a screen of 1280 x 800 at 200 %, `mirrored` a language in Hebrew letters, `narrow` and `wide` are other
screens."""
SAMPLE = ("light", "contrast", "mirrored")
"""The looks that every run of all tests draws and compares; `make screenshots CHECK=1` compares all of them."""
THEMES = ("light", "dark", "contrast")
SCREENS = {"narrow": QSize(1024, 700), "wide": QSize(2560, 1440)}
"""Device pixels of the pictures of these looks; all the others are USUAL."""
USUAL = QSize(1280, 800)
_PAGES = ("card", "history", "issue", "outbox", "search", "settings", "settle")
_ONLY = {"german": (*_PAGES, "pending", "support"), "narrow": _PAGES, "wide": _PAGES}
"""Of these scenes alone there is a picture in this look; tests/gui/test_pseudo.py measures all of them."""
OTHER_FONTS = 3
"""Exit status of --check where this machine draws letters otherwise: nothing was compared."""
_FONTS = "fonts.json"
_ALIKE = 0xF8F8F8
_COLOURS = 64


GUIDES = FOLDER.parents[1] / "resources" / "guides" / "pictures"
"""The pictures of the guides: some scenes, in each language that the guides are in."""
GUIDE_SCENES = ("card", "pending", "outbox", "settle")
GUIDE_LOOKS = {"light": "en", "german": "de"}


def wanted(name: str, look: str) -> bool:
    return name in _ONLY.get(look, (name,))


def screen(look: str) -> QSize:
    """Return how large the pictures of `look` are, device pixels."""
    return SCREENS.get(look, USUAL)


def keep(image: QImage, folder: Path, name: str) -> None:
    """In few colours, so that the folder stays small: the others are edges of letters and steps of a slope."""
    exact = image.convertToFormat(QImage.Format.Format_RGB32)
    seen = Counter(memoryview(exact.constBits()).cast("I").tolist())
    few = exact.convertToFormat(QImage.Format.Format_Indexed8, _table(seen), Qt.ImageConversionFlag.AvoidDither)
    few.save(str(folder / f"{name}.png"), quality=0)


def _table(seen: Counter[int]) -> list[int]:
    """The most frequent colours, of those that nobody tells apart only one: a slope must not take all places."""
    often: Counter[int] = Counter()
    chosen: dict[int, int] = {}
    for colour, count in seen.most_common():
        often[colour & _ALIKE] += count
        chosen.setdefault(colour & _ALIKE, colour)
    return [chosen[alike] for alike, _ in often.most_common(_COLOURS)]


def keep_guides(folder: Path, look: str) -> None:
    """Put the pictures of this look that the guides show where the program finds them."""
    for scene in GUIDE_SCENES if look in GUIDE_LOOKS else ():
        copyfile(folder / f"{scene}_{look}.png", GUIDES / f"{scene}_{GUIDE_LOOKS[look]}.png")


def keep_fonts(folder: Path, look: str) -> None:
    """Which fonts this look was drawn with."""
    path = folder / _FONTS
    known = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps({**known, look: fonts(look)}, indent=1, sort_keys=True) + "\n")


def fonts(look: str) -> str:
    return measure.fingerprint(measure.HEBREW if look == "mirrored" else measure.INTER)


def kept_fonts(look: str) -> str:
    path = FOLDER / _FONTS
    return json.loads(path.read_text()).get(look, "") if path.exists() else ""


def changed(drawn: Path, look: str) -> dict[str, float]:
    """Each picture of this look that is not as it was kept, or is there only once: how much differs."""
    names = {path.name for folder in (drawn, FOLDER) for path in folder.glob(f"*_{look}.png")}
    shares = {name: measure.difference(QImage(str(drawn / name)), QImage(str(FOLDER / name))) for name in sorted(names)}
    return {name: share for name, share in shares.items() if share > measure.MOST}
