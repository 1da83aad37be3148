"""Fifty cards with one ending: the genuine code finds its own, and no near miss finds any (figure S4)."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from core.bootstrap import Core
from core.domain.card import Match
from core.domain.code import normalise
from core.domain.command import Issue
from core.domain.scanner import Scanner, codes_of
from core.store import cards
from tests.builders import database_of, server_card
from tests.e2e.conftest import OpenTill

CARDS, NEAR_MISSES = 50, 500
_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"


def _near(code: str, chance: random.Random) -> Iterator[str]:
    """Yield texts that end as the code does, are a sign or two away from it and are it on no other keyboard.

    A Y for a Z is the code itself as a German scanner types it (docs/input.md), so it is found, and rightly.
    """
    front, ending = code[:-4], code[-4:]
    while True:
        signs = list(front)
        at = chance.randrange(len(signs) - 1)
        kind = chance.randrange(4)
        if kind == 0:
            signs[at] = chance.choice(_LETTERS)
        elif kind == 1:
            signs[at], signs[at + 1] = signs[at + 1], signs[at]
        elif kind == 2:
            signs[at], signs[at + 1] = chance.choice(_LETTERS), chance.choice(_LETTERS)
        else:
            signs.insert(at, signs.pop())
        near = "".join(signs) + ending
        if normalise(code) not in codes_of(near, Scanner()):
            yield near


def _fifty(till: Core) -> tuple[str, int]:
    """Sell one card, and let the till hear of 49 more that end alike; return the code and the card."""
    accepted = till.desk.submit(Issue(5000, "USD"))
    card_id, code = till.replay.run(accepted.operation_id).card_id, till.desk.code_of(accepted.operation_id)
    assert code is not None
    others = [server_card(card_id=10_000 + number, last_characters=code[-4:].lower()) for number in range(CARDS - 1)]
    with database_of(till).writing() as conn:
        cards.pulled(conn, others, 0.0, ())
        assert len(cards.with_last_characters(conn, code[-4:].lower())) == CARDS
    return code, card_id


@pytest.mark.slow
def test_a_genuine_code_is_its_card_and_no_near_miss_is_any(open_till: OpenTill) -> None:
    till, chance = open_till(), random.Random(4)
    code, card_id = _fifty(till)
    till.connection.switch(True)
    assert (till.lookup.find(code).match, till.lookup.find(code).card_id) == (Match.VERIFIED, card_id)
    near = _near(code, chance)
    texts = set[str]()
    while len(texts) < NEAR_MISSES:
        texts.add(next(near))
    found = {text: till.lookup.find(text) for text in texts}
    assert {text for text, each in found.items() if each.card_id is not None} == set()
    assert {each.match for each in found.values()} <= {Match.UNKNOWN, Match.AMBIGUOUS}
    assert (till.lookup.find(code).match, till.lookup.find(code).card_id) == (Match.VERIFIED, card_id)


@pytest.mark.slow
def test_the_service_finds_no_near_miss_either(open_till: OpenTill) -> None:
    till, chance = open_till(), random.Random(5)
    code, card_id = _fifty(till)
    near = _near(code, chance)
    for text in (next(near) for _ in range(20)):
        assert till.lookup.resolve(text).card_id is None
    assert till.lookup.resolve(code).card_id == card_id
