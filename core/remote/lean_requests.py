"""Loads requests without what guesses the character set of a text: 3 MB and a hundredth of a second of every start.

Replies are bytes here, read as JSON in UTF-8 (core.remote.wire). Without it requests takes UTF-8 where it would guess.
"""

from __future__ import annotations

import sys
import warnings
from typing import Any

_GUESSERS = ("chardet", "charset_normalizer")


def load() -> None:
    """Load requests, and leave the guessers as they were: a program around this one may have them."""
    absent = [name for name in _GUESSERS if name not in sys.modules]
    warnings.filterwarnings("ignore", "Unable to find acceptable character detection dependency")
    absence: dict[str, Any] = dict.fromkeys(absent)
    sys.modules.update(absence)  # None: an import of it fails
    try:
        import requests  # noqa: F401, PLC0415 - without them
    finally:
        for name in absent:
            del sys.modules[name]
