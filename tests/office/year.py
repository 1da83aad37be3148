"""A shop over many days: what its people do at the tills, and what goes wrong, all from one seed.

The service and the tills are the real ones; their time is one calendar, which goes on when somebody waits or asks.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.bootstrap import Core, open_core
from core.clock import Clock
from core.domain.command import CashOut, Command, Disable, Issue, Redeem, Replace, Reverse, SetBalance, TopUp
from core.domain.day_closing import ClosingOrder, DrawerCount
from core.domain.invitation import JoinAsked
from core.domain.operation import State
from core.domain.settlement import Decision, How
from core.domain.shop_file import FOLDER
from core.domain.staff import Role
from core.errors import KnownError
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REPLY, LOSE_REQUEST, SEND_TWICE, Endpoint, Fault
from core.services.sync.sweep import last_sweep
from core.settings import Settings
from core.store import cards
from core.usecases import day_closings, people, settlements, sharing
from tests.e2e.conftest import TOKEN
from tests.e2e.counter_actions import settle_down
from tests.office.ledger import Ledger

PINS = {"Mia": "482913", "Max": "918273", "Cleo": "7294", "Carl": "8462", "Cora": "3958"}
CLERKS = ("Cleo", "Carl", "Cora")
MANAGERS = ("Mia", "Max")
FIRST_MORNING = 1_767_279_600.0
"""2026-01-01, 10 in the morning in the shop, which is five hours behind UTC."""
DAY_S = 86_400.0
_PASSWORD = "the corner shop"
_MOST_STEPS = 2000
"""Of replay and pull, until a till rests."""
_REASONS = ("Purchase", "Lunch", "")
_FAULTS = (LOSE_REQUEST, LOSE_REPLY, LOSE_REPLY, SEND_TWICE)


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of everything. Shares are 0 to 1."""

    tills: int = 8
    days: int = 365
    acts: int = 6
    """What is done at one till on one day, at most."""
    faults: float = 0.02
    """Share of writes that go wrong on the way."""
    outages: float = 0.05
    """Share of days on which a till has no connection."""
    restores: int = 1
    """How often the service is put back to how it was two days ago, and gives the ids of its cards again."""


