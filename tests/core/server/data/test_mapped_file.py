"""The service of a shop reads its file through the memory of the system; a till's own service does not."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

from core.server.data.connection_pool import ConnectionPool
from core.server.data.database import database_url, open_database, open_prepared


def mapped_bytes(engine: Engine) -> int:
    """How much of its file a connection of the service may map."""
    with closing(ConnectionPool(engine).acquire()) as raw:
        found = raw.execute("PRAGMA mmap_size").fetchone()
    return int(found[0]) if found else 0


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the file is read as before")
def test_only_whoever_asks_for_it_maps_the_file(tmp_path: Path) -> None:
    url = database_url(tmp_path / "shop.sqlite")
    plain = open_database(url)
    mapped = open_prepared(url, mapped=True)
    try:
        assert mapped_bytes(plain) == 0
        assert mapped_bytes(mapped) > 2**30
    finally:
        plain.dispose()
        mapped.dispose()
