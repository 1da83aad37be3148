"""Puts the journals of all tills together and says what they tell: nothing is settled here (docs/protocol.md 5).

Where the shop has a folder, each till writes its pages there automatically: every hour, and after a close of day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from core.domain.chain import ORIGIN, Entry
from core.domain.merged_acts import acts_of, closings_of
from core.domain.merging import CardWrite, propose, writes_of
from core.domain.outcome import Message
from core.domain.permission import Permission
from core.domain.rights import Demand
from core.domain.shop_file import FOLDER
from core.errors import BadInput, KnownError, RuleRefused, StorageFailed
from core.rows.merged import MergedBooks, MergedJournals, MergedTill
from core.security.shop_key import ShopKey
from core.services.sharing.pages import ENDING, Page, Pages, read_page
from core.services.sharing.sharing import Sharing
from core.store import journal

_HOUR_S = 3600.0
PLACE = "journals"
"""The folder for pages inside that of the shop."""


class Merge:
    """The merge of one till's folder. Every merge first writes what is new in this till's own journal."""

    def __init__(self, sharing: Sharing, pages: Pages) -> None:
        self._sharing = sharing
        self._pages = pages
        self._due = 0.0

    def step(self) -> float:
        """Write new pages into the shop's folder, if it is due; return the seconds until it is again.

        What could not be written is told by the doctor, and tried again when it is due.
        """
        clock = self._sharing.storage.clock
        if clock.monotonic() < self._due:
            return self._due - clock.monotonic()
        self._due = clock.monotonic() + _HOUR_S
        with self._sharing.storage.database.reading() as conn:
            key, values = self._sharing.keys.read(conn), self._sharing.shop.preferences.all(conn)
        self._sharing.pages_trouble = None
        if key is not None and values[FOLDER]:
            place = Path(values[FOLDER]) / PLACE
            try:
                place.mkdir(exist_ok=True)
                self._pages.write(place, key, values["till.name"])
            except KnownError as error:
                self._sharing.pages_trouble = Message(error.key, error.values)
            except OSError as error:
                why: dict[str, object] = {"path": place, "why": error.strerror or error}
                self._sharing.pages_trouble = Message("shop.unwritten", why)
        return _HOUR_S

    def hurry(self) -> None:
        """Let the next step write at once."""
        self._due = 0.0

    def share(self, folder: Path) -> int:
        """Write this till's new pages; return how many entries. Raises BadInput, RuleRefused, StorageFailed."""
        if not folder.is_dir():
            raise BadInput("merge.no_folder", path=folder)
        with self._sharing.storage.database.reading() as conn:
            key = self._sharing.keys.read(conn)
        if key is None:
            raise RuleRefused("shop.alone")
        with self._sharing.storage.database.writing() as conn:
            self._sharing.shop.gate.permit(conn, Demand(Permission.EXPORT))
            self._sharing.storage.journal.write(conn, "file-saved", values={"what": "journal-pages", "rows": 0})
        return self._pages.write(folder, key, self._sharing.shop.preferences.get("till.name"))

    def merge(self, folder: Path) -> MergedJournals:
        """Return how whole the journals are, and whose the missing writes were. Raises as `share` does.

        Where a till's journal is missing or not whole nothing is proposed: what is not there may have claimed it.
        """
        self.share(folder)
        with self._sharing.storage.database.reading() as conn:
            key = self._sharing.keys.read(conn)
        assert key is not None
        by_till, unread = _read(folder, key)
        merged = self._looked_at(by_till, unread)
        if not merged.whole:
            return merged
        claims = propose([write for name, pages in by_till.items() for write in _writes(name, pages)])
        return replace(merged, claims=claims)

    def read(self, folder: Path | None = None) -> MergedBooks:
        """Return what all tills did, by their pages and this till's own journal as it is now; write nothing.

        Without a folder it is that of the shop; where there is none, this till's journal is alone. An operation is one
        act, however often it is told. Raises BadInput, RuleRefused.
        """
        own, storage = self._pages.key.fingerprint, self._sharing.storage
        with storage.database.reading() as conn:
            key, name = self._sharing.keys.read(conn), self._sharing.shop.preferences.all(conn)["till.name"]
            entries = tuple(journal.entries(conn))
        if folder is None and key is not None and self._sharing.shop.preferences.get(FOLDER):
            folder = self.in_folder()
        if folder is not None and not folder.is_dir():
            raise BadInput("merge.no_folder", path=folder)
        if folder is not None and key is None:
            raise RuleRefused("shop.alone")
        by_till: defaultdict[str, list[Page]]
        by_till, unread = (defaultdict(list), []) if folder is None or key is None else _read(folder, key)
        if entries:
            by_till[own] = [*by_till[own], Page(own, name, ORIGIN, entries)]
        told = {till: _entries(pages) for till, pages in by_till.items()}
        acts = {act.operation_id: act for till, each in told.items() for act in acts_of(till, each)}
        closings = {
            (each.till, each.number, each.currency): each for till in told for each in closings_of(till, told[till])
        }
        days = {each.operation_id: each.day or storage.clock.shop_day_of(each.at) for each in acts.values()}
        return MergedBooks(
            self._looked_at(by_till, unread), tuple(acts.values()), tuple(closings.values()), days, folder is None
        )

    def _looked_at(self, by_till: Mapping[str, Sequence[Page]], unread: Sequence[str]) -> MergedJournals:
        """Return how whole the journals are."""
        own = self._pages.key.fingerprint
        tills = tuple(_till(name, pages, name == own) for name, pages in by_till.items())
        return MergedJournals(tills, self._sharing.shop.preferences.tills(), tuple(unread), ())

    def in_folder(self) -> Path:
        """Return where the pages are in the shop's folder, which is made. Raises BadInput, StorageFailed."""
        folder = self._sharing.shop.preferences.get(FOLDER)
        if not folder:
            raise BadInput("shop.no_folder")
        if not Path(folder).is_dir():
            raise BadInput("merge.no_folder", path=folder)
        place = Path(folder) / PLACE
        try:
            place.mkdir(exist_ok=True)
        except OSError as error:
            raise StorageFailed("shop.unwritten", path=place, why=error.strerror or error) from error
        return place


