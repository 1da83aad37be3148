"""The weather of a sandbox: the same seed gives the same day, and only a sandbox on loopback has any."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import requests

from core.errors import CannotStart
from core.server.contract.switches import Switches
from core.server.http.app import ServiceSettings
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.fault_schedule import NO_FAULTS, FaultRates, FaultSchedule, web_shop
from core.server.sandbox.faults import LOSE_REQUEST, Endpoint, Fault
from core.server.serve import AppFactory, ServeSettings, run
from tests.core.server.concurrency import check_books
from tests.core.server.conftest import TOKEN, Caller, Clock

DAY = [endpoint for _ in range(200) for endpoint in (Endpoint.READ, Endpoint.BALANCE, Endpoint.LIST, Endpoint.CREATE)]


def faults_of(seed: int, requests_: list[Endpoint], **climate: int) -> list[tuple[Endpoint, Fault | None]]:
    weather = FaultSchedule(seed, Clock(), FaultRates(**climate))
    return [(endpoint, weather.draw(endpoint)) for endpoint in requests_]


def test_the_same_seed_gives_the_same_day() -> None:
    assert faults_of(7, DAY) == faults_of(7, DAY)
    assert faults_of(7, DAY) != faults_of(8, DAY)


def test_another_order_of_the_endpoints_changes_nothing_for_any_of_them() -> None:
    key = lambda drawn: drawn[0]  # noqa: E731
    assert sorted(faults_of(7, DAY), key=key) == sorted(faults_of(7, sorted(DAY)), key=key)


def test_a_day_has_every_kind_of_fault_and_is_mostly_fair() -> None:
    drawn = [fault for _, fault in faults_of(7, DAY * 5)]
    assert 0.6 < drawn.count(None) / len(drawn) < 0.95
    met = [fault for fault in drawn if fault is not None]
    assert {fault.status for fault in met} >= {None, 200, 429, 500, 502, 503, 504}
    for kind in ("truncate", "before_s", "web_shop_percent", "executed"):
        assert 3 < sum(bool(getattr(fault, kind)) for fault in met) < len(met)


def test_the_web_shop_only_comes_before_a_balance_write() -> None:
    spent = Counter(endpoint for endpoint, fault in faults_of(7, DAY * 5) if fault and fault.web_shop_percent)
    assert set(spent) == {Endpoint.BALANCE}


def test_outages_come_by_the_timer_once_in_each_stretch() -> None:
    clock = Clock()
    start = clock.now
    weather = FaultSchedule(7, clock, FaultRates(*[0] * 8, outage_every_s=600, outage_most_s=60))
    changes, was, began = 0, False, []
    for second in range(6000):
        clock.now = start + second
        out = weather.draw(Endpoint.READ) is LOSE_REQUEST
        changes, began = changes + (out is not was), [*began, second] if out and not was else began
        was = out
    assert changes == 20
    assert len({second % 600 for second in began}) == 10
    assert not any(FaultSchedule(7, clock, NO_FAULTS).is_out(second) for second in range(1000))


@pytest.fixture
def stormy(tmp_path: Path, request: pytest.FixtureRequest) -> Any:
    service = EmbeddedService(tmp_path / "shop.sqlite", TOKEN, seed=None, switches=Switches(**request.param))
    service.start()
    caller = Caller(service)
    yield caller
    caller.close()
    service.stop()


BOTH = [{}, {"money_rule": "difference"}]


@pytest.mark.parametrize(("stormy", "left"), [(BOTH[0], "90.00"), (BOTH[1], "40.00")], indirect=["stormy"])
def test_the_web_shop_spends_in_between(stormy: Caller, left: str) -> None:
    """Before an atomic set the till puts the customer's money back; in the façade's gap both are right."""
    card_id = stormy.issue("100.00")["id"]
    stormy.service.faults.next(Endpoint.BALANCE, web_shop(50), web_shop(50))
    assert stormy.put_balance(card_id, "90.00").json()["amount"] == ("40.00" if left == "90.00" else "-10.00")
    assert stormy.card(card_id)["balance"] == left
    check_books(stormy.service.engine, 2)


@pytest.mark.parametrize("stormy", [{"transactions_list": True}], indirect=True)
def test_a_history_tells_the_web_shop_from_a_till(stormy: Caller) -> None:
    card_id = stormy.issue("100.00")["id"]
    stormy.service.faults.next(Endpoint.BALANCE, web_shop(1))
    stormy.put_balance(card_id, "90.00")
    bought, ours = stormy.read("/gift-cards/transactions").json()["gift_cards"][0]["transactions"]
    assert (bought["amount"], ours["amount"]) == ("-1.00", "-9.00")
    assert bought["order_transaction_id"] > 2**32
    assert ours["order_transaction_id"] is None


@pytest.mark.slow
@pytest.mark.parametrize("stormy", BOTH, indirect=True)
def test_after_a_stormy_day_the_books_are_exact(stormy: Caller) -> None:
    weather = FaultSchedule(3, Clock(), FaultRates(150, 150, 100, 100, 100, 100, 0, 200, outage_every_s=0))
    ids = [stormy.issue("500.00")["id"] for _ in range(3)]
    stormy.service.faults.draw_by(weather.draw)
    for step in range(120):
        try:
            stormy.put_balance(ids[step % 3], f"{400 - step}.00")
        except requests.RequestException:
            continue
    stormy.service.faults.clear()
    writes = sum(seen.status == 200 for seen in stormy.service.faults.seen if seen.endpoint is Endpoint.BALANCE)
    assert writes > 30
    with stormy.service.engine.connect() as conn:
        bought = conn.exec_driver_sql("SELECT count(*) FROM transactions WHERE order_transaction_id > 0").scalar()
    assert bought > 5
    check_books(stormy.service.engine, writes + bought)


@pytest.mark.parametrize(
    "wrong", [{"sandbox_seed": None}, {"host": "0.0.0.0"}, {"workers": 2, "port": 8081}], ids=["real", "open", "two"]
)
def test_weather_is_for_a_sandbox_on_loopback(tmp_path: Path, wrong: dict[str, Any]) -> None:
    settings = {"sandbox_seed": 1, "port": 0} | wrong
    with pytest.raises(CannotStart) as refused:
        run(ServeSettings(str(tmp_path / "shop.sqlite"), ServiceSettings(("one",)), weather=5, **settings))
    assert refused.value.key == "start.setting"
    assert not list(tmp_path.iterdir())


def test_a_stormy_service_of_its_own(tmp_path: Path) -> None:
    faults = AppFactory(str(tmp_path / "shop.sqlite"), ServiceSettings(("one",)), 5).faults()
    assert faults is not None
    drawn = [faults.take(Endpoint.READ)[0] for _ in range(300)]
    assert LOSE_REQUEST in drawn
    assert AppFactory("", ServiceSettings(("one",))).faults() is None
