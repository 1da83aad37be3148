"""The service as other programs see it: its description is sound, and clients made of it or for the platform work."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import requests

from core.server.contract.switches import Switches
from core.server.data.database import open_database
from core.server.http.access_settings import AccessSettings
from core.server.http.app import ServiceSettings, create_app
from core.server.http.listener import BackgroundServer, bind_socket, uvicorn_config
from core.server.http.openapi import openapi_document
from core.server.http.routes import PREFIX
from core.server.sandbox.embedded import EmbeddedService
from tests.core.server.postgresql import emptied, postgresql
from tests.judges import clients

pytestmark = pytest.mark.slow

TOKEN = "a-token-of-the-tests"
SHAPES: dict[str, dict[str, Any]] = {
    "plain": {},
    "everything": {"etags": True, "transactions_list": True, "echo_reference": True, "bucket_size": 400},
    "another shop": {
        "currencies": "USD EUR JPY",
        "error_shape": "html",
        "transactions_list": True,
        "transactions_shape": "bare",
        "idempotency_keys": False,
        "limits_told": "nothing",
    },
    "one more": {"error_shape": "empty", "transactions_list": True, "transactions_shape": "cards", "shop_name": "Shop"},
    "the last": {
        "error_shape": "error",
        "transactions_list": True,
        "transactions_shape": "card",
        "created_status": 200,
    },
}
COMPILER = {
    "strict": True,
    "target": "es2022",
    "module": "nodenext",
    "moduleResolution": "nodenext",
    "lib": ["es2022", "dom", "dom.iterable"],
    "types": ["node"],
    "outDir": "out",
}
Open = Callable[..., str]
"""Starts a service under some switches; returns its address, with /api/external."""
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


def on_both(shapes: Iterable[str]) -> pytest.MarkDecorator:
    """Run under every shape on SQLite, and under the first on PostgreSQL as well."""
    chosen = list(shapes)
    pairs = [*((SQLITE, shape) for shape in chosen), (POSTGRESQL, chosen[0])]
    return pytest.mark.parametrize(("open_service", "shape"), pairs, indirect=["open_service"])


@pytest.fixture(scope="module")
def postgresql_url() -> Iterator[str]:
    with postgresql() as url:
        yield url


@pytest.fixture
def open_service(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Starts services on the database that the test's parameter names."""
    with ExitStack() as stack:

        def on_sqlite(**switches: Any) -> str:
            service = EmbeddedService(tmp_path / "shop.sqlite", TOKEN, seed=None, switches=Switches(**switches))
            service.start()
            stack.callback(service.stop)
            return service.url

        def on_postgresql(**switches: Any) -> str:
            engine = open_database(emptied(request.getfixturevalue("postgresql_url")))
            stack.callback(engine.dispose)
            bound = bind_socket("127.0.0.1", 0)
            address = f"http://127.0.0.1:{bound.getsockname()[1]}"
            settings = ServiceSettings((TOKEN,), Switches(**switches), AccessSettings(public_url=address))
            server = BackgroundServer(uvicorn_config(create_app(engine, settings)), bound)
            server.start()
            stack.callback(server.stop)
            return address + PREFIX

        yield on_postgresql if request.param == POSTGRESQL else on_sqlite


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "client"
    made.mkdir()
    return made


def written(folder: Path, **switches: Any) -> Path:
    path = folder / "openapi.json"
    path.write_text(json.dumps(openapi_document(Switches(**switches))))
    return path


@clients.needs_node
@pytest.mark.parametrize("shape", SHAPES)
def test_redocly_and_spectral_find_nothing(folder: Path, shape: str) -> None:
    document = written(folder, **SHAPES[shape])
    clients.run(folder, clients.node_program("redocly"), "lint", document, "--max-problems", "50")
    (folder / ".spectral.yaml").write_text('extends: ["spectral:oas"]\n')
    found = clients.run(folder, clients.node_program("spectral"), "lint", document, "--fail-severity", "warn")
    assert "No results" in found


def check_job(done: dict[str, Any], address: str) -> None:
    """What every client has done: sold 20.00 under a code, changed the note, left 14.50, and disabled the card."""
    url, head = f"{address}/gift-cards/{done['made']['id']}", {"Authorization": f"Bearer {TOKEN}"}
    card = requests.get(url, headers=head, timeout=10).json()["gift_card"]
    assert (card["balance"], card["note"], card["disabled_at"] is not None) == ("14.50", "changed", True)
    assert (done["balance"], done["note"], done["disabled"]) == ("14.50", "changed", True)
    assert done["made"]["code"][-4:] == card["last_characters"]
    assert len(done["made"]["code"]) == 16
    assert done["found"] == 1


def check_reports(done: dict[str, Any]) -> None:
    """What a generated client has read of the same card in all reports; they also have what was there before."""
    assert done["reports"]["acts"] == [["issue", "20.00", 0], ["redeem", "-5.50", 1]]
    assert "disabled" in done["reports"]["balances"]
    assert Decimal(done["reports"]["remaining"]) >= Decimal("14.50")
    assert Decimal(done["reports"]["spent"]) >= Decimal("5.50")


