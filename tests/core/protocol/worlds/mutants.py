"""Tills that were broken on purpose, each in a world that shows it. A mutant that no world catches fails the proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from core.domain.capabilities import Capabilities
from core.domain.operation import State
from core.domain.reply import BalanceWritten, CardRead, Missing, Rejected, ServerCard, Transaction
from core.protocol.adjustment import Adjustment
from core.protocol.adjustment_phases import ADJUSTMENT_TABLE, AdjustmentPhase
from core.protocol.attempt import Attempt, Fate
from core.protocol.doubt import DoubtResolver
from core.protocol.ledger import AttemptLedger
from core.protocol.machine import Answer, End, NoService, Note, PutBalance, ReadCard, Step
from core.protocol.rulings import Applied, Inquiry, NotApplied, Ruling, StoredRefusal
from core.protocol.transitions import TransitionTable
from tests.core.protocol.worlds import catalogue
from tests.core.protocol.worlds.any_step import AnyStep
from tests.core.protocol.worlds.cast import Client
from tests.core.protocol.worlds.catalogue import FOUR_PUTS, LOST, two_faults, world
from tests.core.protocol.worlds.mutant_disks import journal_after_the_answer, without_amounts, without_attempts
from tests.core.protocol.worlds.world import ALL_FAULTS, World

# how a mutant decides


class Broken(Adjustment):
    """Its table refuses nothing: the worlds must catch it."""

    table: ClassVar[TransitionTable[AdjustmentPhase]] = AnyStep(*ADJUSTMENT_TABLE.rows)

    def over(self, state: State, fate: Fate | None = None, transaction: Transaction | None = None) -> Step[Self]:
        """End, and believe this of the last PUT."""
        return (self._with_fate(fate, transaction) if fate else self)._end(End(state))

    def anew(self, fate: Fate) -> Step[Self]:
        """Begin another round, and believe this of the last PUT."""
        return self._with_fate(fate)._round()


class TrustsAny200(Broken):
    def _answered(self, answer: BalanceWritten) -> Step[Self]:
        return self.over(State.DONE, Fate.OK, answer.transaction)


class BooksTheIntent(Broken):
    def _answered(self, answer: BalanceWritten) -> Step[Self]:
        last = self.attempts[-1]
        return self._booked((replace(answer.transaction, amount=last.target - last.base),))


class TakesNoChangeForARace(Broken):
    """As before D1: books the amount 0, and goes on."""

    def _answered(self, answer: BalanceWritten) -> Step[Self]:
        told, last = answer.transaction, self.attempts[-1]
        return self._booked((told,), perhaps_twice=told.amount != 0 and not last.fits(told))


class MarksNothing(Broken):
    def _answered(self, answer: BalanceWritten) -> Step[Self]:
        step = Broken._answered(self, answer)
        return Step(replace(step.machine, ledger=_unmarked(step.machine.ledger)), step.action, step.evidence)


class BelievesACache(DoubtResolver):
    def _surely_late(self, attempt: Attempt, answer: object) -> bool:
        return True


class BelievesARefusedRetry(Broken):
    """Of a write that was proved not applied, by a read out of a cache."""

    def _rejected(self, answer: Rejected | Missing) -> Step[Self]:
        step = Broken._rejected(replace(self, disproof=None), answer)
        return Step(replace(step.machine, disproof=self.disproof), step.action, step.evidence)


class BelievesARefusal(Broken):
    """Of a card that is at exactly its target."""

    def _guards(self, read: CardRead) -> Step[Self]:
        return self._guarded(read)


class TrustsOurReferenceAlone(DoubtResolver):
    """Takes an answer for the only one because it carried a reference, and does not look into the list."""

    def keyed(self, attempt: Attempt) -> bool:
        return attempt.reference is not None


class BooksTheFirstCopy(AttemptLedger):
    def booking(self, told: Sequence[Transaction], **changes: Any) -> AttemptLedger:
        return AttemptLedger.booking(self, told[:1], **changes)


class CountsTwice(AttemptLedger):
    @property
    def known(self) -> int:
        told = [a.transaction.amount for a in self.attempts if a.transaction is not None]
        return sum(told) + sum(told[:1] if len(told) > 1 else [])


class DeclinesWithoutPuttingBack(Broken):
    def _abort(self, read: CardRead) -> Step[Self]:
        return replace(self, ledger=replace(self.ledger, aborted=True)).over(State.DECLINED)


class OverdraftIsDeclined(Broken):
    def _park(self, key: str, *notes: Note, **values: object) -> Step[Self]:
        if key == "park.overdraft":
            return self.over(State.DECLINED)
        return Broken._park(self, key, *notes, **values)


class NamesTheWantAsResidual(Broken):
    def _park(self, key: str, *notes: Note, **values: object) -> Step[Self]:
        if "residual" in values:
            values["residual"] = self.ledger.money(abs(self.ledger.want))
        return Broken._park(self, key, *notes, **values)


class RefusalIsSuccess(Broken):
    def _rejected(self, answer: Rejected | Missing) -> Step[Self]:
        return self.over(State.DONE, Fate.REJECTED)


class TimeOutIsFailure(Broken):
    def _lost(self, why: str) -> Step[Self]:
        return self.over(State.DECLINED, Fate.REJECTED)


class TimeOutIsSuccess(Broken):
    def _lost(self, why: str) -> Step[Self]:
        return self.over(State.DONE, Fate.REJECTED)


class TimeOutIsRejection(Broken):
    """As if a 5xx or 409 were a definite no."""

    def _lost(self, why: str) -> Step[Self]:
        return self.anew(Fate.REJECTED)


class ResendsTheSame(Broken):
    def _lost(self, why: str) -> Step[Self]:
        return self._to(AdjustmentPhase.WRITING, PutBalance(self.attempts[-1].target))


class TrustsTheBalance(DoubtResolver):
    """B = X, so it was applied."""

    def _judged(self, ledger: AttemptLedger, answer: Answer) -> Ruling:
        last = ledger.attempts[-1]
        if isinstance(answer, CardRead) and answer.card.balance == last.target:
            return Applied((Transaction(last.number, 7, last.number, last.target - last.base, 0),))
        return DoubtResolver._judged(self, ledger, answer)


class TrustsAnUnchangedBalance(DoubtResolver):
    def _judged(self, ledger: AttemptLedger, answer: Answer) -> Ruling:
        if isinstance(answer, CardRead) and answer.card.balance == ledger.attempts[-1].base:
            return NotApplied(())
        return DoubtResolver._judged(self, ledger, answer)


class TrustsTheTimeAlone(DoubtResolver):
    def _judged(self, ledger: AttemptLedger, answer: Answer) -> Ruling:
        if isinstance(answer, CardRead) and answer.card.updated_at == ledger.attempts[-1].updated_at:
            return NotApplied(())
        return DoubtResolver._judged(self, ledger, answer)


class JudgesByTheGlance(BelievesACache):  # whose age would stop it (D2)
    def after(self, phase: AdjustmentPhase, ledger: AttemptLedger, answer: Answer) -> Ruling:
        judges = phase is AdjustmentPhase.GLANCING
        return DoubtResolver.after(self, AdjustmentPhase.JUDGING if judges else phase, ledger, answer)


class RestartForgetsThePending(Broken):
    def _begin(self) -> Step[Self]:
        if self.last is not None and self.last.fate is Fate.PENDING:
            return self.anew(Fate.REJECTED)
        return Broken._begin(self)


class RestartSkipsTheQuarantine(BelievesACache):  # as above
    def _quarantine(self, attempt: Attempt, *notes: Note) -> Inquiry:
        return Inquiry(attempt, AdjustmentPhase.JUDGING, ReadCard(), notes)


class Trusts412AfterAResend(DoubtResolver):
    def _refused_again(self, ledger: AttemptLedger, answer: Rejected | Missing) -> Ruling:
        return StoredRefusal(answer)


class ResendsWithAForgottenKey(DoubtResolver):
    def _resendable(self, attempt: Attempt) -> bool:
        return attempt.key is not None

    def _looked(self, ledger: AttemptLedger, answer: Answer) -> Ruling:
        last = ledger.attempts[-1]
        again = replace(last, fate=Fate.PENDING, resends=last.resends + 1)
        return Inquiry(again, AdjustmentPhase.RESENDING, PutBalance(again.target, again.safeguards))


class ResendsUnderANewKey(Broken):
    def _ruled(self, ruling: Ruling) -> Step[Self]:
        if isinstance(ruling, Inquiry) and isinstance(ruling.action, PutBalance) and ruling.look is not None:
            return self._with_fate(Fate.REJECTED)._send(ruling.look, ruling.action.balance)
        return Broken._ruled(self, ruling)


class BelievesAListWithoutReference(DoubtResolver):
    def _listed(self, ledger: AttemptLedger, answer: Answer) -> Ruling:
        return NotApplied(())


class AsksTheListAtOnce(DoubtResolver):
    def lost(self, ledger: AttemptLedger, why: str) -> Inquiry:
        return self._asked(AdjustmentPhase.QUARANTINE, replace(ledger.attempts[-1], fate=Fate.UNKNOWN))

    def _surely_late(self, attempt: Attempt, answer: object) -> bool:
        return True


class GivesUpOnAQuietLine(Broken):
    """Declines when the read after a lost answer fails too."""

    def _ruled(self, ruling: Ruling) -> Step[Self]:
        if isinstance(ruling, Inquiry) and isinstance(ruling.action, NoService):
            return self.over(State.DECLINED, Fate.REJECTED)
        return Broken._ruled(self, ruling)

    def _unread(self, answer: Answer) -> Step[Self]:
        return self.over(State.DECLINED, Fate.REJECTED if self.attempts else None)


class KnowsWhatNobodyChecked(Broken):
    """Books a refusal whose check showed another card, though a copy of it may have been carried out."""

    def _doubted(self) -> Self:
        return self


class TakesAnyCard(Broken):
    def _is_another(self, shown: ServerCard) -> bool:
        return False


_PARTS: dict[type, str] = {Adjustment: "machine", AttemptLedger: "ledger", DoubtResolver: "resolver"}


@dataclass(frozen=True, slots=True)
class Mutant:
    name: str
    world: World
    client: Client
    slow: bool = False


Part = type[Adjustment] | type[AttemptLedger] | type[DoubtResolver]


def _unmarked(ledger: AttemptLedger) -> AttemptLedger:
    return replace(ledger, attempts=tuple(replace(each, perhaps_twice=False) for each in ledger.attempts))


def _mutant(name: str, where: World, part: Part = Broken, **options: object) -> Mutant:
    """`part`: what stands in place of the machine, of its ledger or of its resolver."""
    able, slow = where.client.able, bool(options.pop("slow", False))
    whole = next(each for each in (Adjustment, AttemptLedger, DoubtResolver) if issubclass(part, each))
    given = {"machine": Broken, "able": able, "constants": FOUR_PUTS} | {_PARTS[whole]: part} | options
    return Mutant(name, where, Client(**given), slow)  # type: ignore[arg-type]


_RACE = world("-30 -50", -30, -50)
_TWO = two_faults("-30 -50", -30, -50, kinds=ALL_FAULTS)
_ALONE = two_faults("-10 alone", -10, kinds=ALL_FAULTS)
_BACK = two_faults("-10, web shop +10", -10, shop=(10,), kinds=ALL_FAULTS)
_SPENT = two_faults("-10, web shop -5", -10, shop=(-5,), kinds=ALL_FAULTS)
_SAME_SECOND = world("-10, web shop +10", -10, shop=(10,), faults=1, kinds=LOST, start=0)
_SHORT = two_faults("-80 +30, web shop -40", -80, 30, shop=(-40,), kinds=LOST)
_STEPS = two_faults("-30 -50 in steps", -30, -50, kinds=ALL_FAULTS, steps=True)
_SILENT = two_faults("-10, a silent line", -10, kinds=ALL_FAULTS | {"silence"})
_OVER = world("-10, web shop -100 -90", -10, shop=(-100, -90))
_KEYS = replace(catalogue.ABLE_WORLDS["keys"][1], answered=False)

_TAGS_TWICE = next(each for each in catalogue.COPIES_ABLE if each.title.startswith("tags: twice: -10 alone"))
_LISTS_TWICE = next(each for each in catalogue.COPIES_ABLE if each.title.startswith("lists: twice: -10 alone"))
_LISTS_TWICE_AND_SHOP = next(each for each in catalogue.COPIES_ABLE if each.title == "lists: twice: -10, web shop -5")

MUTANTS = [
    _mutant("any 200 means done", _RACE, TrustsAny200),
    _mutant("books what it meant, not what was done", _RACE, BooksTheIntent),
    _mutant("counts an amount twice", _RACE, CountsTwice),
    _mutant("declines without putting back", _SHORT, DeclinesWithoutPuttingBack, slow=True),
    _mutant("calls an overdraft declined", _OVER, OverdraftIsDeclined),
    _mutant("names the want as the residual", _OVER, NamesTheWantAsResidual),
    _mutant("takes a refusal for success", two_faults("-80 -80, facade", -80, -80, server=2), RefusalIsSuccess),
    _mutant("a time-out is a failure", _ALONE, TimeOutIsFailure),
    _mutant("a time-out is a success", _ALONE, TimeOutIsSuccess),
    _mutant("a time-out is a rejection", _SPENT, TimeOutIsRejection),
    _mutant("sends the same again", _TWO, ResendsTheSame, slow=True),
    _mutant("B = X, so it was applied", _TWO, TrustsTheBalance),
    _mutant("B = base, so it was not", _BACK, TrustsAnUnchangedBalance),
    _mutant("the same time, so it was not", _SAME_SECOND, TrustsTheTimeAlone),
    _mutant("G4 without the strict inequality", _SAME_SECOND, able=Capabilities(epsilon_s=-1)),
    _mutant("no quarantine", _TWO, quarantine_s=0.0),
    _mutant("judges by the glance", _TWO, JudgesByTheGlance, slow=True),
    _mutant("no quarantine after a restart", _STEPS, RestartSkipsTheQuarantine, slow=True),
    _mutant("a restart forgets the pending PUT", _SPENT, RestartForgetsThePending),
    _mutant("gives up on a quiet line", _SILENT, GivesUpOnAQuietLine),
    _mutant("does not journal attempts", _ALONE, saving=without_attempts),
    _mutant("journals after the answer", _ALONE, saving=journal_after_the_answer),
    _mutant("forgets amounts at a restart", two_faults("-30 -50", -30, -50), saving=without_amounts),
    _mutant("trusts a 412 after a resend", catalogue.ABLE_WORLDS["tags"][1], Trusts412AfterAResend, slow=True),
    _mutant("sends again with a forgotten key", catalogue.FORGOTTEN_KEYS[0], ResendsWithAForgottenKey),
    _mutant("sends again under a new key", _KEYS, ResendsUnderANewKey, slow=True),
    _mutant("takes an unclear list for a no", catalogue.ABLE_WORLDS["lists"][0], BelievesAListWithoutReference),
    _mutant("sends again what came out of a backup", catalogue.COPIED[0], witnessed=False),
    _mutant("takes any card with the id", catalogue.REUSED[0], TakesAnyCard),
    _mutant("knows what nobody checked", catalogue.REUSED[2], KnowsWhatNobodyChecked),
    _mutant("believes a cache", catalogue.CACHED[0], BelievesACache),
    _mutant("believes reads that were found to be old", catalogue.CACHED[5], BelievesACache),
    _mutant("believes a retry that is refused", catalogue.CACHED[4], BelievesARefusedRetry),
    _mutant("takes no change for a race", catalogue.COPIES[0], TakesNoChangeForARace),
    _mutant("believes a refusal of what is so already", catalogue.COPIES[1], BelievesARefusal),
    _mutant("believes a 412 of what is so already", _TAGS_TWICE, BelievesARefusal),
    _mutant("marks nothing that another may have done", catalogue.COPIES[3], MarksNothing),
    _mutant("asks no list about an answer that does not fit", _LISTS_TWICE, TrustsOurReferenceAlone),
    _mutant("books the first of all copies", _LISTS_TWICE_AND_SHOP, BooksTheFirstCopy),
    _mutant("asks the list at once", catalogue.ABLE_WORLDS["lists"][0], AsksTheListAtOnce),
]
