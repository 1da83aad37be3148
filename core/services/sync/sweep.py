"""Once a week every card is looked at again, beside all else and after all else (docs/protocol.md 10).

A page a step; a kill costs one page. Never over a card with an open operation, or one that we wrote meanwhile.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace

from core.domain.priority import Priority
from core.domain.reply import CardPage
from core.domain.staff import ITSELF
from core.log import area
from core.protocol.sweep import EVERY_S, Sweep
from core.services.books.storage import Storage
from core.services.link.card_source import CardSource
from core.services.link.odd_cards import OddCards
from core.services.link.refused_acts import LIST
from core.store import cards, notes, outbox
from core.store.database import Connection

_log = area("sync")

_TRICKLE_S = 2.0
"""Between two pages where no limit is known; where one is, the limiter makes it slower."""
_AFTER_FAILURE_S = 60.0
_LOOK_S = 3600.0
WHOLE_PULL = "whole_pull.ended"
"""The mark of when all cards were last read in one walk, by the till's clock."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep has found: `mended` were not as the service has them, `missing` are not listed by it any more.

    `unlike` are still not as listed: they were busy, or are newer here than in the list. `ended` by the till's clock.
    """

    listed: int = 0
    mended: int = 0
    missing: int = 0
    unlike: int = 0
    ended: float = 0.0


class Sweeping:
    """Stepped by the pull's thread while the pull rests."""

    def __init__(self, storage: Storage, source: CardSource) -> None:
        self._odd_cards = OddCards.of(storage, source)
        self._database = storage.database
        self._gateway = source.gateway
        self._connection = source.connection
        self._local_writes = source.local_writes
        self._limiter = source.limiter
        self._clock = storage.clock
        self._due = 0.0
        self.changed: frozenset[int] = frozenset()
        """The cards that the last step changed in the cache."""

    @property
    def pause(self) -> float:
        """Seconds until a step is worth while."""
        return max(self._due - self._clock.monotonic(), self._limiter.pause(Priority.SWEEP), 0.0)

    def step(self) -> float:
        """Compare one page if a sweep is due. Returns the seconds until another step is worth while."""
        self.changed = frozenset()
        if self.pause > 0:
            return self.pause
        with self._database.reading() as conn:
            due = _due(conn)
            walk = _walk(conn)
        if not due:
            return self._rest(_LOOK_S)
        before = self._local_writes.now()
        answer = self._gateway.list_cards(walk.request().since_id)
        if isinstance(answer, CardPage):
            answer = self._odd_cards.doubted(answer) or answer
        if not isinstance(answer, CardPage):
            self._connection.failed(answer, LIST)
            _log.warning("sweep pauses", outcome=type(answer).__name__, seconds=_AFTER_FAILURE_S)
            return self._rest(_AFTER_FAILURE_S)
        self._connection.answered(LIST)
        self._take_in(walk, answer, before)
        return self._rest(_TRICKLE_S)

    def _take_in(self, walk: Sweep, page: CardPage, before: int) -> None:
        """Take in the page, what it leaves out and the new cursor in one transaction."""
        after, now = walk.after(page), self._clock.wall()
        with self._database.writing(ITSELF) as conn:
            skip = self._local_writes.since(before) | outbox.busy_cards(conn)
            changed = cards.swept(conn, page, now, skip)
            span = walk.looked_through(after)
            self._odd_cards.add(conn, page)
            listed = page.ids
            gone = 0 if span is None else cards.unlisted(conn, span, {*listed, *skip}, now)
            told = _told(conn)
            told = replace(
                told,
                listed=after.listed,
                mended=told.mended + len(changed),
                missing=told.missing + gone,
                unlike=told.unlike + len(cards.unlike(conn, page.cards)),
            )
            _keep(conn, after, told, now, page.date)
        self.changed = frozenset(changed)
        _log.info("page compared", cards=len(page.cards), changed=len(changed), missing=gone)

    def _rest(self, seconds: float) -> float:
        self._due = self._clock.monotonic() + seconds
        return seconds


def last_sweep(conn: Connection) -> Swept | None:
    """Return the last whole sweep; None before the first."""
    stored = notes.watermark(conn, "sweep.last")
    return Swept(**json.loads(stored)) if stored else None


def last_whole_pull(conn: Connection) -> float:
    """Return when all cards were last read in one walk, by the till's clock; 0 for never."""
    return float(notes.watermark(conn, WHOLE_PULL) or 0.0)


def count_from(conn: Connection, moment: int) -> None:
    """Count the week from a whole pull begun at this server time: it showed all that a sweep would."""
    notes.set_watermark(conn, "sweep.ended", str(moment))
    notes.set_watermark(conn, "sweep.cursor", "")


def _due(conn: Connection) -> bool:
    """Return whether a sweep is due by the service's own times: those of the last pull and of the last sweep."""
    pulled = notes.watermark(conn, "pull.watermark") and notes.watermark(conn, "service.date")
    ended = notes.watermark(conn, "sweep.ended")
    return bool(pulled) and int(pulled or 0) - int(ended or 0) >= EVERY_S


def _walk(conn: Connection) -> Sweep:
    cursor = notes.watermark(conn, "sweep.cursor")
    return Sweep(int(cursor), _told(conn).listed) if cursor else Sweep()


def _told(conn: Connection) -> Swept:
    """Return the figures of the sweep under way."""
    stored = notes.watermark(conn, "sweep.cursor") and notes.watermark(conn, "sweep.told")
    return Swept(**json.loads(stored)) if stored else Swept()


def _keep(conn: Connection, walk: Sweep, told: Swept, now: float, date: int | None) -> None:
    if not walk.finished:
        notes.set_watermark(conn, "sweep.cursor", str(walk.cursor))
        notes.set_watermark(conn, "sweep.told", json.dumps(asdict(told)))
        return
    pulled = int(notes.watermark(conn, "pull.watermark") or 0)
    count_from(conn, pulled if date is None else date)
    if not walk.broken:
        notes.set_watermark(conn, "sweep.last", json.dumps(asdict(replace(told, ended=now))))
