"""docs/protocol.md 6, row by row: what a machine sends, and what it does when the answer is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.capabilities import PLAIN, Answers, Capabilities
from core.domain.reply import Lost, Missing, NotSent, Rejected, Throttled, Unauthorised
from core.protocol.adjustment import Adjustment
from core.protocol.attempt import Fate
from core.protocol.machine import Answer, Elapsed, End, ListTransactions, NoService, PutBalance, ReadCard, Step, Wait
from tests.core.protocol.script import (
    BEFORE,
    BOTH,
    DAY,
    KEYS,
    LOST,
    NO,
    REFERENCES,
    TAG,
    TAGS,
    adjustment,
    drive,
    ended,
    listing,
    looked,
    quarantined,
    read,
    sent,
    written,
)

STALE = Rejected(412, "changed meanwhile")


def test_nothing_probed_sends_a_key_all_the_same_and_resends_nothing() -> None:
    """D1: where a proxy repeats a request, the service may know the key, found out or not. A tag only where found."""
    step = drive(adjustment(-3000, Capabilities(number_is_sequential=True)), read(10_000, etag=TAG))
    assert step.action == PutBalance(7000, sent(1))
    step = step.machine.after(LOST).machine.after(read(7000, 5001, 5002))
    assert quarantined(step)
    assert ended(step.machine.after(Elapsed()).machine.after(read(7000, 5001, 5100))) == ("parked", "park.ambiguous")


# Idempotency-Key


def test_a_key_is_the_operation_and_the_attempt_and_goes_with_the_very_same_request() -> None:
    step = drive(adjustment(-3000, KEYS), read(10_000))
    first = step.action
    assert first == PutBalance(7000, sent(1))
    assert step.machine.attempts[-1].key == "op/1"
    step = looked(step.machine.after(LOST), read(7000, 5001, 5012))
    assert step.action == first
    assert step.machine.attempts[-1].resends == 1
    step = step.machine.after(written(-3000, at=5001))
    assert ended(step) == ("done", None)


def test_a_new_attempt_has_a_new_key() -> None:
    step = drive(adjustment(-3000, KEYS), read(10_000), NO, read(9000))
    assert step.action == PutBalance(6000, sent(2))


@pytest.mark.parametrize("again", [LOST, Lost("status 500", 500), Lost("status 409", 409), Lost("restart")])
def test_it_is_sent_again_until_it_is_answered(again: Lost) -> None:
    step = drive(adjustment(-3000, KEYS), read(10_000), LOST)
    pauses = []
    for second in range(1, 9):
        assert isinstance(step.action, Wait)
        pauses.append(step.action.seconds)
        step = looked(step, read(7000, 5001, 5000 + 60 * second))
        assert step.action == PutBalance(7000, sent(1))
        step = step.machine.after(again)
    assert pauses[:3] == [2.5, 5.0, 10.0]
    assert max(pauses) == 80.0
    step = looked(step, read(7000, 5001, 6000)).machine.after(written(-3000, at=5001))
    assert ended(step) == ("done", None)
    assert len(step.machine.attempts) == 1


@pytest.mark.parametrize("unsent", [NotSent("refused"), Throttled(3.0), Unauthorised(401, "no")])
def test_a_resend_that_was_not_even_taken_leaves_the_first_one_unknown(unsent: Answer) -> None:
    step = looked(drive(adjustment(-3000, KEYS), read(10_000), LOST), read(10_000, date=5010))
    step = step.machine.after(unsent)
    assert step.machine.attempts[-1].fate is Fate.UNKNOWN
    assert isinstance(step.action, (Wait, NoService))
    step = step.machine.after(Elapsed()).machine.after(read(10_000, date=5020))
    assert step.action == PutBalance(7000, sent(1))


WINDOW = 6 * 3600


@pytest.mark.parametrize(
    ("retention", "window"), [(0, 0), (359, 0), (360, 90), (4000, 1000), (DAY, WINDOW), (400 * DAY, WINDOW)]
)
def test_the_window_is_a_quarter_of_the_retention_and_six_hours_at_most(retention: int, window: int) -> None:
    assert Capabilities(key_retention_s=retention).resend_window_s == window


@pytest.mark.parametrize(
    ("date", "resent"),
    [(BEFORE + WINDOW, True), (BEFORE + WINDOW + 1, False), (BEFORE - 1, False), (None, False)],
)
def test_the_window_runs_from_the_first_send_by_the_service_s_own_clock(date: int | None, resent: bool) -> None:
    """Also over a restart, and after any number of resends."""
    step = looked(drive(adjustment(-3000, KEYS), read(10_000), LOST), read(10_000, date=BEFORE + 60))
    step = step.machine.begin()
    step = looked(step, read(10_000, date=date))
    if resent:
        assert step.action == PutBalance(7000, sent(1))
    else:
        assert quarantined(step)


def test_without_a_date_before_the_first_send_it_is_as_plain() -> None:
    step = drive(adjustment(-3000, KEYS), read(10_000, date=None), LOST)
    assert step.action == ReadCard()
    assert quarantined(step.machine.after(read(10_000)))


def test_after_the_window_it_is_as_plain_and_the_quarantine_runs_from_the_last_copy() -> None:
    step = looked(drive(adjustment(-3000, KEYS), read(10_000), LOST), read(10_000, date=BEFORE + DAY))
    assert quarantined(step)
    step = step.machine.after(Elapsed()).machine.after(read(10_000, date=BEFORE + DAY + 90))
    assert step.machine.attempts[-1].fate is Fate.DISPROVED
    assert step.machine.after(read(10_000)).action == PutBalance(7000, sent(2))


def test_a_key_whose_capability_is_gone_is_as_plain() -> None:
    """The till was started again, and the answers are older than a month by now."""
    machine = drive(adjustment(-3000, KEYS), read(10_000)).machine
    step = adjustment(-3000, PLAIN, attempts=machine.attempts).begin()
    assert step.action == ReadCard()
    assert quarantined(step.machine.after(read(10_000)))


def test_a_key_that_was_used_for_something_else_is_a_bug_and_parks() -> None:
    other = Rejected(422, "This Idempotency-Key was used for another request.")
    assert ended(drive(adjustment(-3000, KEYS), read(10_000), other)) == ("parked", "park.key")
    for look in (read(10_000, date=5010), read(7000, 5001, 5010)):
        step = looked(drive(adjustment(-3000, KEYS), read(10_000), LOST), look)
        assert ended(step.machine.after(other)) == ("parked", "park.key")


def test_a_stored_refusal_is_believed_when_the_card_is_untouched() -> None:
    step = looked(drive(adjustment(-3000, KEYS), read(10_000), LOST), read(10_000, date=5010)).machine.after(NO)
    assert step.machine.attempts[-1].fate is Fate.REJECTED
    assert step.action == ReadCard()


# a service that no longer honours what it once did


def test_a_refusal_of_a_resend_proves_nothing_when_the_card_has_moved() -> None:
    """K2 without keys: our first copy was done, and the second is refused because the balance is there already."""
    step = looked(drive(adjustment(-3000, KEYS), read(10_000), LOST), read(7000, 5001, 5010)).machine.after(NO)
    assert quarantined(step)
    assert ended(step.machine.after(Elapsed()).machine.after(read(7000, 5001, 5100))) == ("parked", "park.ambiguous")


@pytest.mark.parametrize("amount", [0, -3000])
def test_a_second_execution_of_a_resend_is_seen_and_parks(amount: int) -> None:
    """K1 without keys: done now, on a card that had moved when we looked. It may have been our own first copy."""
    step = looked(drive(adjustment(-3000, KEYS), read(10_000), LOST), read(7000, 5001, 5010))
    step = step.machine.after(written(amount, at=5011))
    assert ended(step) == ("parked", "park.ambiguous")
    assert step.machine.known == amount


def test_a_first_execution_by_a_resend_is_booked() -> None:
    step = looked(drive(adjustment(-3000, KEYS), read(10_000), LOST), read(10_000, date=5010))
    assert ended(step.machine.after(written(-3000, at=5011))) == ("done", None)


def test_a_412_after_a_resend_that_looks_like_our_own_write_parks() -> None:
    step = looked(drive(adjustment(-3000, BOTH), read(10_000, etag=TAG), LOST), read(7000, 5001, 5010, '"7-2"'))
    assert quarantined(step.machine.after(STALE))


# If-Match


def test_the_tag_of_the_read_goes_with_the_write() -> None:
    step = drive(adjustment(-3000, TAGS), read(10_000, etag=TAG))
    assert step.action == PutBalance(7000, sent(1, TAG))
    assert drive(adjustment(-3000, TAGS), read(10_000)).action == PutBalance(7000, sent(1))


def test_a_412_before_any_unknown_is_definite() -> None:
    step = drive(adjustment(-3000, TAGS), read(10_000, etag=TAG), STALE)
    assert step.machine.attempts[-1].fate is Fate.STALE
    step = step.machine.after(read(8000, 5001, 5010, '"7-2"'))
    assert step.action == PutBalance(5000, sent(2, '"7-2"'))


def test_412s_in_a_row_are_no_refusal_but_count_as_attempts() -> None:
    step = adjustment(-3000, TAGS).begin()
    for _ in range(6):
        assert step.action == ReadCard()
        step = step.machine.after(read(10_000, etag=TAG)).machine.after(STALE)
    assert isinstance(step.action, Wait)
    assert step.action.state.value == "deferred"


def test_an_unanswered_write_is_sent_again_as_long_as_the_card_has_the_tag() -> None:
    step = drive(adjustment(-3000, TAGS), read(10_000, etag=TAG), LOST)
    for _ in range(3):
        step = looked(step, read(10_000, etag=TAG))
        assert step.action == PutBalance(7000, sent(1, TAG))
        step = step.machine.after(LOST)
    step = looked(step, read(10_000, etag=TAG)).machine.after(written(-3000))
    assert ended(step) == ("done", None)


@pytest.mark.parametrize("tag", ['"7-2"', None])
def test_another_tag_or_none_any_more_is_as_plain(tag: str | None) -> None:
    step = looked(drive(adjustment(-3000, TAGS), read(10_000, etag=TAG), LOST), read(7000, 5001, 5010, tag))
    assert quarantined(step)
    assert ended(step.machine.after(Elapsed()).machine.after(read(7000, 5001, 5100, tag))) == (
        "parked",
        "park.ambiguous",
    )


def test_a_412_after_an_unknown_looks_and_then_parks() -> None:
    """The first copy may have won (T6)."""
    step = looked(drive(adjustment(-3000, TAGS), read(10_000, etag=TAG), LOST), read(10_000, etag=TAG))
    step = step.machine.after(STALE)
    assert quarantined(step)
    step = step.machine.after(Elapsed())
    assert step.action == ReadCard()
    assert ended(step.machine.after(read(7000, 5001, 5100, '"7-2"'))) == ("parked", "park.ambiguous")


# both


def test_with_both_a_stored_412_is_definite() -> None:
    step = drive(adjustment(-3000, BOTH), read(10_000, etag=TAG))
    assert step.action == PutBalance(7000, sent(1, TAG))
    step = looked(step.machine.after(LOST), read(8000, 5001, 5010, '"7-2"')).machine.after(STALE)
    assert step.machine.attempts[-1].fate is Fate.STALE
    step = step.machine.after(read(8000, 5001, 5010, '"7-2"'))
    assert step.action == PutBalance(5000, sent(2, '"7-2"'))


def test_with_both_the_tag_goes_on_where_the_key_ends() -> None:
    step = drive(adjustment(-3000, BOTH), read(10_000, etag=TAG), LOST)
    step = looked(step, read(10_000, date=BEFORE + DAY, etag=TAG))
    assert step.action == PutBalance(7000, sent(1, TAG))
    assert quarantined(step.machine.after(STALE))  # no stored answer any more


# transactions readable


def asked_list(*answers: Answer, able: Capabilities = REFERENCES, date: int | None = BEFORE) -> Step[Adjustment]:
    step = drive(adjustment(-3000, able), read(10_000, date=date), LOST, read(7000, 5001, 5010), Elapsed(), *answers)
    assert answers or step.action == ListTransactions()
    return step


def test_our_reference_goes_with_the_write_and_only_the_quarantine_comes_before_the_list() -> None:
    assert drive(adjustment(-3000, REFERENCES), read(10_000)).action == PutBalance(7000, sent(1))
    asked_list()


def test_ours_in_the_list_is_booked_with_its_amount() -> None:
    step = asked_list(listing((1, -3000, "op/1"), (2, -500, "other/1")))
    assert ended(step) == ("done", None)
    assert step.machine.known == -3000
    raced = asked_list(listing((1, -2000, "op/1")))
    assert raced.machine.ledger.debt == -1000
    assert raced.action == ReadCard()


def test_absent_from_the_whole_list_was_not_applied() -> None:
    step = asked_list(listing((1, -500, "other/1")))
    assert step.machine.attempts[-1].fate is Fate.DISPROVED
    assert step.machine.after(read(9500)).action == PutBalance(6500, sent(2))


@pytest.mark.parametrize(
    "answer",
    [
        listing((1, -500, "other/1"), whole=False),
        listing((1, -3000, None)),
        Missing("Not Found"),
        Lost("status 500", 500),
        NO,
    ],
)
def test_a_list_that_cannot_tell_leaves_it_to_g4(answer: Answer) -> None:
    """Not whole, a row without a name that may be ours, or no list any more."""
    step = asked_list(answer)
    assert step.action == ReadCard()
    assert ended(step.machine.after(read(7000, 5001, 5100))) == ("parked", "park.ambiguous")
    assert asked_list(answer).machine.after(read(10_000, date=BEFORE + 90)).machine.attempts[-1].fate is Fate.DISPROVED


def test_rows_of_a_web_shop_are_not_ours_and_neither_is_what_was_there_before() -> None:
    assert asked_list(listing((1, -3000, None), by_order=True)).machine.attempts[-1].fate is Fate.DISPROVED
    told = replace(listing((1, 5, None)), date=9090)
    late = drive(adjustment(-3000, REFERENCES), read(10_000, 1000, 9000), LOST, LOST, Elapsed(), told)
    assert late.machine.attempts[-1].fate is Fate.DISPROVED


def test_a_list_that_does_not_answer_now_is_asked_again() -> None:
    step = asked_list(NotSent("refused"))
    assert isinstance(step.action, NoService)
    assert step.machine.after(Elapsed()).action == ListTransactions()


# what was stored, and how old it is


def test_answers_become_capabilities() -> None:
    texts = {"keys": "yes", "key_retention_s": "86400", "etags": "yes", "updated_at": "no", "epsilon_s": "7"}
    able = Answers(texts, 0.0).capabilities(10.0)
    assert able == Capabilities(key_retention_s=DAY, etags=True, updated_at_moves=False, epsilon_s=7)
    assert Answers().capabilities(0.0) == PLAIN
    assert Answers({"keys": "no", "key_retention_s": "86400"}, 0.0).capabilities(1.0).key_retention_s == 0
    assert Answers({"keys": "yes", "key_retention_s": "-5", "epsilon_s": "0"}, 0.0).capabilities(1.0) == PLAIN


@pytest.mark.parametrize(("age", "stale"), [(31 * DAY, False), (31 * DAY + 1, True), (-1, True)])
def test_old_answers_make_the_till_careful_but_never_bold(age: float, stale: bool) -> None:
    texts = {"keys": "yes", "key_retention_s": "86400", "etags": "yes", "updated_at": "no", "epsilon_s": "7"}
    able = Answers(texts, 1000.0).capabilities(1000.0 + age)
    assert (able.resend_window_s == 0) is stale
    assert (able.updated_at_moves, able.epsilon_s) == (False, 7)


# whatever is answered


TAGGED = [None, TAG, '"7-2"']
READS = st.builds(
    read,
    st.sampled_from([0, 1000, 7000, 10_000]),
    st.sampled_from([1000, 4999, 5001]),
    st.sampled_from([None, 4000, 5000, 5005, 5000 + DAY]),
    st.sampled_from(TAGGED),
)
WRITES = st.builds(
    written, st.sampled_from([-3000, 0, 3000, -10_000]), st.integers(1, 40), st.sampled_from([4999, 5002])
)
FAILURES: list[Answer] = [
    *(NO, STALE, Missing("gone"), Throttled(1.0), Throttled(None), NotSent("x"), Unauthorised(403, "no")),
    *(LOST, Lost("status 409", 409), Lost("status 503", 503)),
]
LISTS = st.builds(
    listing, st.tuples(st.integers(1, 3), st.just(-3000), st.sampled_from([None, "op/1"])), whole=st.booleans()
)
ANSWERS = st.one_of(READS, WRITES, LISTS, st.sampled_from(FAILURES), st.just("killed"))
ABLE = st.builds(
    Capabilities,
    key_retention_s=st.sampled_from([0, DAY]),
    etags=st.booleans(),
    reference_echoed=st.booleans(),
    transactions_readable=st.booleans(),
    updated_at_moves=st.booleans(),
)


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(able=ABLE, want=st.sampled_from([-3000, 500]), offline=st.booleans(), script=st.lists(ANSWERS, max_size=40))
def test_no_unknown_write_is_ever_sent_again_without_a_key_or_its_tag(
    able: Capabilities, want: int, offline: bool, script: list[Answer | str]
) -> None:
    """And every resend is the request that was journalled; a DONE is what the service said it did."""
    step = adjustment(want, able, offline_accepted=offline).begin()
    sent: dict[int, PutBalance] = {}
    for given_answer in script:
        if isinstance(step.action, End):
            break
        before = step.machine
        answer: Answer | str = Elapsed() if isinstance(step.action, (Wait, NoService)) else given_answer
        step = before.begin() if isinstance(answer, str) else before.after(answer)
        if isinstance(step.action, PutBalance):
            attempt = step.machine.attempts[-1]
            doubtful = [a for a in before.attempts if a.in_doubt]
            if attempt.number in sent:
                assert sent[attempt.number] == step.action
                assert attempt.key is not None or attempt.etag is not None
                assert able.resend_window_s or able.etags
            else:
                assert not [a for a in doubtful if step.machine.attempts[a.number - 1].in_doubt]
            sent[attempt.number] = step.action
    if isinstance(step.action, End) and step.action.state.value == "done":
        assert step.machine.known == want
    if able.resend_window_s == 0 and not able.etags:
        assert all(a.resends == 0 for a in step.machine.attempts)
