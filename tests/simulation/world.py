"""A world: one service, N tills, their people and their weather, all from one seed; run until everything is idle."""

from __future__ import annotations

import gc
import random
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zlib import crc32

from core.domain.capabilities import Answers
from core.protocol import pull
from core.remote.gateway import NewCard
from core.settings import QUARANTINE_S
from tests.simulation import copies, oracle
from tests.simulation.dialects import Dialects
from tests.simulation.network import T_Q, Line, Weather
from tests.simulation.people import People
from tests.simulation.restores import Restores
from tests.simulation.scheduler import Scheduler
from tests.simulation.shop import Shop
from tests.simulation.till import Till, Violation

_MOST_TRACE = 20_000
_LONGEST_QUIET_S = 6 * 3600
_LOOK_S = 30.0
_UNREADABLE = "SELECT card_id FROM unreadable_cards LIMIT 1"
_PULLS_S = 75.0
"""How long nothing may be undecided: two intervals of a pull, with their requests. What is under way has arrived."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a world is and what happens in it. Shares are 0 to 1, times in seconds."""

    tills: int = 5
    cards: int = 50
    commands: int = 200
    faults: float | None = None
    """Share of requests that go wrong; None: drawn by the seed, 0 to 0.3."""
    kills: float = 0.5
    """Share of lives that end in a kill."""
    pauses: float = 0.05
    """Share of transactions before which another thread may have its turn."""
    patience: float = 0.8
    """Share of commands whose clerk waits for the outcome."""
    hot: float = 0.3
    """Share of commands on three cards that everybody uses."""
    think_s: float = 4.0
    web_shop_s: float = 6.0
    index_lag_s: float = 30.0
    list_lag_s: float = 0.0
    """How far the list lags at most; drawn by the seed. Beyond A3, but a create must survive it."""
    stale: float = 0.03
    trip_s: float = 0.05
    """One way through the network, on the average."""
    facade: float | None = None
    """Share of balance writes that a façade carries out; None: drawn by the seed, none or all."""
    outages: int = 1
    clock_jumps: int = 0
    shared_codes: float = 0.1
    crews: bool = True
    """Several cards at once, as in the window; else one request at a time."""
    generous: bool = False
    """The shop's offline limits never bind."""
    promises: bool = True
    """The shop sells without a connection."""
    page: int | None = None
    """Cards on a page of a list or search; None: drawn by the seed."""
    quarantine_s: float = QUARANTINE_S
    latest_s: float = T_Q - 1
    able: int | None = None
    """What the service can do beyond the plain API: 0 nothing, 1 keys, 2 tags, 3 both, 4 lists, 5 keys that are kept
    with the write (decision 50); None: drawn."""
    settles: bool | None = None
    """Whether somebody settles what was parked; None: drawn by the seed, in a third of the worlds."""
    wrong: float = 0.3
    """Share of settlings that are a guess."""
    replaces: float | None = None
    """Share of acts that replace a lost card; None: drawn by the seed, none or 0.2."""
    money_back: float | None = None
    """Share of acts that pay out cash or take an earlier act back; None: drawn by the seed, none or 0.2."""
    acts: tuple[int, ...] | None = None
    """Other weights for what clerks do."""
    repeats: float = 0.0
    """Share of writes that the network sends twice."""
    cached: float = 0.0
    """Share of reads that a cache on the way answers."""
    reused_ids: int = 0
    """How often the service is restored and gives the id of a card to another one."""
    another_service: bool = False
    """For a while another service answers at the address."""
    dialects: float = 0.0
    """Share of requests that are refused in another shape, and of cards and lists of which one row cannot be read."""
    stubborn: float = 0.0
    """Share of cards whose balance writes are refused for ever, and without a word why."""


SMALL = Shape(tills=3, cards=8, commands=24, think_s=3.0)
"""A world for many seeds in little time."""
TINY = Shape(tills=3, cards=4, commands=10, think_s=3.0)
"""A world so small that a thousand of them fit into what is run before every merge."""


@dataclass(slots=True)
class Report:
    """How a seed went. `outcomes` counts operations by state and reason."""

    seed: int
    outcomes: dict[str, int]
    failure: str | None
    trace: list[str] = field(default_factory=list)
    virtual_s: float = 0.0
    fingerprint: int = 0
    """Of everything that happened: the same seed, the same number."""
    books: list[tuple[object, ...]] = field(default_factory=list)
    """How each operation of each till ended: state, what was wanted, what is known."""
    copies: Counter[str] = field(default_factory=Counter)
    """How many requests were sent twice, and what became of the copies that nobody booked."""


