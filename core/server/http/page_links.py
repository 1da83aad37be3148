"""The Link header that leads from one page of a list to the next."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote_plus


def link_header(base: str, cursors: Mapping[str, str], limit: int, **beside: str | None) -> str:
    """Return `<url>; rel="next", <…>; rel="previous"`; beside the cursor are limit, and what else is said.

    A cursor has only letters that stand for themselves in a URL.
    """
    said = "".join(f"&{name}={quote_plus(text, safe=',')}" for name, text in beside.items() if text)
    return ", ".join(f'<{base}?limit={limit}{said}&page_info={cursor}>; rel="{rel}"' for rel, cursor in cursors.items())
