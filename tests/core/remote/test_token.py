"""The token is full power over all money: it goes to one origin, and to no log, proxy or other host."""

from __future__ import annotations

import logging
import threading
from contextlib import closing

import pytest
from requests import PreparedRequest

from core.about import USER_AGENT
from core.domain.reply import CardPage, CardRead, Lost, NotSent
from core.errors import CannotStart
from core.remote.address import check_base_url, check_token, is_within
from core.remote.departure import CarefulAdapter
from core.remote.http_gateway import HttpGateway
from core.remote.transport import BearerAuth, Bounds
from tests.core.remote.scripted_server import ScriptedServer, card_with, reply

TOKEN = "secret-token-9f2"


def test_the_service_gets_it_and_little_else():
    with ScriptedServer(reply(200, card_with())) as server, closing(HttpGateway(server.url, TOKEN)) as gateway:
        assert isinstance(gateway.read_card(42), CardRead)
        head = server.requests[0].decode().lower()
    assert f"authorization: bearer {TOKEN}" in head
    assert f"user-agent: {USER_AGENT}\r\n".lower() in head
    assert "cookie" not in head


def test_no_foreign_host_gets_it():
    with ScriptedServer(reply(200, {"gift_cards": []})) as foreign, ScriptedServer(b"") as server:
        server.answers = [reply(302, b"", f"Location: {foreign.url}/gift-cards\r\n")]
        with closing(HttpGateway(server.url, TOKEN)) as gateway:
            assert isinstance(gateway.list_cards(0), Lost)
            assert isinstance(gateway.next_page(f"{foreign.url}/gift-cards"), NotSent)
            assert isinstance(gateway.next_page(f"{server.origin}/elsewhere"), NotSent)
        assert foreign.connections == 0
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    "url", ["https://evil.example/api/x", "http://service.example/api/x", "https://service.example/"]
)
def test_the_auth_object_itself_knows_its_place(url):
    request = PreparedRequest()
    request.prepare(method="GET", url=url, headers={}, auth=BearerAuth("https://service.example/api", TOKEN))
    assert "Authorization" not in request.headers


def test_redirects_are_not_followed_even_at_home():
    with ScriptedServer(b"") as server, closing(HttpGateway(server.url, TOKEN)) as gateway:
        server.answers = [
            reply(301, b"", f"Location: {server.url}/gift-cards/42\r\n"),
            reply(200, card_with()),
        ]
        assert gateway.read_card(42) == Lost("status 301", 301)
        assert len(server.requests) == 1


def test_a_netrc_does_not_replace_it(tmp_path, monkeypatch):
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1\nlogin thief\npassword thief\ndefault\nlogin thief\npassword thief\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(netrc))
    with ScriptedServer(reply(200, card_with())) as server, closing(HttpGateway(server.url, TOKEN)) as gateway:
        gateway.read_card(42)
        assert f"Bearer {TOKEN}".encode() in server.requests[0]
        assert b"Basic" not in server.requests[0]


def test_cookies_are_not_kept():
    with ScriptedServer(reply(200, card_with(), "Set-Cookie: a=b; Path=/\r\n")) as server:
        with closing(HttpGateway(server.url, TOKEN)) as gateway:
            gateway.read_card(42)
            gateway.read_card(42)
        assert b"Cookie" not in server.requests[1]


def test_a_proxy_sees_only_where_we_want_to_go(monkeypatch):
    with ScriptedServer(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n") as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.origin)
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        with closing(HttpGateway("https://service.invalid/api", TOKEN)) as gateway:
            assert isinstance(gateway.put_balance(42, 1, "USD"), NotSent)
        assert proxy.requests[0].startswith(b"CONNECT service.invalid:443")
        assert TOKEN.encode() not in b"".join(proxy.requests)


def test_what_runs_on_this_machine_is_not_asked_through_a_proxy(monkeypatch):
    with ScriptedServer(b"") as proxy, ScriptedServer(reply(200, card_with())) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.origin)
        with closing(HttpGateway(server.url, TOKEN)) as gateway:
            assert isinstance(gateway.read_card(42), CardRead)
        assert proxy.connections == 0


def test_neither_token_nor_code_is_logged_or_shown(caplog):
    caplog.set_level(logging.DEBUG)
    gateway = HttpGateway("https://service.invalid/api", TOKEN, bounds=Bounds(connect_s=0.5))
    with closing(gateway):
        got = gateway.search_cards("abcdefghjkmn0d0d", None)
    shown = f"{got!r} {gateway!r} {vars(gateway)!r} {BearerAuth('https://a.example', TOKEN)!r} {caplog.text}"
    assert TOKEN not in shown
    assert "abcdefghjkmn0d0d" not in shown


