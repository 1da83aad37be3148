"""docs/protocol.md D1 on the plain API: an answer fits, or it is doubt."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.capabilities import PLAIN, Answers, Capabilities
from core.domain.reply import Lost, Missing, NotSent, Rejected
from core.domain.witness import Witness
from core.protocol.adjustment import Adjustment
from core.protocol.attempt import Fate
from core.protocol.machine import Answer, Elapsed, End, ListTransactions, NoService, PutBalance, ReadCard, Step, Wait
from core.services.outbox.backoff import may_park
from tests.core.protocol.script import (
    BEFORE,
    BOTH,
    CARD,
    KEYS,
    LOST,
    REFERENCES,
    TAGS,
    adjustment,
    drive,
    ended,
    listing,
    read,
    sent,
    written,
)

NO = Rejected(422, "Balance is the same")
CHANGED = Rejected(412, "changed meanwhile")
TAG = '"7-1"'
DISPROVED: list[Answer] = [LOST, read(10_000), Elapsed(), read(10_000, date=BEFORE + 90)]


@pytest.mark.fault("attack 1")
@pytest.mark.parametrize("able", [PLAIN, TAGS])
@pytest.mark.parametrize("offline", [False, True])
def test_no_change_is_left_to_a_person(able: Capabilities, offline: bool) -> None:
    step = drive(adjustment(-3000, able, offline_accepted=offline), read(10_000), written(0))
    assert ended(step) == ("parked", "park.twice")
    last = step.machine.attempts[-1]
    assert (last.fate, last.transaction is not None) == (Fate.UNKNOWN, True)
    assert [what for what, _ in step.evidence] == ["answered", "decided"]


@pytest.mark.fault("attack 1")
@pytest.mark.parametrize("answer", [NO, CHANGED, Missing("gone")])
def test_a_refusal_at_exactly_our_target_is_left_to_a_person(answer: Answer) -> None:
    """The first and the second time, before the clerk is told that nothing was taken."""
    step = drive(adjustment(-3000, TAGS), read(10_000, etag=TAG), answer, read(7000, BEFORE + 1, BEFORE + 2))
    assert ended(step) == ("parked", "park.twice")
    step = drive(adjustment(-3000), read(10_000), NO, read(10_000), NO, read(7000, BEFORE + 1, BEFORE + 2))
    assert ended(step) == ("parked", "park.twice")
    assert step.machine.attempts[-1].fate is Fate.UNKNOWN


@pytest.mark.parametrize("witness", [None, Witness(10_000, BEFORE - 500)])
def test_a_refusal_that_no_read_of_this_card_has_checked_stays_in_doubt(witness: Witness | None) -> None:
    """Another card has the id by now (D4), or this till may be a copy (D6): a first copy was carried out, or not."""
    machine = replace(adjustment(-3000), card=CARD.identity)
    begun = drive(machine, read(10_000), NO)
    held = replace(begun.machine, witness=witness)
    now = {"last_characters": CARD.last_characters if witness else "WXYZ"}
    step = held.after(read(5000, BEFORE + 1, BEFORE + 2, **now))
    assert ended(step) == ("parked", "park.copied" if witness else "park.another_card")
    assert step.machine.attempts[-1].fate is Fate.UNKNOWN


def test_a_card_that_was_disabled_since_is_at_our_target_all_the_same() -> None:
    step = drive(adjustment(-3000), read(10_000), NO, read(7000, BEFORE + 1, disabled_at=BEFORE + 1))
    assert ended(step) == ("parked", "park.twice")


def test_after_a_restart_a_refusal_is_still_compared() -> None:
    step = drive(adjustment(-3000), read(10_000), NO).machine.begin()
    assert step.action == ReadCard()
    assert ended(step.machine.after(read(7000, BEFORE + 1, BEFORE + 2))) == ("parked", "park.twice")


def test_a_restart_between_two_refusals_and_the_look_asks_once_more() -> None:
    step = drive(adjustment(-3000), read(10_000), NO, read(10_000), NO).machine.begin()
    step = step.machine.after(read(10_000))
    assert step.action == PutBalance(7000)
    assert ended(step.machine.after(NO).machine.after(read(10_000))) == ("declined", "outcome.refused.service")


@pytest.mark.parametrize("answer", [Missing("gone"), NO])
def test_a_refusal_is_not_told_where_the_card_cannot_be_looked_at_any_more(answer: Answer) -> None:
    """A copy may have been carried out: a person may still say that it was applied."""
    step = drive(adjustment(-3000), read(10_000), NO, answer)
    assert ended(step) == ("parked", "park.ambiguous")
    assert step.machine.attempts[-1].fate is Fate.UNKNOWN


@pytest.mark.parametrize("able", [None, KEYS, REFERENCES])
def test_a_refusal_is_doubtful_until_the_card_was_looked_at(able: Capabilities | None) -> None:
    """Else it was taken back as never sent, or left to a person as if nothing was in doubt, if the line broke then."""
    refused = drive(adjustment(-3000, able), read(10_000), NO)
    waits = refused.machine.after(Lost("time-out"))
    if able is None:
        assert isinstance(waits.action, NoService)
        assert waits.machine.doubtful
        assert not may_park(waits)
        checked = waits.machine.after(Elapsed()).machine.after(read(10_000)).machine.after(NotSent("nobody there"))
        assert not checked.machine.doubtful
        assert may_park(checked)
    else:
        assert refused.machine.doubtful == (able is REFERENCES), "until the list has told"


def test_another_misfit_is_repaired_and_marked() -> None:
    step = drive(adjustment(-1000), read(10_000), written(500), read(9000, BEFORE, BEFORE + 9))
    assert step.action == PutBalance(7500)
    step = step.machine.after(written(-1500, 2))
    assert ended(step) == ("done", None)
    assert [a.perhaps_twice for a in step.machine.attempts] == [True, False]


@pytest.mark.parametrize(("after", "marked"), [(read(10_000), False), (read(9500, BEFORE - 9), True)])
def test_a_refusal_is_marked_where_the_card_was_changed_since(after: Answer, marked: bool) -> None:
    step = drive(adjustment(-3000), read(10_000), NO, after)
    assert isinstance(step.action, PutBalance)
    assert [a.perhaps_twice for a in step.machine.attempts] == [marked, False]


@pytest.mark.parametrize("able", [KEYS, BOTH])
def test_a_probed_key_tells_a_race_from_a_copy(able: Capabilities) -> None:
    """A copy under the same key would have had the same answer."""
    for answer in (written(0), written(500), NO, CHANGED):
        step = drive(adjustment(-3000, able), read(10_000, etag=TAG), answer, read(7000, BEFORE, BEFORE))
        assert not isinstance(step.action, End)
        assert not any(a.perhaps_twice for a in step.machine.attempts)


@pytest.mark.fault("attack 8")
def test_a_refusal_after_a_doubt_is_never_told_as_nothing_taken() -> None:
    """D2: the read that disproved the lost write may have come out of a cache."""
    lost = drive(adjustment(-3000), read(10_000), *DISPROVED, read(10_000))
    assert isinstance(lost.action, PutBalance)
    assert ended(lost.machine.after(NO)) == ("parked", "park.ambiguous")
    assert ended(lost.machine.after(written(0))) == ("parked", "park.ambiguous")


@pytest.mark.fault("attack 8")
@pytest.mark.parametrize(
    "late",
    [
        read(10_000, date=BEFORE + 87),
        read(10_000, date=None),
        read(10_000, date=BEFORE),
        replace(read(10_000, date=BEFORE + 90), cached=True),
    ],
)
def test_a_read_that_may_come_out_of_a_cache_proves_nothing(late: Answer) -> None:
    """D2: it was answered before T_q was over, does not say when, or says itself that it was kept."""
    assert ended(drive(adjustment(-3000), read(10_000), LOST, LOST, Elapsed(), late)) == (
        "parked",
        "park.ambiguous",
    )
    right = drive(adjustment(-3000), read(10_000), LOST, LOST, Elapsed(), read(10_000, date=BEFORE + 88))
    assert right.machine.attempts[-1].fate is Fate.DISPROVED


@pytest.mark.fault("attack 8")
def test_where_reads_were_found_to_be_old_nothing_is_disproved() -> None:
    able = Capabilities(reads_fresh=False)
    step = drive(adjustment(-3000, able), read(10_000), LOST, LOST, Elapsed(), read(10_000, date=BEFORE + 90))
    assert ended(step) == ("parked", "park.ambiguous")


@pytest.mark.fault("attack 8")
def test_a_list_out_of_a_cache_proves_nothing_either() -> None:
    for told in (replace(listing(), cached=True), replace(listing(), date=BEFORE + 87)):
        assert asked_list(told).action == ReadCard()


# a list that shows our reference


def asked_list(answer: Answer) -> Step[Adjustment]:
    """A write whose answer was lost, and what the list says of it."""
    return drive(adjustment(-3000, REFERENCES), read(10_000), LOST, read(7000, 5001, 5010), Elapsed(), answer)


def test_every_copy_in_the_list_is_booked() -> None:
    """D1: the network repeated it, and both were carried out."""
    step = asked_list(listing((1, -3000, "op/1"), (2, -500, "other/1"), (3, -3000, "op/1")))
    assert [(a.fate, a.transaction.amount) for a in step.machine.attempts if a.transaction is not None] == [
        (Fate.OK, -3000),
        (Fate.TWIN, -3000),
    ]
    assert step.machine.ledger.puts == 1
    step = step.machine.after(Elapsed()).machine.after(read(3500))
    assert step.action == PutBalance(6500, sent(3))


def test_an_answer_that_does_not_fit_is_looked_up_before_it_is_booked() -> None:
    for answer in (written(0, 2), written(500, 2), NO, CHANGED, Missing("gone")):
        step = drive(adjustment(-3000, REFERENCES), read(10_000), answer)
        assert step.action == ListTransactions()
        assert step.machine.attempts[-1].fate is Fate.UNKNOWN
    first, second = (1, -3000, "op/1"), (2, 0, "op/1")
    step = drive(adjustment(-3000, REFERENCES), read(10_000), written(0, 2), listing(first, second))
    assert ended(step) == ("done", None)
    step = drive(adjustment(-3000, REFERENCES), read(10_000), NO, listing(first))
    assert ended(step) == ("done", None)


def test_a_refusal_that_the_list_bears_out_is_one() -> None:
    step = drive(adjustment(-3000, REFERENCES), read(10_000), NO, listing())
    assert step.machine.attempts[-1].fate is Fate.REJECTED
    step = step.machine.after(read(7000)).machine.after(NO).machine.after(listing())
    assert ended(step) == ("declined", "outcome.refused.service")


@pytest.mark.parametrize("answer", [listing((9, -3000, None)), listing(whole=False), NO, Missing("gone")])
def test_what_does_not_fit_and_no_list_can_tell_is_left_to_a_person(answer: Answer) -> None:
    """A list without our reference, or without the very answer that we were given."""
    for unfit in (written(500, 2), NO):
        step = drive(adjustment(-3000, REFERENCES), read(10_000), unfit, LOST, Elapsed(), answer)
        assert ended(step) == ("parked", "park.ambiguous")


def test_after_a_restart_the_list_is_waited_for() -> None:
    for unfit in (written(0, 2), NO):
        step = drive(adjustment(-3000, REFERENCES), read(10_000), unfit).machine.begin()
        assert isinstance(step.action, Wait)
        assert step.action.seconds == 90.0
        step = step.machine.after(Elapsed()).machine.after(listing((1, -3000, "op/1"), (2, 0, "op/1")))
        assert ended(step) == ("done", None)


def test_readable_without_references_tells_nothing_and_is_not_asked() -> None:
    able = Capabilities(transactions_readable=True)
    step = drive(adjustment(-3000, able), read(10_000), LOST, read(7000, 5001, 5010), Elapsed())
    assert step.action == ReadCard()


@pytest.mark.parametrize(("keys", "reference"), [("refused", "refused"), ("refused", "yes"), ("no", "refused")])
def test_what_the_probe_was_refused_for_is_not_sent(keys: str, reference: str) -> None:
    """Also when the finding is old: a strict service refuses every write that carries it."""
    able = Answers({"keys": keys, "reference": reference}, 0.0).capabilities(1e9)
    action = drive(adjustment(-3000, able), read(10_000)).action
    assert isinstance(action, PutBalance)
    assert (action.safeguards.key is None, action.safeguards.reference is None) == (
        keys == "refused",
        reference == "refused",
    )
