"""Asks one address for the version that is out: no token, no cookie, nothing of the shop, and a few bytes back."""

from __future__ import annotations

import re
from contextlib import closing
from http.client import HTTPException

from requests import PreparedRequest, RequestException
from urllib3.exceptions import HTTPError

from core.about import USER_AGENT
from core.remote.address import check_base_url
from core.remote.departure import CarefulAdapter, exchange
from core.remote.trust import Trust

_PATIENCE_S = 5.0
_MOST_BYTES = 100
_VERSION = re.compile(rb"\s*(\d{1,4}\.\d{1,4}\.\d{1,4})\s*")


def read_version(url: str, trust: Trust) -> str | None:
    """Return the version that stands there, such as 0.2.0; None where nothing of that shape comes within five seconds.

    Raises CannotStart for what is no address.
    """
    address = check_base_url(url)
    request = PreparedRequest()
    request.prepare(method="GET", url=address, headers={"User-Agent": USER_AGENT, "Accept": "text/plain"})
    context = trust.context() if address.startswith("https:") else None
    exchange.begin(_PATIENCE_S, _PATIENCE_S)
    try:
        with closing(CarefulAdapter(context)) as adapter:
            timeout = (_PATIENCE_S, _PATIENCE_S)
            reply = adapter.send(request, stream=True, timeout=timeout, proxies=trust.proxies(address))
            with reply:
                found = _VERSION.fullmatch(reply.raw.read(_MOST_BYTES, decode_content=True))
                return found[1].decode() if found and reply.status_code == 200 else None
    except (RequestException, HTTPError, HTTPException, OSError, ValueError):
        return None
