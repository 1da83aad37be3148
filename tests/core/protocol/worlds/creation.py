"""Every way that making one card can go: lost requests and replies, kills, late requests, a clash of codes, and a list
that lags. However it goes, an order makes exactly one card (PROTOCOL.md section 7).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from core.domain.money import Money
from core.domain.operation import State
from core.domain.reply import CardCreated, CardPage, Lost, NotSent, Rejected, ServerCard, Throttled
from core.protocol.creation import Creation, Stage
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


Saving = Callable[[Creation], Creation]


def saved(machine: Creation) -> Creation:
    """What core/services/outbox/records.py keeps: the stage, and whether an answer was ever lost."""
    return replace(machine, looks=0, cursor=None, redraw=False, made=None, resends=0, resending=False)


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
    faults: int = 2
    machine: type[Creation] = Creation
    saving: Saving = saved
    quarantine_s: float = QUARANTINE_S

    def opening(self) -> Scene:
        made = self.machine(mark(0), WATERMARK, self.own_code, self.offline, self.quarantine_s, SOLD)
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
        """As core/services/parked/unmade.py takes an order up again."""
        stage = Stage.DOUBT if scene.machine.ever_doubted else Stage.FRESH
        step = replace(self.saving(scene.machine), stage=stage).begin()
        return scene._replace(machine=step.machine, action=step.action, taken_up=scene.taken_up - 1)

    def _created(self, at: int, code: int) -> CardCreated:
        return CardCreated(self._server_card(at, code, "us"), f"abcdefgh12340d{code}d", 5000)

    def _page(self, scene: Scene, since: int) -> CardPage:
        rows = [self._server_card(at, *card) for at, card in enumerate(scene.cards[: scene.listed])]
        return CardPage(tuple(row for row in rows if row.card_id > since), 5000, None)

    def _server_card(self, at: int, code: int, maker: str) -> ServerCard:
        note = f"for Ada {mark(code)}" if maker == "us" else "another shop's"
        return replace(_CARD, card_id=WATERMARK + 1 + at, note=note, currency=self.makes)

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
    """The machine's next step; a redrawn code is replaced before anything else, as the lanes do it."""
    step = scene.machine.after(answer)
    machine, code = step.machine, scene.code
    if machine.redraw and not scene.machine.redraw:
        code += 1
        machine = replace(machine, mark=mark(code))
    return scene._replace(machine=machine, action=step.action, code=code)


def _spent(scene: Scene) -> Scene:
    return scene._replace(faults=scene.faults - 1)


# broken on purpose


class DrawsAnotherCode(Creation):
    """Taken after a doubt: takes another code for the same order."""

    def _taken(self) -> object:  # type: ignore[override]
        return Creation._taken(replace(self, ever_doubted=False))


class PostsAgainAtOnce(Creation):
    def _lost(self, why: str) -> object:  # type: ignore[override]
        return replace(self, ever_doubted=True)._post()


class DeclinesWhenInDoubt(Creation):
    def _lost(self, why: str) -> object:  # type: ignore[override]
        return Creation._refused(replace(self, ever_doubted=False), why)


class TakesAnyCardForOurs(Creation):
    def _searched(self, page: CardPage) -> object:  # type: ignore[override]
        return self._done(page.cards[0]) if page.cards else Creation._searched(self, page)


class TakesAnyCurrency(Creation):
    """What came back is not compared with what was sold."""

    def _done(self, card: ServerCard) -> object:  # type: ignore[override]
        return Creation._done(replace(self, sold=Money(card.initial_value, card.currency)), card)


class TakenUpAsIfNew(Creation):
    """A card of another value came back, and a person says that nothing was made: it begins without a doubt."""

    def _done(self, card: ServerCard) -> object:  # type: ignore[override]
        step = Creation._done(self, card)
        return replace(step, machine=replace(step.machine, ever_doubted=self.ever_doubted))


def without_stage(machine: Creation) -> Creation:
    """A disk that forgets that a request was on its way."""
    return replace(saved(machine), stage=Stage.FRESH, ever_doubted=False)


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
    Making("another currency comes out", makes="JPY"),
    Making("another currency comes out, accepted offline", makes="JPY", offline=True, lags=True),
    Making("another currency comes out, settled as not made", makes="JPY", taken_up=1),
]
MUTANTS = {
    "taken, so another code": Making("unique, the list lags for long", lags_long=True, machine=DrawsAnotherCode),
    "posts again at once": Making("not unique", unique=False, machine=PostsAgainAtOnce),
    "declines when in doubt": Making("unique", machine=DeclinesWhenInDoubt),
    "no quarantine": Making("not unique", unique=False, quarantine_s=0.0),
    "does not wait for the list": Making("not unique", unique=False, lags_long=True),
    "takes any card for ours": Making("unique, a stranger has ours", clash=True, machine=TakesAnyCardForOurs),
    "takes a card of any currency": Making("another currency", makes="JPY", machine=TakesAnyCurrency),
    "another currency, taken up as if new": Making("taken up", makes="JPY", taken_up=1, machine=TakenUpAsIfNew),
    "a restart forgets the request": Making("unique", saving=without_stage),
}
