"""A text as it was presented by a scanner or a person, cleaned of what stands around a code and of how it is written.

Only what is looked up goes through here; what is sold or signed is exact (`core.domain.code`, `core.domain.payload`).
"""

from __future__ import annotations

import re
import unicodedata

from core.domain.digits import plain_digits

LONGEST = 400
"""A signed payload with everything around it is well below this; a scanner gone wild stops here."""

_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z](?=.)", re.ASCII)
"""The symbology identifier of ISO/IEC 15424 that scanners can put in front: ]Q1 for a QR code, ]C1 for Code 128."""
_TRACK = re.compile(r"(?:%[Bb]?|;)([0-9A-Za-z]{8,20})[\^=?]", re.ASCII)
"""The first field of a magnetic stripe (ISO/IEC 7813): from the start sentinel to the separator."""
_GONE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Pd", "Pc", "Mn", "Me"})
"""Control and invisible characters, blanks, dashes, joining lines and loose marks: none of them is part of a code."""
_DASHES = frozenset("\u2212\u2043\u00b7\u2022")
"""Further signs that stand between the groups of a code."""


def clean(text: str, prefix: str = "", suffix: str = "") -> str:
    """Return what is left of `text` once everything that is not the code or the payload is taken away.

    `prefix` and `suffix` are those that the scanner is set to send. Total: every text has a clean form.
    """
    plain = _same_form(text[:LONGEST])
    plain = plain.removeprefix(_same_form(prefix)).removesuffix(_same_form(suffix))
    track = _TRACK.search(plain.strip())
    if track and plain.strip()[0] in "%;":
        return track[1]
    bare = plain.translate(_ASCII) if plain.isascii() else "".join(sign for sign in plain if not _is_gone(sign))
    return without_aim(bare)


def without_aim(text: str) -> str:
    """Return `text` without the sign of its symbology in front."""
    found = _AIM.match(text)
    return text[found.end() :] if found else text


def typed(text: str) -> str:
    """Return a reference, an id or the last four as a person means it, whatever the blanks around it and its script."""
    return _same_form(text[:LONGEST]).strip()


def _same_form(text: str) -> str:
    """Return full width and presentation forms as the plain letters, the digits of every script as 0 to 9."""
    return plain_digits(unicodedata.normalize("NFKC", text))


def _is_gone(sign: str) -> bool:
    return sign in _DASHES or unicodedata.category(sign) in _GONE


_ASCII = {point: None for point in range(128) if _is_gone(chr(point))}
"""For `str.translate`: what scanners send is ASCII, and goes through here with each scan."""
