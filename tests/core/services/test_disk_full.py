"""The disk fills up at the worst moments: nothing is lost, and nothing is booked twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from core.bootstrap import Core
from core.domain.command import Issue, Redeem
from core.domain.operation import State
from core.domain.outcome import Confirmed
from core.errors import StorageFailed
from core.remote.http_gateway import Call, HttpGateway
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import Endpoint
from core.store.database import Database
from tests.builders import database_of
from tests.core.store.disk import full
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import on_server, redeem, sell, settle_down

Filling = tuple[Core, Callable[[], ExitStack]]


def submit_many(till: Core, card_id: int) -> None:
    """More than the pages that are there can take."""
    for _ in range(200):
        till.desk.submit(Redeem(card_id, 1, "x" * 400))


def writes(service: EmbeddedService, endpoint: Endpoint) -> int:
    return sum(seen.endpoint is endpoint for seen in service.faults.seen)


class FillingGateway(HttpGateway):
    """After the next write was answered, the till's disk is full."""

    database: Database | None = None
    disk: ExitStack

    def _ask(self, call: Call, read: Any) -> Any:
        answer = super()._ask(call, read)
        if call.method != "GET" and self.database is not None:
            self.disk.enter_context(full(self.database, to_the_brim=True))
            self.database = None
        return answer


@pytest.fixture
def filling(open_till: OpenTill, monkeypatch: pytest.MonkeyPatch) -> Iterator[Filling]:
    """A till whose disk fills up right after a write was answered."""
    monkeypatch.setattr("core.ground.HttpGateway", FillingGateway)
    till = open_till()
    gateway = till.lookup._gateway.behind.behind  # type: ignore[attr-defined]

    def arm() -> ExitStack:
        gateway.database, gateway.disk = database_of(till), disk
        return disk

    with ExitStack() as disk:
        yield till, arm


def test_a_full_disk_refuses_a_command_with_a_sentence_and_sends_nothing(
    service: EmbeddedService, open_till: OpenTill
) -> None:
    till = open_till()
    card_id = sell(till).card_id
    before = len(service.faults.seen)
    with full(database_of(till), to_the_brim=True), pytest.raises(StorageFailed) as failed:
        submit_many(till, card_id)
    assert failed.value.sentence == "The disk is full. Nothing was lost; free some space and try again."
    assert failed.value.retryable
    assert len(service.faults.seen) == before
    accepted = len(till.queries.operations()) - 1
    settle_down(till, 2000)
    assert on_server(service, card_id) == 10_000 - accepted
    assert isinstance(redeem(till, card_id, 1000), Confirmed)


def test_a_full_disk_after_the_answer_books_it_once_when_there_is_space_again(
    service: EmbeddedService, filling: Filling
) -> None:
    till, arm = filling
    card_id = sell(till).card_id
    accepted = till.desk.submit(Redeem(card_id, 3000))
    disk = arm()
    with pytest.raises(StorageFailed):
        till.replay.run(accepted.operation_id)
    with pytest.raises(StorageFailed):
        till.replay.step()
    disk.close()
    outcome = till.replay.run(accepted.operation_id)
    assert isinstance(outcome, Confirmed)
    assert (outcome.amount, outcome.balance) == (-3000, 7000)
    assert on_server(service, card_id) == 7000
    assert writes(service, Endpoint.BALANCE) == 1


def test_a_full_disk_after_the_answer_and_a_restart_never_takes_it_twice(
    service: EmbeddedService, filling: Filling, open_till: OpenTill
) -> None:
    till, arm = filling
    card_id = sell(till).card_id
    accepted = till.desk.submit(Redeem(card_id, 3000))
    disk = arm()
    with pytest.raises(StorageFailed):
        till.replay.run(accepted.operation_id)
    disk.close()
    till.close()
    again = open_till()
    settle_down(again)
    assert again.queries.operation(accepted.operation_id).state is State.PARKED
    assert again.queries.card(card_id).balance == 7000
    assert on_server(service, card_id) == 7000
    assert writes(service, Endpoint.BALANCE) == 1


def test_a_full_disk_after_a_card_was_made_makes_no_second_one(service: EmbeddedService, filling: Filling) -> None:
    till, arm = filling
    for _ in range(2):
        till.replay.run(till.desk.submit(Issue(1000, "USD", note="x" * 1900)).operation_id)
    accepted = till.desk.submit(Issue(2500, "USD", note="x" * 1900))
    disk = arm()
    with pytest.raises(StorageFailed):
        till.replay.run(accepted.operation_id)
    disk.close()
    assert isinstance(till.replay.run(accepted.operation_id), Confirmed)
    settle_down(till)
    assert till.queries.status().cards == 3
    assert writes(service, Endpoint.CREATE) == 3
