"""Use cases are asked of a real till on the embedded service."""

import pytest

from tests.e2e.conftest import open_till, service
from tests.quick_pins import quick_passwords
from tests.quick_scrypt import quick_scrypt

__all__ = ["open_till", "quick_passwords", "quick_scrypt", "service"]


@pytest.fixture(autouse=True)
def _all_quick(quick_scrypt: None, quick_passwords: None) -> None:
    """What the code of a card or a password costs is no concern of who may do what."""
