"""The journals of all tills of the shop. What reads them is loaded with the first question: few tills ever ask one."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.queries.all_tills import AllTills
    from core.services.sharing.merge import Merge
    from core.services.sharing.page_writer import PageWriter


class TillsJournals:
    """Thread-safe. Close it when nobody asks any more."""

    def __init__(self, writer: PageWriter) -> None:
        self.writer = writer
        self._lock = Lock()
        self._all_tills: AllTills | None = None

    @property
    def merge(self) -> Merge:
        """What puts the journals together."""
        from core.services.sharing.merge import Merge  # noqa: PLC0415 - with the first question

        return Merge(self.writer)

    @property
    def all_tills(self) -> AllTills:
        """What they tell, asked as a till's own books are."""
        from core.queries.all_tills import AllTills  # noqa: PLC0415 - with the first question

        with self._lock:
            if self._all_tills is None:
                sharing = self.writer.sharing
                self._all_tills = AllTills(self.merge, sharing.storage.clock, sharing.shop.preferences)
            return self._all_tills

    def close(self) -> None:
        """Forget what was read."""
        with self._lock:
            if self._all_tills is not None:
                self._all_tills.close()
