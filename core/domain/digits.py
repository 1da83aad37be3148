"""The digits of every script as 0 to 9, exactly: a person types them as their keyboard has them.

Only what a person types or a scanner presents goes through here. What the service says has no other digits than ours.
"""

from __future__ import annotations

import unicodedata

_POINTS = str.maketrans({"\u066b": ".", "\uff0e": ".", "\uff0c": ",", "\u066c": "'"})
"""The Arabic decimal point, full width point and comma, and the Arabic mark between thousands."""


def plain_digits(text: str) -> str:
    """Return `text` with each decimal digit of Unicode as the ASCII digit of its value; ² and ½ are none and stay."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def plain_amount(text: str) -> str:
    """Return the same, with the marks that other scripts put between the digits of an amount as ours."""
    return plain_digits(text).translate(_POINTS)
