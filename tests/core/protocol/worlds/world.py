"""What can happen next: every move of the tills, the line, the service and a web shop on one card.

After the rules of PROTOCOL.md: K1 sets a balance at once, K2 reads first and adds the difference later; a request or
its reply is lost, a till is killed between any two steps, a request arrives late but not after T_q (A3), a read may
come from a replica one write behind, times have whole seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple

from core.domain.capabilities import PLAIN, UNGUARDED
from core.domain.reply import (
    BalanceWritten,
    CardRead,
    Listed,
    Lost,
    NotSent,
    Rejected,
    Throttled,
    Transaction,
    TransactionsRead,
)
from core.protocol.machine import Elapsed
from tests.core.protocol.worlds.cast import CARD, QUARANTINE_S, Cast, Client

ALL_FAULTS = frozenset({"request", "reply", "kill", "delay"})
EPOCH, TICK = 1000, 3
"""The clock of the service starts at EPOCH and moves by TICK seconds, more than epsilon: two times are the same or
surely apart. A till that looks at the times of its transactions (`dated`) waits for that clock, others wait for nobody.
"""


class Card(NamedTuple):
    """The card at the service. `before` is what a replica one write behind still shows."""

    balance: int
    updated: int
    now: int
    before: tuple[int, int]
    disabled: bool = False
    version: int = 0
    """What an ETag is made of; counted only where tills ask for it."""


class Late(NamedTuple):
    """A request that its till gave up: it arrives, or never does, before the till's quarantine is over."""

    till: int
    number: int
    target: int
    read: int
    """What a K2 service had read for it already; -1 when it had not."""
    etag: str = ""


class Told(NamedTuple):
    """What the service remembers of a PUT: under its key for as long as it keeps keys, in the card's list for ever."""

    till: int
    number: int
    said: int | str
    """The amount, or why it was refused."""
    at: int


