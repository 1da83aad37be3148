"""Shop time: the offset of each moment, expiry at the shop's midnight, whole seconds that never run back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.server.contract.shop_time import time_text
from tests.core.server.conftest import Caller, Clock


def epoch(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("zone", "utc", "shown"),
    [
        ("America/New_York", "2027-01-15T17:00:00.999", "2027-01-15T12:00:00-05:00"),
        ("America/New_York", "2027-07-15T16:00:00", "2027-07-15T12:00:00-04:00"),
        ("America/New_York", "2027-03-14T06:59:59", "2027-03-14T01:59:59-05:00"),
        ("America/New_York", "2027-03-14T07:00:00", "2027-03-14T03:00:00-04:00"),
        ("America/New_York", "2027-11-07T05:30:00", "2027-11-07T01:30:00-04:00"),
        ("America/New_York", "2027-11-07T06:30:00", "2027-11-07T01:30:00-05:00"),
        ("Europe/Kyiv", "2023-06-16T10:06:03", "2023-06-16T13:06:03+03:00"),
        ("Asia/Kolkata", "2027-01-15T17:00:00", "2027-01-15T22:30:00+05:30"),
        ("UTC", "2027-01-15T17:00:00", "2027-01-15T17:00:00+00:00"),
    ],
)
def test_times_carry_the_offset_the_shop_had_then(
    open_shop: Callable[..., Caller], clock: Clock, zone: str, utc: str, shown: str
) -> None:
    clock.now = epoch(utc)
    shop = open_shop(shop_zone=zone)
    assert shop.issue()["created_at"] == shown


@pytest.mark.parametrize(
    ("utc", "works"),
    [("2027-07-01T03:59:59", True), ("2027-07-01T04:00:00", False), ("2027-06-30T00:00:00", True)],
)
def test_a_card_works_until_midnight_in_the_shop(shop: Caller, clock: Clock, utc: str, works: bool) -> None:
    card_id = shop.issue("20.00", expires_on="2027-06-30")["id"]
    clock.now = epoch(utc)
    assert (shop.put_balance(card_id, "5.00").status_code == 200) is works
    assert shop.ids("/gift-cards", status="enabled") == [card_id]


def test_an_expired_card_can_be_given_another_date(shop: Caller) -> None:
    card_id = shop.issue("20.00", expires_on="2020-01-01")["id"]
    assert shop.put_balance(card_id, "5.00").status_code == 422
    assert shop.update(card_id, expires_on="2030-01-01").status_code == 200
    assert shop.put_balance(card_id, "5.00").status_code == 200


def test_updated_at_never_runs_back(shop: Caller, clock: Clock) -> None:
    card = shop.issue("20.00")
    clock.now -= 3600
    shop.put_balance(card["id"], "10.00")
    assert shop.card(card["id"])["updated_at"] == card["updated_at"]
    disabled = shop.disable(card["id"]).json()["gift_card"]
    assert disabled["disabled_at"] == disabled["updated_at"] == card["updated_at"]


def test_a_search_by_day_means_the_shop_s_day(shop: Caller, clock: Clock) -> None:
    made = []
    for utc in ("2027-07-01T03:59:59", "2027-07-01T04:00:00", "2027-07-02T03:59:59", "2027-07-02T04:00:00"):
        clock.now = epoch(utc)
        made.append(shop.issue()["id"])
    assert shop.ids("/gift-cards/search", query="created_at:2027-07-01", order="id ASC") == made[1:3]
    since = 'updated_at:>="2027-07-01T23:59:59-04:00"'
    assert shop.ids("/gift-cards/search", query=since, order="updated_at ASC") == made[2:]


ZONES = ["America/New_York", "America/Goose_Bay", "Asia/Kathmandu", "Africa/Monrovia", "Australia/Lord_Howe", "UTC"]


@given(at=st.integers(0, 4_200_000_000) | st.integers(1_299_988_000, 1_299_992_000), zone=st.sampled_from(ZONES))
def test_a_time_is_written_as_the_standard_library_writes_it(at: int, zone: str) -> None:
    assert time_text(at, ZoneInfo(zone)) == datetime.fromtimestamp(at, ZoneInfo(zone)).isoformat()
