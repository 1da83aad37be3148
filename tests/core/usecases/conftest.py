"""Use cases are asked of a real till on the embedded service."""

from tests.e2e.conftest import open_till, service
from tests.quick_scrypt import quick_scrypt

__all__ = ["open_till", "quick_scrypt", "service"]
