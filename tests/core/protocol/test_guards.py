"""docs/protocol.md 2: the guards before a write, what is believed after it, and how soon a repair follows."""

from __future__ import annotations

from typing import Any

import pytest

from core.domain.moment import Moment
from core.domain.money import largest
from core.domain.reply import CardRead, Failure, Lost, Missing, NotSent, Rejected, Unauthorised
from core.protocol.adjustment import Adjustment
from core.protocol.attempt import Fate
from core.protocol.machine import Answer, Elapsed, End, NoService, Note, PutBalance, ReadCard, Step, Wait
from tests.core.protocol.script import BEFORE, LOST, TAGS, adjustment, drive, ended, read, written

TAG = '"7-1"'
STALE = Rejected(412, "changed meanwhile")
NO = Rejected(422, "no")


@pytest.mark.parametrize("card", [{"disabled_at": 4000}, {"expires_on": "1969-12-30"}, {"currency": "EUR"}])
@pytest.mark.parametrize("offline", [False, True])
def test_g1_a_card_that_cannot_be_charged(card: dict[str, Any], offline: bool) -> None:
    """Untouched it is refused, or left to a person where the goods are gone; half done it is always a person's."""
    step = drive(adjustment(-3000, offline_accepted=offline), read(10_000, **card))
    assert ended(step) == (("parked", "park.blocked") if offline else ("declined", "outcome.declined.blocked"))
    step = drive(adjustment(-3000, offline_accepted=offline), read(10_000), written(-1000), read(9000, **card))
    assert ended(step) == ("parked", "park.blocked")
    assert str(step.action.message.values["residual"]) == "20.00 USD"  # type: ignore[union-attr]


@pytest.mark.parametrize(("puts", "longest"), [(1, 0.8), (2, 1.6), (3, 3.2)])
def test_a_repair_that_raises_the_card_waits_a_random_part_of_a_doubling_time(puts: int, longest: float) -> None:
    for chance in (0.0, 0.25, 1.0):
        step = adjustment(-3000, chance=lambda chance=chance: chance).begin()
        for number in range(1, puts + 1):
            amount = -4000 if number == puts else -100
            step = step.machine.after(read(10_000)).machine.after(written(amount, number))
        assert step.action == Wait(chance * longest, step.action.message, settled_soon=True)  # type: ignore[arg-type, union-attr]


def test_a_repair_that_lowers_the_card_runs_at_once() -> None:
    """Money that should not be there can be spent; and our own write of this second is no reason to wait (G2)."""
    step = drive(adjustment(-3000), read(10_000), written(-1000))
    assert step.action == ReadCard()
    assert step.machine.after(read(9000, BEFORE, BEFORE)).action == PutBalance(7000)


@pytest.mark.parametrize(("amount", "fate"), [(-2 * largest("USD"), Fate.OK), (-2 * largest("USD") - 1, Fate.UNKNOWN)])
def test_nothing_beyond_twice_the_issue_limit_is_believed(amount: int, fate: Fate) -> None:
    for signed in (amount, -amount):
        step = drive(adjustment(-3000), read(10_000), written(signed))
        assert step.machine.attempts[-1].fate is fate
        assert step.machine.known == (signed if fate is Fate.OK else 0)


def test_an_answer_that_was_booked_once_is_no_answer_to_the_next_write() -> None:
    step = drive(adjustment(-3000), read(10_000), written(-1000, 1), read(9000), written(-1000, 1))
    assert step.machine.attempts[-1].fate is Fate.UNKNOWN
    assert step.machine.known == -1000


@pytest.mark.parametrize(("updated", "waits"), [(BEFORE, True), (BEFORE - 2, True), (BEFORE - 3, False)])
def test_g2_a_card_that_was_just_changed_is_read_again_once(updated: int, waits: bool) -> None:
    step = drive(adjustment(-3000), read(10_000, updated))
    assert isinstance(step.action, Wait) is waits
    if waits:
        assert step.action.seconds == 2  # type: ignore[union-attr]
        step = step.machine.after(Elapsed()).machine.after(read(10_000, updated))
    assert step.action == PutBalance(7000)


def disproved() -> Step[Adjustment]:
    """A lost request on a quiet card, proved not applied after T_q."""
    late = read(10_000, date=BEFORE + 90)
    return drive(adjustment(-3000), read(10_000), LOST, read(10_000), Elapsed(), late)


@pytest.mark.parametrize("moved", [read(10_000, 4000, 5100), read(9000, 1000, 5100)])
def test_g3_a_retry_meets_what_proved_it_in_both_or_is_parked(moved: CardRead) -> None:
    assert ended(disproved().machine.after(moved)) == ("parked", "park.ambiguous")
    assert disproved().machine.after(read(10_000, 1000, 5100)).action == PutBalance(7000)


