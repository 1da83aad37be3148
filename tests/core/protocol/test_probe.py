"""A probe on a small service, under every mix of capabilities and with a fault at each request."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

import pytest

from core.domain.capabilities import Answers
from core.domain.operation import State
from core.domain.reply import BalanceWritten, CardRead, Lost, Rejected, Throttled, Transaction
from core.protocol.doubt import DoubtResolver
from core.protocol.ledger import AttemptLedger
from core.protocol.machine import Answer, Elapsed, End, NoService, PutBalance, ReadCard, Step, Wait
from core.protocol.probe import Probe, findings, of_list
from tests.core.protocol.script import CARD, half


@dataclass
class Service:
    """K1 with the switches that a probe asks about."""

    keys: bool = False
    etags: bool = False
    moves: bool = True
    refuses_same: bool = True
    balance: int = 100
    now: int = 5000
    updated: int = 1000
    writes: int = 0
    strict: frozenset[str] = frozenset()
    """What a write may not carry: "key", "reference"."""
    cached_reads: int = 0
    """How many reads a cache on the way answers, after the first, with what that showed."""

    def __post_init__(self) -> None:
        self.stored: dict[str, Answer] = {}
        self.writers: list[int] = []
        self.reads: list[CardRead] = []

    def read(self) -> CardRead:
        self.now += 3
        self.reads.append(self._shown())
        kept = 1 < len(self.reads) <= 1 + self.cached_reads
        return replace(self.reads[0], date=self.now) if kept else self.reads[-1]

    def _shown(self) -> CardRead:
        tag = f'"7-{self.writes}"' if self.etags else None
        return CardRead(replace(CARD, balance=self.balance, updated_at=self.updated), self.now, tag)

    def put(self, asked: PutBalance) -> Answer:
        self.now += 1
        key = asked.safeguards.key
        if any(getattr(asked.safeguards, name) is not None for name in self.strict):
            return Rejected(400, "unknown field")
        if self.keys and key in self.stored:
            return self.stored[key]
        answer = self._carry_out(asked)
        if key is not None:
            self.stored[key] = answer
        return answer

    def _carry_out(self, asked: PutBalance) -> Answer:
        if self.etags and asked.safeguards.etag not in {None, f'"7-{self.writes}"'}:
            return Rejected(412, "changed")
        amount = asked.balance - self.balance
        if not amount and self.refuses_same:
            return Rejected(422, "same balance")
        self.balance += amount
        self.writes += 1
        self.updated = self.now if self.moves else self.updated
        return BalanceWritten(Transaction(self.writes, 7, self.writes, amount, self.now), self.now)


def probe() -> Probe:
    doubt = DoubtResolver(90.0, chance=half, keys_on_trial=True)
    return Probe(AttemptLedger(7, "USD", 0), doubt, operation_id="op")


def run(service: Service, fault: str = "", at: int = 0) -> Step[Probe]:
    """Drives a probe to its end; the request number `at` meets the fault."""
    step = probe().begin()
    requests = 0
    while not isinstance(step.action, End):
        if isinstance(step.action, (Wait, NoService)):
            service.now += round(step.action.seconds) if isinstance(step.action, Wait) else 5
            step = step.machine.after(Elapsed())
            continue
        requests += 1
        meets = fault if requests == at else ""
        if meets == "throttled":
            step = step.machine.after(Throttled(1.0))
        elif isinstance(step.action, ReadCard):
            step = step.machine.begin() if meets else step.machine.after(service.read())
        else:
            assert isinstance(step.action, PutBalance)
            answer = service.put(step.action) if meets != "request lost" else Lost("time-out")
            if meets == "killed":
                step = step.machine.begin()
            else:
                step = step.machine.after(Lost("time-out") if meets else answer)
        assert requests < 60
    return step


MIXES = list(product([False, True], repeat=4))


@pytest.mark.parametrize(("keys", "etags", "moves", "refuses_same"), MIXES)
def test_it_finds_out_what_the_service_does_and_leaves_the_card_as_it_was(
    keys: bool, etags: bool, moves: bool, refuses_same: bool
) -> None:
    service = Service(keys, etags, moves, refuses_same)
    step = run(service)
    assert step.action == End(State.DONE)
    assert service.balance == 100
    found = findings(step.machine.attempts)
    assert (found["keys"], found["etags"]) == ("yes" if keys else "no", "yes" if etags else "no")
    assert found["updated_at"] == ("yes" if moves else "no")
    assert found["number"] == "yes"
    assert found.get("epsilon_s", "2") == "2"


FAULTS = ["reply lost", "request lost", "killed", "throttled"]
WORLDS = list(product(FAULTS, range(1, 13), [False, True], [False, True]))


@pytest.mark.parametrize(("fault", "at", "keys", "etags"), WORLDS)
def test_whatever_is_lost_the_card_is_as_it_was_or_a_person_is_asked(
    fault: str, at: int, keys: bool, etags: bool
) -> None:
    service = Service(keys, etags)
    step = run(service, fault, at)
    assert isinstance(step.action, End)
    if step.action.state is State.DONE:
        assert service.balance == 100
        found = findings(step.machine.attempts)
        assert not (found.get("keys") == "yes" and not keys)
        assert not (found["etags"] == "yes" and not etags)
        if fault == "throttled":
            assert (found["keys"], found["etags"]) == ("yes" if keys else "no", "yes" if etags else "no")
    else:
        assert step.action.state is State.PARKED
        assert step.machine.attempts[-1].in_doubt
        assert fault != "throttled"
        assert abs(100 - service.balance) <= 1


def test_an_empty_card_is_lent_one_unit() -> None:
    service = Service(balance=0)
    assert run(service).action == End(State.DONE)
    assert service.balance == 0
    assert service.writes == 2


def test_a_tag_that_the_service_never_takes_is_no_capability() -> None:
    """A proxy that changes tags on their way: every If-Match of ours fails."""

    class Proxied(Service):
        def read(self) -> CardRead:
            return replace(Service.read(self), etag='"7-gzip"')

    service = Proxied(etags=True)
    step = run(service)
    assert step.action == End(State.DONE)
    assert service.balance == 100
    assert findings(step.machine.attempts)["etags"] == "no"


def test_tags_that_nobody_checks_are_no_capability_and_refused_trials_are_no_end() -> None:
    class Careless(Service):
        def _carry_out(self, asked: PutBalance) -> Answer:
            return Service._carry_out(self, PutBalance(asked.balance))

    service = Careless(etags=True)
    step = run(service)
    assert step.action == End(State.DONE)
    assert findings(step.machine.attempts)["etags"] == "no"
    assert [a.fate.value for a in step.machine.attempts] == ["ok", "ok", "rejected", "rejected"]


def test_somebody_else_s_change_ends_the_trials_and_is_not_undone() -> None:
    service = Service(keys=True)
    step: Step[Probe] = probe().begin()
    while not isinstance(step.action, End):
        if isinstance(step.action, PutBalance):
            step = step.machine.after(service.put(step.action))
            if service.writes == 2:
                service.balance, service.updated = 60, service.now  # a web shop sells something
                service.writes += 1
        else:
            step = step.machine.after(service.read() if isinstance(step.action, ReadCard) else Elapsed())
    assert step.action == End(State.DONE)
    assert service.balance == 60
    assert "keys" not in findings(step.machine.attempts)


@pytest.mark.parametrize(("skew", "found"), [(0, "2"), (5, "4"), (-9, "8"), (3600, None)])
def test_the_margin_is_measured(skew: int, found: str | None) -> None:
    """`updated_at` of another clock than `Date`: a margin up to half a minute is waited for, beyond it G4 is off."""

    class Skewed(Service):
        def read(self) -> CardRead:
            plain = Service.read(self)
            moved = plain.card.updated_at + skew * (plain.card.updated_at > 1000)
            return replace(plain, card=replace(plain.card, updated_at=moved))

    answers = findings(run(Skewed()).machine.attempts)
    assert answers["updated_at"] == ("no" if found is None else "yes")
    if found is not None:
        assert 2 <= int(answers["epsilon_s"]) <= abs(skew) + 2


@pytest.mark.fault("attack 8")
@pytest.mark.parametrize("cached_reads", [1, 2, 50])
@pytest.mark.parametrize("keys", [False, True])
def test_reads_out_of_a_cache_are_found_out_and_the_card_is_as_it_was(cached_reads: int, keys: bool) -> None:
    """C12: read, write, read at once by the same road."""
    service = Service(keys=keys, cached_reads=cached_reads)
    step = run(service)
    assert step.action == End(State.DONE)
    assert service.balance == 100
    found = findings(step.machine.attempts)
    assert found["fresh_reads"] == "no"
    assert not {"updated_at", "number"} & set(found)
    assert Answers(found, 0.0).capabilities(1.0).reads_fresh is False


def test_fresh_reads_are_found_out_too() -> None:
    assert findings(run(Service()).machine.attempts)["fresh_reads"] == "yes"


def test_the_reads_of_an_old_probe_stay_doubted() -> None:
    assert Answers({"fresh_reads": "no"}, 0.0).capabilities(1e9).reads_fresh is False


@pytest.mark.parametrize("strict", [{"key"}, {"reference"}, {"key", "reference"}])
def test_a_service_that_refuses_what_it_does_not_know_is_found_out(strict: set[str]) -> None:
    """D1: key and reference go with every write, unless the probe was refused for them."""
    service = Service(strict=frozenset(strict))
    step = run(service)
    assert step.action == End(State.DONE)
    assert service.balance == 100
    attempts = step.machine.attempts
    found = findings(attempts) | {k: v for k, v in of_list(attempts, None).items() if v == "refused"}
    able = Answers(found, 0.0).capabilities(1.0)
    assert (able.sends_key, able.sends_reference) == ("key" not in strict, "reference" not in strict)


def test_a_service_that_refuses_every_write_is_believed() -> None:
    service = Service(strict=frozenset({"etag"}), etags=True)
    step = run(service)
    assert isinstance(step.action, End)
    assert step.action.state is State.DECLINED
    assert service.balance == 100
    assert step.machine.ledger.puts <= 5
