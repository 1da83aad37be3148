"""A real service on loopback and tills on it, as the end-to-end tests have them."""

import pytest

from tests.e2e.conftest import open_till, service
from tests.quick_pins import quick_passwords, real_pins
from tests.quick_scrypt import quick_scrypt

__all__ = ["open_till", "quick_passwords", "quick_scrypt", "real_pins", "service"]


@pytest.fixture(autouse=True)
def _all_quick(quick_scrypt: None, quick_passwords: None) -> None:
    """What the code of a card or a password costs is no concern of these rules."""
