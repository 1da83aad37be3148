"""The journal's chain (docs/proofs.md S2): whatever is changed, dropped, reordered or cut off is found, and where."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from core.domain.chain import NOTHING, ORIGIN, Break, Entry, Head, canonical, digest, link, walk

KEY = bytes(range(32))
Journal = list[Entry]
Mutation = Callable[[Journal, int, random.Random], Journal]


def written(count: int, key: bytes = KEY, before: Journal | None = None, what: str = "answered") -> Journal:
    """`count` more entries after those `before`."""
    rows = list(before or [])
    for number in range(len(rows) + 1, len(rows) + count + 1):
        columns = (number, 1_790_000_000.25 + number, what, f"op-{number}", canonical({"amount": -number}))
        rows.append(Entry(*columns, link(key, rows[-1].mac if rows else ORIGIN, columns)))
    return rows


def head(rows: Journal) -> Head:
    return Head(rows[-1].number, rows[-1].mac)


def change(rows: Journal, at: int, chance: random.Random) -> Journal:
    entry = rows[at]
    other = chance.choice(
        [
            replace(entry, at=entry.at + 1),
            replace(entry, what="lost"),
            replace(entry, operation_id="op-0"),
            replace(entry, text=entry.text[:-1] + " }"),
            replace(entry, mac=bytes([entry.mac[0] ^ 1]) + entry.mac[1:]),
        ]
    )
    return [*rows[:at], other, *rows[at + 1 :]]


def drop(rows: Journal, at: int, _chance: random.Random) -> Journal:
    return rows[:at] + rows[at + 1 :]


def drop_and_renumber(rows: Journal, at: int, _chance: random.Random) -> Journal:
    return [replace(entry, number=number) for number, entry in enumerate(drop(rows, at, _chance), 1)]


def repeat(rows: Journal, at: int, _chance: random.Random) -> Journal:
    return [*rows[: at + 1], *rows[at:]]


def swap(rows: Journal, at: int, chance: random.Random) -> Journal:
    """Two entries change places, numbers and all, or keep their numbers and change contents."""
    other = chance.choice([place for place in range(len(rows)) if place != at])
    swapped = list(rows)
    swapped[at], swapped[other] = rows[other], rows[at]
    if chance.random() < 0.5:
        swapped = [replace(entry, number=number) for number, entry in enumerate(swapped, 1)]
    return swapped


def cut(rows: Journal, at: int, _chance: random.Random) -> Journal:
    return rows[:at]


MUTATIONS: dict[str, Mutation] = {
    "changed": change,
    "dropped": drop,
    "renumbered": drop_and_renumber,
    "repeated": repeat,
    "reordered": swap,
    "truncated": cut,
}


def test_a_journal_as_it_was_written_is_whole() -> None:
    rows = written(100)
    assert walk(KEY, rows, head(rows)) is None
    assert walk(KEY, rows, head(rows[:40])) is None  # what is kept outside may lag
    assert walk(KEY, [], NOTHING) is None
    assert walk(bytes(32), rows) == Break("changed", 1, 1)


@pytest.mark.slow
@pytest.mark.parametrize("kind", MUTATIONS)
def test_every_mutation_at_every_position_is_found_where_it_is(kind: str) -> None:
    rows, chance = written(170), random.Random(kind)
    for at in range(len(rows)):  # six kinds, 170 positions: S2's thousand
        mutated = MUTATIONS[kind](rows, at, chance)
        found = walk(KEY, mutated, head(rows))
        assert found is not None, (kind, at)
        first = next(
            (i for i, (a, b) in enumerate(zip(rows, mutated, strict=False)) if a != b), min(len(rows), len(mutated))
        )
        assert found.first == first + 1, (kind, at, found)


def test_the_sentence_gets_what_is_missing() -> None:
    rows = written(10)
    assert walk(KEY, rows[:3] + rows[6:], head(rows)) == Break("missing", 4, 6)
    assert walk(KEY, rows[:7], head(rows)) == Break("cut", 8, 10)
    assert walk(KEY, [*rows[:3], rows[1], *rows[4:]], head(rows)) == Break("order", 4, 4)


def test_an_end_that_was_exchanged_with_the_right_key_is_found_by_the_head_kept_outside() -> None:
    rows = written(10)
    other = written(5, before=rows[:5], what="lost")
    assert walk(KEY, other) is None
    assert walk(KEY, other, head(rows)) == Break("changed", 10, 10)


def test_entries_of_an_earlier_key_are_held_by_their_digest() -> None:
    rows = written(5, key=bytes(32))
    columns = (6, 1.0, "key", None, canonical({"before": digest(rows)}))
    rows = written(4, before=[*rows, Entry(*columns, link(KEY, rows[-1].mac, columns))])
    assert walk(KEY, rows, head(rows)) is None
    chance = random.Random(1)
    for at in range(5):
        assert walk(KEY, change(rows, at, chance), head(rows)) == Break("changed", 1, 5)
        assert walk(KEY, drop(rows, at, chance), head(rows)) == Break("missing", at + 1, at + 1)
    for at in range(5, 10):
        assert walk(KEY, change(rows, at, chance), head(rows)) is not None
