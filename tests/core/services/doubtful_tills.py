"""Two tills on one service, of which the first one lost an answer: what it did is in doubt, and waits for a person."""

from __future__ import annotations

from sqlalchemy import text

from core.bootstrap import Core, open_core
from core.domain.command import Redeem
from core.domain.operation import State
from core.domain.outcome import Confirmed, Outcome, Unknown
from core.domain.settlement import Decision, How, Settled
from core.server.sandbox.faults import LOSE_REPLY, LOSE_REQUEST, Endpoint
from core.settings import Settings
from tests.builders import HastyClock, database_of
from tests.core.services.backup_shop import Shop
from tests.e2e.conftest import TOKEN
from tests.e2e.counter_actions import act, on_server, sell, settle_down

LOST = {True: LOSE_REPLY, False: LOSE_REQUEST}  # by whether the service did it


class DoubtfulTills:
    """Two tills on one service; the second one makes the doubt of the first undecidable."""

    def __init__(self, shop: Shop) -> None:
        self.service, self._shop = shop.service, shop
        built = (shop.root / "here").exists()
        self.till, self.other = self._open("here", quarantine_s=600), self._open("there")
        if built:
            (card,) = self.till.queries.cards()
            self.card_id = card.card_id
            return
        self.card_id = sell(self.till).card_id
        settle_down(self.other)

    def _open(self, name: str, *, quarantine_s: float = 0.0) -> Core:
        root = self._shop.root
        (root / name).mkdir(exist_ok=True)
        settings = Settings(root / name, self.service.url, TOKEN, False, name, quarantine_s, root / f"state-{name}")
        self._shop.opened.append(open_core(settings, name, HastyClock()))
        return self._shop.opened[-1]

    def doubt(self, command, *others, applied: bool) -> str:
        """Parks `command`: its answer is lost, and the other till does something as well."""
        others = others or (Redeem(self.card_id, 500),)
        self.service.faults.next(Endpoint.BALANCE, LOST[applied])
        outcome = act(self.till, command)
        assert isinstance(outcome, Unknown)
        for other in others:
            assert isinstance(act(self.other, other), Confirmed)
        self.wait_out()
        row = self.till.queries.operation(outcome.operation_id)
        assert (row.state, row.message.key) == (State.PARKED, "park.ambiguous")
        return outcome.operation_id

    def wait_out(self) -> None:
        """The quarantine passes."""
        self.till.close()
        self.till = self._open("here")
        settle_down(self.till)

    def settle(self, operation_id: str, how: How, figure: int | None = None, **more) -> tuple[Settled, Outcome | None]:
        settled = self.till.settle.decide(Decision(operation_id, how, "counted the drawer", figure, **more))
        outcome = None if settled.follow is None else self.till.replay.run(settled.follow.operation_id)
        return settled, outcome

    def books(self) -> int:
        """First balance, all that we know of our own operations, and what others were seen to do."""
        with database_of(self.till).reading() as conn:
            known = conn.execute(
                text("SELECT (SELECT COALESCE(SUM(amount), 0) FROM attempts) + (SELECT SUM(amount) FROM settlements)")
            ).scalar_one()
            seen = conn.execute(text("SELECT COALESCE(SUM(amount), 0) FROM sightings")).scalar_one()
        return 10_000 + known + seen

    def agree(self) -> int:
        """The balance, everywhere the same."""
        row, lines = self.till.queries.card(self.card_id), self.till.queries.timeline(self.card_id)
        on_server_now = on_server(self.service, self.card_id)
        assert (row.balance, row.confirmed_balance, row.unsettled) == (on_server_now, on_server_now, 0)
        assert self.books() == on_server_now
        assert lines[0].balance == on_server_now
        assert sum(line.amount or 0 for line in lines if line.what == "elsewhere") == self.elsewhere
        return on_server_now

    elsewhere = -500
