"""A real service on loopback and tills on it, as the end-to-end tests have them."""

from tests.e2e.conftest import open_till, service

__all__ = ["open_till", "service"]
