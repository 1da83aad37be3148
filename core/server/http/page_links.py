"""The Link header that leads from one page of a list to the next."""

from __future__ import annotations

from urllib.parse import quote_plus


def link_header(base: str, cursors: dict[str, str], limit: int, fields: str | None) -> str:
    """Return `<url>; rel="next", <…>; rel="previous"`; beside the cursor are only limit and fields.

    A cursor has only letters that stand for themselves in a URL.
    """
    beside = f"limit={limit}&fields={quote_plus(fields, safe=',')}" if fields else f"limit={limit}"
    return ", ".join(f'<{base}?{beside}&page_info={cursor}>; rel="{rel}"' for rel, cursor in cursors.items())
