"""Small deliberate breakages of the core, each of which the simulation must notice: proof that its oracle sees.

They are the naive approaches of PROTOCOL.md section 4 and the rules that it calls load-bearing, taken away one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import false, select, text

from core.domain import replacement
from core.domain.operation import Kind
from core.domain.reply import Lost, Rejected
from core.domain.reversal import Original
from core.domain.settlement import Standing
from core.protocol.adjustment import Adjustment, Fate
from core.protocol.creation import Creation
from core.protocol.machine import SetBalance, Step
from core.protocol.pull import IncrementalPull
from core.services import sync
from core.services.outbox import ending, replacing
from core.services.outbox.agenda import Agenda
from core.services.outbox.records import Records
from core.store import cards, notes, outbox
from tests.simulation.shop import Shop
from tests.simulation.world import SMALL, Shape

_STORMY = replace(SMALL, faults=0.25, kills=0.9, hot=0.7, able=0)
Change = tuple[Any, str, Any]


@dataclass(frozen=True, slots=True)
class Mutant:
    """`changes` says what stands where instead; `shape` is the world it is looked for in, from `first_seed` on."""

    name: str
    changes: Callable[[], list[Change]]
    shape: Shape = _STORMY
    most_seeds: int = 60
    first_seed: int = 1

    @contextmanager
    def at_work(self) -> Iterator[None]:
        changes = [(_home(owner, name), name, value) for owner, name, value in self.changes()]
        kept = [(owner, name, owner.__dict__[name]) for owner, name, _ in changes]
        try:
            for owner, name, value in changes:
                setattr(owner, name, value)
            yield
        finally:
            for owner, name, value in kept:
                setattr(owner, name, value)


def _home(owner: Any, name: str) -> Any:
    """Where it is defined: a class may have it from another one."""
    return next((each for each in getattr(owner, "__mro__", ()) if name in each.__dict__), owner)


def _resend() -> list[Change]:
    return [(Adjustment, "_lost", lambda self, why: Step(self, SetBalance(self.attempts[-1].target)))]


def _recompute() -> list[Change]:
    return [(Adjustment, "_lost", lambda self, why: self._with_fate(Fate.REJECTED)._round())]


def _trust_a_412() -> list[Change]:
    return [(Adjustment, "_rejected_again", lambda self, answer: self._rejected(answer))]


def _forget_the_key() -> list[Change]:
    """The service has none of the memory that it promised: T5 stands on its word."""
    return [(Shop, "begun", lambda self, key, asked: None), (Shop, "ended", lambda self, key, answer: answer)]


def _trust_the_200() -> list[Change]:
    booked = Adjustment._booked

    def trusting(self: Adjustment, transaction: Any, **more: Any) -> Any:
        attempt = self.attempts[-1]
        return booked(self, replace(transaction, amount=attempt.target - attempt.base), **more)

    return [(Adjustment, "_booked", trusting)]


def _count_twice() -> list[Change]:
    amounts = lambda self: [a.transaction.amount for a in self.attempts if a.transaction is not None]  # noqa: E731
    return [(Adjustment, "known", property(lambda self: sum(amounts(self)) + sum(amounts(self)[1:2])))]


def _journal_later() -> list[Change]:
    save = Records.save

    def late(self: Records, transaction: Any, operation_id: str, machine: Any, sent_at: float) -> None:
        if not (isinstance(machine, Adjustment) and machine.last is not None and machine.last.fate is Fate.PENDING):
            save(self, transaction, operation_id, machine, sent_at)

    return [(Records, "save", late)]


def _forget_what_was_under_way() -> list[Change]:
    begin = Adjustment.begin

    def hopeful(self: Adjustment) -> Any:
        if self.last is not None and self.last.fate is Fate.PENDING:
            return self._with_fate(Fate.UNSENT)._round()
        return begin(self)

    return [(Adjustment, "begin", hopeful)]


def _believe_a_5xx() -> list[Change]:
    written = Adjustment._written

    def believing(self: Adjustment, answer: Any) -> Any:
        if isinstance(answer, Lost) and (answer.status or 0) >= 500:
            answer = Rejected(answer.status or 500, "it failed")
        return written(self, answer)

    return [(Adjustment, "_written", believing)]


def _watermark_too_soon() -> list[Change]:
    keep = sync._keep

    def soon(transaction: Any, walk: Any, now: float) -> None:
        keep(transaction, walk, now)
        if isinstance(walk, IncrementalPull) and walk.first_date is not None and not walk.broken:
            notes.set_watermark(transaction, "pull.watermark", str(walk.first_date + 1))

    return [(sync, "_keep", soon)]


def _no_overlap() -> list[Change]:
    return [(IncrementalPull, "watermark", property(lambda self: self.first_date or self.since))]


def _pull_over_pending() -> list[Change]:
    nothing = select(outbox.OPERATIONS.c.card_id).where(false())
    pulled = cards.pulled
    return [
        (cards, "_IN_FLIGHT", nothing),
        (cards, "pulled", lambda connection, page, seen_at, skip: pulled(connection, page, seen_at, ())),
    ]


def _show_in_doubt() -> list[Change]:
    return [(ending, "_in_doubt", lambda machine: False)]


def _any_order() -> list[Change]:
    every = text(
        f"SELECT operation_id FROM operations WHERE state IN {outbox._OPEN} AND (card_id > 0 OR local_id = card_id)"
        " ORDER BY seq DESC"
    )
    return [(outbox, "_HEADS", every)]


def _no_lease() -> list[Change]:
    return [(Agenda, "lease", lambda self, operation_id: True)]


def _cancel_any_time() -> list[Change]:
    save = Records.save

    def untouched(self: Records, transaction: Any, operation_id: str, machine: Any, sent_at: float) -> None:
        save(self, transaction, operation_id, machine, sent_at)
        outbox.change(transaction, operation_id, touched=False)

    return [(Records, "save", untouched)]


def _another_code() -> list[Change]:
    taken = Creation._taken
    return [
        (
            Creation,
            "_taken",
            lambda self: taken(replace(self, ever_doubted=False, own_code=True, offline_accepted=False)),
        ),
        (Records, "save", _never_doubted(Records.save)),
    ]


def _never_doubted(save: Any) -> Any:
    def forgetful(self: Records, transaction: Any, operation_id: str, machine: Any, sent_at: float) -> None:
        save(self, transaction, operation_id, machine, sent_at)
        if isinstance(machine, Creation):
            outbox.change(transaction, operation_id, ever_doubted=False)

    return forgetful


def _hide_the_loss() -> list[Change]:
    return [(Standing, "_loss", lambda self, total: 0)]


def _charge_again() -> list[Change]:
    ended = Standing._ended
    return [(Standing, "_ended", lambda self, extra: replace(ended(self, extra), rest=self.owed))]


def _only_the_correction() -> list[Change]:
    by_hand = Standing._by_hand
    return [(Standing, "_by_hand", lambda self, wanted, balance: replace(by_hand(self, wanted, balance), extra=0))]


def _what_was_asked_for() -> list[Change]:
    return [(replacement, "taken_by", lambda steps: -steps[0].want)]


def _keep_what_was_taken() -> list[Change]:
    coming = replacement.coming

    def keeping(steps: Any) -> Any:
        following = coming(steps)
        return None if following is not None and following.kind is Kind.TOP_UP else following

    return [(replacing, "coming", keeping)]


def _take_back_again() -> list[Change]:
    return [(Original, "left", property(lambda self: -self.moved))]


_SELLING = replace(
    SMALL, faults=0.3, latest_s=200.0, list_lag_s=60.0, acts=(2, 1, 40, 0, 0, 0, 0, 0, 0, 0), shared_codes=0.0, able=0
)
_READING = replace(SMALL, faults=0.02, web_shop_s=1.0, page=2, index_lag_s=60.0, hot=0.0, able=0)
_TAGGED = replace(
    SMALL,
    faults=0.2,
    kills=0.0,
    outages=0,
    web_shop_s=30.0,
    facade=0.0,
    able=2,
    acts=(50, 15, 0, 0, 0, 0, 0, 0, 0, 0),
    trip_s=3.0,
    latest_s=18.0,
)
"""A line so slow that the first copy of a request may arrive between the look and the second one."""
_SETTLING = replace(_STORMY, settles=True)
_REPLACING = replace(SMALL, settles=True, replaces=0.4, web_shop_s=1.0, able=0)
_GIVING_BACK = replace(SMALL, settles=True, money_back=0.5)
_WAVERING = replace(_REPLACING, faults=0.1, patience=0.1, think_s=0.5, acts=(10, 5, 0, 0, 0, 0, 0, 60, 0, 0))

MUTANTS = (
    Mutant("sends the same again when the answer is lost (N3)", _resend),
    Mutant("reads and recomputes when the answer is lost (N2)", _recompute),
    Mutant("trusts the 200 (N1)", _trust_the_200),
    Mutant("believes a 412 after a resend (P4)", _trust_a_412, _TAGGED, 200),
    Mutant("trusts a service that forgets its keys (P3)", _forget_the_key, replace(_STORMY, able=1)),
    Mutant("judges without the quarantine", list, replace(_STORMY, quarantine_s=0.0), 200),
    Mutant("counts a reply twice", _count_twice, replace(_STORMY, web_shop_s=1.0)),
    Mutant("journals after sending", _journal_later),
    Mutant("forgets at start what was under way (N4)", _forget_what_was_under_way),
    Mutant("takes a 5xx for a refusal", _believe_a_5xx),
    Mutant("moves the watermark before the walk is complete", _watermark_too_soon, _READING),
    Mutant("pulls without an overlap", _no_overlap, _READING),
    Mutant("pulls over what is pending", _pull_over_pending),
    Mutant("shows a doubtful write twice", _show_in_doubt),
    Mutant("works on a card in any order", _any_order),
    Mutant("lets two threads have one operation", _no_lease),
    Mutant("cancels what was sent", _cancel_any_time),
    Mutant("sells another code when ours is taken", _another_code, _SELLING, 120),
    Mutant("hides what was lost when a person settles", _hide_the_loss, _SETTLING),
    Mutant("does again what a person said was done", _charge_again, _SETTLING),
    Mutant("books nothing of a write in doubt when a person sets the balance", _only_the_correction, _SETTLING),
    Mutant("makes the card in place of a lost one for what was asked", _what_was_asked_for, _REPLACING),
    Mutant("keeps what came off a lost card when no new one is made", _keep_what_was_taken, _WAVERING, first_seed=120),
    Mutant("takes back what was taken back before", _take_back_again, _GIVING_BACK),
)
