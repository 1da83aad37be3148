"""The training service of a till keeps no code in clear: not in its file, not in first replies, not in freed pages."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
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
from tests.core.server.conftest import TOKEN, Caller, Clock

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


START = """
import sys
from pathlib import Path
from core.bootstrap import open_core
from core.settings import Settings
from core.usecases import cards

till = open_core(Settings(Path(sys.argv[1])))
while not till.queries.status().first_pull_done:
    till.sync.step()
print(bool(cards.card_to_try(till)), "cryptography" in sys.modules)
till.close()
"""
"""A training till starts, and rests."""


class NeverOpened(ServiceSeal):
    """A seal that must not be opened: opening one loads the cipher, which takes 9 MB."""

    def unseal(self, sealed: str, purpose: str) -> str:
        raise AssertionError(f"opened {purpose}")


def test_the_card_to_try_is_known_without_opening_its_seal(path: Path) -> None:
    with opened(path, NeverOpened(b"k" * 32), seed=1) as shop:
        tried = shop.service.card_to_try()
    with opened(path, SEAL, seed=1) as shop:
        (card_id,) = shop.ids("/gift-cards/search", query=tried)
        assert float(shop.card(card_id)["balance"]) >= 20


def test_the_newest_card_is_the_one_to_try_though_no_seed_made_it(path: Path) -> None:
    with opened(path, SEAL, seed=1) as shop:
        seeded, made = shop.service.card_to_try(), shop.issue("30.00")
        assert shop.service.card_to_try() == made["code"].lower() != seeded


@pytest.mark.parametrize(("key", "seed"), [(b"x", 1), (b"k", 2)], ids=["another key", "another seed"])
def test_no_code_is_shown_that_nobody_finds(path: Path, key: bytes, seed: int) -> None:
    with opened(path, SEAL, seed=1) as shop:
        tried = shop.service.card_to_try()
    with opened(path, ServiceSeal(key * 32), seed=seed) as shop:
        assert shop.service.card_to_try() == (tried if key == b"k" else "")


@pytest.mark.parametrize("currency", ["JPY", "KWD", "EUR"])
def test_a_seeded_code_is_the_same_in_every_currency_and_on_every_day(path: Path, currency: str) -> None:
    clock = Clock(1_900_000_000)
    service = EmbeddedService(path, TOKEN, switches=Switches(currency=currency), clock=clock)
    service.seal = SEAL
    service.start()
    tried = service.card_to_try()
    service.stop()
    with opened(path, SEAL, seed=1) as shop:
        assert len(shop.ids("/gift-cards/search", query=tried)) == 1


@pytest.mark.slow
def test_a_training_till_at_rest_has_not_loaded_the_cipher(tmp_path: Path) -> None:
    for loaded in (True, False):  # the first start fills and seals the sandbox
        done = subprocess.run([sys.executable, "-c", START, str(tmp_path)], capture_output=True, text=True, check=True)
        assert done.stdout.split() == ["True", str(loaded)]


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
