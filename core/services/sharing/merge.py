"""Puts the journals of all tills together and says what they tell: nothing is settled here (docs/protocol.md 5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from core.domain.chain import ORIGIN, Entry
from core.domain.merged_acts import acts_of, closings_of
from core.domain.merging import CardWrite, propose, writes_of
from core.domain.shop_file import FOLDER
from core.domain.stopping import Parts, step
from core.errors import BadInput, RuleRefused, StorageFailed
from core.rows.merged import MergedBooks, MergedJournals
from core.security.shop_key import ShopKey
from core.services.sharing.page_writer import PLACE, PageWriter
from core.services.sharing.pages import ENDING, MOST_ENTRIES, Page, read_page
from core.services.sharing.reach import JournalReach
from core.store import journal


@dataclass(frozen=True, slots=True)
class JournalSources:
    """What there is to read of all tills: the pages in a folder by name, length and time, and this till's journal.

    `own` counts its entries, `name` is what it is called, `expected` how many tills the shop has by its settings.
    """

    folder: Path | None
    files: tuple[tuple[str, int, int], ...]
    own: int
    name: str
    expected: int

    @property
    def alone(self) -> bool:
        """There is no folder with pages of other tills."""
        return self.folder is None


class Merge:
    """The merge of one till's folder. Every merge first writes what is new in this till's own journal."""

    def __init__(self, writer: PageWriter) -> None:
        self._writer, self._sharing = writer, writer.sharing

    def merge(self, folder: Path) -> MergedJournals:
        """Return how whole the journals are, and whose the missing writes were. Raises as PageWriter.share does.

        Where a till's journal is missing or not whole nothing is proposed: what is not there may have claimed it.
        """
        self._writer.share(folder)
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
        act, however often it is told. Raises BadInput, RuleRefused, ReadingStopped.
        """
        sources, unread = self.sources(folder), list[str]()
        by_till: defaultdict[str, list[Page]] = defaultdict(list)
        for page in self.pages(sources, unread):
            by_till[page.till].append(page)
        told = {till: _entries(pages) for till, pages in by_till.items()}
        acts = {act.operation_id: act for till, each in told.items() for act in acts_of(till, each)}
        closings = {
            (each.till, each.number, each.currency): each for till in told for each in closings_of(till, told[till])
        }
        day_of = self._sharing.storage.clock.shop_day_of
        days = {each.operation_id: each.day or day_of(each.at) for each in acts.values()}
        return MergedBooks(
            self._looked_at(by_till, unread), tuple(acts.values()), tuple(closings.values()), days, sources.alone
        )

    def sources(self, folder: Path | None = None) -> JournalSources:
        """Return what there is to read; equal sources tell the same. Raises BadInput, and RuleRefused without a shop.

        Without a folder it is that of the shop; where there is none, this till's journal is alone.
        """
        with self._sharing.storage.database.reading() as conn:
            key, values = self._sharing.keys.read(conn), self._sharing.shop.preferences.all(conn)
            own = journal.head(conn).number
        if folder is None and key is not None and values[FOLDER]:
            folder = self.in_folder()
        if folder is not None and not folder.is_dir():
            raise BadInput("merge.no_folder", path=folder)
        if folder is not None and key is None:
            raise RuleRefused("shop.alone")
        files = () if folder is None else tuple(_stamped(path) for path in sorted(folder.glob(f"*{ENDING}")))
        return JournalSources(folder, files, own, values["till.name"], self._sharing.shop.preferences.tills())

    def pages(self, sources: JournalSources, unread: list[str]) -> Iterator[Page]:
        """Yield every page, one at a time, and at last this till's own journal; name in `unread` what is no page.

        Raises ReadingStopped.
        """
        database, parts = self._sharing.storage.database, Parts(len(sources.files) + 1)
        with database.reading() as conn:
            key = self._sharing.keys.read(conn)
        for name, *_ in sources.files:
            parts.done()
            assert key is not None
            assert sources.folder is not None
            page = _page(sources.folder / name, key)
            if page is None:
                unread.append(name)
            else:
                yield page
        with database.reading() as conn:
            told, before = journal.entries(conn), ORIGIN
            while entries := tuple(islice(told, MOST_ENTRIES)):
                step()
                yield Page(self._writer.fingerprint, sources.name, before, entries)
                before = entries[-1].mac

    def reach(self, till: str) -> JournalReach:
        """Return what counts the pages of a till."""
        return JournalReach(till, own=till == self._writer.fingerprint)

    def _looked_at(self, by_till: Mapping[str, Sequence[Page]], unread: Sequence[str]) -> MergedJournals:
        """Return how whole the journals are."""
        reaches = {till: self.reach(till) for till in by_till}
        for till, pages in by_till.items():
            for page in pages:
                reaches[till].add(page)
        tills = tuple(each.told() for each in reaches.values())
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
        page = _page(path, key)
        if page is None:
            unread.append(path.name)
        else:
            by_till[page.till].append(page)
    return by_till, unread


def _page(path: Path, key: ShopKey) -> Page | None:
    """Return a page; None for what is none of this shop, or cannot be read."""
    try:
        return read_page(path, key)
    except OSError:
        return None


def _stamped(path: Path) -> tuple[str, int, int]:
    """Return a name with what tells that the file is another one by now: its length and when it was written."""
    try:
        found = path.stat()
    except OSError:
        return path.name, -1, 0
    return path.name, found.st_size, found.st_mtime_ns


def _entries(pages: Sequence[Page]) -> list[Entry]:
    """Return every entry once, in order; of a journal with two ends those of both."""
    once = {(entry.number, entry.mac): entry for page in pages for entry in page.entries}
    return [once[place] for place in sorted(once)]


def _writes(name: str, pages: Sequence[Page]) -> list[CardWrite]:
    entries = {entry.number: entry for page in pages for entry in page.entries}
    return writes_of(name, ((each.what, each.operation_id, each.values) for _, each in sorted(entries.items())))
