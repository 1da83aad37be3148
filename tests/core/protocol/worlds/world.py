"""What can happen next: every move of the tills, the line, the service and a web shop on one card.

After docs/protocol.md 1: K1 sets a balance at once, K2 reads first and adds the difference later; a request or
its reply is lost, a till is killed between any two steps, a request arrives late but not after T_q (A3), a read may
come from a replica one write behind, times have whole seconds. A request is repeated on the way (docs/protocol.md
D1): the till hears the first copy's answer and the second is carried out later, or it hears the second's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from core.domain.capabilities import PLAIN
from core.domain.reply import Lost
from core.domain.witness import Witness
from core.protocol.machine import Elapsed
from tests.core.protocol.worlds.answers import COPY, DEFINITE, REFUSED, Told, etag_of, listed, read, written
from tests.core.protocol.worlds.cast import QUARANTINE_S, Cast, Client
from tests.core.protocol.worlds.scene import (
    Card,
    Late,
    Scene,
    Unheard,
    answered,
    killed,
    labels,
    later,
    left_unheard,
    silent,
    spent,
    staged,
)

ALL_FAULTS = frozenset({"request", "reply", "kill", "delay"})
TWICE = "twice"
"""The fault of a network that repeats a PUT."""
EPOCH, TICK = 1000, 3
"""The clock of the service starts at EPOCH and moves by TICK seconds, more than epsilon: two times are the same or
surely apart. A till that looks at the times of its transactions (`dated`) waits for that clock, others wait for nobody.
"""


Move = tuple[str, int | str, object]


@dataclass(frozen=True, slots=True)
class World:
    """A start, and what may go wrong how often. Amounts in minor units; times in ticks of the service's clock."""

    title: str
    wants: tuple[int, ...]
    balance: int = 100
    shop: tuple[int, ...] = ()
    faults: int = 0
    kinds: frozenset[str] = ALL_FAULTS
    server: int = 1
    seconds: int = 1
    start: int = 1
    stale: bool = False
    stale_after_quarantine: bool = False
    cache: str = ""
    """Reads may come out of a cache: "dated" as it was when it was kept, or "redated" as if it were new."""
    steps: bool = False
    """Sending, executing, replying and journalling are moves of their own."""
    no_zero: bool = False
    offline: bool = False
    answered: bool = False
    """The service answers every request in the end (T5), so that even a parked command knows what it did."""
    tick_s: int = TICK
    """Seconds of one move of the clock. With a tick longer than T_q the clock stands while a request is on its way."""
    client: Client = field(default_factory=Client)

    def with_client(self, client: Client) -> World:
        return replace(self, client=client)

    def opening(self, cast: Cast) -> Scene:
        tills = tuple(cast.begin(want, self.offline) for want in self.wants)
        none: tuple[tuple[object, ...], ...] = ((),) * len(tills)
        card = Card(self.balance, EPOCH, EPOCH + TICK * self.start, (self.balance, EPOCH))
        ticks = max(0, self.seconds - self.start)
        unheard = (Unheard(),) * len(tills)
        moved = (0,) * len(tills)
        return Scene(card, tills, none, (), self.faults, self.shop, moved, ticks=ticks, unheard=unheard)

    def moves(self, cast: Cast, scene: Scene) -> Iterator[tuple[Move, Scene]]:
        for till, kind in enumerate(cast.kinds[number] for number in scene.tills):
            if kind == "read":
                yield from self._reads(cast, scene, till)
            elif kind == "put":
                yield from self._puts(cast, scene, till)
            elif kind == "list":
                yield self._lists(cast, scene, till)
            elif kind == "pause":
                yield ("waits", till, None), answered(cast, later(scene, TICK), till, "elapsed", partial(Elapsed))
            elif kind == "rest" and not any(late.till == till for late in scene.late):
                yield ("rests", till, None), answered(cast, scene, till, "elapsed", partial(Elapsed))
            if kind in {"read", "rest"} and scene.faults and "kill anywhere" in self.kinds:
                yield ("is killed", till, None), killed(cast, spent(scene), till)
            if kind in {"read", "rest", "end"} and scene.faults and "home restored" in self.kinds:
                yield from self._home_restored(cast, scene, till)
        yield from self._late(cast, scene)
        yield from self._others(cast, scene)

    def _home_restored(self, cast: Cast, scene: Scene, till: int) -> Iterator[tuple[Move, Scene]]:
        """The backup is from the beginning; nothing of this till is on its way any more (A3)."""
        if any(late.till == till for late in scene.late):
            return
        number = cast.restored(self.wants[till], self.offline, Witness(self.balance, EPOCH))
        tills = (*scene.tills[:till], number, *scene.tills[till + 1 :])
        yield ("comes out of a backup", till, None), spent(scene)._replace(tills=tills)

    # a till reads

    def _reads(self, cast: Cast, scene: Scene, till: int) -> Iterator[tuple[Move, Scene]]:
        card, now = scene.card, self._now(cast, scene, till)
        views = [(card.balance, card.updated, now)]
        fresh = cast.records[scene.tills[till]].fresh and not self.stale_after_quarantine
        if self.stale and not fresh and card.before != (card.balance, card.updated):
            views.append((*card.before, now))
        for balance, updated, date in dict.fromkeys((*views, *self._kept(cast, scene, till))):
            key = (balance, updated, date, card.disabled, card.version, card.another)
            made = partial(read, *key)
            yield ("reads", till, balance), answered(cast, scene, till, key, made)
        if scene.faults and "silence" in self.kinds:
            after = answered(cast, spent(scene), till, "silence", partial(Lost, "time-out"))
            yield ("reads and hears nothing", till, None), after

    def _now(self, cast: Cast, scene: Scene, till: int) -> int:
        """The service's date of a read; after the whole quarantine it is that much later, for this till alone."""
        return scene.card.now + (round(QUARANTINE_S) if cast.records[scene.tills[till]].fresh else 0)

    def _kept(self, cast: Cast, scene: Scene, till: int) -> Iterator[tuple[int, int, int]]:
        """What a cache on the way kept of the till's last read of the card."""
        attempts = cast.records[scene.tills[till]].machine.attempts
        if self.cache and attempts and attempts[-1].date:
            date = attempts[-1].date if self.cache == "dated" else self._now(cast, scene, till)
            yield attempts[-1].base, attempts[-1].updated_at, date

    def _lists(self, cast: Cast, scene: Scene, till: int) -> tuple[Move, Scene]:
        ours = tuple(told for told in scene.told if told.till == till and isinstance(told.message, int))
        now = self._now(cast, scene, till)
        return ("lists", till, len(ours)), answered(cast, scene, till, ("list", ours, now), partial(listed, ours, now))

    # a till writes

    def _puts(self, cast: Cast, scene: Scene, till: int) -> Iterator[tuple[Move, Scene]]:
        stage, target = scene.stages[till], cast.records[scene.tills[till]].action.balance  # type: ignore[union-attr]
        if stage and stage[0] == TWICE:
            yield from self._again(cast, scene, till, target)
        elif not stage and (self.steps or self.server == 2):
            yield from self._sent(cast, scene, till, target)
        elif stage and stage[0] == "reply":
            yield from self._replied(cast, scene, till, stage[1:], target)
        else:
            yield from self._executed(cast, scene, till, target)
        if not stage:
            yield from self._never_left(cast, scene, till, target)
            if scene.faults and TWICE in self.kinds:
                yield from self._doubled(cast, spent(scene), till, target)

    def _doubled(self, cast: Cast, scene: Scene, till: int, target: int) -> Iterator[tuple[Move, Scene]]:
        """The first copy is carried out. Its answer is heard, or it dies and the second copy's is, a moment later."""
        number, etag = labels(cast, scene, till)
        asked = Late(till, number, target, -1, etag)
        after, said, at = self._execute(scene, asked)
        yield ("is served, and asked again on the way", till, said), staged(after, till, (TWICE, said))
        more = after._replace(late=tuple(sorted((*after.late, asked._replace(copy=1)))))
        yield from self._heard(cast, more, till, (said, at, number))

    def _again(self, cast: Cast, scene: Scene, till: int, target: int) -> Iterator[tuple[Move, Scene]]:
        """The second copy is carried out and answered."""
        first = scene.stages[till][1]
        number, etag = labels(cast, scene, till)
        after, said, at = self._execute(scene, Late(till, number, target, -1, etag, 1))
        after = staged(after, till, ())
        copy = 0 if self._keyed else 1
        if not self._keyed and isinstance(first, int):
            base = cast.records[scene.tills[till]].machine.attempts[-1].base
            after = left_unheard(after, till, first, hidden=said == target - base)
        yield from self._heard(cast, after, till, (said, at, number + COPY * copy))
        yield from self._unanswered(cast, scene, after, till, said)

    def _heard(self, cast: Cast, scene: Scene, till: int, got: tuple[Any, int, int]) -> Iterator[tuple[Move, Scene]]:
        said, at, number = got
        made: Callable[[], Any] = REFUSED[said] if isinstance(said, str) else partial(written, number, said, at)
        yield ("hears", till, said), answered(cast, scene, till, ("done", *got), made)

    def _unanswered(
        self, cast: Cast, before: Scene, scene: Scene, till: int, said: object
    ) -> Iterator[tuple[Move, Scene]]:
        """No copy's answer is heard, so that nothing of them is hidden behind another."""
        scene = scene._replace(unheard=before.unheard)
        if scene.faults and "reply" in self.kinds:
            yield ("does not hear", till, said), silent(cast, spent(scene), till)
        if scene.faults and "kill" in self.kinds:
            yield ("is killed before it hears", till, said), killed(cast, spent(scene), till)

    def _sent(self, cast: Cast, scene: Scene, till: int, target: int) -> Iterator[tuple[Move, Scene]]:
        read = scene.card.balance if self.server == 2 else -1
        yield ("sends", till, target), staged(scene, till, ("sent", read))

    def _never_left(self, cast: Cast, scene: Scene, till: int, target: int) -> Iterator[tuple[Move, Scene]]:
        yield from self._lost(cast, scene, till, target, -1)
        if scene.faults and "definite" in self.kinds:
            for name, made in DEFINITE.items():
                yield (name, till, target), answered(cast, spent(scene), till, name, made)

    def _lost(self, cast: Cast, scene: Scene, till: int, target: int, read: int) -> Iterator[tuple[Move, Scene]]:
        """The request does not arrive, or not in time."""
        if not scene.faults:
            return
        gone = staged(spent(scene), till, ())
        number, etag = labels(cast, scene, till)
        delayed = gone._replace(late=tuple(sorted((*scene.late, Late(till, number, target, read, etag)))))
        if "request" in self.kinds:
            yield ("loses its request", till, target), silent(cast, gone, till)
        if "delay" in self.kinds:
            yield ("gives up its request", till, target), silent(cast, delayed, till)
        if "kill" in self.kinds:
            yield ("is killed before it sends", till, target), killed(cast, gone, till)
            if scene.stages[till] and "delay" in self.kinds:
                yield ("is killed, its request on its way", till, target), killed(cast, delayed, till)

    def _executed(self, cast: Cast, scene: Scene, till: int, target: int) -> Iterator[tuple[Move, Scene]]:
        read = int(scene.stages[till][1]) if scene.stages[till] else -1  # type: ignore[call-overload]
        number, etag = labels(cast, scene, till)
        after, said, at = self._execute(scene, Late(till, number, target, read, etag))
        if self.steps:
            yield ("is served", till, said), staged(after, till, ("reply", said, at))
        else:
            yield from self._replied(cast, staged(after, till, ()), till, (said, at), target)
        if scene.stages[till]:
            yield from self._lost(cast, scene, till, target, read)

    def _replied(
        self, cast: Cast, scene: Scene, till: int, got: tuple[Any, ...], target: int
    ) -> Iterator[tuple[Move, Scene]]:
        said, at = got
        scene = staged(scene, till, ())
        number = cast.records[scene.tills[till]].machine.attempts[-1].number
        yield from self._heard(cast, scene, till, (said, at, number))
        yield from self._unanswered(cast, scene, scene, till, said)

    def _execute(self, scene: Scene, asked: Late) -> tuple[Scene, int | str, int]:
        """The service runs a PUT: the scene after it, the amount or why not, and when."""
        card, till = scene.card, asked.till
        if self._keyed:
            for told in scene.told:
                if (told.till, told.number) == (till, asked.number):
                    return scene, told.message, told.at
        amount = asked.target - (card.balance if asked.read < 0 else asked.read)
        said: int | str = amount
        if asked.etag and asked.etag != etag_of(card.version):
            said = "changed"
        elif card.disabled or card.balance + amount < 0 or (self.no_zero and amount == 0):
            said = "refused"
        if self._keyed or self._tagged:
            told_now = Told(till, asked.number, said, card.now, asked.copy)
            scene = scene._replace(told=tuple(sorted((*scene.told, told_now), key=str)))
        if isinstance(said, str):
            return scene, said, card.now if self.dated else EPOCH
        if card.another:
            changed = scene._replace(card=self._changed(card, amount), stranger=scene.stranger + amount)
            return changed, amount, card.now if self.dated else EPOCH
        moved = (*scene.moved[:till], scene.moved[till] + amount, *scene.moved[till + 1 :])
        return scene._replace(card=self._changed(card, amount), moved=moved), amount, card.now if self.dated else EPOCH

    @property
    def _keyed(self) -> bool:
        return self.client.able.key_retention_s > 0

    @property
    def _tagged(self) -> bool:
        return self.client.able.settles_by_reference

    @property
    def dated(self) -> bool:
        """Whether a till looks at the time of its transactions."""
        return self.client.able != PLAIN

    def _changed(self, card: Card, amount: int) -> Card:
        before = (card.balance, card.updated) if self.stale else (0, 0)
        version = card.version + 1 if self.client.able.etags else 0
        return Card(card.balance + amount, card.now, card.now, before, card.disabled, version, card.another)

    # everybody else

    def _late(self, cast: Cast, scene: Scene) -> Iterator[tuple[Move, Scene]]:
        for late in set(scene.late):
            at = scene.late.index(late)
            rest = scene._replace(late=scene.late[:at] + scene.late[at + 1 :])
            after, said, _ = self._execute(rest, late)
            if late.copy and not self._keyed and isinstance(said, int):
                after = left_unheard(after, late.till, said, hidden=True)
            yield ("has a request that arrives late", late.till, said), after
            yield ("has a request that never arrives", late.till, late.target), rest

    def _others(self, cast: Cast, scene: Scene) -> Iterator[tuple[Move, Scene]]:
        card = scene.card
        for at, amount in enumerate(scene.shop):
            rest = scene._replace(shop=scene.shop[:at] + scene.shop[at + 1 :])
            if card.balance + amount >= 0 and not card.disabled:
                rest = rest._replace(card=self._changed(card, amount))
            yield ("the web shop changes it by", "", amount), rest
        if scene.ticks and not (self.tick_s >= QUARANTINE_S and self._busy(cast, scene)):
            yield (
                ("the clock moves on", "", None),
                self._forgotten(later(scene._replace(ticks=scene.ticks - 1), self.tick_s)),
            )
        if scene.faults and "forgets" in self.kinds and self._keyed and scene.told:
            yield ("the service forgets its keys", "", None), spent(scene)._replace(told=())
        if scene.faults and "disabled" in self.kinds and not card.disabled:
            off = card._replace(disabled=True, updated=card.now)
            yield ("somebody disables the card", "", None), spent(scene)._replace(card=off)
        if scene.faults and "restored" in self.kinds and not card.another and not self._busy(cast, scene):
            reused = Card(self.balance, card.now, card.now, (self.balance, card.now), another=True)
            yield ("the service is restored: another card has the id", "", None), spent(scene)._replace(card=reused)

    def _busy(self, cast: Cast, scene: Scene) -> bool:
        return bool(scene.late) or any(cast.kinds[number] == "put" for number in scene.tills)

    def _forgotten(self, scene: Scene) -> Scene:
        """The service keeps its keys as long as it promised, and no longer."""
        if not self._keyed or self._tagged:
            return scene
        oldest = scene.card.now - self.client.able.key_retention_s
        return scene._replace(told=tuple(told for told in scene.told if told.at > oldest))


def over(cast: Cast, scene: Scene) -> bool:
    return not scene.late and not scene.shop and all(cast.kinds[number] == "end" for number in scene.tills)
