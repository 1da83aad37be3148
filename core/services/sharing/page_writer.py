"""Writes what is new in this till's journal as pages for the other tills of the shop.

Where the shop has a folder, that happens there automatically: every hour, and after a close of day.
"""

from __future__ import annotations

from pathlib import Path

from core.domain.outcome import Message
from core.domain.permission import Permission
from core.domain.rights import Demand
from core.domain.shop_file import FOLDER
from core.errors import BadInput, KnownError, RuleRefused
from core.services.sharing.pages import Pages
from core.services.sharing.sharing import Sharing

_HOUR_S = 3600.0
PLACE = "journals"
"""The folder for pages inside that of the shop."""


class PageWriter:
    """The pages of one till's journal."""

    def __init__(self, sharing: Sharing, pages: Pages) -> None:
        self.sharing = sharing
        self.pages = pages
        self._due = 0.0

    @property
    def fingerprint(self) -> str:
        """That of the key that signs this till's pages."""
        return self.pages.key.fingerprint

    def step(self) -> float:
        """Write new pages into the shop's folder, if it is due; return the seconds until it is again.

        What could not be written is told by the doctor, and tried again when it is due.
        """
        clock = self.sharing.storage.clock
        if clock.monotonic() < self._due:
            return self._due - clock.monotonic()
        self._due = clock.monotonic() + _HOUR_S
        with self.sharing.storage.database.reading() as conn:
            key, values = self.sharing.keys.read(conn), self.sharing.shop.preferences.all(conn)
        self.sharing.pages_trouble = None
        if key is not None and values[FOLDER]:
            place = Path(values[FOLDER]) / PLACE
            try:
                place.mkdir(exist_ok=True)
                self.pages.write(place, key, values["till.name"])
            except KnownError as error:
                self.sharing.pages_trouble = Message(error.key, error.values)
            except OSError as error:
                why: dict[str, object] = {"path": place, "why": error.strerror or error}
                self.sharing.pages_trouble = Message("shop.unwritten", why)
        return _HOUR_S

    def hurry(self) -> None:
        """Let the next step write at once."""
        self._due = 0.0

    def share(self, folder: Path) -> int:
        """Write this till's new pages; return how many entries. Raises BadInput, RuleRefused, StorageFailed."""
        if not folder.is_dir():
            raise BadInput("merge.no_folder", path=folder)
        with self.sharing.storage.database.reading() as conn:
            key = self.sharing.keys.read(conn)
        if key is None:
            raise RuleRefused("shop.alone")
        with self.sharing.storage.database.writing() as conn:
            self.sharing.shop.gate.permit(conn, Demand(Permission.EXPORT))
            self.sharing.storage.journal.write(conn, "file-saved", values={"what": "journal-pages", "rows": 0})
        return self.pages.write(folder, key, self.sharing.shop.preferences.get("till.name"))
