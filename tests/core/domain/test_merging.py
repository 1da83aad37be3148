"""Whose a missing number was: proposed where exactly one thing can be true, and nowhere else (docs/protocol.md 5)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.merging import CardWrite, Claim, propose, writes_of

# A card of 100.00: till A took 10.00 (number 2), somebody took 20.00 (3), till A took 5.00 (4).
BEFORE = CardWrite("A", "a1", 7, 9000, 2, -1000, last=True)
AFTER = CardWrite("A", "a2", 7, 6500, 4, -500, last=True)
DOUBT = CardWrite("B", "b1", 7, 7000, last=True, open=True)
CLAIM = Claim("B", "b1", 7, 3, -2000)


def test_one_missing_number_and_one_claim_to_its_balance() -> None:
    assert propose([BEFORE, AFTER, DOUBT]) == (CLAIM,)
    assert propose([DOUBT, AFTER, BEFORE]) == (CLAIM,)


@pytest.mark.parametrize(
    ("why", "writes"),
    [
        ("another asked for the same balance", [BEFORE, AFTER, DOUBT, replace(DOUBT, till="C", operation_id="c1")]),
        ("it asked for another balance", [BEFORE, AFTER, replace(DOUBT, target=7100)]),
        ("it was settled", [BEFORE, AFTER, replace(DOUBT, open=False)]),
        ("it was sent again after that", [BEFORE, AFTER, replace(DOUBT, last=False)]),
        ("nothing is missing", [BEFORE, AFTER, CardWrite("C", "c", 7, 7000, 3, -2000, last=True), DOUBT]),
        ("nobody wrote after it", [BEFORE, DOUBT]),
        ("nobody wrote before it", [AFTER, DOUBT]),
        ("two are missing", [BEFORE, replace(AFTER, number=5), DOUBT]),
        ("another card", [BEFORE, AFTER, replace(DOUBT, card_id=8)]),
        ("one number is claimed twice", [BEFORE, AFTER, replace(AFTER, till="C", operation_id="c1"), DOUBT]),
        (
            "the service does not set at once",
            [BEFORE, AFTER, CardWrite("C", "c", 7, 6000, 5, -400, last=True), DOUBT],
        ),
    ],
)
def test_else_nothing_is_proposed(why: str, writes: list[CardWrite]) -> None:
    assert propose(writes) == (), why


def test_a_claim_that_fits_two_numbers_is_none() -> None:
    """20.00 taken, put back, and 20.00 taken again leave the same balance twice."""
    back = CardWrite("A", "a3", 7, 9000, 4, 2000, last=True)
    last = CardWrite("A", "a4", 7, 6500, 6, -500, last=True)
    assert propose([BEFORE, back, last, DOUBT]) == ()
    assert propose([BEFORE, back, DOUBT]) == (CLAIM,)


def test_a_journal_tells_of_its_writes() -> None:
    told = writes_of(
        "B",
        [
            ("signed-in", None, {}),
            ("asked", "b1", {"card": 7, "base": 9000, "target": 7000}),
            ("lost", "b1", {}),
            ("ended", "b1", {"state": "parked"}),
            ("asked", "b2", {"card": 7, "value": 5}),
            ("asked", "b3", {"card": 7, "base": 9000, "target": 8000}),
            ("lost", "b3", {}),
            ("asked", "b3", {"card": 7, "base": 9000, "target": 8000}),
            ("answered", "b3", {"number": 9, "amount": -1000}),
            ("ended", "b3", {"state": "done"}),
        ],
    )
    assert told == [
        DOUBT,
        CardWrite("B", "b3", 7, 8000),
        CardWrite("B", "b3", 7, 8000, 9, -1000, last=True),
    ]
    assert not writes_of("B", [("asked", "b", {"card": 7, "target": 1}), ("settled", "b", {})])[0].open