class Scene(NamedTuple):
    """One state. `stages` says for each till where its PUT is: nowhere, on its way, or its reply on its way."""

    card: Card
    tills: tuple[int, ...]
    stages: tuple[tuple[object, ...], ...]
    late: tuple[Late, ...]
    faults: int
    shop: tuple[int, ...]
    moved: tuple[int, ...]
    """What each till's PUTs changed in truth."""
    told: tuple[Told, ...] = ()
    ticks: int = 0
    """How often the clock may still move by itself."""


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
        return Scene(card, tills, none, (), self.faults, self.shop, (0,) * len(tills), ticks=ticks)

    def moves(self, cast: Cast, scene: Scene) -> Iterator[tuple[Move, Scene]]:
        for till, kind in enumerate(cast.kinds[number] for number in scene.tills):
            if kind == "read":
                yield from self._reads(cast, scene, till)
            elif kind == "put":
                yield from self._puts(cast, scene, till)
            elif kind == "list":
                yield self._lists(cast, scene, till)
            elif kind == "pause":
                yield ("waits", till, None), _answered(cast, _later(scene, TICK), till, "elapsed", partial(Elapsed))
            elif kind == "rest" and not any(late.till == till for late in scene.late):
                yield ("rests", till, None), _answered(cast, scene, till, "elapsed", partial(Elapsed))
            if kind in {"read", "rest"} and scene.faults and "kill anywhere" in self.kinds:
                yield ("is killed", till, None), _killed(cast, _spent(scene), till)
        yield from self._late(cast, scene)
        yield from self._others(cast, scene)

    # a till reads

    def _reads(self, cast: Cast, scene: Scene, till: int) -> Iterator[tuple[Move, Scene]]:
        card = scene.card
        views = [(card.balance, card.updated)]
        fresh = cast.records[scene.tills[till]].fresh and not self.stale_after_quarantine
        if self.stale and not fresh and card.before != views[0]:
            views.append(card.before)
        for balance, updated in views:
            key = (balance, updated, card.now, card.disabled, card.version)
            made = partial(_read, *key)
            yield ("reads", till, balance), _answered(cast, scene, till, key, made)
        if scene.faults and "silence" in self.kinds:
            after = _answered(cast, _spent(scene), till, "silence", partial(Lost, "time-out"))
            yield ("reads and hears nothing", till, None), after

    def _lists(self, cast: Cast, scene: Scene, till: int) -> tuple[Move, Scene]:
        ours = tuple(told for told in scene.told if told.till == till and isinstance(told.said, int))
        made = partial(_listed, ours, scene.card.now)
        return ("lists", till, len(ours)), _answered(cast, scene, till, ("list", ours, scene.card.now), made)

    # a till writes

    def _puts(self, cast: Cast, scene: Scene, till: int) -> Iterator[tuple[Move, Scene]]:
        stage, target = scene.stages[till], cast.records[scene.tills[till]].action.balance  # type: ignore[union-attr]
        if not stage and (self.steps or self.server == 2):
            yield from self._sent(cast, scene, till, target)
        elif stage and stage[0] == "reply":
            yield from self._replied(cast, scene, till, stage[1:], target)
        else:
            yield from self._executed(cast, scene, till, target)
        if not stage:
            yield from self._never_left(cast, scene, till, target)

    def _sent(self, cast: Cast, scene: Scene, till: int, target: int) -> Iterator[tuple[Move, Scene]]:
        read = scene.card.balance if self.server == 2 else -1
        yield ("sends", till, target), _staged(scene, till, ("sent", read))

    def _never_left(self, cast: Cast, scene: Scene, till: int, target: int) -> Iterator[tuple[Move, Scene]]:
        yield from self._lost(cast, scene, till, target, -1)
        if scene.faults and "definite" in self.kinds:
            for name, made in _DEFINITE.items():
                yield (name, till, target), _answered(cast, _spent(scene), till, name, made)

    def _lost(self, cast: Cast, scene: Scene, till: int, target: int, read: int) -> Iterator[tuple[Move, Scene]]:
        """The request does not arrive, or not in time."""
        if not scene.faults:
            return
        spent = _staged(_spent(scene), till, ())
        number, etag = _labels(cast, scene, till)
        delayed = spent._replace(late=tuple(sorted((*scene.late, Late(till, number, target, read, etag)))))
        if "request" in self.kinds:
            yield ("loses its request", till, target), _silent(cast, spent, till)
        if "delay" in self.kinds:
            yield ("gives up its request", till, target), _silent(cast, delayed, till)
        if "kill" in self.kinds:
            yield ("is killed before it sends", till, target), _killed(cast, spent, till)
            if scene.stages[till] and "delay" in self.kinds:
                yield ("is killed, its request on its way", till, target), _killed(cast, delayed, till)

    def _executed(self, cast: Cast, scene: Scene, till: int, target: int) -> Iterator[tuple[Move, Scene]]:
        read = int(scene.stages[till][1]) if scene.stages[till] else -1  # type: ignore[call-overload]
        number, etag = _labels(cast, scene, till)
        after, said, at = self._execute(scene, Late(till, number, target, read, etag))
        if self.steps:
            yield ("is served", till, said), _staged(after, till, ("reply", said, at))
        else:
            yield from self._replied(cast, _staged(after, till, ()), till, (said, at), target)
        if scene.stages[till]:
            yield from self._lost(cast, scene, till, target, read)

    def _replied(
        self, cast: Cast, scene: Scene, till: int, got: tuple[object, ...], target: int
    ) -> Iterator[tuple[Move, Scene]]:
        said = got[0]
        scene = _staged(scene, till, ())
        key = ("done", *got, cast.records[scene.tills[till]].machine.attempts[-1].number)
        made = partial(_REFUSED[said]) if isinstance(said, str) else partial(_written, key[3], *got)
        yield ("hears", till, said), _answered(cast, scene, till, key, made)
        if scene.faults and "reply" in self.kinds:
            yield ("does not hear", till, said), _silent(cast, _spent(scene), till)
        if scene.faults and "kill" in self.kinds:
            yield ("is killed before it hears", till, said), _killed(cast, _spent(scene), till)

    def _execute(self, scene: Scene, asked: Late) -> tuple[Scene, int | str, int]:
        """The service runs a PUT: the scene after it, the amount or why not, and when."""
        card, till = scene.card, asked.till
        if self._keyed:
            for told in scene.told:
                if (told.till, told.number) == (till, asked.number):
                    return scene, told.said, told.at
        amount = asked.target - (card.balance if asked.read < 0 else asked.read)
        said: int | str = amount
        if asked.etag and asked.etag != _etag(card.version):
            said = "changed"
        elif card.disabled or card.balance + amount < 0 or (self.no_zero and amount == 0):
            said = "refused"
        if self._keyed or self._tagged:
            told_now = Told(till, asked.number, said, card.now)
            scene = scene._replace(told=tuple(sorted((*scene.told, told_now), key=str)))
        if isinstance(said, str):
            return scene, said, card.now if self.dated else EPOCH
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
        return Card(card.balance + amount, card.now, card.now, before, card.disabled, version)

    # everybody else

    def _late(self, cast: Cast, scene: Scene) -> Iterator[tuple[Move, Scene]]:
        for late in set(scene.late):
            at = scene.late.index(late)
            rest = scene._replace(late=scene.late[:at] + scene.late[at + 1 :])
            after, said, _ = self._execute(rest, late)
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
                self._forgotten(_later(scene._replace(ticks=scene.ticks - 1), self.tick_s)),
            )
        if scene.faults and "forgets" in self.kinds and self._keyed and scene.told:
            yield ("the service forgets its keys", "", None), _spent(scene)._replace(told=())
        if scene.faults and "disabled" in self.kinds and not card.disabled:
            off = card._replace(disabled=True, updated=card.now)
            yield ("somebody disables the card", "", None), _spent(scene)._replace(card=off)

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


