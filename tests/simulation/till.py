"""One till of the simulation: the real core on its own file, which survives every kill; everything else does not."""

from __future__ import annotations

import hashlib
import hmac
import json
import random
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from core.bootstrap import Core, assemble
from core.clock import Clock
from core.domain.capabilities import PLAIN, Safeguards
from core.ground import Ground
from core.remote.gateway import NewCard
from core.security.vault import Vault
from core.settings import Settings
from tests.simulation.database import LIMITS, SimulatedDatabase, let_go, template
from tests.simulation.refusals import Refusals
from tests.simulation.request_pool import VirtualRequestPool
from tests.simulation.scheduler import Actor, Killed
from tests.simulation.shop import EPOCH

if TYPE_CHECKING:
    from tests.simulation.manager import Word
    from tests.simulation.world import World

_YEAR_S = 365.25 * 86400
_JUMPS = (10 * _YEAR_S, -10 * _YEAR_S, 3600.0, -3600.0, 1.0, -1.0, -90.0, 86400.0)
"""How wrong a wall clock may be: years, daylight saving, a leap second, a step back in a quarantine, a day."""
_OFF_S = 30.0
"""How often the background looks whether the line is plugged in again; three days of every second would be long."""


class Violation(AssertionError):
    """A rule of docs/protocol.md was broken."""


class VirtualClock(Clock):
    """Monotonic from an arbitrary start in each life; the wall clock wrong by the last of `till.wall_jumps`."""

    def __init__(self, till: Till) -> None:
        super().__init__()
        self._till = till
        self._scheduler = till.world.scheduler
        self._start = till.chance.uniform(0, 1e6)

    def wall(self) -> float:
        now = self._scheduler.now
        wrong = [error for when, error in self._till.wall_jumps if when <= now]
        return EPOCH + now + (wrong[-1] if wrong else 0.0)

    def monotonic(self) -> float:
        return self._start + self._scheduler.now

    def wait(self, seconds: float) -> bool:
        self._scheduler.sleep(seconds)
        return not self._stopped.is_set()


class QuickVault(Vault):
    """The slow hash alone is quick: 50 ms for each card sold are too long for thousands of worlds."""

    def fingerprint(self, code: str, shop: str) -> str:
        digest = hmac.digest(hashlib.sha256(shop.encode()).digest(), code.encode(), "sha256")
        return "".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[byte % 32] for byte in digest[:16])


