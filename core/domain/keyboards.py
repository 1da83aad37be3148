"""Keyboards as data: what each key types, so that a scanner set for another keyboard than the till's can be read.

A scanner in keyboard mode presses keys by their place, as they stand on the keyboard that it is set for. The rows are
those of a keyboard with 105 keys, from the digits down, plain and with Shift; a blank stands for a key that types
nothing alone. They are those of xkeyboard-config 2.35 (`us de fr be it es ru gr ara il tr`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

_MOST_READINGS = 256
"""Two keys may type the same letter, as the Greek W and S do: all readings are tried, up to so many."""
_WANTED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-]")
"""What stands on a card, in a payload or in front of one; every other character reads as itself."""


@dataclass(frozen=True)
class Keyboard:
    """`plain` and `shifted` have one character for each key, row after row."""

    name: str
    plain: str
    shifted: str
    _places: dict[str, tuple[tuple[int, bool], ...]] = field(init=False, default_factory=dict, compare=False)

    def types(self, place: int, *, shift: bool, caps: bool = False) -> str:
        """Return what the key at `place` types; Caps Lock turns the case of letters about, and of nothing else."""
        typed = (self.shifted if shift else self.plain)[place]
        if caps and self.plain[place].upper() == self.shifted[place] != self.plain[place]:
            typed = (self.plain if shift else self.shifted)[place]
        return "" if typed == " " else typed

    @cached_property
    def places(self) -> dict[str, tuple[tuple[int, bool], ...]]:
        """Each character with the keys that type it, and whether Shift is held."""
        found: dict[str, tuple[tuple[int, bool], ...]] = {}
        for shift, keys in ((False, self.plain), (True, self.shifted)):
            for place, typed in enumerate(keys):
                if typed != " ":
                    found[typed] = (*found.get(typed, ()), (place, shift))
        return found


def _rows(*rows: str) -> str:
    return "".join(rows)


US = Keyboard(
    "us",
    _rows("1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./"),
    _rows("!@#$%^&*()_+", "QWERTYUIOP{}", 'ASDFGHJKL:"', "ZXCVBNM<>?"),
)
GERMAN = Keyboard(
    "de",
    _rows("1234567890ß ", "qwertzuiopü+", "asdfghjklöä", "yxcvbnm,.-"),
    _rows('!"§$%&/()=? ', "QWERTZUIOPÜ*", "ASDFGHJKLÖÄ", "YXCVBNM;:_"),
)
FRENCH = Keyboard(
    "fr",
    _rows("&é\"'(-è_çà)=", "azertyuiop $", "qsdfghjklmù", "wxcvbn,;:!"),
    _rows("1234567890°+", "AZERTYUIOP £", "QSDFGHJKLM%", "WXCVBN?./§"),
)
BELGIAN = Keyboard(
    "be",
    _rows("&é\"'(§è!çà)-", "azertyuiop $", "qsdfghjklmù", "wxcvbn,;:="),
    _rows("1234567890°_", "AZERTYUIOP *", "QSDFGHJKLM%", "WXCVBN?./+"),
)
ITALIAN = Keyboard(
    "it",
    _rows("1234567890'ì", "qwertyuiopè+", "asdfghjklòà", "zxcvbnm,.-"),
    _rows('!"£$%&/()=?^', "QWERTYUIOPé*", "ASDFGHJKLç°", "ZXCVBNM;:_"),
)
SPANISH = Keyboard(
    "es",
    _rows("1234567890'¡", "qwertyuiop +", "asdfghjklñ ", "zxcvbnm,.-"),
    _rows('!"·$%&/()=?¿', "QWERTYUIOP *", "ASDFGHJKLÑ ", "ZXCVBNM;:_"),
)
RUSSIAN = Keyboard(
    "ru",
    _rows("1234567890-=", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю."),
    _rows('!"№;%:?*()_+', "ЙЦУКЕНГШЩЗХЪ", "ФЫВАПРОЛДЖЭ", "ЯЧСМИТЬБЮ,"),
)
GREEK = Keyboard(
    "gr",
    _rows("1234567890-=", ";ςερτυθιοπ[]", "ασδφγηξκλ '", "ζχψωβνμ,./"),
    _rows("!@#$%^&*()_+", ":ΣΕΡΤΥΘΙΟΠ{}", 'ΑΣΔΦΓΗΞΚΛ "', "ΖΧΨΩΒΝΜ<>?"),
)
ARABIC = Keyboard(
    "ara",
    _rows("1234567890-=", "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤر\ufefbىةوزظ"),
    _rows(
        "!@#$%^&*)(_+",
        "\u064e\u064b\u064f\u064c\ufef9إ`÷×؛<>",
        '\u0650\u064d][\ufef7أ\u0640،/:"',
        "~\u0652}{\ufef5آ',.؟",
    ),
)
HEBREW = Keyboard(
    "il",
    _rows("1234567890-=", "/'קראטוןםפ][", "שדגכעיחלךף,", "זסבהנמצתץ."),
    _rows("!@#$%^&*)(_+", "QWERTYUIOP}{", 'ASDFGHJKL:"', "ZXCVBNM><?"),
)
TURKISH = Keyboard(
    "tr",
    _rows("1234567890*-", "qwertyuıopğü", "asdfghjklşi", "zxcvbnmöç."),
    _rows("!'^+%&/()=?_", "QWERTYUIOPĞÜ", "ASDFGHJKLŞİ", "ZXCVBNMÖÇ:"),
)
KEYBOARDS = (US, GERMAN, FRENCH, BELGIAN, ITALIAN, SPANISH, RUSSIAN, GREEK, ARABIC, HEBREW, TURKISH)
_LATIN = (US, GERMAN, FRENCH, BELGIAN, ITALIAN, SPANISH, TURKISH)
"""What scanners are set for."""
_LIGATURES = str.maketrans({"\ufefb": "لا", "\ufef9": "لإ", "\ufef7": "لأ", "\ufef5": "لآ"})
"""Some systems type the four Arabic ligatures as two letters."""
_JOINED = {text: ligature for ligature, text in ((chr(sign), text) for sign, text in _LIGATURES.items())}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a scanner is set for, and what the till types. `str` of it is kept in the settings: "us-fr"."""

    scanner: str
    keyboard: str

    def __str__(self) -> str:
        return f"{self.scanner}-{self.keyboard}"


