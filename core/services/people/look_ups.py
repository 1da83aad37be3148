"""Who looked at what: look-ups, searches and reports come into the journal within a second, in one entry a person.

The counter never waits for it: what was seen is counted in memory and written by a thread of its own, and at the end.
"""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field

from core.domain.staff import Author
from core.errors import KnownError
from core.log import area
from core.services.books.storage import Storage
from core.services.people.gate import Gate
from core.store.database import sign

_log = area("people")
_SOON_S = 0.8
_AGAIN_S = 30.0
"""After a disk that did not take it."""
_MOST_CARDS = 40
"""In one entry; of the others only how many there were."""


@dataclass(slots=True)
class Seen:
    """What one person looked at since the last entry. `cards`: how often each, by its last four."""

    cards: Counter[str] = field(default_factory=Counter)
    searches: int = 0
    reports: int = 0

    def values(self, clerk: str) -> dict[str, object]:
        """Return it as an entry has it."""
        named = dict(self.cards.most_common(_MOST_CARDS))
        counts = {"searches": self.searches, "reports": self.reports, "more": len(self.cards) - len(named)}
        return {"clerk": clerk, "cards": named} | {name: count for name, count in counts.items() if count}

    def add(self, other: Seen) -> None:
        """Count what `other` has on top."""
        self.cards += other.cards
        self.searches += other.searches
        self.reports += other.reports


class LookUps:
    """Thread-safe. Where there is no staff nobody is named, and nothing is written."""

    def __init__(self, storage: Storage, gate: Gate) -> None:
        self._database = storage.database
        self._journal = storage.journal
        self._gate = gate
        self._lock = threading.Lock()
        self._seen: dict[str, Seen] = {}
        self._timer: threading.Timer | None = None
        self._closed = False

    def card(self, last_characters: str) -> None:
        """Note that a card was found and shown; "" for one that is not known."""
        if last_characters:
            self._note(Seen(cards=Counter([last_characters.lower()])))

    def search(self, found: tuple[str, ...]) -> None:
        """Note a search, and the last four of what it showed first."""
        self._note(Seen(cards=Counter(each.lower() for each in found[:_MOST_CARDS]), searches=1))

    def report(self) -> None:
        """Note that a report was read."""
        self._note(Seen(reports=1))

    def flush(self) -> None:
        """Write what was seen. A disk that refuses it is tried again."""
        with self._lock:
            seen, self._seen, self._timer = self._seen, {}, None
        if not seen:
            return
        try:
            with self._database.writing() as conn:
                for name, each in seen.items():
                    sign(conn, Author(name))
                    self._journal.write(conn, "looked-up", values=each.values(name))
        except KnownError as error:
            _log.warning("look-ups wait", key=error.key)
            with self._lock:
                for name, each in seen.items():
                    self._seen.setdefault(name, Seen()).add(each)
                self._wake(_AGAIN_S)

    def close(self) -> None:
        """Write the last of it; nothing is noted any more."""
        with self._lock:
            self._closed = True
            timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()
            timer.join()
        self.flush()

    def _note(self, seen: Seen) -> None:
        present = self._gate.present
        if present is None:
            return
        with self._lock:
            self._seen.setdefault(present.name, Seen()).add(seen)
            self._wake(_SOON_S)

    def _wake(self, seconds: float) -> None:
        if self._timer is None and not self._closed:
            self._timer = threading.Timer(seconds, self.flush)
            self._timer.daemon = True
            self._timer.start()
