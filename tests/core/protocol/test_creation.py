"""Exactly one card an order: every fate of every request, with a server that enforces unique codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from core.domain.moment import Moment
from core.domain.money import Money
from core.domain.operation import State
from core.domain.reply import (
    CardCreated,
    CardPage,
    Lost,
    Missing,
    NotSent,
    Rejected,
    ServerCard,
    Throttled,
    Unauthorised,
)
from core.protocol.creation import Creation, CreationStage
from core.protocol.machine import Action, Answer, Elapsed, End, ListAfter, NoService, PostCard, Wait

MARK = "[gc1:abcdefghijklm:ABCDEFGHIJKLMNOP]"
SOLD = Money(2500, "USD")
STRANGER = ServerCard(40, 500, "USD", 500, 1, 1, None, None, "x", None, "7k2m")
TAKEN = Rejected(422, "has already been taken", "code")


@dataclass(frozen=True)
class World:
    """`cards` are ours; `late` is a request that the till gave up and that may still arrive."""

    machine: Creation
    action: Action
    faults: int
    cards: int = 0
    late: bool = False

    def create(self) -> World:
        return replace(self, cards=self.cards + 1) if self.cards == 0 else self

    def take(self, answer: Answer, *, restart: bool = False) -> World:
        step = self.machine.begin() if restart else self.machine.after(answer)
        return replace(self, machine=step.machine, action=step.action)


def start(*, own: bool = True, offline: bool = False, faults: int = 2) -> World:
    step = Creation(MARK, 40, own, offline, 90.0, SOLD, last_characters="7K2M").begin()
    return World(step.machine, step.action, faults)


def successors(world: World) -> Iterator[World]:
    if world.late:
        yield replace(world.create(), late=False)
    if isinstance(world.action, PostCard):
        yield from posts(world)
    elif isinstance(world.action, ListAfter):
        yield world.take(listing(world, world.action.since_id))
    elif isinstance(world.action, (Wait, NoService)) and not world.late:  # T_q outlasts late requests (A3)
        yield world.take(Elapsed())


def posts(world: World) -> Iterator[World]:
    ours = world.cards > 0
    yield (world if ours else world.create()).take(TAKEN if ours else created())
    if world.faults:
        fewer = replace(world, faults=world.faults - 1)
        yield fewer.create().take(Lost("time-out"))
        yield replace(fewer, late=True).take(Lost("time-out"))
        yield fewer.take(Lost("time-out"))
        yield fewer.take(NotSent("refused"))
        yield fewer.create().take(Elapsed(), restart=True)
        yield fewer.take(Elapsed(), restart=True)


def created() -> CardCreated:
    return CardCreated(card(), "abcdefgh12347k2m", 5000)


def card() -> ServerCard:
    return ServerCard(41, 2500, "USD", 2500, 5000, 5000, None, None, f"for Ada {MARK}", None, "7k2m")


def listing(world: World, since: int) -> CardPage:
    ours = [card()] if world.cards and since < 41 else []
    return CardPage(tuple([STRANGER] * (since < 40) + ours), 5000, None)


def test_exactly_one_card_an_order_whatever_is_lost() -> None:
    seen: set[World] = set()
    todo, final = [start()], []
    while todo:
        world = todo.pop()
        if isinstance(world.action, End):
            final.append(world)
        todo.extend(w for w in successors(world) if w not in seen)
        seen.update(successors(world))
    assert len(final) >= 5
    assert len(seen) >= 20
    for world in final:
        assert isinstance(world.action, End)
        assert world.cards == 1
        assert world.action.state is State.DONE
        assert world.machine.made is not None
        assert world.machine.made.card_id == 41


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("offline", [True, False])
def test_a_taken_code_on_the_first_request_is_looked_for(own: bool, offline: bool) -> None:
    """D3: the network may have repeated the request, and the first copy made the card."""
    world = start(own=own, offline=offline).take(TAKEN)
    assert world.action == ListAfter(40)
    assert world.take(CardPage((card(),), 5000, None)).action == End(State.DONE)
    assert world.take(Elapsed(), restart=True).action == ListAfter(40)


def test_a_typed_code_that_another_card_has_is_told_after_a_second_look() -> None:
    for offline, end in ((False, State.DECLINED), (True, State.PARKED)):
        world = start(own=False, offline=offline).take(TAKEN).take(CardPage((), 5000, None))
        assert isinstance(world.action, Wait)
        assert (world.action.seconds, world.action.settled_soon) == (2.0, True)
        world = world.take(Elapsed()).take(CardPage((), 5000, None))
        assert ended(world) == (end, "outcome.code_taken")


@pytest.mark.parametrize("stage", ["taken", "doubt"])
def test_a_card_without_a_mark_is_offered_and_not_taken(stage: str) -> None:
    """Where notes are not carried, last four, value and time are all that there is."""
    bare = replace(card(), note=None)
    start_at = start().take(TAKEN) if stage == "taken" else start().take(Lost("x")).take(Elapsed())
    world = start_at.take(CardPage((replace(bare, last_characters="0000"), bare), 5000, None))
    assert world.action == ListAfter(41)
    world = world.take(CardPage((), 5000, None))
    assert ended(world) == (State.PARKED, "park.match")
    assert world.machine.ever_doubted
    said = world.action.message.values  # type: ignore[union-attr]
    assert (said["last"], said["value"], said["at"], said["card"]) == ("7K2M", SOLD, Moment(5000), 41)


@pytest.mark.parametrize(
    "other",
    [
        replace(card(), note="for Bob"),
        replace(card(), note=None, initial_value=2600),
        replace(card(), note=None, currency="EUR"),
        replace(card(), note=None, last_characters="7k2x"),
    ],
)
def test_another_card_is_not_offered(other: ServerCard) -> None:
    world = start().take(TAKEN).take(CardPage((other,), 5000, None)).take(CardPage((), 5000, None))
    assert isinstance(world.action, Wait)


def test_the_mark_goes_before_any_match() -> None:
    bare = replace(card(), note=None, card_id=41)
    world = start().take(TAKEN).take(CardPage((bare,), 5000, None))
    assert world.take(CardPage((replace(card(), card_id=42),), 5000, None)).action == End(State.DONE)


def test_a_taken_code_after_doubt_is_ours_and_never_another() -> None:
    world = start().take(Lost("x")).take(Elapsed())
    assert world.action == ListAfter(40)
    world = world.take(CardPage((), 5000, None))
    assert world.action == PostCard()
    world = world.take(TAKEN)
    for _ in range(4):
        world = world.take(CardPage((), 5000, None))
        assert isinstance(world.action, Wait)
        world = world.take(Elapsed())
    world = world.take(CardPage((), 5000, None))
    assert isinstance(world.action, End)
    assert world.action.state is State.PARKED


@pytest.mark.parametrize("made", [replace(card(), currency="JPY"), replace(card(), initial_value=250_000)])
@pytest.mark.parametrize("offline", [False, True])
def test_a_card_of_another_worth_than_sold_is_left_to_a_person_and_never_made_twice(
    made: ServerCard, offline: bool
) -> None:
    world = start(offline=offline).take(CardCreated(made, "abcdefgh12347k2m", 5000))
    assert ended(world) == (State.PARKED, "park.currency")
    again = replace(world.machine, stage=CreationStage.DOUBT).begin()
    assert isinstance(again.action, Wait)
    assert world.machine.ever_doubted, "whoever takes it up looks for the card before anything is asked for"
    found = start().take(Lost("x")).take(Elapsed()).take(CardPage((made,), 5000, None))
    assert ended(found) == (State.PARKED, "park.currency")


def ended(world: World) -> tuple[State, str | None]:
    assert isinstance(world.action, End), world.action
    return world.action.state, world.action.message.key if world.action.message else None


@pytest.mark.parametrize("answer", [Rejected(422, "must be greater than 0", "initial_value"), Missing("Not Found")])
def test_a_refused_card_is_declined_only_where_nothing_was_promised_and_nothing_is_in_doubt(answer: Answer) -> None:
    assert ended(start().take(answer)) == (State.DECLINED, "outcome.refused.service")
    assert ended(start(offline=True).take(answer)) == (State.PARKED, "park.refused")
    doubted = start().take(Lost("x")).take(Elapsed()).take(CardPage((), 5000, None))
    assert doubted.action == PostCard()
    assert ended(doubted.take(answer)) == (State.PARKED, "park.refused")


@pytest.mark.parametrize("unsent", [NotSent("refused"), Throttled(1.0), Unauthorised(401, "no")])
def test_after_a_doubt_the_list_is_read_before_every_request(unsent: Answer) -> None:
    assert start().take(unsent).take(Elapsed()).action == PostCard()
    again = start().take(Lost("x")).take(Elapsed()).take(CardPage((), 5000, None)).take(unsent).take(Elapsed())
    assert again.action == ListAfter(40)
    assert again.take(CardPage((card(),), 5000, None)).action == End(State.DONE)


def test_a_card_that_is_taken_but_not_listed_is_looked_for_a_minute_apart() -> None:
    """The list may lag. A restart goes on looking, and never asks for another card."""
    world = start().take(Lost("x")).take(Elapsed()).take(CardPage((), 5000, None)).take(TAKEN)
    world = world.take(CardPage((), 5000, None))
    assert isinstance(world.action, Wait)
    assert world.action.seconds == 60.0
    assert world.take(Elapsed()).action == ListAfter(40)
    assert world.take(Elapsed(), restart=True).action == ListAfter(40)
