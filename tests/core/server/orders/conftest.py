"""A desk for orders on either database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.server.data.database import database_url, open_database
from core.server.data.tables import metadata
from tests.core.server.conftest import Clock
from tests.core.server.orders.order_desk import OrderDesk
from tests.core.server.postgresql import cluster


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def desk(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[OrderDesk]:
    where = tmp_path / "shop.sqlite" if request.param == "sqlite" else str(request.getfixturevalue("address"))
    engine = open_database(database_url(where))
    yield OrderDesk(engine, clock)
    if request.param != "sqlite":
        metadata.drop_all(engine)
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where the database of a service is that runs in processes of its own."""
    if request.param == "sqlite":
        yield str(tmp_path / "shop.sqlite")
        return
    with cluster() as started:
        yield started.url
