"""A shop that sends no marks in notes: cards are sold, and a lost answer is left to a person and never made twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from core.bootstrap import Core, open_core
from core.domain.command import Issue, Replace
from core.domain.operation import State
from core.domain.outcome import Confirmed, Unknown
from core.server.contract.switches import Switches
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REPLY, Endpoint
from core.settings import Settings
from tests.builders import HastyClock
from tests.e2e.conftest import TOKEN, SteppingClock
from tests.e2e.counter_actions import act, settle_down


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[tuple[EmbeddedService, Core]]:
    """A service without keys, and a till of a shop whose manager wants no marks."""
    (tmp_path / "till").mkdir()
    switches = Switches(idempotency_keys=False)
    service = EmbeddedService(tmp_path / "service.db", TOKEN, seed=None, switches=switches, clock=SteppingClock())
    service.start()
    till = open_core(Settings(tmp_path / "till", service.url, TOKEN, quarantine_s=0.0), "test", HastyClock())
    settle_down(till)
    till.preferences.set("card.mark", "off")
    yield service, till
    till.close()
    service.stop()


def notes(service: EmbeddedService) -> list[str | None]:
    with service.engine.connect() as conn:
        return list(conn.execute(text("SELECT note FROM gift_cards ORDER BY id")).scalars())


@pytest.mark.fault("reply 31")
@pytest.mark.parametrize("note", ["for Ada", ""])
def test_a_card_is_sold_and_replaced_without_a_mark(shop: tuple[EmbeddedService, Core], note: str) -> None:
    service, till = shop
    sold = act(till, Issue(5000, "USD", note=note or None))
    assert isinstance(sold, Confirmed)
    till.replacement.run(till.replacement.start(Replace(sold.card_id, "lost")).operation_id)
    assert notes(service) == [note or None] * 2
    till.preferences.set("card.mark", "on")
    act(till, Issue(5000, "USD", note=note or None))
    assert "[gc1:" in str(notes(service)[-1])


@pytest.mark.fault("reply 31")
@pytest.mark.parametrize("note", ["for Ada", ""])
def test_a_lost_answer_is_left_to_a_person_and_makes_one_card(shop: tuple[EmbeddedService, Core], note: str) -> None:
    service, till = shop
    service.faults.next(Endpoint.CREATE, LOSE_REPLY)
    outcome = act(till, Issue(5000, "USD", note=note or None))
    settle_down(till)
    assert isinstance(outcome, Unknown)
    operation = till.queries.operation(outcome.operation_id)
    assert (operation.state, operation.message.key) == (State.PARKED, "park.match")
    assert notes(service) == [note or None]
