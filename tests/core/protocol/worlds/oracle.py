"""What must be true of every end (docs/protocol.md T1): what a till says is what really happened to the card."""

from __future__ import annotations

from collections.abc import Iterator

from core.domain.money import Money
from core.protocol.adjustment import Adjustment
from core.protocol.attempt import Fate
from core.protocol.machine import End
from tests.core.protocol.worlds.cast import Cast, Record
from tests.core.protocol.worlds.scene import Scene
from tests.core.protocol.worlds.world import World

_GUESSES = frozenset({Fate.PENDING, Fate.UNKNOWN})


def wrongs(world: World, cast: Cast, scene: Scene) -> list[str]:
    """Sentences about every till whose end is not true; none for exact books."""
    found = [
        f"{'ABC'[till]} {sentence}"
        for till, number in enumerate(scene.tills)
        for sentence in _till_wrongs(world, cast.records[number], till, scene)
    ]
    if scene.stranger:
        found.append(f"another card was changed by {scene.stranger:+}")
    if scene.card.balance < 0:
        found.append("the card is below zero")
    return found


def _till_wrongs(world: World, record: Record, till: int, scene: Scene) -> list[str]:
    """Return what is not true of a till; what a copy did that nobody could see is not its fault, nor what it marked.

    docs/protocol.md D1: the amount of a copy is parked, marked or booked, unless its twin was answered as if alone.
    """
    want, moved, unheard = world.wants[till], scene.moved[till], scene.unheard[till]
    excused = [unheard.hidden]
    if any(a.perhaps_twice for a in record.machine.attempts):
        excused.append(unheard.all)
    found = [list(_untrue(record, want, moved - each, world.answered)) for each in (0, *excused)]
    return [] if [] in found else found[0]


def _untrue(record: Record, want: int, moved: int, answered: bool) -> Iterator[str]:
    verdict, machine = record.end, record.machine
    if verdict == "done" and moved != want:
        yield f"says done {want:+}, but changed the card by {moved:+}"
    elif verdict == "declined" and moved != 0:
        yield f"says declined, but changed the card by {moved:+}"
    elif verdict == "park.twice":
        if machine.attempts[-1].fate is not Fate.UNKNOWN:
            yield "parks a copy that it cannot have had"
    elif verdict == "park.ambiguous":
        if not any(a.fate in {Fate.UNKNOWN, Fate.DISPROVED} or a.resends for a in machine.attempts):
            yield "parks for a doubt that it never had"
        if answered and moved != machine.known:
            yield f"has {machine.known:+} on its books, but changed the card by {moved:+}"
        missing = {"read", "lost", "glance", "reread"} - record.seen
        if record.seen and missing:
            yield f"parks without the evidence: {', '.join(sorted(missing))}"
    elif _may_be_another(record):
        pass  # another copy may have done it, or the card that had the id before was changed: a person compares
    elif verdict not in {"done", "declined"}:
        if moved != machine.known or any(a.fate in _GUESSES for a in machine.attempts):
            yield f"is {verdict} with {machine.known:+} on its books, but changed the card by {moved:+}"
        yield from _misnamed(record, want, moved)


def _may_be_another(record: Record) -> bool:
    """Return whether it is parked because of who else there is, and says nothing of what was done."""
    if record.end != "park.another_card":
        return record.end == "park.copied"
    last = record.machine.last
    return last is not None and last.in_doubt


def _misnamed(record: Record, want: int, moved: int) -> Iterator[str]:
    """The residual that is shown to the person who settles it must be exact."""
    said = record.action.message if isinstance(record.action, End) else None
    if not isinstance(record.machine, Adjustment):
        return  # type: ignore[unreachable]  # the bare rules stand in for the machine
    if record.end in {"park.overdraft", "park.blocked"} and said is not None:
        owed = Money(abs((0 if record.machine.ledger.aborted else want) - moved), "USD")
        if said.values["residual"] != owed:
            yield f"names {said.values['residual']} where {owed} is owed"
    elif record.end == "park.short" and moved != 0:
        yield f"says that nothing was taken, but changed the card by {moved:+}"
