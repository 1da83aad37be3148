"""F5: SIGKILL to the real till at every moment of every scene, then a restart that must set everything right."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import sqlite3
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from core.server.sandbox.faults import Endpoint
from tests.torture import moments, oracle
from tests.torture.processes import Child, in_child, share_out
from tests.torture.scenes import SCENES, Scene
from tests.torture.shop import Deed, Shop, put_back
from tests.torture.shop_states import nothing

WRITES = frozenset({Endpoint.CREATE, Endpoint.BALANCE, Endpoint.UPDATE, Endpoint.DISABLE})
_TWICE = 0.25
"""So often the restart is killed as well."""
_DEEPEST = 12


@dataclass(frozen=True)
class Step:
    """The n-th time that a scene passes this moment."""

    scene: str
    moment: str
    nth: int


@dataclass
class Tally:
    killed: Counter[Step] = field(default_factory=Counter)
    twice: int = 0
    missed: int = 0
    faults: list[str] = field(default_factory=list)
    ready_s: list[float] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.killed += other.killed
        self.twice += other.twice
        self.missed += other.missed
        self.faults += other.faults
        self.ready_s += other.ready_s

    @property
    def line(self) -> str:
        moments_of = {(step.scene, step.moment) for step in self.killed}
        ready = sorted(self.ready_s) or [0.0]
        return (
            f"{self.killed.total():,} kills at {len(self.killed):,} steps ({len(moments_of)} moments of "
            f"{len({step.scene for step in self.killed})} scenes), {self.twice} killed again at the restart, "
            f"{self.missed} ended before their moment; {len(self.faults)} faults (lost, double, unsound, unjournalled, "
            f"false alarm); ready again in {ready[len(ready) // 2]:.2f} s, at most {ready[-1]:.2f} s"
        )


# the processes of one case


def _acting(root: Path, scene: Scene, seed: int, kill: Step | None, deed: Deed, word: object) -> object:
    """The till that dies: returns the moments it passed if it lives."""
    port = word()  # type: ignore[operator]
    shop = Shop(root, seed, port, sandbox=scene.sandbox)
    passed: Counter[str] = Counter()
    order: list[Step] = []
    lock = threading.Lock()

    def met(moment: str) -> None:
        with lock:
            passed[moment] += 1
            order.append(Step(scene.name, moment, passed[moment]))
            if kill is not None and (order[-1] == kill or (not kill.moment and len(order) == kill.nth)):
                os.kill(os.getpid(), signal.SIGKILL)

    moments.watch(root, met)
    shop.open()
    deed(shop)
    shop.close()
    return order


@dataclass
class Ground:
    """What one worker stands on: a folder of its own, and a port that stays the same."""

    folder: Path
    port: int

    @property
    def root(self) -> Path:
        return self.folder / "shop"

    @property
    def template(self) -> Path:
        return self.folder / "template"

    def shop(self, scene: Scene, seed: int) -> Shop:
        switches = {
            "money_rule": ("set", "difference")[seed % 2],
            "same_balance": ("refuse", "accept")[seed // 2 % 2],
            **scene.switches,
        }
        return Shop(self.root, seed, self.port, switches, scene.sandbox)

    def prepare(self, scene: Scene, seed: int) -> None:
        """Leaves a template of the shop as it stands before the scene."""
        in_child(_prepared, self, scene, seed)
        put_back(self.root, self.template)


def _prepared(ground: Ground, scene: Scene, seed: int) -> None:
    shutil.rmtree(ground.root, ignore_errors=True)
    shop = ground.shop(scene, seed)
    stock = 1 if scene.stock else None
    if scene.prepare is nothing:
        shop.serve(1, seed=stock).stop()
        _count_others(shop)
    else:
        with shop.going(1, seed=stock):
            _count_others(shop)
            scene.prepare(shop)
    shop.keep_plan()


def _count_others(shop: Shop) -> None:
    with closing(sqlite3.connect(shop.service_database)) as raw:
        shop.plan["others"] = [row[0] for row in raw.execute("SELECT id FROM gift_cards")]


@dataclass
class Verdict:
    """What became of one case. `passed` is None when the till was killed."""

    passed: list[Step] | None
    twice: bool
    faults: list[str]
    ready_s: float


def play(ground: Ground, scene: Scene, seed: int, kill: Step | None, again: int = 0) -> Verdict:
    """One case, in a process without threads. `again`: the restart is killed at its n-th moment."""
    put_back(ground.template, ground.root)
    shop = ground.shop(scene, seed)
    first = Child(_acting, ground.root, scene, seed, kill, scene.act)
    last = Step(scene.name, "", again)
    second = Child(_acting, ground.root, scene, seed, last, scene.see_to_its_end) if again else None
    journalled = 0
    if not scene.sandbox:
        shop.serve(2)
        scene.before(shop)
        shop.keep_plan()
    journalled, writes = oracle.asked(shop.settings.database_path), -_writes(shop)
    first.go(_port(shop))
    passed = first.result()
    twice = False
    for phase, child in ((3, None), (4, second)):
        if child is not None:
            child.go(_port(shop))
            twice = child.result() is None
        writes += _end_service(shop)
        if not scene.sandbox:
            shop.serve(phase)
    faults = (
        [] if scene.sandbox or scene.alarm else oracle.unjournalled(shop.settings.database_path, writes, journalled)
    )
    began = time.monotonic()
    shop.open()
    ready = time.monotonic() - began
    scene.see_to_its_end(shop)
    shop.close()
    _end_service(shop)
    return Verdict(passed, twice, faults + scene.faults(shop), ready)


def _port(shop: Shop) -> int:
    if shop.service is None:
        return 0
    return int(shop.service.url.split(":")[2].split("/")[0])


def _writes(shop: Shop) -> int:
    """Write requests that came to the service of this phase."""
    if shop.service is None:
        return 0
    return sum(seen.endpoint in WRITES for seen in shop.service.faults.seen)


def _end_service(shop: Shop) -> int:
    """What the dead till sent is done, or never will be."""
    if shop.service is None:
        return 0
    shop.service.faults.clear()
    shop.service.stop()
    return _writes(shop)


# many cases


def torture(seeds: range, kills: int, say: Callable[[str], None] = print) -> Tally:
    """So many kills of each scene with each seed, at moments drawn by the seed; 0 is all of them, once each.

    `say` hears after each seed how it stands, and of each fault.
    """
    tally = Tally()
    for seed in seeds:
        known = len(tally.faults)
        for one in share_out(partial(_lot, kills), [(scene, seed) for scene in SCENES]):
            tally.add(one)
        say("\n".join([f"seed {seed}: {tally.line}", *tally.faults[known:]]))
    return tally


def each_moment_once(every: int = 1) -> Tally:
    """Every `every`-th kind of moment that any scene passes, in the first scene that passes it."""
    jobs = [(scene, 0) for scene in SCENES]
    met: dict[str, Step] = {}
    for passed in share_out(_surveyed, jobs):
        for step in passed:
            met.setdefault(step.moment, step)
    chosen = list(met.values())[::every]
    lots = [(scene, [step for step in chosen if step.scene == scene.name]) for scene in SCENES]
    tally = Tally()
    for one in share_out(_chosen, [lot for lot in lots if lot[1]]):
        tally.add(one)
    return tally


@contextmanager
def ground_of(worker: int) -> Iterator[Ground]:
    with tempfile.TemporaryDirectory(prefix=f"torture-{worker}-") as folder:
        yield Ground(Path(folder), free_port())


def _lot(kills: int, worker: int, jobs: Sequence[tuple[Scene, int]]) -> list[Tally]:
    with ground_of(worker) as ground:
        return [_scene(ground, scene, seed, kills) for scene, seed in jobs]


def _scene(ground: Ground, scene: Scene, seed: int, kills: int) -> Tally:
    tally, chance = Tally(), random.Random(f"{scene.name}/{seed}")
    ground.prepare(scene, seed)
    whole = in_child(play, ground, scene, seed, None)
    assert whole.passed is not None
    tally.faults += [f"{scene.name}, seed {seed}, not killed: {fault}" for fault in whole.faults]
    steps = chance.sample(whole.passed, min(kills, len(whole.passed))) if kills else whole.passed
    for step in steps:
        _kill(ground, scene, seed, step, chance, tally)
    return tally


def _surveyed(worker: int, jobs: Sequence[tuple[Scene, int]]) -> list[list[Step]]:
    found = []
    with ground_of(worker) as ground:
        for scene, seed in jobs:
            ground.prepare(scene, seed)
            found.append(in_child(play, ground, scene, seed, None).passed or [])
    return found


def _chosen(worker: int, lots: Sequence[tuple[Scene, list[Step]]]) -> list[Tally]:
    tally = Tally()
    with ground_of(worker) as ground:
        for scene, steps in lots:
            ground.prepare(scene, 0)
            for step in steps:
                _kill(ground, scene, 0, step, random.Random(step.moment), tally)
    return [tally]


def _kill(ground: Ground, scene: Scene, seed: int, step: Step, chance: random.Random, tally: Tally) -> None:
    again = chance.randint(1, _DEEPEST) if chance.random() < _TWICE else 0
    try:
        verdict = in_child(play, ground, scene, seed, step, again)
    except AssertionError as error:
        verdict = Verdict(None, False, [str(error)], 0.0)
    if verdict.passed is None:
        tally.killed[step] += 1
    else:
        tally.missed += 1
    tally.twice += verdict.twice
    tally.ready_s.append(verdict.ready_s)
    told = f"{scene.name}, seed {seed}, killed {step.moment} ({step.nth}), again {again}"
    tally.faults += [f"{told}: {fault}" for fault in verdict.faults]


def free_port() -> int:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
