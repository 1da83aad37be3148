"""Clients of OAuth that nobody here wrote get a bearer of our service and sell a card with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.server.data.api_keys import ApiKeyStore, NewKey
from core.server.sandbox.embedded import EmbeddedService
from tests.judges import clients

pytestmark = [pytest.mark.slow, clients.needs_oauth]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[EmbeddedService]:
    made = EmbeddedService(tmp_path / "shop.sqlite", "a-token-of-the-tests", seed=None)
    made.start()
    yield made
    made.stop()


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
@pytest.mark.parametrize("library", ["requests-oauthlib", "authlib"])
@pytest.mark.parametrize("name", ["webshop", "web shop", "a+b & c"])
def test_a_client_of_oauth_sells_a_card(
    service: EmbeddedService, tmp_path: Path, library: str, method: str, name: str
) -> None:
    with closing(ApiKeyStore(str(service.database_path))) as ring:
        secret = ring.add(NewKey(name), 1_800_000_000)
    script = clients.SCRIPTS / "oauth.py"
    done = clients.run(tmp_path, clients.python(), script, service.url, name, secret, library, method)
    assert json.loads(done) == {
        "lasts": 900,
        "scope": ["issue", "read"],
        "balance": "20.00",
        "refused": [403, "insufficient_scope"],
    }
