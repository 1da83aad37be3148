"""One request out, one bounded reply in. Nothing is retried, followed, remembered or taken from the environment later.

The adapter of requests is used without a Session: a Session would read .netrc (which replaces our Authorization header,
psf/requests #3929), follow redirects and keep cookies.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException
from types import MappingProxyType
from urllib.parse import quote_plus

from requests import PreparedRequest, RequestException, Response
from requests.auth import AuthBase, HTTPBasicAuth
from requests.exceptions import ConnectTimeout, SSLError, Timeout
from urllib3.exceptions import HTTPError, NameResolutionError, ReadTimeoutError

from core.about import USER_AGENT
from core.domain.credentials import Client
from core.domain.reply import Lost, NotSent
from core.remote.address import is_within
from core.remote.certificates import untrusted
from core.remote.departure import CarefulAdapter, exchange
from core.remote.trust import Trust

_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "application/json",
    "Accept-Encoding": "gzip",
    "Cache-Control": "no-cache",  # a balance out of a proxy's memory is worse than none
}
_CHUNK = 64 * 1024
_HEAD_SAYS_ALL = frozenset({429, 430})


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one exchange may cost: seconds, and bytes of body after decompression (docs/security.md 4)."""

    connect_s: float = 3.0
    read_s: float = 10.0
    total_s: float = 30.0
    body_bytes: int = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Received:
    """A whole reply; header names in lower case. The body of a 429 or 430 is not read: the head says all."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class BearerAuth(AuthBase):
    """Adds the token to requests for the service, and to no others. Never shows it."""

    def __init__(self, base_url: str, token: str) -> None:
        self._base_url = base_url
        self._token = token

    @property
    def has_token(self) -> bool:
        return bool(self._token)

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        if is_within(self._base_url, request.url or ""):
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request

    def __repr__(self) -> str:
        return f"BearerAuth({self._base_url})"


class Transport:
    """Thread-safe. `base_url` is checked already (core.remote.address)."""

    def __init__(self, base_url: str, token: str, bounds: Bounds, trust: Trust) -> None:
        self._base_url = base_url
        self._auth = BearerAuth(base_url, token)
        self._bounds = bounds
        secure = base_url.startswith("https:")
        self._adapter = CarefulAdapter(trust.context() if secure else None)  # 40 ms that plain HTTP need not wait
        self._proxies = trust.proxies(base_url)

    def exchange(
        self,
        method: str,
        url: str,
        body: Mapping[str, object] | None = None,
        extra: Mapping[str, str] = MappingProxyType({}),
    ) -> Received | NotSent | Lost:
        """Send a request; NotSent only when no byte of it was given to a connection. `extra`: its own headers."""
        if not is_within(self._base_url, url):
            return NotSent("the address is not the service's")
        if not self._auth.has_token:
            return NotSent("there is no token")
        return self._exchanged(partial(self._request, method, url, body, extra))

    def post_form(self, path: str, form: Mapping[str, str], client: Client) -> Received | NotSent | Lost:
        """Send a form in the name of a client, to a path below the service's address."""
        return self._exchanged(partial(self._form, self._base_url + path, form, client))

    def _exchanged(self, prepare: Callable[[], PreparedRequest]) -> Received | NotSent | Lost:
        exchange.begin(self._bounds.read_s, self._bounds.total_s)
        status = None
        try:
            response = self._send(prepare())
            with response:
                status = response.status_code
                return self._received(response)
        except (RequestException, HTTPError, HTTPException, OSError, ValueError) as error:
            # ValueError: http.client lets one out for some malformed headers.
            if exchange.left:
                return Lost(_reason(error), status)
            direct = not self._proxies
            shown = untrusted(error, self._base_url, direct=direct, timeout_s=self._bounds.connect_s)
            return NotSent(_reason(error), certificate=shown)

    def use_token(self, token: str) -> None:
        """Send this token with requests that begin from now on."""
        self._auth = BearerAuth(self._base_url, token)

    def close(self) -> None:
        self._adapter.close()

    def _request(
        self, method: str, url: str, body: Mapping[str, object] | None, extra: Mapping[str, str]
    ) -> PreparedRequest:
        headers = {**_HEADERS, **extra}
        if body is not None:
            headers["Content-Type"] = "application/json"
        request = PreparedRequest()
        request.prepare(
            method=method,
            url=url,
            headers=headers,
            data=None if body is None else json.dumps(body).encode("ascii"),
            auth=self._auth,
        )
        return request

    def _form(self, url: str, form: Mapping[str, str], client: Client) -> PreparedRequest:
        """Return the request for a bearer; id and secret are quoted as RFC 6749 2.3.1 has it."""
        request = PreparedRequest()
        named = HTTPBasicAuth(quote_plus(client.client_id), quote_plus(client.secret))
        request.prepare(method="POST", url=url, headers=dict(_HEADERS), data=dict(form), auth=named)
        return request

    def _send(self, request: PreparedRequest) -> Response:
        timeout = (self._bounds.connect_s, self._bounds.read_s)
        return self._adapter.send(request, stream=True, timeout=timeout, proxies=self._proxies)

    def _received(self, response: Response) -> Received | Lost:
        headers = {name.lower(): value for name, value in response.headers.items()}
        if response.status_code in _HEAD_SAYS_ALL:
            return Received(response.status_code, headers, b"")
        body = bytearray()
        while chunk := response.raw.read1(_CHUNK, decode_content=True):
            body += chunk
            if len(body) > self._bounds.body_bytes:
                return Lost("the reply is too large", response.status_code)
        return Received(response.status_code, headers, bytes(body))


def _reason(error: BaseException) -> str:
    """Return why, in words. Never the error's own text: it holds the address, which may hold a code."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, NameResolutionError):
            return "the name of the service is not known here"
        inner = getattr(cause, "reason", None) or next(iter(cause.args), None)
        cause = inner if isinstance(inner, BaseException) else None
    if isinstance(error, SSLError):
        return "no secure connection"
    if isinstance(error, ConnectTimeout):
        return "no connection in time"
    if isinstance(error, (Timeout, ReadTimeoutError, TimeoutError)):
        return "no answer in time"
    return "the connection broke" if exchange.left else "no connection"
