"""A card's code, the secret: its normal form (docs/api.md 2), the codes we draw, and how people see it.

Our own codes are 15 random characters of Crockford's base 32 (75 bits) and a check character for typing errors.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator

from core.errors import BadInput

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U, so that nothing is read as something else."""
LENGTH = 16

_SHAPE = re.compile(r"[A-Za-z0-9]{8,20}", re.ASCII)
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015]")
_LONGEST = 256
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_LOOKALIKES = str.maketrans("oil", "011")


def normalise(text: str) -> str:
    """Drop blanks and dashes, fold the case, check for 8 to 20 of a-z 0-9 (docs/api.md 2). Raises BadInput."""
    code = _SEPARATORS.sub("", text) if len(text) <= _LONGEST else ""
    if not _SHAPE.fullmatch(code):  # before folding: other scripts have letters that fold to ASCII
        raise BadInput("code.shape")
    return code.lower()


def draw() -> str:
    """Draw a new code, upper case, 16 characters."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + check_character(body)


def check_character(body: str) -> str:
    """Return the last character, by a weighted sum over the field of 32 elements.

    A Hamming code over GF(32): the weights are x, x^2 ... x^15, and 1 for the check character itself. They are all
    different and none is zero, and the field has no divisors of zero; so every single wrong character and every swap
    of two different characters, neighbours or not, changes the sum. Of all other errors one in 32 passes.
    """
    total = 0
    for character, products in zip(body, _PRODUCTS, strict=False):
        total ^= products[_VALUE[character]]
    return ALPHABET[total]


def check_holds(code: str) -> bool:
    """Return whether this can be one of ours. A foreign code may have any last character: a hint, not a verdict.

    Raises BadInput for what is no code.
    """
    upper = normalise(code).upper()
    ours = len(upper) == LENGTH and all(character in _VALUE for character in upper)
    return ours and check_character(upper[:-1]) == upper[-1]


def alternatives(code: str) -> tuple[str, ...]:
    """Return the normal form, and the one with o, i and l read as 0 and 1 when only that one can be ours."""
    plain = normalise(code)
    read = plain.translate(_LOOKALIKES)
    return (plain, read) if read != plain and check_holds(read) else (plain,)


def last_four(code: str) -> str:
    """Return the last four of the normal form, as the service shows them."""
    return normalise(code)[-4:]


def masked(code: str) -> str:
    """Return the code for screens and receipts, the same for codes of any length."""
    return f"•••• •••• •••• {last_four(code).upper()}"


def grouped(code: str) -> str:
    """Return the code for reading aloud and typing: groups of four."""
    upper = normalise(code).upper()
    return " ".join(upper[i : i + 4] for i in range(0, len(upper), 4))


def _times_x(value: int) -> int:
    """Multiply by the generator in the field of 32 elements, modulo x^5 + x^2 + 1."""
    value <<= 1
    return value ^ 0b100101 if value & 0b100000 else value


def _times(left: int, right: int) -> int:
    product = 0
    while right:
        if right & 1:
            product ^= left
        left, right = _times_x(left), right >> 1
    return product


def _products() -> Iterator[tuple[int, ...]]:
    """Give for each place of a code what each element of the field comes to under the weight of that place."""
    weight = 1
    for _ in range(LENGTH - 1):
        weight = _times_x(weight)
        yield tuple(_times(value, weight) for value in range(len(ALPHABET)))


_PRODUCTS = tuple(_products())
"""A code is checked with each scan: looked up it takes a tenth of the time."""


_GROUPED = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9A-Za-z]{4}([ -]?)[0-9A-Za-z]{4}\1[0-9A-Za-z]{4}\1[0-9A-Za-z]{4})(?![0-9A-Za-z])", re.ASCII
)
"""Sixteen letters and digits, together or by four: the shape of our codes and of the service's own."""


def without_codes(text: str) -> str:
    """Return what a person typed with every code in it masked by its shape but for the last four.

    A word of sixteen letters is none: a code has a digit in it.
    """
    return _GROUPED.sub(_mask, text)


def _mask(found: re.Match[str]) -> str:
    code = found[0]
    return f"····{code[-4:]}" if any(letter.isdigit() for letter in code) or check_holds(code) else code
