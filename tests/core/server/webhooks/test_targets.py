"""Which addresses may be called: every kind of private one is refused, in every notation."""

from __future__ import annotations

import asyncio
import socket
from ipaddress import ip_network
from pathlib import Path

import pytest

from core.server.webhooks.delivery_client import DeliveryClient
from core.server.webhooks.signing import SignedMessage
from core.server.webhooks.targets import Target, may_be_called, target_of
from core.server.webhooks.webhook_queue import SendAttempt
from tests.core.server.webhooks.receivers import Receiver

MESSAGE = SignedMessage({"webhook-id": "msg_1"}, b"{}")
PRIVATE = [
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"),
    *("240.0.0.1", "255.255.255.255", "192.0.0.1", "198.18.0.1", "203.0.113.5"),
    *("::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "::127.0.0.1"),
    *("localhost", "", "fe80::1%lo"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_not_called(address: str) -> None:
    assert not may_be_called(address, ())


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_public_addresses_are(address: str) -> None:
    assert may_be_called(address, ())


def test_what_the_owner_names_is_called_and_nothing_beside_it() -> None:
    allowed = (ip_network("10.0.0.0/8"), ip_network("fc00::/7"))
    assert [may_be_called(each, allowed) for each in ("10.9.9.9", "::ffff:10.9.9.9", "fc00::7", "127.0.0.1")] == [
        *(True, True, True),
        False,
    ]


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://hooks.example", Target("hooks.example", 443, "/")),
        ("https://HOOKS.example:8443/a/b?c=d", Target("hooks.example", 8443, "/a/b?c=d")),
        ("https://[2606:4700::1111]/x", Target("2606:4700::1111", 443, "/x")),
    ],
)
def test_addresses_are_read(address: str, target: Target) -> None:
    assert target_of(address) == target


@pytest.mark.parametrize(
    "address",
    [
        *("https://2130706433/", "https://127.1/", "https://0x7f000001/", "https://[fe80::1%25eth0]/", "https://"),
        *("https:///x", "https://x.example:0/", "https://x.example:99999/", "https://a_b.example/", "ftp://x.example/"),
        *("https://x.example\\@evil.example/", "https://x.example/ y", "https://x.example/#a", "https://ü.example/"),
        *("https://x.example/\r\nX: y", "https://-x.example/", "https://[::1"),
    ],
)
def test_addresses_that_can_be_read_in_two_ways_are_none(address: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        target_of(address)


def send(client: DeliveryClient, *targets: Target) -> list[SendAttempt]:
    async def run() -> list[SendAttempt]:
        try:
            return [await client.send(each, MESSAGE) for each in targets]
        finally:
            client.close()

    return asyncio.run(run())


def test_the_address_that_was_checked_is_connected_to(
    certificate: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that means another address each time it is looked up leads to none that was not checked."""
    answers = iter(["127.0.0.2", "127.0.0.1"])
    asked: list[object] = []
    real = socket.getaddrinfo

    def look_up(host: object, port: object, *more: object, **named: object) -> object:
        if host != "hooks.example":
            return real(host, port, *more, **named)  # type: ignore[arg-type]
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    client = DeliveryClient((ip_network("127.0.0.1"),), str(certificate))
    (attempt,) = send(client, Target("hooks.example", receiver.port, "/"))
    assert (attempt.told or "").startswith("its address is private")
    assert len(asked) == 1
    client = DeliveryClient((ip_network("127.0.0.1"),), str(certificate))
    (attempt,) = send(client, Target("hooks.example", receiver.port, "/"))
    assert attempt.told == "its certificate is not trusted", "it is made out for 127.0.0.1, and not for the name"
    assert receiver.got == []


def test_nothing_of_the_environment_is_asked(
    certificate: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    client = DeliveryClient((ip_network("127.0.0.0/8"),), str(certificate))
    target = Target("127.0.0.1", receiver.port, "/")
    assert send(client, target, target) == [SendAttempt(200, None)] * 2
    assert receiver.connections == 1, "the connection is used again"
    assert [each.path for each in receiver.got] == ["/", "/"]


def test_a_certificate_of_nobody_is_not_trusted(receiver: Receiver) -> None:
    client = DeliveryClient((ip_network("127.0.0.0/8"),), None)
    (attempt,) = send(client, Target("127.0.0.1", receiver.port, "/"))
    assert attempt == SendAttempt(None, "its certificate is not trusted")
    assert receiver.got == []


def test_who_does_not_answer_is_given_up(
    certificate: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.server.webhooks.delivery_client.TIME_OUT_S", 0.2)
    receiver.answers = lambda _got: "hang"
    client = DeliveryClient((ip_network("127.0.0.0/8"),), str(certificate))
    (attempt,) = send(client, Target("127.0.0.1", receiver.port, "/"))
    assert attempt == SendAttempt(None, "no answer within 0.2 seconds")
    receiver.release()