def test_a_retry_after_doubt_that_raced_is_booked_and_parked() -> None:
    step = disproved().machine.after(read(10_000)).machine.after(written(-2000))
    assert ended(step) == ("parked", "park.ambiguous")
    assert step.machine.known == -2000
    step = disproved().machine.after(read(10_000)).machine.after(written(-3000))
    assert ended(step) == ("done", None)


def test_what_a_top_up_put_on_too_much_is_taken_back_as_far_as_it_is_there() -> None:
    step = drive(adjustment(3000), read(10_000), written(5000), read(500, 5001, 5010))
    assert step.action == PutBalance(0)
    step = step.machine.after(written(-500, 2)).machine.after(read(0, 5011, 5020))
    assert ended(step) == ("parked", "park.overdraft")
    assert str(step.action.message.values["residual"]) == "15.00 USD"  # type: ignore[union-attr]


@pytest.mark.parametrize("status", [401, 402, 403])
def test_a_token_that_is_refused_is_no_attempt_and_no_refusal_of_the_command(status: int) -> None:
    answer = Unauthorised(status, "no")
    step = drive(adjustment(-3000), read(10_000), answer)
    for _ in range(3):
        assert step.action == NoService(answer)
        assert step.machine.attempts[-1].fate is Fate.UNSENT
        step = step.machine.after(Elapsed()).machine.after(read(10_000)).machine.after(answer)
    assert ended(step.machine.after(Elapsed()).machine.after(read(10_000)).machine.after(written(-3000)))[0] == "done"


@pytest.mark.parametrize("offline", [False, True])
@pytest.mark.parametrize("known", [0, -1000])
def test_a_refusal_that_repeats_is_told_or_left_to_a_person(offline: bool, known: int) -> None:
    step = adjustment(-3000, offline_accepted=offline).begin()
    if known:
        step = step.machine.after(read(10_000)).machine.after(written(known))
    step = step.machine.after(read(9000)).machine.after(NO)
    assert step.action == ReadCard()
    step = step.machine.after(read(9000)).machine.after(NO)
    assert step.action == ReadCard()  # a copy of it may be why it was refused (D1)
    step = step.machine.after(read(9000))
    declined = not offline and not known
    assert ended(step) == (("declined", "outcome.refused.service") if declined else ("parked", "park.refused"))


@pytest.mark.parametrize("gone", [Missing("Not Found"), NO])
def test_a_card_that_the_service_does_not_show_is_not_written_to(gone: Missing | Rejected) -> None:
    assert ended(drive(adjustment(-3000), gone)) == ("declined", "outcome.refused.service")
    assert ended(drive(adjustment(-3000, offline_accepted=True), gone)) == ("parked", "park.refused")
    assert ended(drive(adjustment(-3000), read(10_000), written(-1000), gone)) == ("parked", "park.refused")


@pytest.mark.parametrize("cause", [LOST, Lost("status 500", 500), NotSent("refused"), Unauthorised(403, "no")])
def test_a_read_without_an_answer_is_asked_again_later_and_says_nothing(cause: Failure) -> None:
    for answers in ((), (read(10_000), LOST, read(10_000), Elapsed())):
        step = drive(adjustment(-3000), *answers, cause)
        assert step.action == NoService(cause)
        assert step.machine.after(Elapsed()).action == ReadCard()


@pytest.mark.parametrize(("between", "repeats"), [(STALE, True), (written(-1000), False)])
def test_only_a_refusal_right_after_a_refusal_repeats(between: Answer, repeats: bool) -> None:
    """What did not match its tag was not judged at all; what was done was no refusal."""
    answers: list[Answer] = [read(10_000), NO, read(10_000, etag=TAG), between, read(9000, etag=TAG), NO]
    step = drive(adjustment(-3000, TAGS), *answers, read(9000, etag=TAG))
    assert isinstance(step.action, End) is repeats


def test_what_is_parked_in_doubt_has_all_that_was_seen_as_evidence() -> None:
    """Base and its time, what was asked for, the glance, and what stood there after T_q."""
    step = drive(adjustment(-3000), read(10_000))
    told: list[Note] = []
    for answer in (LOST, read(7000, 5001), Elapsed(), read(6500, 5044)):
        told += step.evidence
        step = step.machine.after(answer)
    told += step.evidence
    assert ended(step) == ("parked", "park.ambiguous")
    seen = [(what, [str(value) for value in said.values.values()]) for what, said in told]
    assert [what for what, _ in seen] == ["read", "lost", "glance", "reread", "decided"]
    assert [values[0] for _, values in seen] == ["100.00 USD", "70.00 USD", "70.00 USD", "65.00 USD", "100.00 USD"]
    times = [said.values.get("changed") for _, said in told]
    assert times == [None, None, Moment(5001), Moment(5044), Moment(1000)]