_DEFINITE = {
    "is throttled": partial(Throttled, 2.0),
    "cannot send": partial(NotSent, "no connection"),
    "is refused": partial(Rejected, 422, "no"),
}


_REFUSED = {"refused": partial(Rejected, 422, "no"), "changed": partial(Rejected, 412, "changed meanwhile")}


def _etag(version: int) -> str:
    return f'"{version}"'


def _labels(cast: Cast, scene: Scene, till: int) -> tuple[int, str]:
    """The number and the If-Match of the PUT that this till is about to make."""
    record = cast.records[scene.tills[till]]
    guards = getattr(record.action, "safeguards", UNGUARDED)
    return record.machine.attempts[-1].number, guards.etag or ""


def _later(scene: Scene, seconds: int) -> Scene:
    return scene._replace(card=scene.card._replace(now=scene.card.now + seconds))


def _read(balance: int, updated: int, now: int, disabled: bool, version: int) -> CardRead:
    off = updated if disabled else None
    return CardRead(replace(CARD, balance=balance, updated_at=updated, disabled_at=off), now, _etag(version))


def _written(number: int, amount: int, at: int) -> BalanceWritten:
    """Transactions are numbered as the till's attempts are: all that matters is that no two are the same."""
    return BalanceWritten(Transaction(number, 7, number, amount, at), at)


def _listed(ours: tuple[Told, ...], now: int) -> TransactionsRead:
    rows = [(Transaction(t.number, 7, t.number, int(t.said), t.at), f"c/{t.number}") for t in ours]
    listed = tuple(Listed(transaction, reference, by_order=False) for transaction, reference in rows)
    return TransactionsRead(listed, now, whole=True)


def _spent(scene: Scene) -> Scene:
    return scene._replace(faults=scene.faults - 1)


def _staged(scene: Scene, till: int, stage: tuple[object, ...]) -> Scene:
    if scene.stages[till] == stage:
        return scene
    return scene._replace(stages=(*scene.stages[:till], stage, *scene.stages[till + 1 :]))


def _answered(cast: Cast, scene: Scene, till: int, key: object, made: partial[object]) -> Scene:
    return _now(scene, till, cast.answer(scene.tills[till], key, made))  # type: ignore[arg-type]


def _silent(cast: Cast, scene: Scene, till: int) -> Scene:
    return _answered(cast, scene, till, "lost", partial(Lost, "time-out"))


def _killed(cast: Cast, scene: Scene, till: int) -> Scene:
    return _now(scene, till, cast.killed(scene.tills[till]))


def _now(scene: Scene, till: int, number: int) -> Scene:
    return scene._replace(tills=(*scene.tills[:till], number, *scene.tills[till + 1 :]))
