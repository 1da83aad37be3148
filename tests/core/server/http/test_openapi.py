"""The OpenAPI document says what the service does: schemathesis reads it, and tries the service by it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from core.about import NAME, VERSION
from tests.core.server.conftest import TOKEN, Caller

PARTS = {"idempotency_keys": True, "etags": True, "transactions_list": True, "echo_reference": True}


def test_it_is_served_without_a_token_and_describes_what_is_switched_on(open_shop: Callable[..., Caller]) -> None:
    plain, full = (
        requests.get(shop.service.url + "/openapi.json", timeout=10).json()
        for shop in (open_shop(), open_shop(**PARTS, key_lifetime_s=77))
    )
    path = "/api/external/gift-cards/{gift_card_id}/transactions"
    assert (path in plain["paths"], path in full["paths"]) == (False, True)
    put = full["paths"]["/api/external/gift-cards/{gift_card_id}/balance"]["put"]
    assert [header["name"] for header in put["parameters"]] == ["Idempotency-Key", "If-Match"]
    assert put["parameters"][0]["x-kept-for-seconds"] == 77
    assert put["parameters"][0]["x-kept-with-the-write"] is True
    assert full["info"]["x-program"] == {"name": NAME, "version": VERSION}


@pytest.mark.slow
@pytest.mark.parametrize(
    "switches",
    [{}, PARTS, PARTS | {"transactions_shape": "bare"}, PARTS | {"transactions_shape": "cards"}],
    ids=["plain", "all", "bare", "cards"],
)
def test_schemathesis_finds_nothing(
    open_shop: Callable[..., Caller], switches: dict[str, object], tmp_path: Path
) -> None:
    shop = open_shop(seed=1, **switches)
    checks = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
    command = [sys.executable, "-m", "schemathesis.cli", "run", shop.service.url + "/openapi.json"]
    command += ["-H", f"Authorization: Bearer {TOKEN}", "--checks", checks, "--max-examples", "40", "--seed", "1"]
    done = subprocess.run(
        [*command, "--no-color"], cwd=tmp_path, capture_output=True, text=True, timeout=500, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
    assert " passed" in done.stdout
