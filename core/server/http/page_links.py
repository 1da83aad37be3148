"""The Link header that leads from one page of a list to the next."""

from __future__ import annotations

from urllib.parse import urlencode


def link_header(base: str, cursors: dict[str, str], beside: dict[str, str]) -> str:
    """Return `<url>; rel="next", <…>; rel="previous"`; `beside` the cursor are only limit and fields."""
    return ", ".join(
        f'<{base}?{urlencode(beside | {"page_info": cursor}, safe=",")}>; rel="{rel}"'
        for rel, cursor in cursors.items()
    )
