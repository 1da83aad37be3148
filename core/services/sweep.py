"""Once a week every card is looked at again, beside all else and after all else (PROTOCOL.md section 10).

A page a step; a kill costs one page. Never over a card with an open operation, or one that we wrote meanwhile.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace

from core.clock import Clock
from core.domain.priority import Priority
from core.domain.reply import CardPage
from core.protocol.sweep import EVERY_S, Sweep
from core.remote.gateway import Gateway
from core.services.link.connection import Connection
from core.services.link.limiter import Limiter
from core.services.link.touches import Touches
from core.store import cards, notes, outbox
from core.store.database import Database, Session

_TRICKLE_S = 2.0
"""Between two pages where no limit is known; where one is, the limiter makes it slower."""
_AFTER_FAILURE_S = 60.0
_LOOK_S = 3600.0


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

    def __init__(
        self,
        database: Database,
        gateway: Gateway,
        connection: Connection,
        touches: Touches,
        limiter: Limiter,
        clock: Clock,
    ) -> None:
        self._database = database
        self._gateway = gateway
        self._connection = connection
        self._touches = touches
        self._limiter = limiter
        self._clock = clock
        self._due = 0.0
        self.changed: frozenset[int] = frozenset()
        """The cards that the last step changed in the cache."""

    @property
    def pause(self) -> float:
        """Seconds until a step is worth while."""
        return max(self._due - self._clock.monotonic(), self._limiter.pause(Priority.SWEEP), 0.0)

    def step(self) -> float:
        """One page if a sweep is due. Returns the seconds until another step is worth while."""
        self.changed = frozenset()
        if self.pause > 0:
            return self.pause
        with self._database.reading() as transaction:
            due = _due(transaction)
            walk = _walk(transaction)
        if not due:
            return self._rest(_LOOK_S)
        before = self._touches.now()
        answer = self._gateway.list_cards(walk.request().since_id)
        if not isinstance(answer, CardPage):
            self._connection.failed(answer)
            return self._rest(_AFTER_FAILURE_S)
        self._connection.answered()
        self._take_in(walk, answer, before)
        return self._rest(_TRICKLE_S)

    def _take_in(self, walk: Sweep, page: CardPage, before: int) -> None:
        """The page, what it leaves out and the new cursor in one transaction."""
        after, now = walk.after(page), self._clock.wall()
        with self._database.writing() as transaction:
            skip = self._touches.since(before) | outbox.busy_cards(transaction)
            changed = cards.swept(transaction, page, now, skip)
            span = walk.looked_through(after)
            listed = [card.card_id for card in page.cards]
            gone = 0 if span is None else cards.unlisted(transaction, span, listed, now, skip)
            told = _told(transaction)
            told = replace(
                told,
                listed=after.listed,
                mended=told.mended + len(changed),
                missing=told.missing + gone,
                unlike=told.unlike + len(cards.unlike(transaction, page.cards)),
            )
            _keep(transaction, after, told, now, page.date)
        self.changed = frozenset(changed)

    def _rest(self, seconds: float) -> float:
        self._due = self._clock.monotonic() + seconds
        return seconds


def last_sweep(transaction: Session) -> Swept | None:
    """The last whole one; None before the first."""
    stored = notes.watermark(transaction, "sweep.last")
    return Swept(**json.loads(stored)) if stored else None


def count_from(transaction: Session, moment: int) -> None:
    """A whole pull was begun at this server time: it showed all that a sweep would, so the week counts from it."""
    notes.set_watermark(transaction, "sweep.ended", str(moment))
    notes.set_watermark(transaction, "sweep.cursor", "")


def _due(transaction: Session) -> bool:
    """By the service's own times: those of the last pull and of the last sweep."""
    pulled = notes.watermark(transaction, "pull.watermark")
    ended = notes.watermark(transaction, "sweep.ended")
    return bool(pulled) and int(pulled or 0) - int(ended or 0) >= EVERY_S


def _walk(transaction: Session) -> Sweep:
    cursor = notes.watermark(transaction, "sweep.cursor")
    return Sweep(int(cursor), _told(transaction).listed) if cursor else Sweep()


def _told(transaction: Session) -> Swept:
    """Of the sweep under way."""
    stored = notes.watermark(transaction, "sweep.cursor") and notes.watermark(transaction, "sweep.told")
    return Swept(**json.loads(stored)) if stored else Swept()


def _keep(transaction: Session, walk: Sweep, told: Swept, now: float, date: int | None) -> None:
    if not walk.finished:
        notes.set_watermark(transaction, "sweep.cursor", str(walk.cursor))
        notes.set_watermark(transaction, "sweep.told", json.dumps(asdict(told)))
        return
    pulled = int(notes.watermark(transaction, "pull.watermark") or 0)
    count_from(transaction, pulled if date is None else date)
    if not walk.broken:
        notes.set_watermark(transaction, "sweep.last", json.dumps(asdict(replace(told, ended=now))))