class Till:
    """Opens, works, is killed, opens again. `path` is all that it remembers, and `beside` by what it knows it."""

    def __init__(self, world: World, number: int) -> None:
        self.world = world
        self.name = f"till-{number}"
        self.chance = random.Random(world.chance.getrandbits(64))
        self.path = world.folder / f"{self.name}.db"
        self.beside = world.folder / f"{self.name}-state"
        lots = random.Random(world.seed * 1000 + number)  # of their own: a world with jumps is otherwise the same
        jumps = [(lots.uniform(0, 400), lots.choice(_JUMPS)) for _ in range(world.shape.clock_jumps)]
        self.wall_jumps = sorted(jumps)
        self.lives = 0
        self.pull_began = -1e9
        """When the first request of its newest pull was sent (true seconds)."""
        self.core: Core | None = None
        self.kill_in: int | None = None
        self.left_to_do = world.shape.commands // world.shape.tills
        self.local_cards: list[int] = []
        self.lots = random.Random(f"{world.seed} {number}")
        """For what only some worlds have."""
        self.told: dict[str, object] = {}
        self.words: dict[str, list[Word]] = defaultdict(list)
        """What a person said of each parked operation, the refused words too."""
        self.order: list[str] = []
        """Operations in the order in which this till's clerk was told that they are accepted."""
        self.refusals = Refusals()
        self.sent: dict[tuple[str, int], tuple[int, Safeguards]] = {}
        """Each attempt that left, and what it was."""
        self._actors: list[Actor] = []
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        let_go(self.path)
        shutil.rmtree(self.beside, ignore_errors=True)
        shutil.copy(template(world.folder), self.path)
        self._raw = sqlite3.connect(self.path, check_same_thread=False)

    # a life

    def start(self) -> None:
        self._actors = [self.world.scheduler.start(f"{self.name} clerk", self._live)]

    def _live(self) -> None:
        self.lives += 1
        self.refusals = Refusals()
        self.draw_doom()
        self.core = core = self._open()
        if self.lives == 1 and (self.world.shape.generous or not self.world.shape.promises):
            for key in LIMITS:
                core.preferences.set(key, "999999.00" if self.world.shape.promises else "0.00")
        if self.world.shape.crews:
            core.dispatcher.pool = VirtualRequestPool(self, core)  # type: ignore[assignment]
        if self.world.able != PLAIN:
            with core.probing.database.writing() as conn:
                core.probing.machines.capability_store.keep(conn, self.world.probed)
        self.says("opened")
        for name, work in (("replay", self._replay), ("sync", self._sync)):
            self._actors.append(self.world.scheduler.start(f"{self.name} {name}", work))
        if self.world.people.settles:
            self.hire(lambda: self.world.people.manager.attend(self, core), "manager")
        self.world.people.serve(self, core)

    def _open(self) -> Core:
        scheduler = self.world.scheduler
        database = SimulatedDatabase(self.path, scheduler, self.boundary)
        ground = Ground(
            database,
            QuickVault(self.name.encode().ljust(32), "the simulation"),
            self.world.line(self),
            VirtualClock(self),
            "https://virtual.example",
        )
        settings = Settings(
            self.world.folder,
            "https://virtual.example",
            "token",
            quarantine_s=self.world.shape.quarantine_s,
            state_dir=self.beside,
        )
        return assemble(settings, ground, ExitStack())

    def _replay(self) -> None:
        core = self.core
        assert core is not None
        while True:
            pause = core.replay.round() if self.world.shape.crews else core.replay.step()
            self._rest(pause * 12 if self.world.quiet and pause >= 5 else pause)  # nobody is in a hurry any more

    def _sync(self) -> None:
        core = self.core
        assert core is not None
        while True:
            pause = core.sync.step()
            self.world.after_pull(self, core.sync.changed)
            self._rest(pause)

    def hire(self, work: Callable[[], None], who: str = "crew") -> None:
        """One more thread of this life."""
        self._actors.append(self.world.scheduler.start(f"{self.name} {who}", work))

    def _rest(self, pause: float) -> None:
        core = self.core
        if core is not None and core.connection.condition.state == "switched_off":
            pause = _OFF_S
        self.world.scheduler.sleep(max(pause, 0.001))

    # what may go wrong between any two steps

    def draw_doom(self) -> None:
        shape = self.world.shape
        doomed = not self.world.quiet and self.chance.random() < shape.kills
        self.kill_in = self.chance.randrange(1, 400) if doomed else None

    def boundary(self) -> None:
        """Between two steps: others may have their turn, and the process may die here."""
        scheduler = self.world.scheduler
        if scheduler.running.killed:
            raise Killed
        if self.kill_in is not None and not self.world.quiet:
            self.kill_in -= 1
            if self.kill_in <= 0:
                self.kill()
                raise Killed
        if self.chance.random() < self.world.shape.pauses:
            scheduler.sleep(self.chance.uniform(0, 0.01))

    def kill(self) -> None:
        """All that is in memory is gone; the same file is opened again a little later."""
        self.says("KILLED")
        self.core = None
        self.kill_in = None
        scheduler = self.world.scheduler
        for actor in self._actors:
            scheduler.kill(actor)
        self._actors = []
        self.local_cards.clear()
        if not self.world.over:
            scheduler.at(scheduler.now + self.chance.uniform(0.2, 30), self.start)

    def end(self) -> None:
        scheduler = self.world.scheduler
        for actor in self._actors:
            scheduler.kill(actor)
        self._actors = []

    def close(self) -> None:
        self._raw.close()
        let_go(self.path)

    # what is checked at the moment of sending

    def rows(self, statement: str, *values: object) -> list[sqlite3.Row]:
        """What is on the disk, by a connection of our own."""
        self._raw.row_factory = sqlite3.Row
        return self._raw.execute(statement, values).fetchall()

    def sends_put(self, card_id: int, balance: int, safeguards: Safeguards) -> str:
        """The operation whose journalled attempt this is. Raises Violation when there is none, or it was sent before.

        Under a key or an ETag the very same request may be sent again.
        """
        found = self.rows(
            "SELECT a.operation_id, a.number, o.card_created_at, a.base_date FROM attempts a"
            " JOIN operations o USING (operation_id)"
            " WHERE o.card_id = ? AND a.target = ? AND a.fate = 'pending'",
            card_id,
            balance,
        )
        if len(found) != 1:
            raise Violation(f"{self.name} sends {balance} to {card_id}, and {len(found)} attempts say so on the disk")
        attempt = (found[0][0], found[0][1])
        self._belongs(f"{attempt} of card {card_id}")
        if self.refusals.twice(attempt):
            raise Violation(f"{self.name} asks again what was refused twice without a word: {attempt} on {card_id}")
        if self.world.restores.stranger(card_id, found[0][2], found[0][3]):
            raise Violation(f"{self.name} sends {attempt} to {card_id}, which is another card by now")
        request, before = (balance, safeguards), self.sent.get(attempt)
        guarded = self.world.able.key_retention_s > 0 or safeguards.etag is not None
        if before is not None and not (guarded and before == request):
            raise Violation(f"{self.name} sends {attempt} of card {card_id} twice")
        self.sent[attempt] = request
        self.says(f"puts {balance} on {card_id} for {self.short(attempt[0])} attempt {attempt[1]}")
        return str(attempt[0])

    def _belongs(self, what: str) -> None:
        """Raise Violation for a write to a service that is not this till's."""
        if self.world.restores.other is not None:
            raise Violation(f"{self.name} sends {what} to another service")

    def sends_create(self, new: NewCard) -> str:
        """The sale that this card is made for. Raises Violation when the disk does not know that it is on its way."""
        posting = self.rows("SELECT operation_id, payload FROM operations WHERE kind = 'issue' AND stage = 'posting'")
        found = [row[0] for row in posting if (new.note or "").endswith(json.loads(row[1])["mark"])]
        self._belongs("a sale")
        if len(found) != 1:
            raise Violation(f"{self.name} creates a card for {len(found)} sales that are on the disk")
        return str(found[0])

    def says(self, what: str) -> None:
        self.world.say(self.name, what)

    def short(self, operation_id: str) -> str:
        """The operation's place in this till's outbox: the same in every run of a seed."""
        found = self.rows("SELECT seq FROM operations WHERE operation_id = ?", operation_id)
        return f"#{found[0][0]}" if found else "#?"
