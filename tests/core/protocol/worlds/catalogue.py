"""The worlds of money commands, by what they are about and by how long they take.

The names and the numbers in them are those of the model that docs/protocol.md was checked with: 100 on the card, one to
three tills, a web shop, two faults. `QUICK` runs with every test, `SLOW` before a merge, `PROVE` with `make prove`.
"""

from __future__ import annotations

from dataclasses import replace

from core.domain.capabilities import Capabilities
from tests.core.protocol.worlds.cast import Client
from tests.core.protocol.worlds.world import ALL_FAULTS, TWICE, World

LOST = frozenset({"request", "reply", "kill"})
RARE = ALL_FAULTS | {"definite", "silence", "disabled", "kill anywhere"}
FOUR_PUTS = (("MOST_PUTS", 4),)
TILL = Client(constants=FOUR_PUTS)
_BLIND = Client(able=Capabilities(reads_fresh=False), constants=FOUR_PUTS)
_A_DAY = 24 * 3600
KEYS = Capabilities(key_retention_s=_A_DAY)
SURE_KEYS = Capabilities(key_retention_s=_A_DAY, keys_with_write=True)
TAGS = Capabilities(etags=True)
BOTH = Capabilities(key_retention_s=_A_DAY, etags=True)
LISTS = Capabilities(transactions_readable=True, reference_echoed=True)
STILL = Capabilities(updated_at_moves=False)
SHORT_KEYS = Capabilities(key_retention_s=360)
"""Kept for six minutes: a till sends again for one and a half."""


def world(title: str, *wants: int, **options: object) -> World:
    return World(title, wants, **({"client": TILL} | options))  # type: ignore[arg-type]


def two_faults(title: str, *wants: int, **options: object) -> World:
    return world(f"{title}, 2 faults", *wants, **({"faults": 2, "kinds": LOST, "seconds": 2} | options))