@clients.needs_node
@pytest.mark.parametrize("script", ["shopify_api.mjs", "shopify_api_node.mjs"])
@pytest.mark.parametrize("open_service", [SQLITE, POSTGRESQL], indirect=True)
def test_a_client_of_the_platform_does_the_main_job(open_service: Open, folder: Path, script: str) -> None:
    url = open_service(shopify_alias=True)
    place = clients.node_folder(folder) / script
    place.write_text((clients.SCRIPTS / script).read_text())
    done = json.loads(clients.run(folder, "node", place, url.split("/")[2], TOKEN))
    check_job(done, url)
    assert (done["counted"], len(set(done["pages"])), done["pages"][1]) == (2, 2, done["made"]["id"])


@clients.needs_python
@on_both(SHAPES)
def test_openapi_python_client_makes_a_client_that_works(open_service: Open, folder: Path, shape: str) -> None:
    url = open_service(**SHAPES[shape])
    document = written(folder, **SHAPES[shape])
    generator = clients.python().parent / "openapi-python-client"
    clients.run(
        folder, generator, "generate", "--meta", "none", "--output-path", "gift_card_hero_client", "--path", document
    )
    clients.run(folder, clients.python(), "-W", "error", "-m", "compileall", "-q", "gift_card_hero_client")
    (folder / "job.py").write_text((clients.SCRIPTS / "generated.py").read_text())
    keys = "keys" if SHAPES[shape].get("idempotency_keys", True) else "no keys"
    address = url.removesuffix(PREFIX)
    done = json.loads(clients.run(folder, clients.python(), "job.py", address, TOKEN, keys))
    check_job(done, url)
    assert (done["amount"], done["listed"], done["refused"]) == ("-5.50", 1, 404)
    check_reports(done)


@clients.needs_node
@on_both(["everything", "plain"])
def test_openapi_ts_makes_a_client_that_compiles_and_works(open_service: Open, folder: Path, shape: str) -> None:
    url = open_service(**SHAPES[shape])
    document = written(clients.node_folder(folder), **SHAPES[shape])
    (folder / "openapi-ts.config.mjs").write_text(
        f"export default {{ input: {json.dumps(str(document))}, logs: {{ file: false }}, "
        f'output: {{ path: "client", module: {{ extension: ".js" }} }} }};\n'
    )
    (folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": COMPILER, "include": ["client", "job.ts"]}))
    clients.run(folder, clients.node_program("openapi-ts"))
    (folder / "job.ts").write_text((clients.SCRIPTS / "generated.ts").read_text())
    clients.run(folder, clients.node_program("tsc"), "-p", ".")
    address = url.removesuffix(PREFIX)
    done = json.loads(clients.run(folder, "node", "out/job.js", address, TOKEN))
    check_job(done, url)
    assert (done["amount"], done["listed"], done["refused"]) == ("-5.50", 1, 404)
    check_reports(done)


@clients.needs_node
@on_both(["everything", "plain"])
def test_every_request_of_the_page_passes_a_validating_proxy(open_service: Open, folder: Path, shape: str) -> None:
    url, document = open_service(**SHAPES[shape]), written(folder, **SHAPES[shape])
    upstream = url.removesuffix(PREFIX)
    with clients.prism(folder, document, upstream) as proxy, requests.Session() as session:
        session.trust_env = False
        session.headers["Authorization"] = f"Bearer {TOKEN}"

        def ask(method: str, path: str, status: int = 200, **more: Any) -> dict[str, Any]:
            reply = session.request(method, f"{proxy}/api/external{path}", timeout=30, **more)
            assert (reply.status_code, reply.headers.get("sl-violations")) == (status, None), reply.text
            told: dict[str, Any] = reply.json()
            return told

        body = {"initial_value": "20.00", "note": "a", "expires_on": "2031-01-31", "code": "abcd efgh 1234"}
        made = ask("POST", "/gift-cards", 201, json=body)["gift_card"]
        assert made["code"] == "abcdefgh1234"
        one = f"/gift-cards/{made['id']}"
        ask("POST", "/gift-cards", 422, json={"initial_value": "2000000.00"})
        ask("PUT", one, json={"id": made["id"], "note": None, "template_suffix": "birthday"})
        ask("PUT", f"{one}/balance", json={"balance": 14.5})
        assert ask("GET", one)["gift_card"]["balance"] == "14.50"
        ask("GET", "/gift-cards", params={"limit": 1, "status": "enabled", "fields": "id,balance"})
        ask("GET", "/gift-cards", params={"since_id": 0})
        ask("GET", "/gift-cards/search", params={"query": "1234", "order": "created_at DESC", "limit": 5})
        if SHAPES[shape].get("transactions_list"):
            ask("GET", f"{one}/transactions")
            ask("GET", "/gift-cards/transactions", params={"limit": 2})
        ask("POST", f"{one}/disable", json={"id": made["id"]})
        ask("POST", f"{one}/disable")
        ask("GET", "/gift-cards/1", 404)
        ask("GET", "/health")
        wrong = session.post(f"{proxy}/api/external/gift-cards", json={"initial_value": "much"}, timeout=30)
        assert (wrong.status_code, url in wrong.text, "prism" in wrong.text) == (422, False, True)
