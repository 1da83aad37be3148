"""How far the journal of one till reaches, page by page: is there every entry once, each after the one before?"""

from __future__ import annotations

from core.domain.chain import ORIGIN, Entry
from core.rows.merged import MergedTill
from core.services.sharing.pages import Page


class JournalReach:
    """Of one till. `till` is the fingerprint of its key, `own`: it is this one."""

    def __init__(self, till: str, *, own: bool) -> None:
        self._till, self._own = till, own
        self._macs: dict[int, bytes] = {}
        self._before: dict[int, bytes] = {1: ORIGIN}
        self._ends: set[tuple[int, bytes]] = set()
        """Entries of a second end of the journal: another one of their number is there."""
        self._forks: set[int] = set()
        self._newest, self._name, self._until = 0, "", 0.0

    @property
    def has_ends(self) -> bool:
        """Tell whether two entries of one number were there."""
        return bool(self._ends)

    def add(self, page: Page) -> list[Entry]:
        """Take a page in; return what of it was not there yet."""
        fresh: list[Entry] = []
        mac = page.before
        for entry in page.entries:
            known = self._macs.get(entry.number)
            if self._before.setdefault(entry.number, mac) != mac or (known is not None and known != entry.mac):
                self._forks.add(entry.number)
            if known is None:
                self._macs[entry.number] = entry.mac
                fresh.append(entry)
            elif known != entry.mac and (entry.number, entry.mac) not in self._ends:
                self._ends.add((entry.number, entry.mac))
                fresh.append(entry)
            mac = entry.mac
        if self._before.setdefault(page.last + 1, mac) != mac:
            self._forks.add(page.last + 1)
        if page.last > self._newest:
            self._newest, self._name = page.last, page.name
        self._until = max(self._until, *(entry.at for entry in page.entries))
        return fresh

    def told(self) -> MergedTill:
        """Return how it stands."""
        most = max(self._macs)
        missing = most - len(self._macs)
        forks = min(self._forks, default=0)
        return MergedTill(self._till, self._name, most, missing, forks, self._own, self._until)
