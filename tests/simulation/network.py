"""The line between a till and the service: every request is late, lost, refused or answered as the seed decides.

What an answer means is told in the words of core.domain.reply, as core.remote.answers tells it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core.domain.capabilities import UNGUARDED, Safeguards
from core.domain.reply import CardRead, Failure, Lost, Missing, NotSent, Rejected, Throttled, Unauthorised
from core.remote.gateway import NewCard
from tests.simulation.copies import FIRST, SECOND, Repeats

if TYPE_CHECKING:
    from tests.simulation.scheduler import Scheduler
    from tests.simulation.shop import Shop

READ_TIMEOUT_S = 10.0
T_Q = 90.0
READS = frozenset({"read", "list", "search"})
FAULTS = (
    "unreachable",
    "lost request",
    "lost reply",
    "late",
    "error before",
    "error after",
    "garbled",
    "throttled",
    "slow",
    "unauthorised",
)
_WEIGHTS = (10, 18, 18, 12, 8, 12, 6, 10, 8, 1)


@dataclass(slots=True)
class Weather:
    """What goes wrong. Rates are shares of requests; times are true seconds."""

    chance: random.Random
    rate: float = 0.0
    stale: float = 0.0
    """Share of reads that a replica answers, up to `stale_s` old."""
    stale_s: float = 8.0
    list_lag_s: float = 0.0
    """How far the list lags behind the writes."""
    latest_s: float = T_Q - 1
    """When a late request executes at the latest, after it was sent. Beyond T_q, where A3 ends, only a create does:
    of a balance write nobody could know (R9)."""
    trip_s: float = 0.05
    """One way through the network, on the average."""
    facade: float = 0.0
    """Share of balance writes that a façade carries out: reads, and posts the difference later (K2)."""
    outages: list[tuple[float, float]] = field(default_factory=list)
    forced: Callable[[str], str | None] | None = None
    """What befalls the next request of a kind, for scripted runs; None leaves it to chance."""
    exactly_s: float | None = None
    """When a late request executes, to the second."""
    fault_kinds: tuple[str, ...] = FAULTS
    repeats: Repeats = field(default_factory=lambda: Repeats(random.Random(0)))
    cached: float = 0.0
    """Share of reads that a cache on the way answers, with what somebody read before, and its date."""

    def fault(self, kind: str, now: float) -> str | None:
        if any(start <= now < end for start, end in self.outages):
            return "unreachable"
        if self.forced is not None:
            return self.forced(kind)
        if self.rate and self.chance.random() < self.rate:
            drawn: str = self.chance.choices(FAULTS, _WEIGHTS)[0]
            return drawn if drawn in self.fault_kinds else None
        return None

    def trip(self) -> float:
        """One way through the network."""
        return 0.01 + self.chance.expovariate(1 / self.trip_s)

    def calm_down(self) -> None:
        self.rate = self.stale = self.cached = 0.0
        self.repeats = Repeats(self.repeats.chance)
        self.outages.clear()
        self.forced = None


class _Slot:
    """Where the answer to one request arrives, once."""

    __slots__ = ("answer", "open")

    def __init__(self) -> None:
        self.open = True
        self.answer: Any = None


class Line:
    """core.remote.gateway.Gateway for one life of one till."""

    def __init__(
        self, till: Any, scheduler: Scheduler, shop: Shop, weather: Weather, poisoned: Mapping[int, str]
    ) -> None:
        self._till = till
        self._scheduler = scheduler
        self._home = shop
        self._weather = weather
        self._poisoned = poisoned

    @property
    def _shop(self) -> Shop:
        """Whoever answers now."""
        restores = getattr(self._till.world, "restores", None)
        return self._home if restores is None else restores.shop()

    def read_card(self, card_id: int) -> Any:
        stale = self._weather.chance.uniform(0, self._weather.stale_s) if self._stale() else 0.0
        kept = self._weather.cached and self._weather.repeats.chance.random() < self._weather.cached
        read = self._shop.read_through if kept else self._shop.read
        return self._exchange("read", lambda: read(card_id, stale), card_id)

    def list_cards(self, since_id: int | None, limit: int = 250) -> Any:
        return self._exchange("list", lambda: self._shop.list(since_id or 0, self._weather.list_lag_s), 0)

    def search_cards(self, query: str, order: str | None, limit: int = 250) -> Any:
        kind = "search" if "updated_at" in query else "code"
        if "updated_at:>=" in query and "updated_at:<=" not in query:
            self._till.pull_began = self._scheduler.now  # every later page has an upper bound
        return self._exchange(kind, lambda: self._shop.search(query), 0)

    def next_page(self, token: str) -> Any:
        return self._exchange("search", lambda: self._shop.next_page(token), 0)

    def list_transactions(self, card_id: int, currency: str) -> Any:
        if not self._till.world.able.transactions_readable:
            return Missing("Not found")
        return self._exchange("list", lambda: self._shop.history(card_id), card_id)

    def describe(self) -> Any:
        return Missing("Not found")

    def list_abilities(self) -> Any:
        return Missing("Not found")

    def create_card(self, new: NewCard, key: str | None = None) -> Any:
        order = self._till.sends_create(new)
        return self._exchange("create", self._once(key, new, lambda: self._shop.create(new, order)), 0)

    def put_balance(self, card_id: int, balance: int, currency: str, safeguards: Safeguards = UNGUARDED) -> Any:
        operation_id = self._till.sends_put(card_id, balance, safeguards)
        by, asked = self._till.name, (card_id, balance, safeguards)
        if self._weather.chance.random() < self._weather.facade:
            rest = (balance, by, operation_id, safeguards)
            answer = self._exchange("put", lambda: self._read_first(card_id, safeguards.key, asked), card_id, rest)
        else:
            sets = self._once(
                safeguards.key, asked, lambda: self._shop.set_balance(card_id, balance, by, operation_id, safeguards)
            )
            answer = self._exchange("put", sets, card_id)
        self._till.refusals.heard(operation_id, answer)
        return answer

    def _once(self, key: str | None, asked: object, act: Callable[[], Any]) -> Callable[[], Any]:
        """As a service that keeps keys does it; tills send them to others as well."""
        if self._kept(key) is None:
            return act

        def execute() -> Any:
            before = self._shop.begun(key, asked)
            return self._shop.ended(key, act()) if before is None else before

        return execute

    def _kept(self, key: str | None) -> str | None:
        """Return the key where the service of this world keeps keys; else None."""
        return key if self._till.world.able.key_retention_s else None

    def _read_first(self, card_id: int, key: str | None, asked: object) -> Any:
        """A façade's first half; one that keeps keys knows them before it reads."""
        key = self._kept(key)
        before = self._shop.begun(key, asked)
        if before is not None:
            return before
        seen = self._shop.read(card_id)
        return self._shop.ended(key, seen) if isinstance(seen, Failure) else seen

    def update_card(self, card_id: int, changes: dict[str, str | None], key: str | None = None) -> Any:
        return self._exchange("update", lambda: self._shop.update(card_id, changes), card_id)

    def disable_card(self, card_id: int, key: str | None = None) -> Any:
        return self._exchange("disable", lambda: self._shop.disable(card_id), card_id)

    def close(self) -> None:
        pass

    def _stale(self) -> bool:
        return bool(self._weather.stale) and self._weather.chance.random() < self._weather.stale

    def _exchange(self, kind: str, execute: Callable[[], Any], card_id: int, facade: Any = None) -> Any:
        """One request: it leaves, perhaps executes, and perhaps is answered within the time-out."""
        self._till.boundary()
        self._till.world.requests += 1
        now, chance = self._scheduler.now, self._weather.chance
        fault = (self._poisoned.get(card_id) if kind == "put" else None) or self._weather.fault(kind, now)
        self._till.says(f"{kind} {card_id or ''} {fault or ''}")
        early = self._refused_early(fault) or self._till.world.dialects.refusal(kind, card_id)
        if early is not None:
            self._scheduler.sleep(chance.uniform(0.01, 3.0) if fault == "unreachable" else self._weather.trip())
            self._till.boundary()
            return early
        slot, me = _Slot(), self._scheduler.running

        def arrive(answer: Any) -> None:
            if slot.open:
                slot.open, slot.answer = False, answer
                self._scheduler.ready(me)

        repeat = self._weather.repeats.draw(kind) if fault is None else fault if fault in {FIRST, SECOND} else None
        if repeat is not None:
            self._twice(repeat, execute, arrive, facade)
        elif fault != "lost request":
            delay = self._weather.trip() + self._delay(kind, fault)
            self._scheduler.at(now + delay, lambda: self._deliver(fault, execute, arrive, facade))
        wait = READ_TIMEOUT_S
        if fault in {"lost request", "lost reply"}:  # or the line breaks before
            wait = chance.uniform(0.1, READ_TIMEOUT_S)
        elif fault == "late" and self._weather.exactly_s is not None:
            wait = chance.uniform(0.1, 0.5)
        self._scheduler.at(now + wait, lambda: arrive(Lost("no answer in time")))
        self._scheduler.park()
        self._till.boundary()
        answer = self._till.world.dialects.odd(slot.answer)
        self._till.says(f"  {kind} {card_id or ''} -> {_short(answer)}")
        return answer

    def _refused_early(self, fault: str | None) -> Failure | None:
        if fault == "unreachable":
            return NotSent("nobody answers there")
        if fault == "throttled":
            return Throttled(self._weather.chance.choice([None, 0.5, 2.0, 30.0]))
        if fault == "unauthorised":
            return Unauthorised(401, "the token is not accepted")
        if fault == "refused":
            return Rejected(422, "is not for sale today", "balance")
        if fault == "error before":
            return Lost("status 503", 503)
        return None

    def _delay(self, kind: str, fault: str | None) -> float:
        if fault == "late" and self._weather.exactly_s is not None:
            return self._weather.exactly_s - self._weather.trip()
        if fault == "late":
            latest = self._weather.latest_s if kind == "create" else min(self._weather.latest_s, T_Q - 1)
            return self._weather.chance.uniform(READ_TIMEOUT_S, max(READ_TIMEOUT_S, latest - 1))
        return self._weather.chance.uniform(0.5, 12.0) if fault == "slow" else 0.0

    def _twice(self, heard: str, execute: Callable[[], Any], arrive: Callable[[Any], None], facade: Any) -> None:
        """Carry both copies out, and answer one of them."""
        world, shop = self._till.world, self._shop
        world.repeated += 1
        number, at = world.repeated, self._scheduler.now + self._weather.trip()

        def copy(second: bool) -> Callable[[], None]:
            def deliver() -> None:
                shop.repeated = (number, second)
                fault = None if second is (heard == SECOND) else "lost reply"
                self._deliver(fault, execute, arrive, facade)
                shop.repeated = (0, False)

            return deliver

        self._till.says(f"  sent twice, {heard}")
        self._scheduler.at(at, copy(False))
        self._scheduler.at(at + self._weather.repeats.pause(), copy(True))

    def _deliver(self, fault: str | None, execute: Callable[[], Any], arrive: Callable[[Any], None], rest: Any) -> None:
        """At the service. A façade posts a little later what it has worked out now."""
        answer = execute()
        if rest is not None and isinstance(answer, CardRead):
            balance, by, operation_id, guards = rest
            seen = answer.card
            amount = balance - seen.balance

            repeated = self._shop.repeated

            def post() -> None:
                self._shop.repeated = repeated
                done = self._shop.post(seen.card_id, amount, balance, by, operation_id, guards)
                self._shop.repeated = (0, False)
                self._reply(fault, self._shop.ended(self._kept(guards.key), done), arrive)

            self._scheduler.at(self._scheduler.now + self._weather.chance.uniform(0, 0.2), post)
        else:
            self._reply(fault, answer, arrive)

    def _reply(self, fault: str | None, answer: Any, arrive: Callable[[Any], None]) -> None:
        if fault == "lost reply":
            return
        if fault == "error after":
            answer = Lost("status 502", 502)
        elif fault == "garbled":
            answer = Lost("the reply is not JSON", 200)
        self._scheduler.at(self._scheduler.now + self._weather.trip(), lambda: arrive(answer))


def _short(answer: Any) -> str:
    card = getattr(answer, "card", None)
    if card is not None:
        return f"card {card.card_id} balance {card.balance} updated {card.updated_at} date {answer.date}"
    listed = getattr(answer, "listed", None)
    if listed is not None:  # without the operations that it names: they are called otherwise in each run of a seed
        return f"transactions of {[each.transaction.amount for each in listed]} date {answer.date}"
    cards = getattr(answer, "cards", None)
    return f"{len(cards)} cards" if cards is not None else repr(answer)
