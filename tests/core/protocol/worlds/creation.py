"""Every way that making one card can go: lost requests and replies, kills, late requests, requests that are repeated on
the way, a clash of codes, and a list that lags. However it goes, an order makes exactly one card (docs/protocol.md 7).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from core.domain.money import Money
from core.domain.operation import State
from core.domain.reply import CardCreated, CardPage, Lost, NotSent, Rejected, ServerCard, Throttled
from core.protocol.creation import Creation, CreationStage
from core.protocol.creation_phases import CreationPhase
from core.protocol.machine import Action, Answer, Elapsed, End, ListAfter, PostCard, Wait

QUARANTINE_S = 90.0
WATERMARK = 40
SOLD = Money(2500, "USD")
_CARD = ServerCard(41, 2500, "USD", 2500, 5000, 5000, None, None, None, None, "7k2m")
_FOREIGN = "a stranger"


def mark(code: int) -> str:
    return f"[gc1:abcdefghijkl{'abcdefg'[code]}:ABCDEFGHIJKLMNOP]"


class Scene(NamedTuple):
    """`cards`: code and maker of each, in order of id. `listed`: how many the list shows already."""

    machine: Creation
    action: Action
    cards: tuple[tuple[int, str], ...]
    listed: int
    late: tuple[int, ...]
    faults: int
    code: int = 0
    keys: tuple[tuple[str, int], ...] = ()
    taken_up: int = 0
    """How often a person still says of the parked order that nothing was made."""


def _last(code: int) -> str:
    return f"7k2{'abcdefg'[code]}"


Saving = Callable[[Creation], Creation]


def saved(machine: Creation) -> Creation:
    """What core/services/outbox/machine_store.py keeps: the stage, and whether an answer was ever lost."""
    return replace(machine, phase=CreationPhase.READY, looks=0, cursor=None, made=None, resends=0, match=None)


@dataclass(frozen=True, slots=True)
class Making:
    """A world of one order. `unique`: the service refuses a code that it has. `lags`: the list shows cards late, but
    not later than a quarantine, or (`lags_long`) at any time.
    """

    title: str
    unique: bool = True
    clash: bool = False
    own_code: bool = True
    offline: bool = False
    lags: bool = False
    lags_long: bool = False
    keyed: bool = False
    makes: str = "USD"
    """The currency that cards come out in, whatever is asked for."""
    taken_up: int = 0
    twice: bool = False
    """The network may repeat a request; either copy's answer is heard."""
    tagless: bool = False
    """The service carries no notes."""
    unmarked: bool = False
    """The shop sends no marks; what a person wrote is carried."""
    faults: int = 2
    machine: type[Creation] = Creation
    saving: Saving = saved
    quarantine_s: float = QUARANTINE_S

    def opening(self) -> Scene:
        made = self.machine(mark(0), WATERMARK, self.own_code, self.offline, self.quarantine_s, SOLD)
        made = replace(made, last_characters=_last(0), unmarked_note="for Ada" if self.unmarked else None)
        if self.keyed:
            made = replace(made, operation_id="c", keyed=True)
        step = made.begin()
        cards = ((0, _FOREIGN),) if self.clash else ()
        return Scene(step.machine, step.action, cards, len(cards), (), self.faults, taken_up=self.taken_up)

    def moves(self, scene: Scene) -> Iterator[tuple[str, Scene]]:
        if scene.listed < len(scene.cards):
            yield "the list catches up", scene._replace(listed=scene.listed + 1)
        for at, code in enumerate(scene.late):
            rest = scene._replace(late=scene.late[:at] + scene.late[at + 1 :])
            yield "the request arrives late", self._posted(rest, code)[0]
            yield "the request never arrives", rest
        match scene.action:
            case PostCard():
                yield from self._posts(scene)
            case ListAfter(since):
                yield "looks through the list", _told(scene, self._page(scene, since))
                if scene.faults:
                    yield "the list does not answer", _told(_spent(scene), Lost("time-out"))
            case Wait(seconds) if seconds < QUARANTINE_S or self._settled(scene):
                yield "waits", _told(scene, Elapsed())
            case End(state):
                if state is State.PARKED and scene.taken_up:
                    yield "a person says that it was not made", self._taken_up(scene)
                return
            case action if not isinstance(action, Wait):
                yield "the service is back", _told(scene, Elapsed())

    def _settled(self, scene: Scene) -> bool:
        return not scene.late and (self.lags_long or scene.listed == len(scene.cards))

    def _posts(self, scene: Scene) -> Iterator[tuple[str, Scene]]:
        after, answer = self._posted(scene, scene.code)
        yield f"POST: {type(answer).__name__}", _told(after, answer)
        if not scene.faults:
            return
        if self.twice:
            again, second = self._posted(after, scene.code)
            yield f"POST twice: {type(second).__name__}", _told(_spent(again), second)
            yield "POST, and again later", _told(_spent(after)._replace(late=(*scene.late, scene.code)), answer)
        yield "the reply is lost", _told(_spent(after), Lost("time-out"))
        yield "the request is lost", _told(_spent(scene), Lost("time-out"))
        yield "the request is stuck", _told(_spent(scene)._replace(late=(*scene.late, scene.code)), Lost("time-out"))
        yield "throttled", _told(_spent(scene), Throttled(1))
        yield "not sent", _told(_spent(scene), NotSent("no connection"))
        yield "killed before the request", self._killed(_spent(scene))
        yield "killed before the reply", self._killed(_spent(after))

    def _posted(self, scene: Scene, code: int) -> tuple[Scene, Answer]:
        before = dict(scene.keys).get(mark(code)) if self.keyed else None
        if before is not None:
            return scene, self._created(before, code)
        if self.unique and any(taken == code for taken, _ in scene.cards):
            return scene, Rejected(422, "has already been taken", "code")
        cards = (*scene.cards, (code, "us"))
        listed = scene.listed if self.lags or self.lags_long else len(cards)
        keys = (*scene.keys, (mark(code), len(cards) - 1)) if self.keyed else ()
        return scene._replace(cards=cards, listed=listed, keys=keys), self._created(len(cards) - 1, code)

    def _killed(self, scene: Scene) -> Scene:
        step = self.saving(scene.machine).begin()
        return scene._replace(machine=step.machine, action=step.action)

    def _taken_up(self, scene: Scene) -> Scene:
        """As core/services/parked/unmade_cards.py takes an order up again."""
        stage = CreationStage.DOUBT if scene.machine.ever_doubted else CreationStage.FRESH
        step = replace(self.saving(scene.machine), stage=stage).begin()
        return scene._replace(machine=step.machine, action=step.action, taken_up=scene.taken_up - 1)

    def _created(self, at: int, code: int) -> CardCreated:
        return CardCreated(self._server_card(at, code, "us"), f"abcdefgh12340d{code}d", 5000)

    def _page(self, scene: Scene, since: int) -> CardPage:
        rows = [self._server_card(at, *card) for at, card in enumerate(scene.cards[: scene.listed])]
        return CardPage(tuple(row for row in rows if row.card_id > since), 5000, None)

    def _server_card(self, at: int, code: int, maker: str) -> ServerCard:
        ours = "for Ada" if self.unmarked else f"for Ada {mark(code)}"
        note = None if self.tagless else ours if maker == "us" else "another shop's"
        last = _last(code)
        return replace(_CARD, card_id=WATERMARK + 1 + at, note=note, currency=self.makes, last_characters=last)

    def wrong(self, scene: Scene) -> str:
        """What is not true of this end; empty when it is right."""
        assert isinstance(scene.action, End)
        ours = [at for at, (_, maker) in enumerate(scene.cards) if maker == "us"]
        made = scene.machine.made
        if scene.action.state is State.DONE:
            right = len(ours) == 1 and made is not None and made.card_id == WATERMARK + 1 + ours[0]
            if right and self.makes != SOLD.currency:
                return f"done, with a card in {self.makes}"
            return "" if right else f"done, with {len(ours)} cards of ours"
        most = 1 if scene.action.state is State.PARKED else 0
        return "" if len(ours) <= most else f"{scene.action.state}, with {len(ours)} cards of ours"


