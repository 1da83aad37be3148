"""Here the schema itself is tried: no database is a copy."""

from collections.abc import Iterator

import pytest

from tests import service_template


@pytest.fixture(autouse=True)
def built_database() -> Iterator[None]:
    """Let each test make its databases table by table."""
    with service_template.uninstalled():
        yield
