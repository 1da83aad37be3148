"""Tills that were broken on purpose, each in a world that shows it. A mutant that no world catches fails the proof."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.domain.capabilities import Capabilities
from core.domain.operation import State
from core.domain.reply import CardRead, Missing, Rejected, Transaction
from core.protocol.adjustment import Adjustment
from core.protocol.attempt import Fate
from core.protocol.machine import Answer, Elapsed, End, ReadCard, SetBalance, Step
from tests.core.protocol.worlds import catalogue
from tests.core.protocol.worlds.cast import Client
from tests.core.protocol.worlds.catalogue import FOUR_PUTS, LOST, two_faults, world
from tests.core.protocol.worlds.disk import saved
from tests.core.protocol.worlds.world import ALL_FAULTS, World

# how a mutant decides


class TrustsAny200(Adjustment):
    def _booked(self, transaction: Transaction, *, believed: bool = True) -> Step[Adjustment]:
        return Step(self._with_fate(Fate.OK, transaction), End(State.DONE))


class BooksTheIntent(Adjustment):
    def _booked(self, transaction: Transaction, *, believed: bool = True) -> Step[Adjustment]:
        last = self.attempts[-1]
        return Adjustment._booked(self, replace(transaction, amount=last.target - last.base), believed=believed)


class CountsTwice(Adjustment):
    @property
    def known(self) -> int:
        told = [a.transaction.amount for a in self.attempts if a.transaction is not None]
        return sum(told) + sum(told[:1] if len(told) > 1 else [])


class DeclinesWithoutPuttingBack(Adjustment):
    def _abort(self, read: CardRead) -> Step[Adjustment]:
        return Step(replace(self, aborted=True), End(State.DECLINED))


class OverdraftIsDeclined(Adjustment):
    def _park(self, key: str, *notes: object, **values: object) -> Step[Adjustment]:
        if key == "park.overdraft":
            return Step(self, End(State.DECLINED))
        return Adjustment._park(self, key, *notes, **values)  # type: ignore[arg-type]


class NamesTheWantAsResidual(Adjustment):
    def _park(self, key: str, *notes: object, **values: object) -> Step[Adjustment]:
        if "residual" in values:
            values["residual"] = self._money(abs(self.want))
        return Adjustment._park(self, key, *notes, **values)  # type: ignore[arg-type]


class RefusalIsSuccess(Adjustment):
    def _rejected(self, answer: Rejected | Missing) -> Step[Adjustment]:
        return Step(self._with_fate(Fate.REJECTED), End(State.DONE))


class TimeOutIsFailure(Adjustment):
    def _lost(self, why: str) -> Step[Adjustment]:
        return Step(self._with_fate(Fate.REJECTED), End(State.DECLINED))


class TimeOutIsSuccess(Adjustment):
    def _lost(self, why: str) -> Step[Adjustment]:
        return Step(self._with_fate(Fate.REJECTED), End(State.DONE))


class TimeOutIsRejection(Adjustment):
    """As if a 5xx or 409 were a definite no."""

    def _lost(self, why: str) -> Step[Adjustment]:
        return self._with_fate(Fate.REJECTED)._round()


class ResendsTheSame(Adjustment):
    def _lost(self, why: str) -> Step[Adjustment]:
        return Step(self, SetBalance(self.attempts[-1].target))


class TrustsTheBalance(Adjustment):
    """B = X, so it was applied."""

    def _judged(self, read: CardRead) -> Step[Adjustment]:
        last = self.attempts[-1]
        if read.card.balance == last.target:
            guess = Transaction(last.number, 7, last.number, last.target - last.base, 0)
            return self._with_fate(Fate.OK, guess)._round()
        return Adjustment._judged(self, read)


class TrustsAnUnchangedBalance(Adjustment):
    def _judged(self, read: CardRead) -> Step[Adjustment]:
        if read.card.balance == self.attempts[-1].base:
            return self._with_fate(Fate.DISPROVED)._round()
        return Adjustment._judged(self, read)


class TrustsTheTimeAlone(Adjustment):
    def _judged(self, read: CardRead) -> Step[Adjustment]:
        if read.card.updated_at == self.attempts[-1].updated_at:
            return self._with_fate(Fate.DISPROVED)._round()
        return Adjustment._judged(self, read)


class JudgesByTheGlance(Adjustment):
    def _doubted(self, answer: Answer) -> Step[Adjustment]:
        glanced = replace(self, glanced=True)
        return Adjustment._doubted(glanced, answer)


class RestartForgetsThePending(Adjustment):
    def begin(self) -> Step[Adjustment]:
        if self.last is not None and self.last.fate is Fate.PENDING:
            return self._with_fate(Fate.REJECTED)._round()
        return Adjustment.begin(self)


class RestartSkipsTheQuarantine(Adjustment):
    def _quarantine(self) -> Step[Adjustment]:
        return Step(replace(self, glanced=True), ReadCard())


class Trusts412AfterAResend(Adjustment):
    def _rejected_again(self, answer: Rejected | Missing) -> Step[Adjustment]:
        return self._rejected(answer)


class ResendsWithAForgottenKey(Adjustment):
    @property
    def _resendable(self) -> bool:
        return not self.hopeless and self.attempts[-1].key is not None

    def _looked(self, answer: Answer) -> Step[Adjustment]:
        last = self.attempts[-1]
        again = replace(last, fate=Fate.PENDING, resends=last.resends + 1)
        machine = replace(self, attempts=(*self.attempts[:-1], again), look=None)
        return Step(machine, SetBalance(again.target, again.safeguards))


class ResendsUnderANewKey(Adjustment):
    def _looked(self, answer: Answer) -> Step[Adjustment]:
        step = Adjustment._looked(self, answer)
        if not isinstance(step.action, SetBalance):
            return step
        return self._with_fate(Fate.REJECTED)._send(answer, step.action.balance)  # type: ignore[arg-type]


class BelievesAListWithoutReference(Adjustment):
    def _told_by_list(self, answer: Answer) -> Step[Adjustment]:
        return self._with_fate(Fate.DISPROVED)._round()


class AsksTheListAtOnce(Adjustment):
    def _lost(self, why: str) -> Step[Adjustment]:
        machine = replace(self._with_fate(Fate.UNKNOWN), glanced=True)
        return machine._doubted(Elapsed())


class GivesUpOnAQuietLine(Adjustment):
    """Declines when the read after a lost answer fails too."""

    def _unread(self, answer: Answer) -> Step[Adjustment]:
        return Step(self._with_fate(Fate.REJECTED) if self.attempts else self, End(State.DECLINED))


# what a mutant's disk keeps


def without_attempts(disk: Adjustment, machine: Adjustment) -> Adjustment:
    return replace(disk, aborted=machine.aborted, doubt=machine.doubt)


def journal_after_the_answer(disk: Adjustment, machine: Adjustment) -> Adjustment:
    last = machine.attempts[-1:]
    return disk if last and last[0].fate is Fate.PENDING else saved(disk, machine)


def without_amounts(disk: Adjustment, machine: Adjustment) -> Adjustment:
    kept = saved(disk, machine)
    return replace(kept, attempts=tuple(replace(a, transaction=None) for a in kept.attempts))


@dataclass(frozen=True, slots=True)
class Mutant:
    name: str
    world: World
    client: Client
    slow: bool = False


def _mutant(name: str, where: World, machine: type[Adjustment] = Adjustment, **options: object) -> Mutant:
    able, slow = where.client.able, bool(options.pop("slow", False))
    given = {"machine": machine, "able": able, "constants": FOUR_PUTS} | options
    return Mutant(name, where, Client(**given), slow)  # type: ignore[arg-type]


_RACE = world("-30 -50", -30, -50)
_TWO = two_faults("-30 -50", -30, -50, kinds=ALL_FAULTS)
_ALONE = two_faults("-10 alone", -10, kinds=ALL_FAULTS)
_BACK = two_faults("-10, web shop +10", -10, shop=(10,), kinds=ALL_FAULTS)
_SAME_SECOND = world("-10, web shop +10", -10, shop=(10,), faults=1, kinds=LOST, start=0)
_SHORT = two_faults("-80 +30, web shop -40", -80, 30, shop=(-40,), kinds=LOST)
_STEPS = two_faults("-30 -50 in steps", -30, -50, kinds=ALL_FAULTS, steps=True)
_SILENT = two_faults("-10, a silent line", -10, kinds=ALL_FAULTS | {"silence"})
_OVER = world("-10, web shop -100 -90", -10, shop=(-100, -90))
_KEYS = replace(catalogue.ABLE_WORLDS["keys"][1], answered=False)

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
    _mutant("a time-out is a rejection", _ALONE, TimeOutIsRejection),
    _mutant("sends the same again", _TWO, ResendsTheSame, slow=True),
    _mutant("B = X, so it was applied", _TWO, TrustsTheBalance),
    _mutant("B = base, so it was not", _BACK, TrustsAnUnchangedBalance),
    _mutant("the same time, so it was not", _SAME_SECOND, TrustsTheTimeAlone),
    _mutant("G4 without the strict inequality", _SAME_SECOND, able=Capabilities(epsilon_s=-1)),
    _mutant("no quarantine", _TWO, quarantine_s=0.0),
    _mutant("judges by the glance", _TWO, JudgesByTheGlance, slow=True),
    _mutant("no quarantine after a restart", _STEPS, RestartSkipsTheQuarantine, slow=True),
    _mutant("a restart forgets the pending PUT", _ALONE, RestartForgetsThePending),
    _mutant("gives up on a quiet line", _SILENT, GivesUpOnAQuietLine),
    _mutant("does not journal attempts", _ALONE, saving=without_attempts),
    _mutant("journals after the answer", _ALONE, saving=journal_after_the_answer),
    _mutant("forgets amounts at a restart", two_faults("-30 -50", -30, -50), saving=without_amounts),
    _mutant("trusts a 412 after a resend", catalogue.ABLE_WORLDS["tags"][1], Trusts412AfterAResend, slow=True),
    _mutant("sends again with a forgotten key", catalogue.FORGOTTEN_KEYS[0], ResendsWithAForgottenKey),
    _mutant("sends again under a new key", _KEYS, ResendsUnderANewKey, slow=True),
    _mutant("takes an unclear list for a no", catalogue.ABLE_WORLDS["lists"][0], BelievesAListWithoutReference),
    _mutant("asks the list at once", catalogue.ABLE_WORLDS["lists"][0], AsksTheListAtOnce),
]
