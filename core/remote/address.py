"""Where the service lives and who may hear our token: one origin, one path prefix, nothing else.

Every address that comes from outside (the command line, a `Link` header) passes through here.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from core.errors import CannotStart

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_PORTS = {"https": 443, "http": 80}
_VISIBLE = re.compile(r"[\x21-\x7e]+", re.ASCII)
_LONGEST = 8192


def check_base_url(text: str) -> str:
    """Return the address of the service without a trailing slash. Raises CannotStart.

    https only, except on this machine itself; no credentials, query or fragment (docs/security.md 1).
    """
    parts = _split(text.strip())
    if parts is None or parts.query or parts.fragment or not parts.hostname:
        raise CannotStart("start.url", url=text)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise CannotStart("start.url", url=text)
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


def canonical(url: str) -> str:
    """Return the one form of an address that is compared: without the port that its scheme has anyway."""
    parts = urlsplit(check_base_url(url))
    host = parts.netloc.removesuffix(f":{_PORTS[parts.scheme]}")
    return f"{parts.scheme}://{host}{parts.path}"


def check_token(text: str, path: str) -> str:
    """Return the bearer token as given: printable ASCII, no blanks. `path`: where it is from. Raises CannotStart."""
    if len(text) > _LONGEST or not _VISIBLE.fullmatch(text):
        raise CannotStart("start.token_shape", path=path)
    return text


def is_loopback(url: str) -> bool:
    return urlsplit(url).hostname in _LOOPBACK


def is_within(base_url: str, url: str) -> bool:
    """Return whether `url` has the origin of `base_url` and lies below its path, however a parser reads it."""
    base, parts = _split(base_url), _split(url)
    if base is None or parts is None or parts.fragment:
        return False
    return _origin(base) == _origin(parts) and parts.path.startswith(f"{base.path}/")


def resolve_link(base_url: str, requested: str, target: str) -> str | None:
    """Return the absolute address of a `Link` target in the reply to `requested`; None when it leads elsewhere."""
    if not _VISIBLE.fullmatch(target):
        return None  # urljoin would drop tabs and line breaks silently
    try:
        absolute = urljoin(requested, target)
    except ValueError:
        return None
    return absolute if is_within(base_url, absolute) else None


def _origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    return parts.scheme, parts.hostname, parts.port or _PORTS[parts.scheme]


def _split(url: str) -> SplitResult | None:
    """Split a URL; None for what parsers may read differently: blanks, backslashes, credentials, dots, bad ports."""
    if len(url) > _LONGEST or not _VISIBLE.fullmatch(url) or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or "@" in parts.netloc or port == 0 or parts.netloc.endswith(":"):
        return None
    if any(unquote(segment) in {".", ".."} or "%" in parts.netloc for segment in parts.path.split("/")):
        return None
    return parts