@dataclass(slots=True)
class Made:
    states: int = 0
    ends: dict[str, int] = field(default_factory=dict)
    wrong: str = ""
    trace: list[str] = field(default_factory=list)


def explore(world: Making, most: int = 200_000) -> Made:
    """Breadth first; stops at the first wrong end."""
    first = world.opening()
    parents: dict[Scene, tuple[Scene, str] | None] = {first: None}
    todo, found = deque([first]), Made()
    while todo and not found.wrong:
        scene = todo.popleft()
        following = list(world.moves(scene))
        if isinstance(scene.action, End) and not following:
            found.ends[scene.action.state] = found.ends.get(scene.action.state, 0) + 1
            found.wrong = world.wrong(scene)
        elif not following or len(parents) > most:
            found.wrong = "nothing can happen any more" if not following else "too many states"
        for name, after in following:
            if after not in parents:
                parents[after] = (scene, name)
                todo.append(after)
    while found.wrong and (step := parents[scene]) is not None:
        scene = step[0]
        found.trace.insert(0, step[1])
    found.states = len(parents)
    return found


def _told(scene: Scene, answer: Answer) -> Scene:
    """The machine's next step; one that draws another code has a new mark."""
    step = scene.machine.after(answer)
    machine, code = step.machine, scene.code
    if getattr(machine, "drawn", 0) > code:  # a mutant's
        code += 1
        machine = replace(machine, mark=mark(code))
    return scene._replace(machine=machine, action=step.action, code=code)


