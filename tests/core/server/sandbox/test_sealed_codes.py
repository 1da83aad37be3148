"""The training service of a till keeps no code in clear: not in its file, not in first replies, not in freed pages."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from core.errors import CannotStart
from core.security.service_seal import ServiceSeal
from core.server.contract.switches import Switches
from core.server.data.code_seal import UNSEALED, CodeSeal
from core.server.data.database import database_url, open_database
from core.server.sandbox.embedded import EmbeddedService
from tests.core.server.conftest import TOKEN, Caller

CODE = "hk7wq2mz9xtr4bvn"
SEAL = ServiceSeal(b"k" * 32)
KEY = {"Idempotency-Key": '"first"'}
BODY = {"initial_value": "30.00", "code": CODE}


@contextmanager
def opened(path: Path, seal: CodeSeal, **more: int) -> Iterator[Caller]:
    switches = Switches(search_lag_s=more.get("lag", 0))
    service = EmbeddedService(path, TOKEN, seed=more.get("seed"), switches=switches)
    service.seal = seal
    service.start()
    caller = Caller(service)
    try:
        yield caller
    finally:
        caller.close()
        service.stop()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sandbox-service.db"


def written(path: Path) -> bytes:
    """Return all that lies on the disk of this database."""
    return b"".join(each.read_bytes() for each in path.parent.iterdir()).lower()


@pytest.mark.fault("attack 12")
def test_no_code_is_on_the_disk_while_it_runs_and_afterwards(path: Path) -> None:
    with opened(path, SEAL, lag=60, seed=1) as shop:
        reply = shop.call("POST", "/gift-cards", json=BODY, headers=KEY)
        assert reply.json()["gift_card"]["code"] == CODE
        tried = shop.service.card_to_try()
        drawn = shop.issue()["code"]
        assert [code for code in (CODE, tried, drawn) if code.encode() in written(path)] == []
    assert [code for code in (CODE, tried, drawn) if code.encode() in written(path)] == []


@pytest.mark.fault("attack 12")
def test_a_sealed_code_is_unique_found_by_any_part_and_told_again_to_a_repeat(path: Path) -> None:
    with opened(path, SEAL) as shop:
        first = shop.call("POST", "/gift-cards", json=BODY, headers=KEY)
        made = first.json()["gift_card"]["id"]
        assert shop.call("POST", "/gift-cards", json=BODY).status_code == 422
        assert shop.call("POST", "/gift-cards", json=BODY, headers=KEY).content == first.content
        other = shop.call("POST", "/gift-cards", json=BODY | {"initial_value": "31.00"}, headers=KEY)
        assert other.status_code == 422
        assert shop.ids("/gift-cards/search", query=CODE) == [made]
        assert shop.ids("/gift-cards/search", query=CODE[3:9]) == [made]
        assert shop.ids("/gift-cards/search", query=CODE[:-1] + "a") == []
        assert shop.ids("/gift-cards/search", query=f"NOT {CODE}") == []


@pytest.mark.fault("attack 12")
@pytest.mark.parametrize("seal", [UNSEALED, SEAL], ids=["in clear", "sealed"])
def test_a_file_is_the_same_shop_whatever_it_was_before(path: Path, seal: CodeSeal) -> None:
    """What an earlier version wrote in clear is sealed at the first start, and goes on as the same shop."""
    with opened(path, seal, lag=60, seed=1) as shop:
        first = shop.call("POST", "/gift-cards", json=BODY, headers=KEY)
        before, tried = shop.read("/gift-cards", limit=250).json(), shop.service.card_to_try()
    assert (CODE.encode() in written(path)) == (seal is UNSEALED)
    with opened(path, SEAL, lag=60, seed=1) as shop:
        assert [code for code in (CODE, tried) if code.encode() in written(path)] == []
        assert shop.read("/gift-cards", limit=250).json() == before
        assert shop.service.card_to_try() == tried
        assert shop.call("POST", "/gift-cards", json=BODY, headers=KEY).content == first.content
        assert shop.call("POST", "/gift-cards", json=BODY).status_code == 422
    assert CODE.encode() not in written(path)


@pytest.mark.fault("attack 12")
def test_what_a_kill_left_in_freed_pages_goes_at_the_next_start(path: Path) -> None:
    """Killed after the rows were sealed and before the file was written anew."""
    with opened(path, SEAL):
        pass
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA secure_delete=OFF")
        raw.execute("CREATE TABLE old (code)")
        raw.executemany("INSERT INTO old VALUES (?)", [(CODE * 100,)] * 20)
        raw.execute("DROP TABLE old")
        raw.execute("UPDATE counters SET value = 1 WHERE name = 'sealed'")
        raw.commit()
    assert CODE.encode() in written(path)
    with opened(path, SEAL):
        assert CODE.encode() not in written(path)


@pytest.mark.fault("attack 12")
def test_another_key_makes_no_card_unusable(path: Path) -> None:
    """A lost key costs the codes alone, as it does for the till (docs/decisions/0011)."""
    with opened(path, SEAL) as shop:
        made = shop.call("POST", "/gift-cards", json=BODY, headers=KEY).json()["gift_card"]["id"]
    with opened(path, ServiceSeal(b"x" * 32)) as shop:
        assert shop.ids("/gift-cards/search", query=CODE) == []
        assert shop.ids("/gift-cards/search", query=f"last_characters:{CODE[-4:]}") == [made]
        assert shop.put_balance(made, "12.00").status_code == 200
        assert shop.call("POST", "/gift-cards", json=BODY, headers=KEY).status_code == 422
        assert shop.issue()["last_characters"]


@pytest.mark.fault("attack 12")
def test_a_sealed_file_is_no_database_for_a_service_without_the_key(path: Path) -> None:
    with opened(path, SEAL):
        pass
    with pytest.raises(CannotStart) as refused:
        open_database(database_url(path))
    assert refused.value.key == "start.sealed"


@pytest.mark.fault("attack 12")
def test_a_search_of_a_file_in_clear_asks_no_seal(open_shop: Callable[..., Caller]) -> None:
    shop = open_shop()
    made = shop.issue("5", code=CODE)["id"]
    assert shop.ids("/gift-cards/search", query=CODE[2:10]) == [made]
