"""A running service and a plain HTTP client for it: real requests over loopback, a real SQLite file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from core.server.contract.refusal_codes import CODES_TOLD
from core.server.contract.replies import Reply
from core.server.contract.switches import Switches
from core.server.sandbox.embedded import EmbeddedService
from tests.core.server.postgresql import postgresql

TOKEN = "test-token-1"
LINK = re.compile(r'<([^>]+)>; rel="(next|previous)"')


class Clock:
    """UTC epoch seconds that only a test moves. 2027-01-15 17:00:00 UTC is noon in New York."""

    def __init__(self, now: float = 1_800_032_400.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


class Caller(requests.Session):
    """Call one service; paths begin after /api/external."""

    def __init__(self, service: EmbeddedService) -> None:
        super().__init__()
        self.trust_env = False
        self.service = service
        self.headers["Authorization"] = f"Bearer {TOKEN}"

    def close(self) -> None:
        """Close the idle connections too: urllib3 leaves them to the garbage where a failed call still names them."""
        for adapter in self.adapters.values():
            pools = adapter.poolmanager.pools  # type: ignore[attr-defined]
            for key in pools.keys():  # noqa: SIM118 - its only way to the keys
                pools[key].close()
        super().close()

    def call(self, method: str, path: str, **more: Any) -> requests.Response:
        address = path if path.startswith("http") else self.service.url + path
        reply = self.request(method, address, timeout=10, **more)
        seen = self.service.faults.seen
        if reply.status_code >= 400 and seen and seen[-1].status == reply.status_code:  # it is not a fault's
            check_code(reply)
        return reply

    def read(self, path: str, **arguments: object) -> requests.Response:
        return self.call("GET", path, params=arguments)

    def issue(self, value: object = "100.00", **more: object) -> dict[str, Any]:
        reply = self.call("POST", "/gift-cards", json={"initial_value": value, **more})
        assert reply.status_code in (200, 201), reply.text
        card: dict[str, Any] = reply.json()["gift_card"]
        return card

    def card(self, card_id: int) -> dict[str, Any]:
        card: dict[str, Any] = self.read(f"/gift-cards/{card_id}").json()["gift_card"]
        return card

    def put_balance(self, card_id: int, balance: object) -> requests.Response:
        return self.call("PUT", f"/gift-cards/{card_id}/balance", json={"balance": balance})

    def update(self, card_id: int, **changes: object) -> requests.Response:
        return self.call("PUT", f"/gift-cards/{card_id}", json=changes)

    def disable(self, card_id: int) -> requests.Response:
        return self.call("POST", f"/gift-cards/{card_id}/disable", json={"id": card_id})

    def ids(self, path: str, **arguments: object) -> list[int]:
        return [card["id"] for card in self.read(path, **arguments).json()["gift_cards"]]


def check_code(reply: requests.Response) -> None:
    """Every refusal has a code from the list, in its head and, where there is a place for it, in its body."""
    code = reply.headers["Error-Code"]
    assert code in CODES_TOLD
    if reply.headers["Content-Type"].startswith("application/json") and reply.content:
        assert reply.json()["code"] == code


def refusal_of(reply: requests.Response) -> tuple[int, dict[str, Any]]:
    """Return the status and the body without its code."""
    check_code(reply)
    return reply.status_code, {name: told for name, told in reply.json().items() if name != "code"}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def open_shop(tmp_path: Path, clock: Clock) -> Iterator[Callable[..., Caller]]:
    """Opens a shop under some switches: `open_shop(created_status=200)`. No cards unless `seed` is given."""
    opened: list[Caller] = []

    def open_one(seed: int | None = None, **switches: Any) -> Caller:
        path = tmp_path / f"shop{len(opened)}.sqlite"
        service = EmbeddedService(path, TOKEN, seed=seed, switches=Switches(**switches), clock=clock)
        service.start()
        opened.append(Caller(service))
        return opened[-1]

    yield open_one
    for caller in opened:
        caller.close()
        caller.service.stop()


@pytest.fixture
def shop(open_shop: Callable[..., Caller]) -> Caller:
    """A shop with the sandbox's own switches."""
    return open_shop()


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    """One shop for a whole file: for tests that make their own cards and leave no trace for others."""
    service = EmbeddedService(tmp_path_factory.mktemp("shop") / "shop.sqlite", TOKEN, seed=None, clock=Clock())
    service.start()
    caller = Caller(service)
    yield caller
    caller.close()
    service.stop()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The URL of a private PostgreSQL server."""
    with postgresql() as url:
        yield url


def made(reply: Reply) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(reply.body)
    return content.get("gift_card", content)  # type: ignore[no-any-return]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Made here, for this test alone."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "shop")])
    now = datetime.now(UTC)
    until = now + timedelta(days=1)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, until)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "shop.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + signed.public_bytes(serialization.Encoding.PEM))
    return path
