"""How a cursor is written: JSON in letters that stand for themselves in a URL. What is in it, lists and reports say."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable
from typing import Any, TypeVar

from core.domain.nesting import is_shallow
from core.server.contract.refusals import bad_request

T = TypeVar("T")
COMPACT = json.JSONEncoder(separators=(",", ":"))


def cursor_of(text: str) -> str:
    """Return the `page_info` that carries a text of JSON."""
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_page_info(page_info: str, read: Callable[[Any], T]) -> T:
    """Return what `read` makes of what a cursor carries; it raises ValueError or TypeError for what is none.

    Raises RequestRefused 400.
    """
    try:
        raw = base64.b64decode(page_info.encode("ascii") + b"=" * (-len(page_info) % 4), b"-_", validate=True)
        if not is_shallow(raw):
            raise ValueError("it is nested too deep")
        return read(json.loads(raw))
    except (ValueError, TypeError, RecursionError, binascii.Error):
        raise bad_request("page_info", "is invalid") from None
