"""What must be true of every end (PROTOCOL.md section 3, T1): what a till says is what really happened to the card."""

from __future__ import annotations

from collections.abc import Iterator

from core.domain.money import Money
from core.protocol.adjustment import Adjustment
from core.protocol.attempt import Fate
from core.protocol.machine import End
from tests.core.protocol.worlds.cast import Cast, Record
from tests.core.protocol.worlds.world import Scene, World

_GUESSES = frozenset({Fate.PENDING, Fate.UNKNOWN})


def wrongs(world: World, cast: Cast, scene: Scene) -> list[str]:
    """Sentences about every till whose end is not true; none for exact books."""
    found = [
        f"{'ABC'[till]} {sentence}"
        for till, number in enumerate(scene.tills)
        for sentence in _untrue(cast.records[number], world.wants[till], scene.moved[till], world.answered)
    ]
    if scene.card.balance < 0:
        found.append("the card is below zero")
    return found


def _untrue(record: Record, want: int, moved: int, answered: bool) -> Iterator[str]:
    verdict, machine = record.end, record.machine
    if verdict == "done" and moved != want:
        yield f"says done {want:+}, but changed the card by {moved:+}"
    elif verdict == "declined" and moved != 0:
        yield f"says declined, but changed the card by {moved:+}"
    elif verdict == "park.ambiguous":
        if not any(a.fate in {Fate.UNKNOWN, Fate.DISPROVED} or a.resends for a in machine.attempts):
            yield "parks for a doubt that it never had"
        if answered and moved != machine.known:
            yield f"has {machine.known:+} on its books, but changed the card by {moved:+}"
        missing = {"read", "lost", "glance", "reread"} - record.seen
        if record.seen and missing:
            yield f"parks without the evidence: {', '.join(sorted(missing))}"
    elif verdict not in {"done", "declined"}:
        if moved != machine.known or any(a.fate in _GUESSES for a in machine.attempts):
            yield f"is {verdict} with {machine.known:+} on its books, but changed the card by {moved:+}"
        yield from _misnamed(record, want, moved)


def _misnamed(record: Record, want: int, moved: int) -> Iterator[str]:
    """The residual that is shown to the person who settles it must be exact."""
    said = record.action.said if isinstance(record.action, End) else None
    if not isinstance(record.machine, Adjustment):
        return
    if record.end in {"park.overdraft", "park.blocked"} and said is not None:
        owed = Money(abs((0 if record.machine.aborted else want) - moved), "USD")
        if said.values["residual"] != owed:
            yield f"names {said.values['residual']} where {owed} is owed"
    elif record.end == "park.short" and moved != 0:
        yield f"says that nothing was taken, but changed the card by {moved:+}"