def _spent(scene: Scene) -> Scene:
    return scene._replace(faults=scene.faults - 1)


WORLDS = [
    Making("unique codes"),
    Making("unique codes, the list lags", lags=True),
    Making("unique codes, the list lags for long", lags_long=True),
    Making("unique codes, a stranger has ours", clash=True),
    Making("a typed code that a stranger has", clash=True, own_code=False),
    Making("accepted offline, a stranger has the code", clash=True, offline=True),
    Making("accepted offline", offline=True, lags=True),
    Making("codes are not unique", unique=False),
    Making("codes are not unique, the list lags", unique=False, lags=True),
    Making("keys", keyed=True),
    Making("keys, codes are not unique", keyed=True, unique=False, lags=True),
    Making("three faults", faults=3, lags=True),
    Making("twice: unique codes", twice=True),
    Making("twice: unique codes, the list lags for long", twice=True, lags_long=True),
    Making("twice: a typed code", twice=True, own_code=False),
    Making("twice: a typed code that a stranger has", twice=True, own_code=False, clash=True),
    Making("twice: accepted offline", twice=True, offline=True, lags=True),
    Making("twice: keys, codes are not unique", twice=True, keyed=True, unique=False, lags=True),
    Making("twice: no notes", twice=True, tagless=True),
    Making("twice: no notes, a typed code", twice=True, tagless=True, own_code=False),
    Making("twice: no notes, codes are not unique, nothing repeated", tagless=True, unique=False),
    Making("twice: no marks", twice=True, unmarked=True),
    Making("twice: no marks, the list lags for long", twice=True, unmarked=True, lags_long=True),
    Making("twice: no marks, a typed code", twice=True, unmarked=True, own_code=False),
    Making("twice: no marks, a typed code that a stranger has", twice=True, unmarked=True, own_code=False, clash=True),
    Making("twice: no marks, accepted offline", twice=True, unmarked=True, offline=True, lags=True),
    Making("twice: no marks, keys", twice=True, unmarked=True, keyed=True),
    Making("no marks, codes are not unique, nothing repeated", unmarked=True, unique=False),
    Making("another currency comes out", makes="JPY"),
    Making("another currency comes out, accepted offline", makes="JPY", offline=True, lags=True),
    Making("another currency comes out, settled as not made", makes="JPY", taken_up=1),
]
