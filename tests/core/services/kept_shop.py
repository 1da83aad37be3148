"""A shop that is built once in a module and copied for each of its tests: its tills' folders, and what its service has.

Tills that join each other, work and share cost a test more than what it is about, and come out the same each time. The
service runs as long as the module, so that its address, which the tills keep, stays what it was.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Generic, TypeVar, cast

import pytest

from core.server.sandbox.embedded import EmbeddedService
from tests import quick_pins, quick_scrypt
from tests.core.services.backup_shop import Shop
from tests.e2e.conftest import TOKEN, SteppingClock

Tills = TypeVar("Tills")


class KeptShop(Generic[Tills]):
    """`build` makes the tills in an empty folder, and opens them in one where they are."""

    def __init__(self, root: Path, service: EmbeddedService, build: Callable[[Shop], Tills]) -> None:
        self._place, self._kept = root / "shop", root / "kept"
        self._service, self._build = service, build
        self._books = sqlite3.connect(":memory:")
        self._place.mkdir()
        with self._opened():
            pass
        self._place.rename(self._kept)
        with closing(service.engine.raw_connection()) as pooled:
            cast(sqlite3.Connection, pooled.driver_connection).backup(self._books)

    @contextmanager
    def copy(self) -> Iterator[Tills]:
        """Have the tills as they were once they were built, whatever another test did with its copy."""
        shutil.copytree(self._kept, self._place)
        self._service.faults.clear()
        self._service.set_outage(False)
        with closing(self._service.engine.raw_connection()) as pooled:
            self._books.backup(cast(sqlite3.Connection, pooled.driver_connection))
        try:
            with self._opened() as made:
                yield made
        finally:
            shutil.rmtree(self._place)

    def close(self) -> None:
        self._books.close()

    @contextmanager
    def _opened(self) -> Iterator[Tills]:
        shop = Shop(self._service, self._place)
        try:
            yield self._build(shop)
        finally:
            for till in shop.opened:
                till.close()


@contextmanager
def kept_shop(root: Path, build: Callable[[Shop], Tills]) -> Iterator[KeptShop[Tills]]:
    """Have a shop to be copied, on a service of its own; `root` is a folder of the module."""
    service = EmbeddedService(root / "service.db", TOKEN, seed=None, clock=SteppingClock())
    with pytest.MonkeyPatch.context() as patch:
        quick_scrypt.make_quick(patch)
        quick_pins.make_passwords_quick(patch)
        service.start()
        try:
            with closing(KeptShop(root, service, build)) as made:
                yield made
        finally:
            service.stop()