def _read(folder: Path, key: ShopKey) -> tuple[defaultdict[str, list[Page]], list[str]]:
    """Return the pages in a folder by till, and the files that are no page of this shop."""
    by_till: defaultdict[str, list[Page]] = defaultdict(list)
    unread: list[str] = []
    for path in sorted(folder.glob(f"*{ENDING}")):
        try:
            page = read_page(path, key)
        except OSError:
            page = None
        if page is None:
            unread.append(path.name)
        else:
            by_till[page.till].append(page)
    return by_till, unread


def _entries(pages: Sequence[Page]) -> list[Entry]:
    """Return every entry once, in order; of a journal with two ends those of both."""
    once = {(entry.number, entry.mac): entry for page in pages for entry in page.entries}
    return [once[place] for place in sorted(once)]


def _till(name: str, pages: Sequence[Page], own: bool) -> MergedTill:
    """Look at one till's pages: is there every entry once, each after the one before?"""
    macs: dict[int, bytes] = {}
    before: dict[int, bytes] = {1: ORIGIN}
    forks: set[int] = set()
    for page in pages:
        mac = page.before
        for entry in page.entries:
            if before.setdefault(entry.number, mac) != mac or macs.setdefault(entry.number, entry.mac) != entry.mac:
                forks.add(entry.number)
            mac = entry.mac
        if before.setdefault(page.last + 1, mac) != mac:
            forks.add(page.last + 1)
    most = max(macs)
    gaps = [number for number in range(1, most + 1) if number not in macs]
    newest = max(pages, key=lambda page: page.last)
    until = max(entry.at for page in pages for entry in page.entries)
    return MergedTill(name, newest.name, most, len(gaps), min(forks, default=0), own, until)


def _writes(name: str, pages: Sequence[Page]) -> list[CardWrite]:
    entries = {entry.number: entry for page in pages for entry in page.entries}
    return writes_of(name, ((each.what, each.operation_id, each.values) for _, each in sorted(entries.items())))
