"""The figures of docs/proofs.md that hang on the simulation: each a command that runs its cases and prints its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from random import Random

from core.domain.command import TopUp
from tests.simulation.copies import FIRST, SECOND
from tests.simulation.network import T_Q
from tests.simulation.runner import Tally, folder, run_many, run_one
from tests.simulation.scripts import Act, DaysOffline, Script, a_bit_of_everything
from tests.simulation.world import SMALL, TINY, Report, Shape, World

KINDS = ("read", "list", "search", "code", "create", "put", "update", "disable")
COPIES = (FIRST, SECOND)
SILENCES = ("lost request", "lost reply", "late", "error before", "error after", "garbled")
PHASES = ("first", "second", "killed")

SELLING = replace(
    SMALL, faults=0.3, latest_s=200.0, list_lag_s=60.0, index_lag_s=60.0, acts=(2, 1, 40, 0, 0, 0, 0, 0, 0, 0)
)
DRAINING = Shape(
    tills=1, cards=2, commands=6, pauses=0.7, patience=0.4, think_s=0.05, faults=0.1, web_shop_s=0.0, outages=0, able=0
)
PULLING = replace(SMALL, web_shop_s=1.5, kills=0.3)
CLOCKS = replace(SMALL, clock_jumps=6, promises=False, able=0, acts=(50, 15, 8, 4, 5, 0, 5, 4, 4, 3))
HOT = Shape(
    tills=40,
    cards=3,
    commands=600,
    hot=1.0,
    think_s=8.0,
    faults=0.0,
    kills=0.0,
    outages=0,
    stale=0.0,
    web_shop_s=0,
    able=0,
)
REPEATING = replace(
    SMALL, repeats=0.15, cached=0.05, faults=0.03, facade=0.0, settles=False, replaces=0.0, money_back=0.0
)
_EVERYTHING = Shape(
    tills=1, cards=4, commands=14, faults=0.0, kills=0.0, outages=0, stale=0.0, web_shop_s=0.0, page=250, able=0
)


def _many(shape: Shape, usual: int, name: str, proved: str, seeds: int | None, first: int) -> int:
    """Random worlds of one shape."""
    tally = run_many(range(first, first + (seeds or usual)), shape, _say)
    _say(f"{name}  {'FAILS' if tally.failures else proved}: {tally.line}")
    return _status(tally)


def d1(seeds: int | None, first: int) -> int:
    """Requests that the network repeats: parked, marked or exact; what no till could see is counted apart."""
    failed = False
    for tills, able in ((1, 0), (1, 1), (3, 0), (3, 1), (3, 2), (3, 4), (3, 5)):
        shape = replace(REPEATING, tills=tills, able=able)
        tally = run_many(range(first, first + (seeds or 1000)), shape, _say)
        commands, copies = sum(tally.outcomes.values()), tally.copies
        parked = sum(number for said, number in tally.outcomes.items() if said.startswith("parked"))
        twice = tally.outcomes["parked park.twice"]
        _say(
            f"D1  {tills} till{'s' * (tills > 1)}, {_ABLE[able]}: {tally.seeds:,} seeds, {commands:,} commands, "
            f"{copies['repeated']:,} requests sent twice: {len(tally.failures)} done wrongly and unmarked; "
            f"parked {parked / commands:.2%} ({twice / commands:.2%} as twice), marked {copies['marked']}; "
            f"not to be seen: hidden {copies['hidden']}, late {copies['late']}"
        )
        failed |= bool(tally.failures)
    return int(failed)


def f4(seeds: int | None, first: int) -> int:
    """F3 for longer: a million commands. What is parked with a residual must be it to the cent (oracle.Books)."""
    tally = run_many(range(first, first + (seeds or 100_000)), TINY, _say)
    exact = sum(tally.outcomes[f"parked {reason}"] for reason in ("park.overdraft", "park.blocked"))
    proved = f"0 lost, 0 double, books = the service's ledger, each of {exact:,} residuals is the truth to the cent"
    _say(f"F4  {'FAILS' if tally.failures else proved}: {tally.line}")
    return _status(tally)


def f8(seeds: int | None, first: int) -> int:
    """Every request kind is lost in every way, the first and the second time, and with a kill; or `seeds` of them."""
    cases = [(kind, fault, phase) for kind in KINDS for fault in SILENCES for phase in PHASES]
    cases += [(kind, fault, phase) for kind in ("create", "put") for fault in COPIES for phase in PHASES]
    if seeds is not None:
        cases = Random(first).sample(cases, seeds)
    failed, outcomes = [], Counter[str]()
    with folder() as path:
        for number, (kind, fault, phase) in enumerate(cases):
            world = World(number, _EVERYTHING, path, a_bit_of_everything)
            world.weather.forced = _once(world, kind, fault, phase)
            report = world.run()
            outcomes.update(report.outcomes)
            if report.failure:
                failed.append(f"{kind} {fault} {phase}: {report.failure}")
    for failure in failed:
        _say(failure)
    _say(
        f"F8  {len(cases)} cases ({len(KINDS)} kinds of request, {len(SILENCES)} faults, {len(PHASES)} phases), "
        f"nothing resent, {len(failed)} failed  {dict(outcomes)}"
    )
    return bool(failed)


def _once(world: World, kind: str, fault: str, phase: str) -> Callable[[str], str | None]:
    """The fault befalls the first or second request of its kind, or the first, and the till dies at once."""
    met = Counter[str]()

    def forced(now: str) -> str | None:
        met[now] += 1
        if now != kind or met[now] != (2 if phase == "second" else 1):
            return None
        if phase == "killed":
            world.scheduler.at(world.scheduler.now + 0.005, world.tills[0].kill)
        return fault

    return forced


def f9(seeds: int | None, first: int) -> int:
    """A balance write that executes one second before T_q, and one second after."""
    early, late, shown = 0, 0, 0
    cases = seeds or 200
    with folder() as path:
        for seed in range(first, first + cases):
            before = seed % 2 == 0
            world = World(seed, replace(_EVERYTHING, kills=0.0), path, a_bit_of_everything)
            world.weather.exactly_s = T_Q + (-1 if before else 1)
            world.weather.forced = _nth_put(1 + seed // 2 % 3)
            report = world.run()
            doubtful = {fault for fault in world.failures if any(words in fault for words in _TOO_SOON)}
            if before:
                early += bool(report.failure)
            elif report.failure:
                late += 1
                shown += bool(world.reconciled) and len(doubtful) == len(world.failures)
    _say(
        f"F9  {cases} cases: 1 s before T_q {early} wrong; 1 s after {late} judged too soon, "
        f"{shown} of them shown by reconciliation"
    )
    return bool(early or shown != late)


_TOO_SOON = ("LOST", "it must come to", "all the books together say")
"""What the oracle says of a write that came after it was judged: by operation, by amount, and by card."""


def _nth_put(wanted: int) -> Callable[[str], str | None]:
    met = Counter[str]()

    def forced(kind: str) -> str | None:
        met[kind] += 1
        return "late" if kind == "put" and met[kind] == wanted else None

    return forced


def f11(seeds: int | None, first: int) -> int:
    """72 h offline, then the replay of all that was sold: 500 cards, 5 % short, 1 % disabled meanwhile."""
    commands = (seeds or 2000) + 4
    shape = Shape(tills=1, cards=500, commands=commands, faults=0.02, kills=0.0, outages=0, stale=0.0, generous=True)
    with folder() as path:
        world = World(first, shape, path, DaysOffline)
        report = world.run()
    days, parked = world.people, sum(number for said, number in report.outcomes.items() if said.startswith("parked"))
    assert isinstance(days, DaysOffline)
    whole = sum(report.outcomes.values()) == days.promises and parked > 0
    _say(
        f"F11  {days.promises:,} commands of 72 h offline replayed by {days.requests:,} requests in "
        f"{days.took_s / 60:.1f} min of virtual time ({days.requests / 120:.0f} min where 2 a second are allowed): "
        f"{report.failure or '0 lost, 0 double, order kept'}  {report.outcomes}"
    )
    return bool(report.failure) or not whole


def f12(seeds: int | None, first: int) -> int:
    """One card in 20 is poisoned: its balance writes are answered by nonsense, refused, or fail for ever."""
    commands = seeds or 1000
    shape = Shape(
        tills=1, cards=commands, commands=commands, faults=0.0, kills=0.0, outages=0, stale=0.0, web_shop_s=0.0, able=0
    )
    with folder() as path:
        world = World(first, shape, path, _each_card_once)
        world.poisoned = dict(
            zip(world.usual_cards[::20], ("garbled", "refused", "error after", "error before") * commands, strict=False)
        )
        report = world.run()
    states = Counter(row[2] for row in world.books)
    left = {state: number for state, number in states.items() if state != "done"}
    sound = report.failure is None and states["done"] >= commands - len(world.poisoned)
    _say(
        f"F12  {commands} commands, {len(world.poisoned)} poisoned: {states['done']} done, {left}; "
        f"{report.failure or 'no lane waited for another'}  {report.outcomes}"
    )
    return not sound


def _each_card_once(world: World) -> Script:
    def top_up(card_id: int) -> Act:
        return lambda till, core: till.says(f"takes {core.desk.submit(TopUp(card_id, 100))}")

    return Script(world, [top_up(card_id) for card_id in world.usual_cards], 0.1)


def f17(seeds: int | None, first: int) -> int:
    """Each seed with and without jumps of the wall clock: the same ends.

    By its own clock a till only becomes more careful: it promises less without a connection, and trusts a service's
    keys for less long. So the ends are compared where it does neither; where it does both, the books must be right.
    """
    other: list[int] = []
    cases = seeds or 50
    with folder() as path:
        for seed in range(first, first + cases):
            steady, jumping = (run_one(seed, replace(CLOCKS, clock_jumps=jumps), path) for jumps in (0, 6))
            promising = run_one(seed, replace(CLOCKS, promises=True, generous=True, able=None), path)
            failure = steady.failure or jumping.failure or promising.failure
            if failure or steady.books != jumping.books:
                other.append(seed)
                _say(f"seed {seed}: {failure or _difference(steady, jumping)}")
    _say(
        f"F17  {cases} seeds with and without jumps of the wall clock: {cases - len(other)} with the same results, "
        "the books right where there are promises and keys"
    )
    return bool(other)


def _difference(one: Report, two: Report) -> str:
    return "; ".join(f"{a} became {b}" for a, b in zip(one.books, two.books, strict=False) if a != b)[:500]


def _status(tally: Tally) -> int:
    return 1 if tally.failures else 0


def _say(text: str) -> None:
    print(text, flush=True)


_ABLE = {0: "no keys", 1: "keys", 2: "tags", 4: "lists", 5: "keys kept with the write"}
FIGURES: dict[str, Callable[[int | None, int], int]] = {
    "D1": d1,
    "F3": partial(_many, Shape(), 2000, "F3", "0 lost, 0 double, books = the service's ledger"),
    "F4": f4,
    "F8": f8,
    "F9": f9,
    "F11": f11,
    "F12": f12,
    "F14": partial(_many, SELLING, 1000, "F14", "exactly one card an order"),
    "F15": partial(_many, DRAINING, 10_000, "F15", "enqueued while draining, 0 double"),
    "F16": partial(_many, PULLING, 1000, "F16", "shown = server + pending after every pull"),
    "F17": f17,
    "L7": partial(_many, HOT, 100, "L7", "40 tills on 3 cards, 0 wrong"),
}
