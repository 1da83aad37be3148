"""Here the schema itself is tried: no database is a copy."""

from collections.abc import Iterator

import pytest

from tests import schema_template


@pytest.fixture(autouse=True)
def built_database() -> Iterator[None]:
    """Let each test build its databases by the migrations."""
    with schema_template.uninstalled():
        yield
