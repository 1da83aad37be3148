"""Disabling a card and changing its note, with every loss, kill and late request, beside somebody who does the same."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, NamedTuple

from core.domain.operation import State
from core.domain.reply import CardRead, Lost, NotSent, Rejected, ServerCard, Throttled
from core.protocol.card_edit import EditPhase
from core.protocol.disabling import DISABLING_TABLE, Disabling
from core.protocol.machine import Action, Answer, Elapsed, End, NoService, PostDisable, PutFields, ReadCard, Step, Wait
from core.protocol.transitions import TransitionTable
from core.protocol.updating import FieldChange, Updating
from tests.core.protocol.worlds.any_step import AnyStep

_CARD = ServerCard(7, 100, "USD", 100, 1000, 1000, None, None, "old", None, "7k2m")
QUARANTINE_S = 90.0
REUSE = "the service is restored, and another card has the id"
Machine = Disabling | Updating


class Scene(NamedTuple):
    """`others`: what somebody else will still do. `wanted`: the card was once as we want it."""

    machine: Machine
    action: Action
    note: str
    disabled: bool
    late: int
    faults: int
    others: tuple[str, ...]
    wanted: bool = False
    another: bool = False
    """The service was restored, and another card has the id (D4)."""
    stranger: bool = False
    """That other card was written to."""


@dataclass(frozen=True, slots=True)
class SettlementSteps:
    """One till, one card, two faults. `again`: how a second disable is answered. `deaf`: a 200 that changes nothing."""

    title: str
    machine: Machine
    others: tuple[str, ...] = ()
    faults: int = 2
    again: int = 200
    deaf: bool = False
    unwilling: bool = False
    """Among the faults: the service refuses what it would have done a moment ago."""

    def opening(self) -> Scene:
        step: Step[Machine] = self.machine.begin()
        return Scene(step.machine, step.action, "old", False, 0, self.faults, self.others)

    def moves(self, scene: Scene) -> Iterator[tuple[str, Scene]]:
        for at, what in enumerate(scene.others):
            rest = scene._replace(others=scene.others[:at] + scene.others[at + 1 :])
            if what == REUSE:
                if not scene.late and not isinstance(scene.action, (PostDisable, PutFields)):
                    yield what, rest._replace(another=True, disabled=False, note="old")
                continue
            yield (
                f"somebody else: {what}",
                _shown(rest._replace(disabled=True) if what == "disable" else rest._replace(note=what), self),
            )
        if scene.late:
            yield "arrives late", self._done(scene._replace(late=scene.late - 1))[0]
            yield "never arrives", scene._replace(late=scene.late - 1)
        match scene.action:
            case ReadCard():
                yield "reads", _told(scene, _read(scene))
                if scene.faults:
                    yield "hears nothing", _told(_spent(scene), Lost("time-out"))
            case PostDisable() | PutFields():
                yield from self._writes(scene)
            case Wait(seconds) if seconds >= QUARANTINE_S and scene.late:
                return  # whatever is on its way arrives before, or never (A3)
            case Wait() | NoService():
                yield "waits", _told(scene, Elapsed())

    def _writes(self, scene: Scene) -> Iterator[tuple[str, Scene]]:
        after, answer = self._done(scene)
        yield "is answered", _told(after, answer)
        if not scene.faults:
            return
        fewer = _spent(scene)
        yield "the reply is lost", _told(_spent(after), Lost("time-out"))
        yield "the request is lost", _told(fewer, Lost("time-out"))
        yield "the request is stuck", _told(fewer._replace(late=fewer.late + 1), Lost("time-out"))
        if self.unwilling:
            yield "is refused", _told(fewer, Rejected(422, "not now"))
        yield "throttled", _told(fewer, Throttled(1))
        yield "not sent", _told(fewer, NotSent("no connection"))
        yield "killed before it sends", _killed(fewer, self.machine)
        yield "killed before it hears", _killed(_spent(after), self.machine)

    def _done(self, scene: Scene) -> tuple[Scene, Answer]:
        if scene.another:
            return scene._replace(stranger=True), _read(scene)
        if isinstance(self.machine, Disabling):
            if scene.disabled and self.again != 200:
                return scene, Rejected(self.again, "The gift card is already disabled.")
            after = scene if self.deaf else scene._replace(disabled=True)
        else:
            after = scene if self.deaf else scene._replace(note="new")
        after = _shown(after, self)
        return after, _read(after)

    def wrong(self, scene: Scene) -> str:
        assert isinstance(scene.action, End)
        if scene.action.state is State.DONE and not scene.wanted:
            return "done, but the card was never like that"
        if scene.stranger:
            return "another card was written to"
        if scene.action.state is State.DECLINED and (scene.disabled or scene.wanted):
            return "declined, but it was done"
        return ""


def explore(world: SettlementSteps) -> tuple[int, dict[str, int], str, list[str]]:
    """States, ends, the first wrong end and the shortest way to it."""
    first = world.opening()
    parents: dict[Scene, tuple[Scene, str] | None] = {first: None}
    todo, ends, wrong, scene = deque([first]), dict[str, int](), "", first
    while todo and not wrong:
        scene = todo.popleft()
        following = list(world.moves(scene))
        if isinstance(scene.action, End):
            ends[scene.action.state] = ends.get(scene.action.state, 0) + 1
            wrong = world.wrong(scene)
        elif not following:
            wrong = "nothing can happen any more"
        for name, after in following:
            if after not in parents:
                parents[after] = (scene, name)
                todo.append(after)
    trace: list[str] = []
    while wrong and (step := parents[scene]) is not None:
        scene = step[0]
        trace.insert(0, step[1])
    return len(parents), ends, wrong, trace


def _shown(scene: Scene, world: SettlementSteps) -> Scene:
    wanted = scene.disabled if isinstance(world.machine, Disabling) else scene.note == "new"
    return scene._replace(wanted=scene.wanted or wanted)


def _told(scene: Scene, answer: Answer) -> Scene:
    step: Step[Machine] = scene.machine.after(answer)
    return scene._replace(machine=step.machine, action=step.action)


def _killed(scene: Scene, machine: Machine) -> Scene:
    """Of where it stood only that a request may have left survives (`touched`): a restart looks first."""
    sent = scene.machine.asked or scene.machine.doubted
    step: Step[Machine] = replace(machine, doubted=sent).begin()
    return scene._replace(machine=step.machine, action=step.action)


def _spent(scene: Scene) -> Scene:
    return scene._replace(faults=scene.faults - 1)


def _read(scene: Scene) -> CardRead:
    card = replace(_CARD, note=scene.note, disabled_at=1000 if scene.disabled else None)
    date = 5090 if scene.machine.phase is EditPhase.CHECKING else 5000
    return CardRead(replace(card, created_at=2000, last_characters="9x9x") if scene.another else card, date)


# broken on purpose


class BelievesAny200(Disabling):
    def after(self, answer: Answer) -> Step[Disabling]:  # type: ignore[override]
        if self.asked and isinstance(answer, CardRead):
            return Step(self, End(State.DONE))
        return Disabling.after(self, answer)


class DeclinesALostAnswer(Disabling):
    table: ClassVar[TransitionTable[EditPhase]] = AnyStep(*DISABLING_TABLE.rows)

    def _lost(self, answer: Lost) -> Step[Disabling]:  # type: ignore[override]
        return Step(self, End(State.DECLINED))


class BelievesAnUpdate(Updating):
    def after(self, answer: Answer) -> Step[Updating]:  # type: ignore[override]
        if self.asked and isinstance(answer, CardRead):
            return Step(self, End(State.DONE))
        return Updating.after(self, answer)


class DeclinesAtOnce(Disabling):
    def _refused(self, message: str) -> Step[Disabling]:  # type: ignore[override]
        return Disabling._refused(replace(self, doubted=False), message)


class DeclinesAnUpdateAtOnce(Updating):
    def _refused(self, message: str) -> Step[Updating]:  # type: ignore[override]
        return Updating._refused(replace(self, doubted=False), message)


class DisablesAnyCard(Disabling):
    def _is_another(self, shown: ServerCard) -> bool:
        return False


class UpdatesAnyCard(Updating):
    def _is_another(self, shown: ServerCard) -> bool:
        return False


_NOTE = (FieldChange("note", "old", "new"),)
WORLDS = [
    SettlementSteps("disable", Disabling()),
    SettlementSteps("disable, somebody is faster", Disabling(), ("disable",)),
    SettlementSteps("disable, refused the second time", Disabling(), ("disable",), again=422),
    SettlementSteps("disable, a 200 that does nothing", Disabling(), deaf=True),
    SettlementSteps("disable, refused after a loss", Disabling(), faults=4, unwilling=True),
    SettlementSteps("disable, the id is given again", Disabling(card=_CARD.identity), (REUSE,)),
    SettlementSteps("note, the id is given again", Updating(_NOTE, card=_CARD.identity), (REUSE,)),
    SettlementSteps("note", Updating(_NOTE)),
    SettlementSteps("note, refused after a loss", Updating(_NOTE), faults=4, unwilling=True),
    SettlementSteps("note, somebody writes another", Updating(_NOTE), ("theirs",)),
    SettlementSteps("note, somebody writes the same", Updating(_NOTE), ("new",)),
    SettlementSteps("note, a 200 that does nothing", Updating(_NOTE), deaf=True),
]
MUTANTS = {
    "believes any 200 of a disable": SettlementSteps("deaf", BelievesAny200(), deaf=True),
    "declines a disable without an answer": SettlementSteps("disable", DeclinesALostAnswer()),
    "declines a disable that may still arrive": SettlementSteps("refused", DeclinesAtOnce(), faults=3, unwilling=True),
    "declines an update that may still arrive": SettlementSteps(
        "refused", DeclinesAnUpdateAtOnce(_NOTE), faults=2, unwilling=True
    ),
    "disables any card with the id": SettlementSteps("reused", DisablesAnyCard(card=_CARD.identity), (REUSE,)),
    "updates any card with the id": SettlementSteps("reused", UpdatesAnyCard(_NOTE, card=_CARD.identity), (REUSE,)),
    "believes any 200 of an update": SettlementSteps("deaf", BelievesAnUpdate(_NOTE), deaf=True),
}
