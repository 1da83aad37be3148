"""Reads the few reply headers we use: Date, Retry-After, Link. What is unreadable is never guessed."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

# IMF-fixdate, the only form a server may send (RFC 9110 section 5.6.7).
_DATE = re.compile(r"[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} 20[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT", re.ASCII)
_SECONDS = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?", re.ASCII)
_PARAMETER = r'[ \t]*;[ \t]*[\w.*-]+[ \t]*=[ \t]*(?:"[^"]*"|[^\s;,"]+)'
_LINK = re.compile(rf"[ \t]*<([^<>]*)>((?:{_PARAMETER})*)[ \t]*(?:,|\Z)", re.ASCII)
_REL = re.compile(r';[ \t]*rel[ \t]*=[ \t]*(?:"([^"]*)"|([^\s;,"]+))', re.ASCII | re.IGNORECASE)
_STRONG = re.compile(r'"[\x21\x23-\x7e]{1,250}"', re.ASCII)
_LACKS = re.compile(r'\berror="?insufficient_scope\b', re.ASCII)
_SCOPE = re.compile(r'\bscope="([a-z_:. -]{1,100})"', re.ASCII)
_LONGEST_WAIT = 3600.0
_BUCKET_NAME = re.compile(r"[a-z0-9-]*api-call-limit", re.ASCII)
_BUCKET = re.compile(r"[ \t]*([0-9]{1,6})[ \t]*/[ \t]*([1-9][0-9]{0,5})[ \t]*", re.ASCII)


def parse_date(text: str | None) -> int | None:
    """Return UTC epoch seconds of a Date header."""
    if text is None or not _DATE.fullmatch(text.strip()):
        return None
    try:
        return int(parsedate_to_datetime(text.strip()).timestamp())
    except ValueError:
        return None


def parse_retry_after(text: str | None, date: int | None) -> float | None:
    """Return the seconds to wait: a number ("2.0", docs/api.md 5) or a date, counted from the server's own time.

    At most an hour: one header must not silence a till for a day.
    """
    if text is None:
        return None
    text = text.strip()
    if _SECONDS.fullmatch(text):
        return min(float(text), _LONGEST_WAIT)
    until = parse_date(text)
    if until is None:
        return None
    return min(max(until - (time.time() if date is None else date), 0.0), _LONGEST_WAIT)


def is_cached(headers: Mapping[str, str]) -> bool:
    """Return whether a cache says how long it has had the reply (RFC 9111 5.1); what cannot be read counts as long."""
    return headers.get("age", "0").strip() != "0"


def next_target(text: str | None) -> str | None:
    """Return the target of rel="next" in a Link header (RFC 8288), None when there is none.

    Raises ValueError when the header cannot be read to its end: taking that for the last page would hide cards.
    """
    found, position = None, 0
    text = (text or "").strip().rstrip(",")
    while position < len(text):
        link = _LINK.match(text, position)
        if link is None:
            raise ValueError("unreadable Link header")
        rel = _REL.search(link[2])
        if found is None and rel and "next" in (rel[1] or rel[2] or "").lower().split():
            found = link[1].strip()
        position = link.end()
    return found


def strong_etag(text: str | None) -> str | None:
    """Return the tag with its quotes; None for a weak one, which never matches an If-Match (RFC 9110), or none."""
    tag = (text or "").strip()
    return tag if _STRONG.fullmatch(tag) else None


def missing_scope(headers: Mapping[str, str]) -> str:
    """Return what our key lacks for the request (RFC 6750 3.1); "" where the service does not say that."""
    told = headers.get("www-authenticate", "")
    scope = _SCOPE.search(told)
    return scope[1] if scope is not None and _LACKS.search(told) else ""


def parse_bucket(headers: Mapping[str, str]) -> tuple[int, int] | None:
    """Return (level, size) of the rate limit's bucket: "32/40" (docs/api.md 5). None when not shown."""
    for name, text in headers.items():
        shown = _BUCKET.fullmatch(text) if _BUCKET_NAME.fullmatch(name) else None
        if shown is not None:
            return min(int(shown[1]), int(shown[2])), int(shown[2])
    return None
