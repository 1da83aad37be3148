"""What the tests of the service's HTTP side share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.server.data.database import database_url, open_database
from core.server.data.tables import metadata
from tests.core.server.report_desk import ReportDesk


@pytest.fixture
def file_desk(tmp_path: Path) -> Iterator[ReportDesk]:
    engine = open_database(database_url(tmp_path / "shop.sqlite"))
    yield ReportDesk(engine)
    engine.dispose()


@pytest.fixture
def served_desk(address: str) -> Iterator[ReportDesk]:
    engine = open_database(database_url(address))
    yield ReportDesk(engine)
    metadata.drop_all(engine)
    engine.dispose()