def test_a_malformed_header_does_not_bring_the_code_into_the_log(caplog):
    caplog.set_level(logging.DEBUG)
    odd = reply(200, {"gift_cards": []}, "no colon here\r\n")
    with ScriptedServer(odd) as server, closing(HttpGateway(server.url, TOKEN)) as gateway:
        gateway.search_cards("abcdefghjkmn0d0d", None)
    assert "abcdefghjkmn0d0d" not in caplog.text


@pytest.mark.parametrize(
    "url",
    [
        "https://service.example/api",
        "https://service.example:443/api/gift-cards/../../x",
        "https://service.example.evil.example/api/gift-cards",
        "https://evil.example/https://service.example/api/gift-cards",
        "http://service.example/api/gift-cards",
        "https://service.example:444/api/gift-cards",
        "https://service.example/apix/gift-cards",
        "https://user@service.example/api/gift-cards",
        "https://service.example/api/gift-cards#fragment",
        "https://service.example\\@evil.example/api/gift-cards",
        "https://service.example/api/gift cards",
        "https://service.example/api/\tgift-cards",
        "https://service.example:99999/api/gift-cards",
        "https://[::1/api/gift-cards",
        "",
    ],
)
def test_what_is_not_within_the_service(url):
    assert not is_within("https://service.example/api", url)


def test_what_is_within_the_service():
    assert is_within("https://service.example/api", "https://SERVICE.example:443/api/gift-cards?page_info=a%2Fb")


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (" https://gifthero.syncu.be/api/external/ ", "https://gifthero.syncu.be/api/external"),
        ("HTTPS://Service.Example:8443", "https://service.example:8443"),
        ("http://127.0.0.1:8080/api", "http://127.0.0.1:8080/api"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://[::1]:8080/", "http://[::1]:8080"),
    ],
)
def test_addresses_of_a_service(text, url):
    assert check_base_url(text) == url


@pytest.mark.parametrize(
    "text",
    [
        "",
        "service.example",
        "http://service.example",
        "http://127.0.0.1.evil.example",
        "http://10.0.0.1",
        "ftp://service.example",
        "https://",
        "https:///api",
        "https://user:password@service.example",
        "https://service.example/api?token=x",
        "https://service.example/#x",
        "https://service.example/a/../b",
        "https://serv ice.example",
        "https://sérvice.example",
        "https://service.example:0",
        "https://service.example:",
        "https://service.example:70000",
        "https://[::1",
        "file:///etc/passwd",
    ],
)
def test_what_is_no_address_of_a_service(text):
    with pytest.raises(CannotStart) as caught:
        check_base_url(text)
    assert caught.value.key == "start.url"
    assert caught.value.sentence


@pytest.mark.parametrize("text", ["", "two words", "line\nbreak", "tökén", "tab\t", "nul\0", "t" * 10_000])
def test_what_is_no_token(text):
    with pytest.raises(CannotStart) as caught:
        check_token(text, "/etc/token")
    assert text == "" or text not in caught.value.sentence
    assert check_token("shpat_0123-._~+/=", "/etc/token")


def test_many_threads_share_a_gateway():
    wrong: list[object] = []
    with ScriptedServer(reply(200, card_with())) as server, closing(HttpGateway(server.url, TOKEN)) as gateway:

        def work() -> None:
            wrong.extend(got for got in (gateway.read_card(42) for _ in range(20)) if not isinstance(got, CardRead))

        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert wrong == []
        assert len(server.requests) == 160
        assert server.connections <= 8


def test_nothing_is_ever_retried():
    assert CarefulAdapter(None).max_retries.total == 0


def test_pages_carry_their_question():
    with ScriptedServer(reply(200, {"gift_cards": []})) as server, closing(HttpGateway(server.url, TOKEN)) as gateway:
        assert gateway.list_cards(7) == CardPage((), None, None)
        gateway.list_cards(None, 50)
        gateway.search_cards("balance:>5 a&b", "updated_at ASC", 3)
        lines = [request.split(b"\r\n")[0].decode() for request in server.requests]
    assert lines == [
        "GET /api/external/gift-cards?limit=250&since_id=7 HTTP/1.1",
        "GET /api/external/gift-cards?limit=50 HTTP/1.1",
        "GET /api/external/gift-cards/search?query=balance%3A%3E5+a%26b&order=updated_at+ASC&limit=3 HTTP/1.1",
    ]