def settings() -> tuple[Setting, ...]:
    """Return every pair that differs: an American scanner first, then an American till, then the rest."""
    pairs = [Setting(scanner.name, till.name) for scanner in _LATIN for till in KEYBOARDS if scanner is not till]
    return tuple(sorted(pairs, key=lambda each: (each.scanner != "us", each.keyboard != "us")))


def named(name: str) -> Keyboard:
    """Return the keyboard of this name. Raises KeyError."""
    return _BY_NAME[name]


def typed_by(text: str, setting: Setting, *, caps: bool = False) -> str:
    """Return what arrives at the till when a scanner sends `text`; what it cannot type is left out."""
    scanner, till = named(setting.scanner), named(setting.keyboard)
    arrived = []
    for sign in text:
        for place, shift in scanner.places.get(sign, ())[:1]:
            arrived.append(till.types(place, shift=shift, caps=caps))
    return "".join(arrived)


def undone(text: str, setting: Setting) -> Iterator[str]:
    """Yield what a scanner can have sent when `text` arrived, upper case; Caps Lock, seen by case alone, is ignored.

    Nothing at all when the text is the same on both keyboards or when some of it cannot have come so.
    """
    plain = text.upper()
    for written in dict.fromkeys((text, _join(text) if setting.keyboard == "ara" else text)):
        choices = _choices(written, setting)
        for at, signs in enumerate(product(*choices) if choices is not None else ()):
            reading = "".join(signs)
            if at >= _MOST_READINGS:
                break
            if reading != plain or not text.isascii():  # ı becomes I, but is none
                yield reading


def readings(text: str, first: str = "") -> Iterator[tuple[Setting, str]]:
    """Yield every reading on another keyboard, the one that is known to work here (`first`) before all others."""
    seen = set()
    for setting in sorted(settings(), key=lambda each: str(each) != first):
        for reading in undone(text, setting):
            if reading not in seen:
                seen.add(reading)
                yield setting, reading


def _choices(text: str, setting: Setting) -> list[tuple[str, ...]] | None:
    table = _inverse(setting)
    choices = []
    for sign in text:
        found = table.get(sign) or ((sign.upper(),) if sign.isascii() else ())
        if not found:
            return None
        choices.append(found)
    return choices


def _inverse(setting: Setting) -> dict[str, tuple[str, ...]]:
    """Return, by what the till types, what the scanner can have meant, as far as that is wanted on a card."""
    if setting not in _INVERSES:
        scanner, till = named(setting.scanner), named(setting.keyboard)
        table: dict[str, tuple[str, ...]] = {}
        for shift, keys in ((False, scanner.plain), (True, scanner.shifted)):
            for place, sent in enumerate(keys):
                meant = _upper(sent)
                if meant not in _WANTED:
                    continue
                for caps in (False, True):
                    typed = till.types(place, shift=shift, caps=caps)
                    if typed and meant not in table.get(typed, ()):
                        table[typed] = (*table.get(typed, ()), meant)
        _INVERSES[setting] = table
    return _INVERSES[setting]


def _upper(sign: str) -> str:
    return sign.upper() if len(sign.upper()) == 1 else sign


def _join(text: str) -> str:
    for pair, ligature in _JOINED.items():
        text = text.replace(pair, ligature)
    return text


_BY_NAME = {each.name: each for each in KEYBOARDS}
_INVERSES: dict[Setting, dict[str, tuple[str, ...]]] = {}
