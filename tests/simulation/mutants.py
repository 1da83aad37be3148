"""Small deliberate breakages of the core, each of which the simulation must notice: proof that its oracle sees.

They are the naive approaches of docs/protocol.md 4 and the rules that it calls load-bearing, taken away one by one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.domain import replacement
from core.domain.operation import Kind
from core.domain.reply import Lost, Rejected
from core.domain.reversal import Original
from core.domain.settlement import Standing
from core.protocol.adjustment import Adjustment
from core.protocol.adjustment_phases import ADJUSTMENT_TABLE, AdjustmentPhase
from core.protocol.attempt import Fate
from core.protocol.creation import Creation
from core.protocol.creation_phases import CREATION_TABLE
from core.protocol.doubt import DoubtResolver
from core.protocol.ledger import AttemptLedger
from core.protocol.machine import PutBalance, Step
from core.protocol.pull import IncrementalPull
from core.protocol.rulings import StoredRefusal
from core.services.link.binding import ServiceBinding
from core.services.outbox import operation_end, replacement_steps
from core.services.outbox.machine_store import MachineStore
from core.services.outbox.schedule import Schedule
from core.services.sync import pull
from core.store import cards, notes, outbox
from core.store.states import OPEN_SQL
from tests.core.protocol.worlds.any_step import AnyStep
from tests.simulation.dialect_mutants import DIALECT_MUTANTS
from tests.simulation.figures import REPEATING
from tests.simulation.mutant import STORMY, Change, Mutant
from tests.simulation.shop import Shop
from tests.simulation.world import SMALL

_ANY_STEP: Change = (Adjustment, "table", AnyStep(*ADJUSTMENT_TABLE.rows))
"""For a machine that breaks its own table: not the table is to notice it."""


def _any_card() -> list[Change]:
    return [(Adjustment, "_is_another", lambda self, shown: False)]


def _any_service() -> list[Change]:
    return [(ServiceBinding, "check", lambda self, read: None)]


def _resend() -> list[Change]:
    return [_ANY_STEP, (Adjustment, "_lost", _the_same)]


def _the_same(self: Adjustment, why: str) -> Any:
    writing = replace(self, phase=AdjustmentPhase.WRITING)
    return Step(writing, PutBalance(self.attempts[-1].target))


def _recompute() -> list[Change]:
    return [_ANY_STEP, (Adjustment, "_lost", lambda self, why: _anew(self, Fate.REJECTED))]


def _anew(machine: Adjustment, fate: Fate) -> Any:
    """Another round, which believes this of the last PUT."""
    return machine._with_fate(fate)._round()


def _trust_a_412() -> list[Change]:
    return [(DoubtResolver, "_refused_again", lambda self, ledger, answer: StoredRefusal(answer))]


def _trust_no_key() -> list[Change]:
    """As where the service only happens to keep keys: what moved the card meanwhile is held against its answer."""
    return [(DoubtResolver, "_vouched", lambda self, attempt, look: False)]


def _forget_the_key() -> list[Change]:
    """The service has none of the memory that it promised: T5 stands on its word."""
    return [(Shop, "begun", lambda self, key, asked: None), (Shop, "ended", lambda self, key, answer: answer)]


def _trust_the_200() -> list[Change]:
    booked = Adjustment._booked

    def trusting(self: Adjustment, told: Any, **more: Any) -> Any:
        meant = self.attempts[-1].target - self.attempts[-1].base
        return booked(self, tuple(replace(each, amount=meant) for each in told), **more)

    return [(Adjustment, "_booked", trusting)]


def _count_twice() -> list[Change]:
    amounts = lambda self: [a.transaction.amount for a in self.attempts if a.transaction is not None]  # noqa: E731
    return [(AttemptLedger, "known", property(lambda self: sum(amounts(self)) + sum(amounts(self)[1:2])))]


def _journal_later() -> list[Change]:
    save = MachineStore.save

    def late(self: MachineStore, transaction: Any, operation_id: str, machine: Any, sent_at: float) -> None:
        if not (isinstance(machine, Adjustment) and machine.last is not None and machine.last.fate is Fate.PENDING):
            save(self, transaction, operation_id, machine, sent_at)

    return [(MachineStore, "save", late)]


def _forget_what_was_under_way() -> list[Change]:
    begin = Adjustment.begin

    def hopeful(self: Adjustment) -> Any:
        if self.last is not None and self.last.fate is Fate.PENDING:
            return _anew(self, Fate.UNSENT)
        return begin(self)

    return [(Adjustment, "begin", hopeful)]


def _believe_a_5xx() -> list[Change]:
    written = Adjustment._written

    def believing(self: Adjustment, answer: Any) -> Any:
        if isinstance(answer, Lost) and (answer.status or 0) >= 500:
            answer = Rejected(answer.status or 500, "it failed")
        return written(self, answer)

    return [_ANY_STEP, (Adjustment, "_written", believing)]


def _watermark_too_soon() -> list[Change]:
    keep = pull._keep

    def soon(transaction: Any, walk: Any, page: Any, now: float) -> None:
        keep(transaction, walk, page, now)
        if isinstance(walk, IncrementalPull) and walk.first_date is not None and not walk.broken:
            notes.set_watermark(transaction, "pull.watermark", str(walk.first_date + 1))

    return [(pull, "_keep", soon)]


def _no_overlap() -> list[Change]:
    return [(IncrementalPull, "watermark", property(lambda self: self.first_date or self.since))]


def _pull_over_pending() -> list[Change]:
    pulled = cards.pulled
    return [
        (cards, "_IN_FLIGHT", "SELECT 0 WHERE 0"),
        (cards, "pulled", lambda connection, page, seen_at, skip: pulled(connection, page, seen_at, ())),
    ]


def _show_in_doubt() -> list[Change]:
    return [(operation_end, "_in_doubt", lambda machine: False)]


def _any_order() -> list[Change]:
    every = (
        f"SELECT operation_id FROM operations WHERE state IN {OPEN_SQL} AND (card_id > 0 OR local_id = card_id)"
        " ORDER BY seq DESC"
    )
    return [(outbox, "_HEADS", every)]


def _no_lease() -> list[Change]:
    return [(Schedule, "lease", lambda self, operation_id: True)]


def _cancel_any_time() -> list[Change]:
    save = MachineStore.save

    def untouched(self: MachineStore, transaction: Any, operation_id: str, machine: Any, sent_at: float) -> None:
        save(self, transaction, operation_id, machine, sent_at)
        outbox.change(transaction, operation_id, touched=False)

    return [(MachineStore, "save", untouched)]


def _take_no_change_for_a_race() -> list[Change]:
    def booked(self: Adjustment, answer: Any) -> Any:
        return self._booked((answer.transaction,), perhaps_twice=not self.attempts[-1].fits(answer.transaction))

    return [(Adjustment, "_answered", booked), (Adjustment, "_guards", lambda self, read: self._guarded(read))]


def _believe_a_refusal_at_once() -> list[Change]:
    unanswered = lambda self: self.last is not None and self.last.fate in {Fate.PENDING, Fate.UNKNOWN}  # noqa: E731
    return [(Adjustment, "doubtful", property(unanswered))]


def _mark_nothing() -> list[Change]:
    booking = AttemptLedger.booking
    return [(AttemptLedger, "booking", lambda self, told, **changes: booking(self, told))]


def _ask_no_list() -> list[Change]:
    return [(DoubtResolver, "keyed", lambda self, attempt: True)]


def _believe_a_cache() -> list[Change]:
    """And then the refusal of the retry, of which D2 makes a doubt."""
    rejected: Any = Adjustment.__dict__["_rejected"]
    return [
        (DoubtResolver, "_surely_late", lambda self, attempt, answer: True),
        (Adjustment, "_rejected", lambda self, answer: rejected(replace(self, disproof=None), answer)),
        (Adjustment, "_unchecked", property(lambda self: False)),
    ]


def _believe_taken() -> list[Change]:
    return [(Creation, "table", AnyStep(*CREATION_TABLE.rows)), (Creation, "_taken", Creation._code_taken)]


def _know_what_was_held_back() -> list[Change]:
    return [(outbox, "_UNCHECKED", "SELECT :held")]


def _hide_the_loss() -> list[Change]:
    return [(Standing, "_loss", lambda self, total: 0)]


def _charge_again() -> list[Change]:
    ended = Standing._ended
    return [(Standing, "_ended", lambda self, extra: replace(ended(self, extra), rest=self.owed))]


def _only_the_correction() -> list[Change]:
    by_hand = Standing._by_hand
    return [(Standing, "_by_hand", lambda self, wanted, balance: replace(by_hand(self, wanted, balance), extra=0))]


def _what_was_asked_for() -> list[Change]:
    return [(replacement, "amount_taken", lambda steps: -steps[0].want)]


def _keep_what_was_taken() -> list[Change]:
    next_step = replacement.next_step

    def keeping(steps: Any) -> Any:
        following = next_step(steps)
        return None if following is not None and following.kind is Kind.TOP_UP else following

    return [(replacement_steps, "next_step", keeping)]


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
_PLAIN_PEOPLE = replace(SMALL, settles=False, replaces=0.0, money_back=0.0, commands=60)
REUSING = replace(_PLAIN_PEOPLE, reused_ids=4, able=0, hot=0.6)
ELSEWHERE = replace(_PLAIN_PEOPLE, another_service=True, think_s=8.0, generous=True)
HELD_BACK = replace(ELSEWHERE, repeats=0.7, able=0, facade=0.0, hot=0.8, commands=30, web_shop_s=0.0, faults=0.2)
"""Another service answers while a refusal waits for the read that shows whether its copy was carried out."""
_SETTLING = replace(STORMY, settles=True)
_REPLACING = replace(SMALL, settles=True, replaces=0.4, web_shop_s=1.0, able=0)
_GIVING_BACK = replace(SMALL, settles=True, money_back=0.5)
_WAVERING = replace(_REPLACING, faults=0.1, patience=0.1, think_s=0.5, acts=(10, 5, 0, 0, 0, 0, 0, 60, 0, 0))

_REPEATING = replace(
    SMALL, repeats=0.3, facade=0.0, settles=False, replaces=0.0, money_back=0.0, web_shop_s=2.0, able=0
)
_CACHED = replace(
    STORMY,
    cached=0.95,
    facade=0.0,
    web_shop_s=0.0,
    kills=0.0,
    outages=0,
    tills=1,
    commands=40,
    settles=False,
    faults=0.5,
    hot=1.0,
    patience=1.0,
    think_s=20.0,
    acts=(50, 15, 0, 0, 0, 0, 0, 0, 0, 0),
)
"""Its clerks wait for what they asked for, so that a quarantine ends while they still sell."""

MUTANTS = (
    Mutant("takes no change for a race (D1)", _take_no_change_for_a_race, _REPEATING),
    Mutant(
        "takes back what was refused and not looked at (D1)",
        _believe_a_refusal_at_once,
        replace(REPEATING, tills=3, able=0, repeats=0.4, faults=0.15),
        400,
        24,
    ),
    Mutant(
        "marks nothing that a copy may have done (D1)",
        _mark_nothing,
        replace(_REPEATING, web_shop_s=0.5, hot=1.0),
        120,
        12,
    ),
    Mutant("asks no list about what does not fit (D1)", _ask_no_list, replace(_REPEATING, able=4)),
    Mutant("believes a read out of a cache, and then a refusal (D2)", _believe_a_cache, _CACHED),
    Mutant("sends the same again when the answer is lost (N3)", _resend),
    Mutant("reads and recomputes when the answer is lost (N2)", _recompute),
    Mutant("trusts the 200 (N1)", _trust_the_200),
    Mutant("believes a 412 after a resend (P4)", _trust_a_412, _TAGGED, 300, 15),
    Mutant("trusts a service that forgets its keys (P3)", _forget_the_key, replace(STORMY, able=1)),
    Mutant("does not believe that keys are kept with the write", _trust_no_key, replace(STORMY, able=5, settles=False)),
    Mutant("judges without the quarantine", list, replace(STORMY, quarantine_s=0.0), 200),
    Mutant("counts a reply twice", _count_twice, replace(STORMY, web_shop_s=1.0)),
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
    Mutant("takes its own card for another's when its code is taken", _believe_taken, _SELLING, 300, 60),
    Mutant("hides what was lost when a person settles", _hide_the_loss, _SETTLING),
    Mutant("does again what a person said was done", _charge_again, _SETTLING),
    Mutant("books nothing of a write in doubt when a person sets the balance", _only_the_correction, _SETTLING),
    Mutant("makes the card in place of a lost one for what was asked", _what_was_asked_for, _REPLACING),
    Mutant("keeps what came off a lost card when no new one is made", _keep_what_was_taken, _WAVERING, 300, 340),
    Mutant("takes any card with the id (D4)", _any_card, REUSING),
    Mutant("sends to whoever answers (D5)", _any_service, ELSEWHERE),
    Mutant("knows what was held back before it was checked (D5)", _know_what_was_held_back, HELD_BACK, 120, 32),
    *DIALECT_MUTANTS,
    Mutant("takes back what was taken back before", _take_back_again, _GIVING_BACK),
)