class Calendar:
    """The time of everybody. Each look takes a second, so that no two changes of a card are of one time."""

    def __init__(self) -> None:
        self.now = FIRST_MORNING

    def look(self) -> float:
        self.now += 1.0
        return self.now

    def next_morning(self) -> None:
        days = int((self.now - FIRST_MORNING) // DAY_S) + 1
        self.now = FIRST_MORNING + days * DAY_S


class CalendarClock(Clock):
    """A till's clock: the calendar, which goes on where the till waits."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar

    def wall(self) -> float:
        return self._calendar.now

    def monotonic(self) -> float:
        return self._calendar.now

    def boottime(self) -> float:
        return self._calendar.now

    def wait(self, seconds: float) -> bool:
        self._calendar.now += max(0.0, seconds)
        return True


class Shop:
    """Its service, its tills and the ledger of all that was done, until `close`."""

    def __init__(self, seed: int, size: Size, folder: Path) -> None:
        self.chance, self.size, self.calendar = random.Random(seed), size, Calendar()
        self._closing = ExitStack()
        self.service = EmbeddedService(folder / "service.db", TOKEN, seed=None, clock=self.calendar.look)
        self.service.start()
        self._closing.callback(self.service.stop)
        self._kept = folder / "kept.db"
        self._stick = folder / "stick"
        self._stick.mkdir()
        self.tills: list[Core] = []
        for number in range(size.tills):
            self.tills.append(self._open(folder, f"Till {number + 1}"))
        self.ledgers = [Ledger(till) for till in self.tills]
        self.cards: list[int] = []
        self.settled = 0

    def close(self) -> None:
        self._closing.close()

    def share_journals(self) -> None:
        """Let each till write what is new in its journal into the folder of the shop."""
        for till in self.tills:
            till.look_ups.flush()
            till.page_writer.hurry()
            till.page_writer.step()

    def compare_all(self) -> None:
        """Let two weeks go by without an act: each till looks at every card once more (docs/protocol.md 10).

        Until then a till may show a card as it was before the service was put back. A walk over the cards that ends in
        the first week may have begun before that.
        """
        for _ in range(2):
            since = self.calendar.now
            self.calendar.now += 8 * DAY_S
            for till in self.tills:
                sweep(till, self.calendar, since)
        for till in self.tills:
            settle_down(till, _MOST_STEPS)

    def today(self) -> date:
        return date.fromisoformat(self.tills[0].queries.shop_day())

    def open_days(self, check: Callable[[], None]) -> None:
        """Work through all days; `check` is called on each evening, when nothing is on its way."""
        every = self.size.days // (self.size.restores + 1)
        for day in range(1, self.size.days + 1):
            if self.size.restores and day % every == 0 and day < self.size.days:
                self._restore()
            elif self.size.restores and (day + 2) % every == 0:
                self._keep()
            self._open_day()
            check()
            self.calendar.next_morning()

    def _keep(self) -> None:
        with closing(sqlite3.connect(self.service.database_path)) as live, closing(sqlite3.connect(self._kept)) as copy:
            live.backup(copy)

    def _restore(self) -> None:
        self.service.stop()
        for rest in self.service.database_path.parent.glob(f"{self.service.database_path.name}-*"):
            rest.unlink()
        shutil.copyfile(self._kept, self.service.database_path)
        self.service.start()

    def _open(self, folder: Path, name: str) -> Core:
        home = folder / name
        home.mkdir()
        settings = Settings(home, self.service.url, TOKEN, False, name, 0.0)
        till = open_core(settings, name, CalendarClock(self.calendar))
        self._closing.callback(till.close)
        if self.tills:
            self._join(till, name)
            return till
        shop = {"shop.name": "The corner", "currency": "USD", FOLDER: str(self._stick)}
        till.preferences.set_all({"till.name": name, **shop})
        for person, pin in PINS.items():
            till.staff.put(person, Role.MANAGER if person in MANAGERS else Role.CLERK, pin)
        till.staff.sign_in(MANAGERS[0], PINS[MANAGERS[0]])
        sharing.begin_sharing(till)
        return till

    def _join(self, till: Core, name: str) -> None:
        """Let a new till belong to the shop of the first one, by an invitation."""
        path = self._stick / f"{name}.invitation"
        sharing.invite_till(self.tills[0], path, _PASSWORD)
        sharing.join_shop(till, JoinAsked(path, _PASSWORD, name))
        till.staff.sign_in(MANAGERS[0], PINS[MANAGERS[0]])
        till.preferences.set_all({FOLDER: str(self._stick)})

    def _open_day(self) -> None:
        self.service.faults.draw_by(self._fault)
        dark = [self.chance.random() < self.size.outages for _ in self.tills]
        for till, ledger, is_dark in zip(self.tills, self.ledgers, dark, strict=True):
            till.staff.sign_in(clerk := self.chance.choice(CLERKS), PINS[clerk])
            till.connection.switch(is_dark)
            for _ in range(self.chance.randint(0, self.size.acts)):
                self._act(till, ledger)
        self.service.faults.clear()
        for till, ledger in zip(self.tills, self.ledgers, strict=True):
            till.connection.switch(False)
            settle_down(till, _MOST_STEPS)
            ledger.follow_up()
            self._manage(till, ledger)
        for till in self.tills:
            settle_down(till, _MOST_STEPS)

    def _fault(self, endpoint: Endpoint) -> Fault | None:
        writes = endpoint in {Endpoint.BALANCE, Endpoint.CREATE}
        return self.chance.choice(_FAULTS) if writes and self.chance.random() < self.size.faults else None

    def _act(self, till: Core, ledger: Ledger) -> None:
        """Let a clerk do something; what the rules of the till refuse is not done."""
        command = self._command(till)
        try:
            done = ledger.do(command)
        except KnownError:
            return
        if isinstance(command, Issue) and done.card_id > 0:
            self.cards.append(done.card_id)

    def _command(self, till: Core) -> Command:
        chance = self.chance
        card_id = chance.choice(self.cards) if self.cards else 0
        if not card_id or chance.random() < 0.35:
            kind = chance.choice(("sold", "sold", "sold", "goodwill", "refund"))
            return Issue(chance.randint(1, 50) * 100, "USD", kind=kind, reason="" if kind == "sold" else "Sorry")
        amount = chance.randint(1, 2500)
        if chance.random() < 0.75:
            return Redeem(card_id, amount, chance.choice(_REASONS))
        return TopUp(card_id, amount, chance.choice(("", "Goodwill", "Birthday")))

    def _manage(self, till: Core, ledger: Ledger) -> None:
        """Let a manager settle what needs a person, correct and take back, and close the day."""
        till.staff.sign_in(manager := self.chance.choice(MANAGERS), PINS[manager])
        for case in ledger.cases():
            how = How.NOT_APPLIED if self.chance.random() < 0.5 else How.APPLIED
            try:
                found = settlements.settle_and_run(till, Decision(case.operation_id, how, "Looked at the camera"))
            except KnownError:
                continue
            ledger.settled(found.settled)
            self.settled += 1
        if self.chance.random() < 0.2:
            self._act_of_manager(till, ledger)
        settle_down(till, _MOST_STEPS)
        ledger.follow_up()
        figures = {each.currency: each for each in day_closings.read_open_day(till).figures}
        expected = figures["USD"].expected if "USD" in figures else 0
        another = next(each for each in MANAGERS if each != manager)
        with people.approving(till, another, PINS[another]):  # where more was paid out than came in
            day_closings.close_day(till, ClosingOrder((DrawerCount("USD", max(0, expected)),), "Counted twice"))

    def _act_of_manager(self, till: Core, ledger: Ledger) -> None:
        if self.chance.random() < 0.3:
            self._act_on_several(ledger)
            return
        undone = [each for each in ledger.done if each.kind == "redeem" and each.state is State.DONE]
        cards = [card for card_id in self.cards if (card := till.queries.card(card_id)) is not None]
        choices: list[Command] = []
        if undone:
            choices.append(Reverse(self.chance.choice(undone).operation_id, "Wrong card"))
        if cards:
            card = self.chance.choice(cards)
            choices.append(SetBalance(card.card_id, self.chance.randint(0, 5000), "Counted again"))
            choices.append(Disable(card.card_id, "Asked for it"))
            if 0 < card.balance < 800:
                choices.append(CashOut(card.card_id, card.balance, "Left over"))
        if choices:
            try:
                ledger.do(self.chance.choice(choices))
            except KnownError:
                return

    def _act_on_several(self, ledger: Ledger) -> None:
        """Let a manager order cards, or have a lost one replaced."""
        with suppress(KnownError):
            if not self.cards or self.chance.random() < 0.5:
                made = ledger.order(Issue(2500, "USD", note="The staff party"), self.chance.randint(2, 5))
                self.cards.extend(each.card_id for each in made if each.card_id > 0)
            else:
                ledger.replace(Replace(self.chance.choice(self.cards), "Lost"))


def sweep(till: Core, calendar: Calendar, since: float) -> None:
    """Step the pull until every card was compared after `since`, and each that is not listed was asked for."""
    for _ in range(_MOST_STEPS):
        pause = till.sync.step()
        with till.probing.database.reading() as conn:
            last, missing = last_sweep(conn), cards.unlisted_yet(conn, 1)
        if last is not None and last.ended > since and not missing:
            return
        calendar.now += min(max(pause, 1.0), 60.0)
    raise AssertionError("no sweep ended")
