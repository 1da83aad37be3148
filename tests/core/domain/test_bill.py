"""A sale by several cards: only what was taken or promised is paid, and nobody pays more than is due."""

from hypothesis import given
from hypothesis import strategies as st

from core.domain.bill import PAID, Bill, Part, Share, share_in
from core.domain.operation import State

DUE = 7500
amounts = st.integers(0, 10_000)
ends = st.sampled_from([Share.TAKEN, Share.PROMISED, Share.REFUSED, Share.UNKNOWN])


def bill(*parts: Part) -> Bill:
    return Bill("b", DUE, "USD", parts)


@given(cards=st.lists(st.tuples(amounts, ends), max_size=8))
def test_cards_pay_until_nothing_is_left(cards):
    paying = bill()
    for number, (balance, end) in enumerate(cards):
        share = paying.share_of(balance)
        assert 0 <= share <= min(balance, paying.left)
        if share:
            paying = paying.asked("ab12", share)
            assert paying.asking
            assert paying.answered(None).parts == paying.parts[:-1]
            paying = paying.answered(Part("ab12", share, end, f"o{number}"))
    assert paying.paid + paying.left == DUE
    assert not paying.over
    assert paying.paid == sum(part.amount for part in paying.parts if part.share in PAID)


def test_what_is_asked_refused_or_unknown_is_still_due():
    waiting = bill(Part("ab12", 5000, Share.ASKED), Part("cd34", 1000, Share.REFUSED), Part("ef56", 500, Share.UNKNOWN))
    assert (waiting.paid, waiting.left, waiting.in_doubt) == (0, DUE, 500)
    assert not waiting.settled


def test_a_share_that_turns_out_to_be_taken_after_all_may_be_too_much():
    paid = bill(Part("ab12", 5000, Share.UNKNOWN, "a"), Part("cd34", DUE, Share.TAKEN, "b"))
    assert (paid.left, paid.over) == (0, 0)
    known = paid.renewed(Part("ab12", 5000, Share.TAKEN, "a"))
    assert (known.left, known.over, known.settled) == (0, 5000, False)
    assert paid.renewed(Part("ab12", 5000, Share.REFUSED, "a")).settled


def test_only_the_first_of_two_on_their_way_is_answered():
    two = bill().asked("ab12", 100).asked("cd34", 200)
    taken = Part("ab12", 100, Share.TAKEN, "a")
    assert two.answered(taken).parts == (taken, Part("cd34", 200))


def test_every_state_of_the_outbox_has_its_worth():
    worth = {(state, offline): share_in(state, -100, offline=offline) for state in State for offline in (True, False)}
    assert {key for key, share in worth.items() if share is Share.TAKEN} == {
        (state, offline) for state in (State.DONE, State.INFERRED) for offline in (True, False)
    }
    assert worth[State.WAITING, True] is Share.PROMISED
    assert worth[State.WAITING, False] is worth[State.PARKED, True] is Share.UNKNOWN
    assert worth[State.DECLINED, False] is worth[State.CANCELLED, True] is Share.REFUSED
    assert share_in(State.INFERRED, 0, offline=True) is Share.REFUSED, "settled as not applied: nothing was taken"