RACES = [
    world("races: -30 -50", -30, -50),
    world("races: -10 -10", -10, -10),
    world("races: +50 -30", 50, -30),
    world("races: -80 -80, one can be paid", -80, -80),
    world("races: -40 -40 -40", -40, -40, -40),
    world("races: -30 +20 -10", -30, 20, -10),
    world("races: -30 -50, web shop -15", -30, -50, shop=(-15,)),
]
UNKNOWN = [
    two_faults("unknown: -10 alone", -10),
    two_faults("unknown: -30 -50", -30, -50),
    two_faults("unknown: -10 -10", -10, -10),
    two_faults("unknown: -80 -80", -80, -80),
    two_faults("unknown: -80 -80 accepted offline", -80, -80, offline=True),
    world("unknown: -40 -40 -40, 1 fault", -40, -40, -40, faults=1, kinds=LOST),
    world("unknown: +10 in the web shop in the same second", -10, shop=(10,), faults=1, kinds=LOST, start=0),
]
LATE = [
    two_faults("late: -10 alone", -10, kinds=LOST | {"delay"}),
    two_faults("late: -30 -50", -30, -50, kinds=LOST | {"delay"}),
]
OVERDRAFT = [
    world("overdraft: +50, web shop -80 -100", 50, shop=(-80, -100)),
    world("overdraft: -10, web shop -100 -90", -10, shop=(-100, -90)),
    world("overdraft: -40 -40 -40, web shop -60", -40, -40, -40, shop=(-60,)),
    world("overdraft: +50 -80 -100", 50, -80, -100),
]
FACADE = [
    world("facade: -30 -50", -30, -50, server=2),
    world("facade: -30 -50, web shop -15", -30, -50, shop=(-15,), server=2),
    world("facade: -80 -80", -80, -80, server=2),
    world("facade: -40 -40 -40", -40, -40, -40, server=2),
    world("facade: -40 -40 -40, no change of 0", -40, -40, -40, server=2, no_zero=True),
    two_faults("facade: -10 -10, no change of 0", -10, -10, server=2, no_zero=True),
    two_faults("facade: -30 -50", -30, -50, server=2, kinds=ALL_FAULTS),
]
STALE = [
    two_faults("stale: -30 -50", -30, -50, stale=True, faults=0),
    two_faults("stale: -30 -50", -30, -50, stale=True),
]
DOUBLED = frozenset({TWICE})
COPIES = [
    world("twice: -10 alone", -10, faults=2, kinds=DOUBLED),
    world("twice: -10 alone, no change of 0", -10, faults=2, kinds=DOUBLED, no_zero=True),
    world("twice: all of it", -100, faults=1, kinds=DOUBLED, no_zero=True),
    world("twice: -10, web shop -5", -10, shop=(-5,), faults=2, kinds=DOUBLED),
    world("twice: -10, web shop +10", -10, shop=(10,), faults=2, kinds=DOUBLED, no_zero=True),
    world("twice: +10, web shop -110", 10, shop=(-110,), faults=1, kinds=DOUBLED),
    world("twice: -30 -50", -30, -50, faults=1, kinds=DOUBLED),
    world("twice: -10 -10, no change of 0", -10, -10, faults=1, kinds=DOUBLED, no_zero=True),
    world("twice: -10 -10 accepted offline", -10, -10, faults=1, kinds=DOUBLED, offline=True),
    world("twice, or lost: -10, web shop -5", -10, shop=(-5,), faults=2, kinds=LOST | DOUBLED, seconds=2),
]
"""A network that repeats a request (docs/protocol.md D1)."""
CACHED = [
    two_faults("cache: -10, web shop +10", -10, shop=(10,), cache="dated"),
    two_faults("cache: -30 -50", -30, -50, cache="dated"),
    two_faults("cache: -10 alone, no change of 0", -10, cache="dated", no_zero=True),
    two_faults("cache that hides it: -10 alone", -10, cache="redated"),
    two_faults("cache that hides it: -10 alone, no change of 0", -10, cache="redated", no_zero=True),
    two_faults("cache that hides it, found: -10, web shop +10", -10, shop=(10,), cache="redated", client=_BLIND),
    two_faults("cache that hides it, found: -30 -50", -30, -50, cache="redated", client=_BLIND),
]
"""Reads that come out of a cache (docs/protocol.md D2). One that hides it and was not found, with somebody who undoes
exactly what we did, cannot be survived.
"""
STEPS = [two_faults("steps: -30 -50", -30, -50, kinds=ALL_FAULTS, steps=True)]
ODD = [
    world("odd: -10 alone, any fault anywhere", -10, faults=2, kinds=RARE, seconds=2, steps=True),
    world("odd: -10 offline, any fault anywhere", -10, faults=2, kinds=RARE, seconds=2, offline=True),
    world("odd: +10, any fault anywhere, facade", 10, faults=2, kinds=RARE, seconds=2, server=2),
    world("odd: -30 -80, any fault anywhere", -30, -80, faults=1, kinds=RARE, seconds=2),
]
REUSED = [
    world("ids given again: -10, 2 faults", -10, faults=2, kinds=LOST | {"restored"}, seconds=2),
    world("ids given again: -30 -50", -30, -50, faults=1, kinds=LOST | {"restored"}, seconds=2),
    world("ids given again, sent twice: -10", -10, faults=2, kinds=DOUBLED | {"restored"}, no_zero=True),
    world("ids given again: -80 offline", -80, faults=2, kinds=LOST | {"restored"}, offline=True),
]
"""The service is restored between two requests, and another card has the id (D4)."""
COPIED = [
    world("out of a backup: -10", -10, faults=2, kinds=LOST | {"home restored"}, seconds=2),
    world("out of a backup: -30 -50", -30, -50, faults=1, kinds=frozenset({"home restored"}), seconds=2),
    world("out of a backup: +10 offline", 10, faults=2, kinds=LOST | {"home restored"}, seconds=2, offline=True),
]
"""A till is restored as it was before it did anything, at any moment after that (D6)."""
BIG = [
    two_faults("big: +50 -30, web shop -100", 50, -30, shop=(-100,)),
    two_faults("big: -30 +20, web shop -60", -30, 20, shop=(-60,), kinds=ALL_FAULTS),
    two_faults("big: -40 -40 -40", -40, -40, -40, kinds=ALL_FAULTS),
    two_faults("big: -30 +20 -10", -30, 20, -10, kinds=ALL_FAULTS, seconds=1),
    two_faults("big: -40 -40 -40, facade", -40, -40, -40, kinds=ALL_FAULTS, server=2),
    two_faults("big: -30 +20 -10, facade", -30, 20, -10, kinds=ALL_FAULTS, server=2, seconds=1),
    world("big: -30 -80, any fault anywhere", -30, -80, faults=2, kinds=RARE, seconds=2, steps=True),
]
SIX_PUTS = [
    replace(each, title=f"{each.title}, 6 PUTs", client=Client())
    for each in (RACES[5], OVERDRAFT[3], STALE[1], BIG[0], BIG[1])
]
"""As the till is: more rounds before it defers than the model had."""


