"""Bearers for keys: how they are asked for, what they open and for how long, over several workers, and what is kept."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest
import requests
from sqlalchemy import Engine, text
from sqlalchemy.engine import URL

from core.server.contract.scopes import ALL_SCOPES, SCOPES
from core.server.data.api_keys import REFRESH_S, ApiKeyStore, NewKey
from core.server.data.bearers import LIFETIME_S
from core.server.data.database import database_url, open_database
from core.server.http.access_settings import AccessSettings
from core.server.http.app import ServiceSettings, create_app
from core.server.http.attempts import LEAK, MOST
from core.server.http.listener import BackgroundServer, bind_socket, uvicorn_config
from tests.core.server.conftest import Clock
from tests.core.server.postgresql import emptied

GRANT = {"grant_type": "client_credentials"}
NAMES = ["till", "web shop", "a+b", "100%25", "Käse & Söhne"]


class Office:
    """Workers of one service, each an application of its own on the one database; and its keys."""

    def __init__(self, url: URL, clock: Clock, log: Path) -> None:
        self.engines: list[Engine] = []
        self.clock = clock
        self._url, self._log = url, log
        self._servers: list[BackgroundServer] = []
        self.database = url.render_as_string(hide_password=False) if url.get_backend_name() != "sqlite" else ""
        self.keys = ApiKeyStore(self.database or str(url.database))

    def worker(self) -> str:
        """Start a worker and return its address."""
        self.engines.append(open_database(self._url))
        app = create_app(
            self.engines[-1], ServiceSettings((), access=AccessSettings(access_log=str(self._log))), self.clock
        )
        bound = bind_socket("127.0.0.1", 0)
        self._servers.append(BackgroundServer(uvicorn_config(app), bound))
        self._servers[-1].start()
        return f"http://127.0.0.1:{bound.getsockname()[1]}/api/external"

    def key(self, name: str = "till", scopes: frozenset[str] = ALL_SCOPES, expires_at: int | None = None) -> str:
        """Make a key and let the workers see it; return its secret."""
        secret = self.keys.add(NewKey(name, scopes, expires_at), int(self.clock.now))
        self.clock.now += REFRESH_S
        return secret

    def kept(self) -> list[tuple[Any, ...]]:
        """Return the rows of the bearers."""
        with self.engines[0].connect() as conn:
            return [tuple(row) for row in conn.execute(text("SELECT digest, name, scopes FROM bearers"))]

    def close(self) -> None:
        self.keys.close()
        for server, engine in zip(self._servers, self.engines, strict=True):
            server.stop()
            engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def office(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Office]:
    if request.param == "sqlite":
        url = database_url(tmp_path / "shop.sqlite")
    else:
        url = emptied(str(request.getfixturevalue("address")))
    with closing(Office(url, clock, tmp_path / "access.jsonl")) as opened:
        yield opened


def basic(name: str, secret: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{secret}".encode()).decode()}


def ask(url: str, form: dict[str, str] | str, head: dict[str, str] | None = None) -> requests.Response:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return requests.post(url + "/oauth/token", data=form, headers=kind | (head or {}), timeout=10)


def bearer(url: str, secret: str, **more: str) -> str:
    reply = ask(url, GRANT | {"client_id": "till", "client_secret": secret} | more)
    assert reply.status_code == 200, reply.text
    return str(reply.json()["access_token"])


def status(url: str, token: str, method: str = "GET") -> int:
    head = {"Authorization": f"Bearer {token}"}
    body = {"initial_value": "5.00"} if method == "POST" else None
    return requests.request(method, url + "/gift-cards", headers=head, json=body, timeout=10).status_code


def test_a_client_gets_a_bearer_that_opens_what_its_key_opens(office: Office) -> None:
    url, secret = office.worker(), office.key(scopes=frozenset({"read", "issue"}))
    reply = ask(url, GRANT, basic("till", secret))
    told = reply.json()
    token = told.pop("access_token")
    assert told == {"token_type": "Bearer", "expires_in": LIFETIME_S, "scope": "read issue"}
    assert (reply.headers["Cache-Control"], reply.headers["Pragma"]) == ("no-store", "no-cache")
    assert (status(url, token), status(url, token, "POST")) == (200, 201)
    card = requests.get(url + "/gift-cards", headers={"Authorization": f"Bearer {token}"}, timeout=10).json()
    (key,) = office.keys.all()
    assert card["gift_cards"][0]["api_client_id"] == key.client_id
    assert bearer(url, token_secret := secret, client_id=str(key.client_id)) != bearer(url, token_secret)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("quoted", [True, False])
def test_names_are_read_quoted_as_the_page_says_and_as_clients_send_them(
    office: Office, name: str, quoted: bool
) -> None:
    url, secret = office.worker(), office.key(name)
    head = basic(quote_plus(name), quote_plus(secret)) if quoted else basic(name, secret)
    assert ask(url, GRANT, head).status_code == 200
    assert ask(url, GRANT | {"client_id": name, "client_secret": secret}).status_code == 200
    assert ask(url, GRANT | {"client_id": name}, head).status_code == 200


def test_a_scope_narrows_what_a_bearer_opens_and_never_widens_it(office: Office) -> None:
    url, secret = office.worker(), office.key(scopes=frozenset({"read", "issue"}))
    narrow = bearer(url, secret, scope="read")
    assert (status(url, narrow), status(url, narrow, "POST")) == (200, 403)
    for more in ("redeem", "read manage", "everything"):
        refused = ask(url, GRANT | {"client_id": "till", "client_secret": secret, "scope": more})
        assert (refused.status_code, refused.json()["error"]) == (400, "invalid_scope")


def test_every_scope_can_be_had_alone(office: Office) -> None:
    url, secret = office.worker(), office.key()
    for scope in SCOPES:
        head = {"Authorization": f"Bearer {bearer(url, secret, scope=scope)}"}
        told = requests.get(url + "/capabilities", headers=head, timeout=10).json()
        assert told["scopes"] == [scope]


@pytest.mark.parametrize(
    ("form", "head", "status_code", "error"),
    [
        ("", {}, 400, "invalid_request"),
        ("grant_type=", {}, 400, "invalid_request"),
        ("grant_type=client_credentials", {}, 401, "invalid_client"),
        ("grant_type=client_credentials&client_id=till", {}, 401, "invalid_client"),
        ("grant_type=client_credentials&client_id=till&client_secret=no", {}, 401, "invalid_client"),
        ("grant_type=client_credentials&client_id=other&client_secret=SECRET", {}, 401, "invalid_client"),
        ("grant_type=password&client_id=till&client_secret=SECRET", {}, 400, "unsupported_grant_type"),
        ("grant_type=client_credentials&grant_type=client_credentials", {}, 400, "invalid_request"),
        ("grant_type=%ff", {}, 400, "invalid_request"),
        ("grant_type=client_credentials&x=" + "a" * 20_000, {}, 400, "invalid_request"),
        ("&".join(f"a{each}=1" for each in range(60)), {}, 400, "invalid_request"),
        ("grant_type=client_credentials&client_secret=SECRET", {"Authorization": "BASIC"}, 400, "invalid_request"),
        ("grant_type=client_credentials&client_id=other", {"Authorization": "BASIC"}, 400, "invalid_request"),
        ("grant_type=client_credentials", {"Authorization": "Basic ???"}, 401, "invalid_client"),
        ("grant_type=client_credentials", {"Authorization": "Basic bm9ib2R5"}, 401, "invalid_client"),
        ("grant_type=client_credentials", {"Authorization": "Bearer x"}, 401, "invalid_client"),
        ("{}", {"Content-Type": "application/json"}, 400, "invalid_request"),
    ],
)
def test_what_is_refused_and_how(office: Office, form: str, head: dict[str, str], status_code: int, error: str) -> None:
    url, secret = office.worker(), office.key()
    head = basic("till", secret) if head.get("Authorization") == "BASIC" else head
    reply = ask(url, form.replace("SECRET", secret), head)
    assert (reply.status_code, reply.json()["error"]) == (status_code, error)
    assert reply.headers["Cache-Control"] == "no-store"
    assert (reply.headers.get("WWW-Authenticate") == 'Basic realm="oauth"') is (status_code == 401)
    assert office.kept() == []


def test_only_a_post_is_a_request_for_a_bearer(office: Office) -> None:
    reply = requests.get(office.worker() + "/oauth/token", timeout=10)
    assert (reply.status_code, reply.headers["Allow"]) == (405, "POST")


def test_a_bearer_lasts_a_quarter_of_an_hour_and_never_longer_than_its_key(office: Office) -> None:
    url, secret = office.worker(), office.key()
    token = bearer(url, secret)
    office.clock.now += LIFETIME_S - 1
    assert status(url, token) == 200
    office.clock.now += 1
    assert status(url, token) == 401
    brief = office.key("guest", expires_at=int(office.clock.now) + 101)
    reply = ask(url, GRANT, basic("guest", brief)).json()
    assert reply["expires_in"] == 100
    office.clock.now += 100
    assert status(url, reply["access_token"]) == 401
    assert ask(url, GRANT, basic("guest", brief)).status_code == 401


def test_a_retired_key_ends_its_bearers_and_no_others(office: Office) -> None:
    url, secret = office.worker(), office.key()
    token, other = bearer(url, secret), ask(url, GRANT, basic("b", office.key("b"))).json()["access_token"]
    assert status(url, token) == 200
    office.keys.retire("till", int(office.clock.now))
    office.clock.now += REFRESH_S
    assert (status(url, token), status(url, other)) == (401, 200)
    assert ask(url, GRANT, basic("till", secret)).status_code == 401


def test_a_bearer_of_one_worker_is_known_to_the_others_at_once(office: Office) -> None:
    one, two = office.worker(), office.worker()
    assert status(two, "nobody") == 401  # this one has read the keys, and the next is not among them
    secret = office.keys.add(NewKey("till"), int(office.clock.now))
    token = bearer(one, secret)
    assert [status(two, token), status(one, token)] == [200, 200]
    office.keys.retire("till", int(office.clock.now))
    office.clock.now += REFRESH_S
    assert [status(two, token), status(one, token)] == [401, 401]


def test_what_has_run_out_is_not_kept_and_nothing_that_opens_ever_is(office: Office, tmp_path: Path) -> None:
    url, secret = office.worker(), office.key()
    tokens = []
    for _ in range(5):
        tokens.append(bearer(url, secret))
        office.clock.now += LIFETIME_S / 2
    assert len(office.kept()) == 2
    for digest, name, scopes in office.kept():
        assert (len(digest), name, scopes) == (64, "till", " ".join(SCOPES))
    if not office.database:
        content = (tmp_path / "shop.sqlite").read_bytes() + (tmp_path / "shop.sqlite-wal").read_bytes()
        assert not [each for each in (secret, *tokens) if each.encode() in content]


def test_an_address_that_tries_too_much_waits(office: Office) -> None:
    url, secret = office.worker(), office.key()
    token = bearer(url, secret)
    for _ in range(MOST - 1):
        assert ask(url, GRANT, basic("till", "wrong")).status_code == 401
    reply = ask(url, GRANT, basic("till", secret))
    assert (reply.status_code, reply.json()["error"]) == (429, "temporarily_unavailable")
    assert (reply.headers["Error-Code"], reply.json()["code"]) == ("too_many_attempts",) * 2
    assert float(reply.headers["Retry-After"]) > 0
    assert status(url, "cfb_" + "a" * 43) == 429
    assert (status(url, token), status(url, "unknown")) == (200, 401)


def test_unknown_bearers_are_looked_for_only_so_often(office: Office) -> None:
    url = office.worker()
    tried = [status(url, "cfb_" + f"{each:043}") for each in range(MOST + 1)]
    assert tried == [401] * MOST + [429]
    office.clock.now += 2 / LEAK
    assert [status(url, "cfb_" + f"{each:043}") for each in range(3)] == [401, 401, 429]


def test_the_access_log_names_the_key_and_holds_neither_secret_nor_bearer(office: Office, tmp_path: Path) -> None:
    url, secret = office.worker(), office.key()
    token = bearer(url, secret)
    ask(url, GRANT, basic("till", "a-wrong-secret"))
    status(url, token)
    log = (tmp_path / "access.jsonl").read_text("utf-8")
    lines = [json.loads(line) for line in log.splitlines()]
    assert [(line["path"], line["key"], line["status"]) for line in lines] == [
        ("/api/external/oauth/token", "till", 200),
        ("/api/external/oauth/token", None, 401),
        ("/api/external/gift-cards", "till", 200),
    ]
    assert not [each for each in (secret, token, "a-wrong-secret") if each in log]


def test_the_document_tells_how_to_get_a_bearer(office: Office) -> None:
    url: Callable[[str], Any] = requests.get(office.worker() + "/openapi.json", timeout=10).json().__getitem__
    flow = url("components")["securitySchemes"]["oauth2"]["flows"]["clientCredentials"]
    assert (flow["tokenUrl"], list(flow["scopes"])) == ("/api/external/oauth/token", list(SCOPES))
    create = url("paths")["/api/external/gift-cards"]["post"]
    assert create["security"] == [{"bearer": []}, {"oauth2": ["issue"]}]
    assert "application/x-www-form-urlencoded" in url("paths")[flow["tokenUrl"]]["post"]["requestBody"]["content"]
