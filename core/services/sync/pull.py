"""Pulls cards into the cache, one page a step: a full walk first, then what changed (docs/protocol.md 10).

While a pull rests, the weekly sweep has its turn.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable

from core.domain.priority import Priority
from core.domain.reply import CardPage, Failure, Throttled
from core.domain.staff import ITSELF
from core.log import area
from core.protocol.pull import FirstPull, FollowLink, IncrementalPull, ListFrom, PullRequest, mark_after
from core.services.books.storage import Storage
from core.services.link.card_source import CardSource
from core.services.link.odd_cards import OddCards
from core.services.link.refused_acts import LIST
from core.services.outbox.offline_limits import OfflinePolicy
from core.services.sync.deferred_refresh import DeferredRefresh
from core.services.sync.sweep import WHOLE_PULL, Sweeping, count_from
from core.store import cards, notes
from core.store.database import Connection

_log = area("sync")

_PROBE_S = 2.0
_LONGEST_PROBE_S = 15.0
_LONGEST_THROTTLE_S = 60.0
_MOST_DOUBLINGS = 10
_OFF_S = 1.0


class Sync:
    """One thread at a time steps it, others wait. A kill at any point costs at most one page."""

    def __init__(self, storage: Storage, source: CardSource, policy: OfflinePolicy, sweeping: Sweeping) -> None:
        self._database = storage.database
        self._gateway = source.gateway
        self._connection = source.connection
        self._policy = policy
        self._local_writes = source.local_writes
        self._limiter = source.limiter
        self._clock = storage.clock
        self._sweeping = sweeping
        self._deferred_refresh = DeferredRefresh(storage.database, source.gateway, source.local_writes, storage.clock)
        self._odd_cards = OddCards.of(storage, source)
        self._overdue: list[int] = []
        self._unread: list[int] = []
        self._walk: FirstPull | IncrementalPull | None = None
        self._due = 0.0
        self._hurried = False
        self._restarts = 0
        self._failures = 0
        self._returns_seen = source.connection.returns
        self.changed: frozenset[int] = frozenset()
        """The cards that the last step changed in the cache."""
        self._turn = threading.Lock()

    def step(self) -> float:
        """Send one request if it is due. Returns the seconds until another step is worth while, 0 for at once."""
        with self._turn:
            return self._step()

    def _step(self) -> float:
        self.changed = frozenset()
        self._hurried = False
        if self._connection.condition.state == "switched_off":
            return _OFF_S
        wait = self._due - self._clock.monotonic()
        silent = self._failures == 0 and self._connection.condition.state == "offline"
        if silent or self._returned():
            wait = 0.0  # somebody else met the silence, or plugged the line in: not after the rest of the interval
        suspect = None if self._failures else self._odd_cards.suspects.take()
        if suspect is not None:
            return self._look(self._odd_cards.confirm_gone, suspect)
        wait = max(wait, self._limiter.pause(Priority.PULL))
        if wait > 0:
            return min(wait, self._swept()) if self.resting else wait
        if self._overdue:
            return self._look(self._deferred_refresh.look, self._overdue.pop())
        if self._unread:
            return self._look(self._odd_cards.look, self._unread.pop())
        restarts = self._restarts
        walk = self._walk or self._next_walk()
        before = self._local_writes.now()
        answer = self._ask(walk.request())
        if not isinstance(answer, CardPage):
            return self._failed(answer)
        doubt = self._odd_cards.doubted(answer)
        if doubt is not None:
            return self._failed(doubt)
        self._answered()
        self._walk = self._take_in(walk, answer, before, restarts)
        if self._restarts != restarts:
            self._walk = None  # what this page belongs to is over
        if self._walk is not None or self._restarts != restarts:
            return 0.0
        self._overdue, self._unread = self._deferred_refresh.free(), self._odd_cards.to_ask()
        _log.info("pull complete", seconds=round(self._limiter.poll_interval), waiting=len(self._overdue))
        return self._after_walk()

    def hurry(self) -> None:
        """Let the next step ask at once, also where another thread is in the midst of a step that would rest then."""
        self._hurried = True
        self._due = 0.0

    def restart(self) -> None:
        """Walk through all cards again from the first one, also where another thread is in the midst of a step."""
        with self._database.writing(ITSELF) as conn:
            notes.set_watermark(conn, "first_pull.cursor", "0")
            notes.set_watermark(conn, "first_pull.started", "")
            notes.set_watermark(conn, "pull.watermark", "")
            self._restarts += 1  # inside: a page that is taken in after this transaction moves no mark
        self._walk = None
        self.hurry()

    @property
    def resting(self) -> bool:
        """The last walk is complete and nothing is to be asked for a while."""
        return self._walk is None and self._failures == 0 and self._due > self._clock.monotonic()

    @property
    def failing(self) -> bool:
        return self._failures > 0

    def _look(self, look: Callable[[int], Failure | bool], card_id: int) -> float:
        """Look at one card that a page had to leave as it was."""
        found = look(card_id)
        if not isinstance(found, bool):
            return self._failed(found)
        self._answered()
        self.changed = frozenset({card_id} if found else ())
        return self._after_walk()

    def _after_walk(self) -> float:
        if self._overdue or self._unread:
            return 0.0
        return min(self._rest(self._limiter.poll_interval), self._sweeping.pause)

    def _answered(self) -> None:
        self._failures = 0
        self._connection.answered(LIST)
        self._returns_seen = self._connection.returns
        self._policy.record_connected()

    def _swept(self) -> float:
        pause = self._sweeping.step()
        self.changed = self._sweeping.changed
        return pause

    def _returned(self) -> bool:
        """Return whether the service is believed to be back since the last step, by somebody else's word."""
        seen, self._returns_seen = self._returns_seen, self._connection.returns
        return seen != self._returns_seen

    def _next_walk(self) -> FirstPull | IncrementalPull:
        with self._database.reading() as conn:
            since = notes.watermark(conn, "pull.watermark")
            cursor = notes.watermark(conn, "first_pull.cursor")
            started = notes.watermark(conn, "first_pull.started")
            newest = None if since else cards.newest(conn)
        if since:
            return IncrementalPull(int(since))
        return FirstPull(int(cursor or 0), int(started) if started else None, newest=newest)

    def _ask(self, request: PullRequest) -> CardPage | Failure:
        if isinstance(request, ListFrom):
            return self._gateway.list_cards(request.since_id)
        if isinstance(request, FollowLink):
            return self._gateway.next_page(request.token)
        return self._gateway.search_cards(request.query, "updated_at DESC")

    def _take_in(
        self, walk: FirstPull | IncrementalPull, page: CardPage, before: int, restarts: int
    ) -> FirstPull | IncrementalPull | None:
        """Take in the page and the new mark in one transaction; return the walk if it is not complete.

        `before` and `restarts` are from before the request: what we wrote and whether all is walked through anew since.
        """
        after = walk.after(page)
        now = self._clock.wall()
        with self._database.writing(ITSELF) as conn:
            ours = self._local_writes.since(before) | cards.just_written(conn, page)
            changed = cards.pulled(conn, page.cards, now, ours)
            self._deferred_refresh.add(conn, page)
            self._odd_cards.add(conn, page)
            if self._restarts == restarts:
                _keep(conn, after, page, now)
            for name, value in zip(("offset_at", "offset"), self._clock.offset or (), strict=False):
                notes.set_watermark(conn, f"service.{name}", str(value))
        self.changed = frozenset(changed)
        _log.info("page taken in", mode=type(walk).__name__, cards=len(page.cards), changed=len(changed))
        if isinstance(after, IncrementalPull) and after.broken:
            self.restart()
        return None if after.finished else after

    def _failed(self, failure: Failure) -> float:
        """Silence is probed every few seconds, so that a till is back soon after its service is."""
        self._connection.failed(failure, LIST)
        self._failures += 1
        pause = self._pause_after(failure)
        _log.warning("pull pauses", outcome=type(failure).__name__, attempts=self._failures, seconds=round(pause, 1))
        return self._rest(pause)

    def _pause_after(self, failure: Failure) -> float:
        if isinstance(failure, Throttled):
            asked = failure.retry_after if failure.retry_after is not None else _PROBE_S
            return min(max(asked, _PROBE_S / 4), _LONGEST_THROTTLE_S)
        longest = min(_LONGEST_PROBE_S, _PROBE_S * 2 ** min(self._failures - 1, _MOST_DOUBLINGS))
        return random.uniform(_PROBE_S / 2, longest)

    def _rest(self, seconds: float) -> float:
        self._due = self._clock.monotonic() + seconds
        if not self._hurried:  # looked at last: whoever hurries says so first
            return seconds
        self._due = 0.0
        return 0.0


def _keep(conn: Connection, walk: FirstPull | IncrementalPull, page: CardPage, now: float) -> None:
    if page.date is not None:
        notes.set_watermark(conn, "service.date", str(page.date))
    if isinstance(walk, FirstPull):
        notes.set_watermark(conn, "first_pull.cursor", str(walk.cursor))
        notes.set_watermark(conn, "first_pull.started", str(walk.started or ""))
        if walk.finished:
            started = walk.started if walk.started is not None else round(now)
            notes.set_watermark(conn, "pull.watermark", str(mark_after(started, walk.newest, 0)))
            notes.set_watermark(conn, "first_pull.done", "yes")
            count_from(conn, started)
            notes.set_watermark(conn, WHOLE_PULL, str(now))
    elif walk.finished and not walk.broken:
        notes.set_watermark(conn, "pull.watermark", str(walk.watermark))
    if walk.finished and not (isinstance(walk, IncrementalPull) and walk.broken):
        notes.set_watermark(conn, "last_sync", str(now))
