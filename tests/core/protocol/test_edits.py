"""Disabling and updating (docs/protocol.md 8), and a create under a key (docs/protocol.md 6 and 7)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.money import Money
from core.domain.operation import State
from core.domain.reply import CardCreated, CardPage, CardRead, Lost, NotSent, Rejected
from core.protocol.creation import Creation
from core.protocol.disabling import Disabling
from core.protocol.machine import Elapsed, End, ListAfter, NoService, PostCard, PostDisable, PutFields, ReadCard, Wait
from core.protocol.updating import FieldChange, Updating
from tests.core.protocol.script import CARD, LOST, read

MARK = "[gc1:abcdefghijklm:ABCDEFGHIJKLMNOP]"
OTHER = "[gc1:zzzzzzzzzzzzz:ABCDEFGHIJKLMNOP]"
HOUR = 3600.0


@pytest.mark.parametrize(("age", "asks"), [(0.0, False), (HOUR, False), (HOUR + 1, True), (-1.0, True)])
def test_a_disable_of_long_ago_asks_a_person_again(age: float, asks: bool) -> None:
    """A till that was closed, or a clock that was set back."""
    step = Disabling(age_s=age).begin().machine.after(read(10_000))
    if not asks:
        assert step.action == PostDisable()
        return
    assert isinstance(step.action, End)
    assert step.action.state is State.PARKED
    assert step.action.message is not None
    assert step.action.message.key == "park.disable_old"


def test_a_disable_ages_while_the_service_is_away() -> None:
    step = Disabling().begin().machine.after(NotSent("refused"))
    assert isinstance(step.action, NoService)
    step = replace(step.machine, age_s=2 * HOUR).after(Elapsed()).machine.after(read(10_000))
    assert isinstance(step.action, End)


def test_an_old_disable_that_somebody_did_meanwhile_is_done() -> None:
    step = Disabling(age_s=2 * HOUR).begin().machine.after(read(10_000, disabled_at=4000))
    assert step.action == End(State.DONE)


def test_a_replaced_card_is_disabled_however_late_as_long_as_it_is_empty() -> None:
    """The last step of a replacement that goes on by itself: nothing is lost with an empty card."""
    old = Disabling(only_empty=True, age_s=100 * HOUR).begin().machine
    assert old.after(read(0)).action == PostDisable()
    step = old.after(read(1))
    assert isinstance(step.action, End)
    assert (step.action.state, step.action.message.key) == (State.PARKED, "park.not_empty")  # type: ignore[union-attr]


def test_a_lost_disable_is_settled_by_looking() -> None:
    step = Disabling().begin().machine.after(read(10_000)).machine.after(LOST)
    assert step.action == ReadCard()
    assert step.machine.after(read(10_000)).action == PostDisable()
    assert step.machine.after(read(10_000, disabled_at=4000)).action == End(State.DONE)


def test_only_the_first_lost_copy_is_looked_after_at_once() -> None:
    """A service that fails at every write would else be asked without a pause."""
    step = Disabling().begin().machine.after(read(10_000)).machine.after(LOST).machine.after(read(10_000))
    step = step.machine.after(LOST)
    assert step.action == NoService(LOST)
    assert step.machine.after(Elapsed()).action == ReadCard()
    update = updating("old", "new").after(noted("old")).machine.after(LOST).machine.after(noted("old"))
    update = update.machine.after(LOST)
    assert update.action == NoService(LOST)
    assert step.machine.after(Elapsed()).action == ReadCard()


def test_a_refused_disable_is_declined_only_when_no_lost_copy_can_arrive() -> None:
    refused = Rejected(422, "not now")
    step = Disabling().begin().machine.after(read(10_000)).machine.after(LOST)
    for _ in range(2):
        step = step.machine.after(read(10_000)).machine.after(refused)
    assert isinstance(step.action, Wait)
    assert step.action.seconds == 90.0
    step = step.machine.after(Elapsed())
    assert step.action == ReadCard()
    assert step.machine.after(read(10_000, disabled_at=4000)).action == End(State.DONE)
    for unsure in (read(10_000, date=5087), read(10_000, date=None), replace(read(10_000, date=5090), cached=True)):
        parked = step.machine.after(unsure).action  # it may come out of a cache (D2)
        assert isinstance(parked, End)
        assert parked.state is State.PARKED
    step = step.machine.after(read(10_000, date=5088))
    assert isinstance(step.action, End)
    assert step.action.state is State.DECLINED


def test_a_refused_update_is_declined_only_when_no_lost_copy_can_arrive() -> None:
    step = updating("old", "new").after(noted("old")).machine.after(LOST).machine.after(noted("old"))
    step = step.machine.after(Rejected(422, "not now"))
    assert isinstance(step.action, Wait)
    step = step.machine.after(Elapsed())
    assert step.machine.after(noted("new")).action == End(State.DONE)
    step = step.machine.after(replace(noted("old"), date=5090))
    assert isinstance(step.action, End)
    assert step.action.state is State.DECLINED


def noted(text: str | None) -> CardRead:
    return CardRead(replace(CARD, note=text), 5000)


def updating(base: str | None, wanted: str | None) -> Updating:
    return Updating((FieldChange("note", base, wanted),)).begin().machine


def test_only_the_human_part_of_a_note_is_changed() -> None:
    """The tail that the card has now is kept, whatever the till remembers."""
    step = updating(f"old {MARK}", f"new {MARK}").after(noted(f"old {OTHER}"))
    assert step.action == PutFields((("note", f"new {OTHER}"),))
    assert step.machine.after(noted(f"new {OTHER}")).action == End(State.DONE)


def test_a_tail_that_came_later_is_no_conflict_and_is_not_lost() -> None:
    step = updating("old", None).after(noted(f"old {MARK}"))
    assert step.action == PutFields((("note", MARK),))


def test_only_what_is_not_so_yet_is_sent() -> None:
    """Also in a replay: what somebody else, or a lost copy of ours, has done already is left alone."""
    changes = (FieldChange("note", "old", "new"), FieldChange("expires_on", None, "2031-11-30"))
    step = Updating(changes).begin().machine.after(noted("new"))
    assert step.action == PutFields((("expires_on", "2031-11-30"),))


def test_a_field_that_the_service_ignored_is_a_conflict_and_not_done() -> None:
    """Unknown fields are ignored with a 200, so the returned card is compared."""
    step = updating("old", "new").after(noted("old")).machine.after(noted("old"))
    assert isinstance(step.action, End)
    assert step.action.state is State.PARKED


def test_another_person_s_note_is_a_conflict() -> None:
    step = updating(f"old {MARK}", f"new {MARK}").after(noted(f"theirs {MARK}"))
    assert isinstance(step.action, End)
    assert step.action.state is State.PARKED
    assert step.action.message is not None
    assert step.action.message.values == {"field": "note", "found": "theirs"}


# a create under a key

SOLD = Money(CARD.initial_value, CARD.currency)


def posted(keyed: bool = True) -> Creation:
    machine = Creation(MARK, 40, True, False, 90.0, SOLD, operation_id="op", keyed=keyed)
    step = machine.begin()
    assert step.action == PostCard("op/abcdefghijklm")
    return step.machine


def test_a_lost_create_goes_out_again_under_its_key_a_few_times_and_then_waits() -> None:
    machine, pauses = posted(), []
    for _ in range(3):
        step = machine.after(LOST)
        assert isinstance(step.action, Wait)
        pauses.append(step.action.seconds)
        step = step.machine.after(Elapsed())
        assert step.action == PostCard("op/abcdefghijklm")
        machine = step.machine
    assert pauses == [2.0, 4.0, 8.0]
    step = machine.after(LOST)
    assert isinstance(step.action, Wait)
    assert step.action.seconds == 90.0
    assert step.machine.after(Elapsed()).action == ListAfter(40)


def test_the_repeated_answer_is_the_card() -> None:
    step = posted().after(LOST).machine.after(Elapsed())
    step = step.machine.after(CardCreated(replace(CARD, note=MARK), "abcdefgh12347k2m", 5000))
    assert step.action == End(State.DONE)


def test_after_a_restart_nobody_knows_how_old_the_key_is() -> None:
    step = posted().begin()
    assert isinstance(step.action, Wait)
    assert step.action.seconds == 90.0


def test_without_keys_a_lost_create_waits_at_once() -> None:
    step = posted(keyed=False).after(LOST)
    assert isinstance(step.action, Wait)
    assert step.action.seconds == 90.0


def test_taken_after_a_resend_is_our_own_card_and_never_drawn_anew() -> None:
    step = posted().after(Lost("status 409", 409)).machine.after(Elapsed())
    step = step.machine.after(Rejected(422, "has already been taken", "code"))
    assert step.action == ListAfter(40)


def test_a_key_that_was_used_for_something_else_is_left_to_a_person() -> None:
    """Not declined, which would wipe the code: the card may be there, and is looked for if the order is taken up."""
    other = Rejected(422, "This Idempotency-Key was used for another request.")
    step = posted().after(other)
    assert isinstance(step.action, End)
    assert (step.action.state, step.action.message.key) == (State.PARKED, "park.key")  # type: ignore[union-attr]
    assert step.machine.ever_doubted
    step = posted(keyed=False).after(other)
    assert isinstance(step.action, End)
    assert step.action.state is State.PARKED
    bare = Creation(MARK, 40, True, False, 90.0, SOLD, operation_id="op", sends_key=False).begin()
    assert bare.action == PostCard()
    refused = bare.machine.after(other)
    assert isinstance(refused.action, End)
    assert refused.action.state is State.DECLINED


def test_each_request_of_an_edit_has_a_key_of_its_own() -> None:
    """A stored refusal must not answer the request after it (D1); without a label none is sent."""
    step = Disabling(label="op/7").begin().machine.after(read(10_000))
    assert step.action == PostDisable("op/7.1")
    step = step.machine.after(LOST).machine.after(read(10_000))
    assert step.action == PostDisable("op/7.2")
    assert Disabling().begin().machine.after(read(10_000)).action == PostDisable()


def test_a_list_that_does_not_honour_since_id_is_not_walked_for_ever() -> None:
    step = posted(keyed=False).after(LOST).machine.after(Elapsed())
    stranger = replace(CARD, card_id=41)
    step = step.machine.after(CardPage((stranger,), 5000, None))
    assert step.action == ListAfter(41)
    assert isinstance(step.machine.after(CardPage((stranger,), 5000, None)).action, PostCard)
