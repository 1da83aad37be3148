"""One state of a world, and the small steps from one to the next that moves are made of."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from core.domain.capabilities import UNGUARDED
from core.domain.reply import Lost
from tests.core.protocol.worlds.answers import Told
from tests.core.protocol.worlds.cast import Cast


class Card(NamedTuple):
    """The card at the service. `before` is what a replica one write behind still shows."""

    balance: int
    updated: int
    now: int
    before: tuple[int, int]
    disabled: bool = False
    version: int = 0
    """What an ETag is made of; counted only where tills ask for it."""
    another: bool = False
    """The service was restored and gave the id to another card (D4)."""


class Late(NamedTuple):
    """A request that its till gave up: it arrives, or never does, before the till's quarantine is over."""

    till: int
    number: int
    target: int
    read: int
    """What a K2 service had read for it already; -1 when it had not."""
    etag: str = ""
    copy: int = 0
    """1: the second copy of a request whose first copy was answered."""


class Unheard(NamedTuple):
    """What copies of a till's PUTs did to the card whose other copy it heard of.

    `hidden`: the part that no till could see: the answer heard was as if nothing had happened, or it came first.
    """

    all: int = 0
    hidden: int = 0


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
    stranger: int = 0
    """What tills changed on another card that has the id by now."""
    unheard: tuple[Unheard, ...] = ()


def labels(cast: Cast, scene: Scene, till: int) -> tuple[int, str]:
    """The number and the If-Match of the PUT that this till is about to make."""
    record = cast.records[scene.tills[till]]
    guards = getattr(record.action, "safeguards", UNGUARDED)
    return record.machine.attempts[-1].number, guards.etag or ""


def later(scene: Scene, seconds: int) -> Scene:
    return scene._replace(card=scene.card._replace(now=scene.card.now + seconds))


def left_unheard(scene: Scene, till: int, amount: int, *, hidden: bool) -> Scene:
    before = scene.unheard[till]
    now = Unheard(before.all + amount, before.hidden + (amount if hidden else 0))
    return scene._replace(unheard=(*scene.unheard[:till], now, *scene.unheard[till + 1 :]))


def spent(scene: Scene) -> Scene:
    return scene._replace(faults=scene.faults - 1)


def staged(scene: Scene, till: int, stage: tuple[object, ...]) -> Scene:
    if scene.stages[till] == stage:
        return scene
    return scene._replace(stages=(*scene.stages[:till], stage, *scene.stages[till + 1 :]))


def answered(cast: Cast, scene: Scene, till: int, key: object, made: Callable[[], Any]) -> Scene:
    return with_till(scene, till, cast.answer(scene.tills[till], key, made))


def silent(cast: Cast, scene: Scene, till: int) -> Scene:
    return answered(cast, scene, till, "lost", partial(Lost, "time-out"))


def killed(cast: Cast, scene: Scene, till: int) -> Scene:
    return with_till(scene, till, cast.killed(scene.tills[till]))


def with_till(scene: Scene, till: int, number: int) -> Scene:
    return scene._replace(tills=(*scene.tills[:till], number, *scene.tills[till + 1 :]))
