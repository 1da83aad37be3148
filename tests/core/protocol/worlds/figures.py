"""F1, F2 and L2 in full: each prints its table and returns its line."""

from __future__ import annotations

from collections import Counter

from tests.core.protocol.worlds import catalogue, creation, creation_mutants, pulling, settling
from tests.core.protocol.worlds.explore import explore
from tests.core.protocol.worlds.mutants import MUTANTS
from tests.core.protocol.worlds.reference import by_the_rules


def every_world() -> str:
    """F1: all worlds of money, makings and settlings, and every mutant with its shortest counterexample."""
    worlds = [*catalogue.QUICK, *catalogue.SLOW, *catalogue.PROVE]
    states, ends = 0, Counter[str]()
    for world in worlds:
        found = explore(world)
        print(f"  {found.row()}", flush=True)
        assert not found.wrong, "\n".join([world.title, *found.wrong, *found.trace])
        states, ends = states + found.states, ends + found.finals
    states += _small_worlds()
    count = len(worlds) + len(creation.WORLDS) + len(settling.WORLDS)
    told = ", ".join(f"{name} {number:,}" for name, number in sorted(ends.items()))
    return f"{count} worlds, {states:,} states, 0 wrong; ends: {told}; {_mutants()} mutants caught"


def _small_worlds() -> int:
    states = 0
    for making in creation.WORLDS:
        made = creation.explore(making)
        assert not made.wrong, "\n".join([making.title, made.wrong, *made.trace])
        print(f"  {'create: ' + making.title:<58} {made.states:>9,} states  {_counts(made.ends)}")
        states += made.states
    for world in settling.WORLDS:
        seen, ends, wrong, trace = settling.explore(world)
        assert not wrong, "\n".join([world.title, wrong, *trace])
        print(f"  {world.title:<58} {seen:>9,} states  {_counts(ends)}")
        states += seen
    return states


def _counts(ends: dict[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(ends.items()))


def _mutants() -> int:
    for mutant in MUTANTS:
        found = explore(mutant.world.with_client(mutant.client))
        assert found.wrong, f"{mutant.name} survived"
        _show(mutant.name, "; ".join(found.wrong), found.trace)
    for name, making in creation_mutants.MUTANTS.items():
        made = creation.explore(making)
        assert made.wrong, f"{name} survived"
        _show(name, made.wrong, made.trace)
    for name, world in settling.MUTANTS.items():
        _, _, wrong, trace = settling.explore(world)
        assert wrong, f"{name} survived"
        _show(name, wrong, trace)
    return len(MUTANTS) + len(creation_mutants.MUTANTS) + len(settling.MUTANTS)


def _show(name: str, wrong: str, trace: list[str]) -> None:
    print(f"  mutant: {name}: {wrong}")
    for line in trace:
        print(f"      {line}")


def the_same_ends() -> str:
    """F2: the machine and the bare rules of docs/protocol.md end in the same ways, world by world."""
    count = 0
    for world in catalogue.COMPARED:
        rules, found = explore(world.with_client(by_the_rules(world.client))), explore(world)
        print(f"  {world.title:<58} {len(found.ends):>5,} ends", flush=True)
        assert not rules.wrong, world.title
        assert found.ends == rules.ends, world.title
        count += len(found.ends)
    return f"{len(catalogue.COMPARED)} worlds, {count:,} ends, all the same as those of the rules"


def every_schedule() -> str:
    """L2: pulls under every schedule of changes, and broken pulls that lose rows."""
    schedules = pulling.schedules()
    for name, puller in pulling.SOUND.items():
        lost = pulling.lost(puller, schedules)
        print(f"  {name:<58} {len(schedules):,} schedules, {len(lost):,} lose a row", flush=True)
        assert not lost, f"{name}: {pulling.told(lost[0])}"
    for name, puller in pulling.MUTANTS.items():
        lost = pulling.lost(puller, schedules)
        assert lost, f"{name} survived"
        print(f"  mutant: {name}: {len(lost):,} lose a row, e.g. {pulling.told(lost[0])}", flush=True)
    return (
        f"{len(pulling.SOUND)} x {len(schedules):,} schedules, cache = service; {len(pulling.MUTANTS)} mutants caught"
    )
