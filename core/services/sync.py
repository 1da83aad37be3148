"""Pulls cards into the cache, one page a step: a full walk first, then what changed (PROTOCOL.md section 10).

While a pull rests, the weekly sweep has its turn.
"""

from __future__ import annotations

import random

from core.clock import Clock
from core.domain.priority import Priority
from core.domain.reply import CardPage, Failure, Throttled
from core.protocol.pull import OVERLAP_S, FirstPull, FollowLink, IncrementalPull, ListFrom, PullRequest
from core.remote.gateway import Gateway
from core.services.link.connection import Connection
from core.services.link.limiter import Limiter
from core.services.link.touches import Touches
from core.services.outbox.acceptance import Acceptance
from core.services.passed_over import PassedOver
from core.services.sweep import Sweeping, count_from
from core.store import cards, notes
from core.store.database import Database, Session

_PROBE_S = 2.0
_LONGEST_PROBE_S = 15.0
_LONGEST_THROTTLE_S = 60.0
_MOST_DOUBLINGS = 10
_OFF_S = 1.0


class Sync:
    """One thread at a time steps it. A kill at any point costs at most one page."""

    def __init__(
        self,
        database: Database,
        gateway: Gateway,
        connection: Connection,
        acceptance: Acceptance,
        touches: Touches,
        limiter: Limiter,
        clock: Clock,
        sweeping: Sweeping,
    ) -> None:
        self._database = database
        self._gateway = gateway
        self._connection = connection
        self._acceptance = acceptance
        self._touches = touches
        self._limiter = limiter
        self._clock = clock
        self._sweeping = sweeping
        self._passed_over = PassedOver(database, gateway, touches, clock)
        self._overdue: list[int] = []
        self._walk: FirstPull | IncrementalPull | None = None
        self._due = 0.0
        self._failures = 0
        self._returns_seen = connection.returns
        self.changed: frozenset[int] = frozenset()
        """The cards that the last step changed in the cache."""

    def step(self) -> float:
        """One request if it is due. Returns the seconds until another step is worth while, 0 for at once."""
        self.changed = frozenset()
        if self._connection.condition.state == "switched_off":
            return _OFF_S
        wait = self._due - self._clock.monotonic()
        silent = self._failures == 0 and self._connection.condition.state == "offline"
        if silent or self._returned():
            wait = 0.0  # somebody else met the silence, or plugged the line in: not after the rest of the interval
        wait = max(wait, self._limiter.pause(Priority.PULL))
        if wait > 0:
            return min(wait, self._swept()) if self.resting else wait
        if self._overdue:
            return self._look(self._overdue.pop())
        walk = self._walk or self._next_walk()
        before = self._touches.now()
        answer = self._ask(walk.request())
        if not isinstance(answer, CardPage):
            return self._failed(answer)
        self._answered()
        self._walk = self._take_in(walk, answer, before)
        if self._walk is not None:
            return 0.0
        self._overdue = self._passed_over.free()
        return self._after_walk()

    def hurry(self) -> None:
        """The next step asks at once."""
        self._due = 0.0

    def restart(self) -> None:
        """Walks through all cards again from the first one."""
        with self._database.writing() as transaction:
            notes.set_watermark(transaction, "first_pull.cursor", "0")
            notes.set_watermark(transaction, "first_pull.started", "")
            notes.set_watermark(transaction, "pull.watermark", "")
        self._walk = None
        self._due = 0.0

    @property
    def resting(self) -> bool:
        """The last walk is complete and nothing is to be asked for a while."""
        return self._walk is None and self._failures == 0 and self._due > self._clock.monotonic()

    @property
    def failing(self) -> bool:
        return self._failures > 0

    def _look(self, card_id: int) -> float:
        """One card that a page had to leave as it was."""
        found = self._passed_over.look(card_id)
        if not isinstance(found, bool):
            return self._failed(found)
        self._answered()
        self.changed = frozenset({card_id} if found else ())
        return self._after_walk()

    def _after_walk(self) -> float:
        return 0.0 if self._overdue else min(self._rest(self._limiter.poll_interval), self._sweeping.pause)

    def _answered(self) -> None:
        self._failures = 0
        self._connection.answered()
        self._returns_seen = self._connection.returns
        self._acceptance.meet()

    def _swept(self) -> float:
        pause = self._sweeping.step()
        self.changed = self._sweeping.changed
        return pause

    def _returned(self) -> bool:
        """The service is believed to be back since the last step, by somebody else's word."""
        seen, self._returns_seen = self._returns_seen, self._connection.returns
        return seen != self._returns_seen

    def _next_walk(self) -> FirstPull | IncrementalPull:
        with self._database.reading() as transaction:
            since = notes.watermark(transaction, "pull.watermark")
            cursor = notes.watermark(transaction, "first_pull.cursor")
            started = notes.watermark(transaction, "first_pull.started")
        if since:
            return IncrementalPull(int(since))
        return FirstPull(int(cursor or 0), int(started) if started else None)

    def _ask(self, request: PullRequest) -> CardPage | Failure:
        if isinstance(request, ListFrom):
            return self._gateway.list_cards(request.since_id)
        if isinstance(request, FollowLink):
            return self._gateway.next_page(request.token)
        return self._gateway.search_cards(request.query, "updated_at DESC")

    def _take_in(
        self, walk: FirstPull | IncrementalPull, page: CardPage, before: int
    ) -> FirstPull | IncrementalPull | None:
        """The page and the new mark in one transaction; returns the walk if it is not complete."""
        after = walk.after(page)
        now = self._clock.wall()
        with self._database.writing() as transaction:
            ours = self._touches.since(before) | cards.just_written(transaction, page)
            changed = cards.pulled(transaction, page.cards, now, ours)
            self._passed_over.add(transaction, page)
            _keep(transaction, after, now)
        self.changed = frozenset(changed)
        if isinstance(after, IncrementalPull) and after.broken:
            self.restart()
            return self._next_walk()
        return None if after.finished else after

    def _failed(self, failure: Failure) -> float:
        """Silence is probed every few seconds, so that a till is back soon after its service is."""
        self._connection.failed(failure)
        self._failures += 1
        if isinstance(failure, Throttled):
            asked = failure.retry_after if failure.retry_after is not None else _PROBE_S
            return self._rest(min(max(asked, _PROBE_S / 4), _LONGEST_THROTTLE_S))
        longest = min(_LONGEST_PROBE_S, _PROBE_S * 2 ** min(self._failures - 1, _MOST_DOUBLINGS))
        return self._rest(random.uniform(_PROBE_S / 2, longest))

    def _rest(self, seconds: float) -> float:
        self._due = self._clock.monotonic() + seconds
        return seconds


def _keep(transaction: Session, walk: FirstPull | IncrementalPull, now: float) -> None:
    if isinstance(walk, FirstPull):
        notes.set_watermark(transaction, "first_pull.cursor", str(walk.cursor))
        notes.set_watermark(transaction, "first_pull.started", str(walk.started or ""))
        if walk.finished:
            started = walk.started if walk.started is not None else round(now)
            notes.set_watermark(transaction, "pull.watermark", str(max(0, started - OVERLAP_S)))
            notes.set_watermark(transaction, "first_pull.done", "yes")
            count_from(transaction, started)
    elif walk.finished and not walk.broken:
        notes.set_watermark(transaction, "pull.watermark", str(walk.watermark))
    if walk.finished and not (isinstance(walk, IncrementalPull) and walk.broken):
        notes.set_watermark(transaction, "last_sync", str(now))