class World:
    """Made for one seed, run once."""

    def __init__(self, seed: int, shape: Shape, folder: Path, people: Callable[[World], People] = People) -> None:
        self.seed, self.shape, self.folder = seed, shape, folder
        self.chance = random.Random(seed)
        random.seed(seed)  # the core's own pauses and jitters
        self.scheduler = Scheduler(random.Random(self.chance.getrandbits(64)))
        self.trace: deque[tuple[float, str, str]] = deque(maxlen=_MOST_TRACE)
        self._fingerprint = 0
        self.quiet = self.over = False
        self.weather = self._forecast()
        self.dialects = Dialects(random.Random(f"{self.seed} dialects"), shape.dialects, shape.stubborn, seed)
        self.probed = self._abilities()
        self.able = Answers(self.probed, 0.0).capabilities(0.0)
        lag = random.Random(self.chance.getrandbits(64))
        page = shape.page or self.chance.choice((250, 250, 7))
        self.shop = Shop(lambda: self.scheduler.now, lambda: lag.uniform(0, shape.index_lag_s), page)
        pull.PAGE = page  # a walk of many pages, without a world of thousands of cards
        self.usual_cards = [self._sell_before(number) for number in range(shape.cards)]
        self.people = people(self)
        self.restores = Restores(self)
        self.tills = [Till(self, number + 1) for number in range(shape.tills)]
        self.failures: list[str] = []
        self.outcomes: dict[str, int] = {}
        self.books: list[tuple[object, ...]] = []
        self.calm_at = self.decided_at = 0.0
        self.requests = self.repeated = 0
        self.copies: Counter[str] = Counter()
        self.unbooked: dict[int, copies.Fate] = {}
        self.poisoned: dict[int, str] = {}
        """Cards whose balance writes never go well, and how."""
        self.reconciled: set[int] = set()

    def line(self, till: Till) -> Line:
        """The gateway of a till's new life."""
        return Line(till, self.scheduler, self.shop, self.weather, self.poisoned)

    def run(self) -> Report:
        """Until every lane is idle and every cache has caught up; then the books are compared."""
        with _few_collections():
            return self._run()

    def _run(self) -> Report:
        try:
            for till in self.tills:
                till.start()
            self.people.open_web_shop()
            self.restores.begin()
            self._work()
            if not self.failed:
                self.unbooked = copies.unbooked(self)
                self.copies = copies.counted(self, self.unbooked)
                oracle.judge(self)
            self.reconciled = oracle.unexplained(self)
            self.outcomes, self.books = oracle.outcomes(self), oracle.books(self)
        except Violation as violation:
            self.failures.append(str(violation))
        finally:
            self._end()
        return self._report()

    @property
    def failed(self) -> bool:
        return bool(self.scheduler.failure or self.failures)

    def say(self, who: str, what: str) -> None:
        self.trace.append((self.scheduler.now, who, what))
        self._fingerprint = crc32(f"{self.scheduler.now} {who} {what}".encode(), self._fingerprint)

    def after_pull(self, till: Till, changed: Collection[int]) -> None:
        """Shown = server + pending, for what a pull has just changed and for what is on its way (F16).

        Not where requests are repeated: what a copy did is pending for no till.
        """
        if self.shape.repeats:
            return
        pending = till.rows(oracle.ON_THEIR_WAY)
        self.failures += oracle.shown(self, till, {*changed, *(row["card_id"] for row in pending)})

    def _forecast(self) -> Weather:
        shape, chance = self.shape, self.chance
        rate = chance.choice((0.0, 0.02, 0.1, 0.3)) * chance.random() if shape.faults is None else shape.faults
        outages = []
        for _ in range(shape.outages if chance.random() < 0.5 else 0):
            start = chance.uniform(0, 200)
            outages.append((start, start + chance.uniform(5, 120)))
        return Weather(
            random.Random(chance.getrandbits(64)),
            rate=rate,
            stale=shape.stale,
            list_lag_s=chance.uniform(0, shape.list_lag_s),
            latest_s=shape.latest_s,
            trip_s=shape.trip_s,
            facade=chance.choice((0.0, 1.0)) if shape.facade is None else shape.facade,
            outages=outages,
            repeats=copies.Repeats(random.Random(f"{self.seed} copies"), shape.repeats),
            cached=shape.cached,
        )

    def _abilities(self) -> dict[str, str]:
        """What the tills found out about the service: in half of the worlds nothing, else keys, tags or lists."""
        chance = random.Random(f"{self.seed} abilities")
        able = self.shape.able if self.shape.able is not None else chance.choice((0, 0, 0, 0, 1, 2, 3, 4))
        found = dict.fromkeys(("keys", "etags", "transactions", "reference"), "no")
        if able == 5 or (able == 1 and self.shape.able is None and chance.random() < 0.5):
            found |= {"keys": "yes", "key_retention_s": "86400", "keys_with_write": "yes"}
        elif able in {1, 3}:
            found |= {"keys": "yes", "key_retention_s": str(chance.choice((600, 3600, 86_400)))}
        if able in {2, 3}:
            found["etags"] = "yes"
        if able == 4:
            found |= {"transactions": "yes", "reference": "yes"}
        return found

    def _sell_before(self, number: int) -> int:
        value = self.chance.choice((0, 1000, 5000, 20000)) + self.chance.randint(1, 999)
        made: Any = self.shop.create(NewCard(value, "USD", f"BEFORE{number:06}"), "")
        held = self.shop.cards[made.card.card_id]
        held.versions[0] = (-1e6, -1e6, held.card)
        return held.card.card_id

    def _work(self) -> None:
        scheduler = self.scheduler
        while not self.failed and any(till.left_to_do > 0 or till.core is None for till in self.tills):
            scheduler.sleep(_LOOK_S)
        self.quiet = True
        self.weather.calm_down()
        self.dialects.share = 0.0
        self.calm_at = scheduler.now
        self.say("world", "quiet from here on")
        calm_since, began = None, scheduler.now
        while not self.failed:
            self._plug_all_in()
            decided = self.restores.other is None and all(
                till.core is not None and not self._undecided(till) for till in self.tills
            )
            decided = decided and not any(till.rows(_UNREADABLE) for till in self.tills)
            calm_since = (scheduler.now if calm_since is None else calm_since) if decided else None
            self.decided_at = calm_since or scheduler.now
            caught_up = calm_since is not None and scheduler.now - calm_since > self.shape.index_lag_s + _PULLS_S
            if caught_up and all(self._has_pulled_all(till) for till in self.tills):
                return
            if scheduler.now - began > _LONGEST_QUIET_S:
                raise Violation(f"not idle {_LONGEST_QUIET_S} s after the last fault: {self._busy()}")
            scheduler.sleep(1.0 if caught_up else _LOOK_S)

    def _has_pulled_all(self, till: Till) -> bool:
        """Return whether its last pull began after the index knew the last change: one slowed by 429s lasts minutes."""
        core = till.core
        return core is not None and core.sync.resting and till.pull_began > self.shop.indexed_at

    def _undecided(self, till: Till) -> bool:
        return bool(till.rows(oracle.UNDECIDED)) or self.people.has_to_settle(till)

    def _plug_all_in(self) -> None:
        for till in self.tills:
            if till.core is not None and till.core.connection.condition.state == "switched_off":
                till.core.connection.switch(False)

    def _busy(self) -> str:
        rows = [
            f"{till.name} #{row['seq']} {row['kind']} {row['state']} {row['said']}"
            for till in self.tills
            for row in till.rows(oracle.UNDECIDED)
        ]
        behind = [till.name for till in self.tills if not self._has_pulled_all(till)]
        return "; ".join(rows) or f"{behind} have not pulled all"

    def _end(self) -> None:
        self.over = True
        for till in self.tills:
            till.end()
        self.scheduler.finish()
        for till in self.tills:
            till.close()

    def _report(self) -> Report:
        failure = self.scheduler.failure or "\n".join(self.failures[:5]) or None
        lines = [f"{when:10.3f} {who:9} {what}" for when, who, what in self.trace] if failure else []
        return Report(
            self.seed, self.outcomes, failure, lines, self.scheduler.now, self._fingerprint, self.books, self.copies
        )


@contextmanager
def _few_collections() -> Iterator[None]:
    """Look for garbage seldom: a look walks through all modules of the core, and was a tenth of a world's time."""
    usual = gc.get_threshold()
    gc.set_threshold(50_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
