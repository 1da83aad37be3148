"""B7: whatever a reply or the environment says, the token goes to the one service and to no other host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.reply import CardPage, Lost, NotSent
from core.remote.http_gateway import HttpGateway
from core.remote.transport import Bounds
from tests.core.remote.scripted_server import CARD, ScriptedServer, reply
from tests.hostile.replies import EVERY

TOKEN = "secret-token-9f2"
STATUSES = [300, 301, 302, 303, 307, 308]
LINKS = [
    "<{foreign}/gift-cards?page_info=x>; rel=next",
    "<{foreign}/gift-cards?page_info=x>; rel=previous, <{foreign}/gift-cards?page_info=y>; rel=next",
    "<//{host}/api/external/gift-cards>; rel=next",
    "<http://{own}@{host}/api/external/gift-cards>; rel=next",
    "<http://{host}#{own}/api/external/gift-cards>; rel=next",
    "<http://{host}\\@{own}/api/external/gift-cards>; rel=next",
    "</api/external/../../{host}/gift-cards>; rel=next",
    "</\\{host}/api/external/gift-cards>; rel=next",
]
HEADERS = ["Content-Location", "Refresh", "Alt-Svc", "Origin", "Via", "Set-Cookie", "Proxy-Authenticate"]
PAGES = [
    "{foreign}/gift-cards",
    "http://{host}",
    "http://{own}@{host}/api/external/gift-cards",
    "//{host}/api/external",
]
PROXIES = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"]


@pytest.fixture
def hosts() -> Iterator[tuple[ScriptedServer, ScriptedServer, HttpGateway]]:
    """The service, a foreign host, and a gateway for the service."""
    with ScriptedServer(reply(200, {"gift_cards": [CARD]})) as foreign, ScriptedServer(b"") as service:
        gateway = HttpGateway(service.url, TOKEN, bounds=Bounds(1.0, 0.5, 2.0, 100_000))
        yield service, foreign, gateway
        gateway.close()
        assert foreign.connections == 0
        assert all(f"Bearer {TOKEN}".encode() in request for request in service.requests)


def places(service: ScriptedServer, foreign: ScriptedServer) -> dict[str, str]:
    host, own = (server.origin.removeprefix("http://") for server in (foreign, service))
    return {"foreign": foreign.url, "host": host, "own": own}


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("kind", ["read", "put", "create"])
def test_a_redirect_takes_it_nowhere(hosts, status: int, kind: str) -> None:
    service, foreign, gateway = hosts
    service.answers = [reply(status, b"", f"Location: {foreign.url}/gift-cards/42\r\n")]
    assert isinstance(EVERY[kind](gateway), Lost)
    assert len(service.requests) == 1


@pytest.mark.parametrize("link", LINKS)
def test_a_link_takes_it_nowhere(hosts, link: str) -> None:
    service, foreign, gateway = hosts
    header = f"Link: {link.format(**places(service, foreign))}\r\n"
    service.answers = [reply(200, {"gift_cards": [CARD]}, header)]
    page = gateway.list_cards(0)
    assert isinstance(page, CardPage)
    assert (page.next_page, page.cut) == (None, True)


@pytest.mark.parametrize("name", HEADERS)
def test_no_other_header_takes_it_anywhere(hosts, name: str) -> None:
    service, foreign, gateway = hosts
    value = f"0; url={foreign.url}" if name == "Refresh" else f'http="{foreign.url}"; ma=60'
    service.answers = [reply(200, {"gift_cards": []}, f"{name}: {value}\r\n")]
    for _ in range(2):
        gateway.list_cards(0)
    assert len(service.requests) == 2


@pytest.mark.parametrize("page", PAGES)
def test_a_kept_page_token_takes_it_nowhere(hosts, page: str) -> None:
    service, foreign, gateway = hosts
    assert isinstance(gateway.next_page(page.format(**places(service, foreign))), NotSent)
    assert service.requests == []


@pytest.mark.slow
@pytest.mark.parametrize("name", PROXIES)
def test_a_proxy_of_the_environment_does_not_get_it(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with ScriptedServer(b"HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n") as proxy:
        monkeypatch.setenv(name, proxy.origin)
        gateway = HttpGateway("https://service.invalid/api", TOKEN, bounds=Bounds(0.5, 0.5, 1.0, 1000))
        assert isinstance(gateway.put_balance(42, 1, "USD"), NotSent)
        gateway.close()
        assert TOKEN.encode() not in b"".join(proxy.requests)


def test_a_netrc_neither_gets_nor_replaces_it(hosts, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("default login thief password thief\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    service, _, gateway = hosts
    service.answers = [reply(200, {"gift_cards": []})]
    gateway.list_cards(0)
    assert b"Basic" not in service.requests[0]