def with_abilities(name: str, able: Capabilities, **options: object) -> list[World]:
    client = Client(able=able, constants=FOUR_PUTS)
    common: dict[str, object] = {"faults": 2, "client": client, "answered": able.key_retention_s > 0} | options
    return [
        world(f"{name}: -10 alone, 2 faults", -10, **common),
        world(f"{name}: -30 -50, 2 faults", -30, -50, **common),
        world(f"{name}: -80 -80, 2 faults", -80, -80, **common),
        world(f"{name}: -30 -50, 2 faults, in steps", -30, -50, **common, steps=True),
        world(f"{name}: +50 -30, web shop -100, 2 faults", 50, -30, **common, shop=(-100,)),
    ]


ABLE = {"keys": KEYS, "tags": TAGS, "keys and tags": BOTH, "lists": LISTS}
ABLE_WORLDS = {name: with_abilities(name, able) for name, able in ABLE.items()}
COPIES_ABLE = [
    replace(each, title=f"{name}: {each.title}", client=Client(able=able, constants=FOUR_PUTS))
    for name, able in ABLE.items()
    for each in (COPIES[0], COPIES[1], COPIES[3], COPIES[6])
]
SURE = with_abilities("keys stored with the write", SURE_KEYS)
"""Where the service vouches for its keys nothing is left to a person (docs/decisions/0050)."""
_BRIEF = Client(able=SHORT_KEYS, constants=FOUR_PUTS)
FACADES = [
    each for name in ("keys", "lists") for each in with_abilities(f"facade with {name}", ABLE[name], server=2)[:3]
]
NO_TIMES = [
    replace(each, title=f"{each.title}, times that do not move", client=Client(able=STILL, constants=FOUR_PUTS))
    for each in (UNKNOWN[0], UNKNOWN[1], UNKNOWN[2], LATE[1])
]
"""Where `updated_at` does not follow the balance nothing can be disproved: every doubt is parked."""
FORGOTTEN_KEYS = [
    world("keys that are forgotten in time: -10, 2 faults", -10, faults=2, seconds=4, tick_s=200, client=_BRIEF),
    world("keys that are forgotten in time: -30 -50", -30, -50, faults=1, seconds=4, tick_s=200, client=_BRIEF),
]
BROKEN_PROMISE = world(
    "keys that are forgotten at once",
    -10,
    faults=2,
    kinds=ALL_FAULTS | {"forgets"},
    client=ABLE_WORLDS["keys"][0].client,
)
"""Not safe, and cannot be: T5 stands on the service's word."""

PLAIN_WORLDS = [*RACES, *UNKNOWN, *LATE, *OVERDRAFT[:2], OVERDRAFT[3], *FACADE, *STALE, *STEPS]
QUICK = [
    *PLAIN_WORLDS,
    *COPIES,
    *COPIES_ABLE,
    *CACHED,
    *ODD[:3],
    *REUSED,
    *COPIED,
    NO_TIMES[0],
    *(each for worlds in ABLE_WORLDS.values() for each in worlds[:1]),
    *SURE[:2],
    FORGOTTEN_KEYS[0],
]
SLOW = [
    ODD[3],
    OVERDRAFT[2],
    *BIG[:2],
    *SIX_PUTS[:3],
    *(each for worlds in ABLE_WORLDS.values() for each in worlds[1:4]),
    *SURE[2:4],
    FORGOTTEN_KEYS[1],
    *FACADES,
    *NO_TIMES[1:],
]
PROVE = [*BIG[2:], SURE[4], *SIX_PUTS[3:], *(worlds[4] for worlds in ABLE_WORLDS.values())]
COMPARED = [*PLAIN_WORLDS, BIG[0], OVERDRAFT[2]]
"""F2: those that the reference is stepped through as well."""
