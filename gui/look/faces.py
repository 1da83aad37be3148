"""How a card's face looks while the card is not simply good: greyed, iced, faded, or only drawn so far.

Each look has a shape of its own (icon and edge) beside its colours, and the balance of a disabled card is struck
through, so that nobody needs to tell colours. Every text is AA on every ground of its face, and tested.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from string import Template

from core.domain.colours import COLOURS

USUAL = "green"
"""The design colour whose card looks as the theme has it."""


@dataclass(frozen=True, slots=True)
class FaceLook:
    """Colours as #RRGGBB: `text` on a ground that goes from `ground` to `ground_to`, and on `mark`, its large sign."""

    ground: str
    ground_to: str
    text: str
    mark: str
    edge: str


ICONS = {"off": "ban", "gone": "circle-help", "iced": "snowflake", "over": "calendar-x", "making": "hourglass"}
"""The sign of each look. "" is the face of a good card, in the colours of gui.look.tokens."""

_GREY = FaceLook("#E6E9EE", "#D5DAE1", "#3A4452", "#C5CBD4", "#7C8796")
_DARK_GREY = FaceLook("#2B323B", "#20262D", "#C9D1DA", "#3B444F", "#7F8B99")
_BLACK = FaceLook("#000000", "#000000", "#FFFFFF", "#2A2A2A", "#FFFFFF")

FACES: dict[str, dict[str, FaceLook]] = {
    "light": {
        "off": _GREY,
        "gone": _GREY,
        "iced": FaceLook("#E8F3FC", "#CBE3F6", "#123F66", "#B3D4EE", "#3E7FB5"),
        "over": FaceLook("#F5EBDB", "#EADBC2", "#573B10", "#DAC7A5", "#A07A2B"),
        "making": FaceLook("#FFFFFF", "#EEF6F2", "#0B5A41", "#D3E8DF", "#0B6E4F"),
    },
    "dark": {
        "off": _DARK_GREY,
        "gone": _DARK_GREY,
        "iced": FaceLook("#18364F", "#102739", "#D3E8FA", "#24496A", "#8DB4FF"),
        "over": FaceLook("#3B2D15", "#2A200F", "#F0DAB2", "#4F3C1B", "#F2B654"),
        "making": FaceLook("#12211D", "#101B18", "#BFE9D8", "#1E4236", "#4CC79B"),
    },
    "contrast": {
        "off": _BLACK,
        "gone": _BLACK,
        "iced": FaceLook("#08193A", "#000000", "#FFFFFF", "#1D3A73", "#B5D0FF"),
        "over": FaceLook("#2B1D00", "#000000", "#FFFFFF", "#543A05", "#FFD479"),
        "making": FaceLook("#000000", "#000000", "#FFFFFF", "#073B2A", "#6FF0BE"),
    },
}
_DASHED = frozenset({"gone", "making"})
"""What nobody vouches for at present has an edge that is not whole."""

_RULES = Template("""
QFrame[role="card"][face="$face"] { border: 2px $line $edge;
    background: qlineargradient(x1:0, y1:0, x2:1, y2:1, stop:0 $ground, stop:1 $ground_to); }
QFrame[role="card"][face="$face"] QLabel { color: $text; }
QFrame[role="card"][face="$face"] QPushButton { color: $text; border-color: $text; }
""")
_DESIGN = Template("""
QFrame[role="card"][face=""][design="$name"] {
    background: qlineargradient(x1:0, y1:0, x2:1, y2:1, stop:0 $ground, stop:1 $ground_to); }
""")
_OUTLINE = """
QFrame[role="card"][face=""] { border: 2px solid #FFFFFF; }
"""
"""Where card and page are black, the edge tells where the card ends."""
_STRUCK = """
QFrame[role="card"][face="off"] QLabel[role="balance"] { text-decoration: line-through; }
"""


def rules(theme: str) -> str:
    """Return the part of the style sheet for the faces of one theme."""
    looks = "".join(_rule(face, look) for face, look in FACES[theme].items()) + _STRUCK
    return looks + (_OUTLINE if theme == "contrast" else _designs())


def pairs(theme: str) -> Iterator[tuple[str, str]]:
    """Return every text of a face with every ground that it stands on."""
    for look in FACES[theme].values():
        yield from ((look.text, ground) for ground in (look.ground, look.ground_to, look.mark))


def _designs() -> str:
    """Give a good card the colours of its design; the usual green is that of the theme."""
    colours = ((name, pair) for name, pair in COLOURS.items() if name != USUAL)
    return "".join(_DESIGN.substitute(name=name, ground=one, ground_to=other) for name, (one, other) in colours)


def _rule(face: str, look: FaceLook) -> str:
    colours = {name: getattr(look, name) for name in ("ground", "ground_to", "text", "edge")}
    return _RULES.substitute(colours, face=face, line="dashed" if face in _DASHED else "solid")
