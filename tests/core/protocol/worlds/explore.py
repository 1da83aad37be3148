"""Visits every state of a world, breadth first, so that the way to the first wrong one is a shortest counterexample."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.core.protocol.worlds.cast import Cast
from tests.core.protocol.worlds.oracle import wrongs
from tests.core.protocol.worlds.scene import Scene
from tests.core.protocol.worlds.world import World, over

End = tuple[tuple[tuple[str, int], ...], int]
"""How a run ended: each till's verdict with what it really moved, and the balance of the card."""


@dataclass(slots=True)
class Found:
    """What a world came to. `trace` is the shortest way to the first wrong end, in words."""

    title: str
    states: int = 0
    tills: int = 0
    finals: Counter[str] = field(default_factory=Counter)
    ends: set[End] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    trace: list[str] = field(default_factory=list)

    def row(self) -> str:
        counts = ", ".join(f"{name} {count:,}" for name, count in sorted(self.finals.items()))
        verdict = "WRONG" if self.wrong else "safe"
        return f"{self.title:<58} {self.states:>9,} states {len(self.ends):>5,} ends  {verdict:<5} {counts}"


def explore(world: World, cast: Cast | None = None, *, most: int = 5_000_000, lively: bool = False) -> Found:
    """Stops at the first wrong end. `lively`: checks too that from every state an end can be reached."""
    with world.client.in_force():
        return _visit(world, cast or Cast(world.client), most, lively)


def _visit(world: World, cast: Cast, most: int, lively: bool) -> Found:
    first = world.opening(cast)
    parents: dict[Scene, Scene | None] = {first: None}
    onward: dict[Scene, list[Scene]] = {}
    todo = deque([first])
    found = Found(world.title)
    while todo and not found.wrong:
        scene = todo.popleft()
        if over(cast, scene):
            _judge(world, cast, scene, found)
            continue
        following = [after for _, after in world.moves(cast, scene)]
        if lively:
            onward[scene] = following
        for after in following:
            if after not in parents:
                parents[after] = scene
                todo.append(after)
        if not following or len(parents) > most:
            found.wrong = ["nothing can happen any more" if not following else f"more than {most:,} states"]
        if found.wrong:
            todo.appendleft(scene)
    if found.wrong:
        found.trace = trace(world, cast, parents, scene)
    elif lively:
        stuck = _stuck(onward, lambda state: over(cast, state))
        found.wrong = [f"{stuck:,} states lead nowhere"] if stuck else []
    found.states, found.tills = len(parents), len(cast.records)
    return found


def _judge(world: World, cast: Cast, scene: Scene, found: Found) -> None:
    verdicts = [cast.records[number].end or "" for number in scene.tills]
    found.ends.add((tuple(zip(verdicts, scene.moved, strict=True)), scene.card.balance))
    parked = sorted({verdict.removeprefix("park.") for verdict in verdicts if verdict not in {"done", "declined"}})
    found.finals.update(parked or ["exact"])
    found.wrong = wrongs(world, cast, scene)


def trace(world: World, cast: Cast, parents: dict[Scene, Scene | None], scene: Scene) -> list[str]:
    """The moves from the start to `scene`, one a line, with the balance after each."""
    lines: list[str] = []
    here: Scene | None = scene
    while here is not None and (before := parents[here]) is not None:
        name, who, value = next(move for move, after in world.moves(cast, before) if after == here)
        till = f"{'ABC'[who]} " if isinstance(who, int) else ""
        told = "" if value is None else f" {value}"
        lines.append(f"{till}{name}{told}  [card {here.card.balance}]")
        here = before
    return lines[::-1]


def _stuck(onward: dict[Scene, list[Scene]], ended: Callable[[Scene], bool]) -> int:
    """States from which no end can be reached."""
    back: dict[Scene, list[Scene]] = {}
    for scene, following in onward.items():
        for after in following:
            back.setdefault(after, []).append(scene)
    alive = {scene for scene in back if ended(scene)}
    todo = list(alive)
    while todo:
        for before in back.get(todo.pop(), ()):
            if before not in alive:
                alive.add(before)
                todo.append(before)
    return sum(scene not in alive for scene in onward)
