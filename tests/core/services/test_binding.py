"""A database belongs to one service and one shop (docs/protocol.md D5): the queue goes nowhere else."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest

from core.bootstrap import Core, open_core
from core.domain.command import Issue, Redeem
from core.domain.operation import State
from core.domain.outcome import Confirmed
from core.domain.settlement import Decision, How
from core.domain.staff import Role
from core.errors import CannotStart, RuleRefused, ServiceFailed
from core.server.contract.switches import Switches
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REPLY, LOSE_REQUEST, SEND_TWICE, Endpoint, Fault
from core.settings import Settings, keep_url
from tests.builders import HastyClock, database_of
from tests.e2e.conftest import TOKEN, SteppingClock, name_shop
from tests.e2e.counter_actions import act, on_server, redeem, sell, settle_down

OTHER_TOKEN = "token-of-another-shop"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[EmbeddedService]:
    """A service of somebody else, with cards of its own."""
    clock = SteppingClock()
    clock()
    made = EmbeddedService(tmp_path / "other.db", TOKEN, seed=7, clock=clock)
    made.start()
    yield made
    made.stop()


Open = Callable[..., Core]


@pytest.fixture
def open_at(tmp_path: Path) -> Iterator[Open]:
    opened: list[Core] = []
    folder = tmp_path / "till"
    folder.mkdir()

    def open_one(url: str, token: str | None = TOKEN) -> Core:
        settings = Settings(folder, url, token, quarantine_s=0.0, state_dir=tmp_path / "state")
        core = open_core(settings, "till", HastyClock())
        opened.append(core)
        name_shop(core)
        return core

    yield open_one
    for core in opened:
        core.close()


def queue_up(till: Core) -> list[str]:
    """A redeem and a sale that wait for the line."""
    card_id = sell(till).card_id
    till.connection.switch(True)
    return [till.desk.submit(command).operation_id for command in (Redeem(card_id, 100), Issue(2500, "USD"))]


def writes(service: EmbeddedService) -> int:
    with service.engine.connect() as conn:
        cards = conn.exec_driver_sql("SELECT COUNT(*) FROM gift_cards").scalar()
        return int(cards or 0) + int(conn.exec_driver_sql("SELECT COUNT(*) FROM transactions").scalar() or 0)


def journalled(till: Core, what: str) -> list[str]:
    with database_of(till).reading() as conn:
        statement = "SELECT entry FROM journal WHERE what = ?"
        return list(conn.exec_driver_sql(statement, (what,)).scalars())


def replaced(service: EmbeddedService, folder: Path) -> EmbeddedService:
    """Somebody else's service answers at this very address, to the same token."""
    another = EmbeddedService(folder / "somebody-else.db", TOKEN, seed=7)
    another.start()
    another.stop()
    service.stop()
    shutil.copy(another.database_path, service.database_path)
    service.start()
    return service


def test_attack_3_the_queue_does_not_go_to_another_service(
    service: EmbeddedService, open_at: Open, tmp_path: Path
) -> None:
    till = open_at(service.url)
    queued = queue_up(till)
    till.close()
    before = writes(replaced(service, tmp_path))
    again = open_at(service.url)
    settle_down_held(again)
    for operation_id in queued:
        row = again.queries.operation(operation_id)
        assert (row.state, row.message.key) == (State.PARKED, "park.another_service")
    assert writes(service) == before
    assert len(journalled(again, "another-service")) == 1
    assert again.connection.condition.problem is not None
    assert again.connection.condition.problem.key == "service.another"
    with pytest.raises(ServiceFailed) as refused:
        act(again, Issue(500, "USD"))
    assert refused.value.key == "service.another"
    assert not again.queries.cards(text="seed"), "nothing of that service came into the cache"
    assert writes(service) == before


@pytest.mark.fault("attack 3")
@pytest.mark.parametrize("same_balance", ["refuse", "accept"])
def test_what_was_refused_and_not_checked_is_in_doubt_when_another_service_answers(
    open_at: Open, tmp_path: Path, same_balance: Literal["refuse", "accept"]
) -> None:
    """One copy was carried out, the other refused, and the read that would have shown it never came (D1)."""
    plain = Switches(idempotency_keys=False, same_balance=same_balance)
    service = EmbeddedService(tmp_path / "plain.db", TOKEN, seed=None, switches=plain, clock=SteppingClock())
    service.start()
    till = open_at(service.url)
    card_id = sell(till).card_id
    settle_down(till)
    sent: list[Endpoint] = []

    def draw(endpoint: Endpoint) -> Fault | None:
        sent.append(endpoint)
        if endpoint is Endpoint.BALANCE:
            return SEND_TWICE if same_balance == "refuse" else LOSE_REPLY
        return LOSE_REQUEST if Endpoint.BALANCE in sent else None

    service.faults.draw_by(draw)
    operation_id = act(till, Redeem(card_id, 1000)).operation_id
    assert on_server(service, card_id) == 9000
    till.close()
    service.faults.clear()
    again = open_at(replaced(service, tmp_path).url)
    settle_down_held(again)
    row = again.queries.operation(operation_id)
    assert (row.message.key, How.APPLIED in row.ways, row.known) == ("park.another_service", True, 0)
    settled = again.settle.decide(Decision(operation_id, How.APPLIED, "the receipt of the other till says so"))
    assert settled.amount == -1000
    service.stop()


def test_what_was_never_sent_is_certain_when_another_service_answers(
    service: EmbeddedService, open_at: Open, tmp_path: Path
) -> None:
    till = open_at(service.url)
    queued = queue_up(till)
    till.close()
    replaced(service, tmp_path)
    again = open_at(service.url)
    settle_down_held(again)
    assert How.APPLIED not in again.queries.operation(queued[0]).ways


def settle_down_held(till: Core) -> None:
    """Step what there is to step; the service is not ours, so nothing comes to rest."""
    for _ in range(30):
        till.sync.step()
        till.replay.step()


def test_attack_3_a_service_that_changes_while_the_till_works_gets_nothing(
    service: EmbeddedService, open_at: Open, tmp_path: Path
) -> None:
    till = open_at(service.url)
    queued = queue_up(till)
    service.stop()
    till.connection.switch(False)
    till.lookup.refresh(1)  # nobody answers
    before = writes(replaced(service, tmp_path))
    settle_down_held(till)
    till.connection.try_again()
    settle_down_held(till)
    assert {till.queries.operation(key).state for key in queued} == {State.PARKED}
    assert writes(service) == before


def test_the_same_service_again_gets_the_queue(service: EmbeddedService, open_at: Open) -> None:
    till = open_at(service.url)
    queued = queue_up(till)
    till.close()
    service.stop()
    service.start()
    again = open_at(service.url)
    settle_down(again)
    assert {again.queries.operation(key).state for key in queued} == {State.DONE}


def test_a_restored_service_without_our_cards_is_a_managers_to_accept(
    service: EmbeddedService, open_at: Open, tmp_path: Path
) -> None:
    till = open_at(service.url)
    queued = queue_up(till)
    assert till.access is not None
    with pytest.raises(RuleRefused) as refused:
        till.access.accept_restored()
    assert refused.value.key == "connect.not_restored"
    till.close()
    replaced(service, tmp_path)
    again = open_at(service.url)
    settle_down_held(again)
    assert again.access is not None
    assert again.access.accept_restored() == 1
    assert len(journalled(again, "service-restored")) == 1
    settle_down(again)
    assert len(again.queries.cards(limit=1000)) > 10, "its cards are here"
    assert isinstance(act(again, Issue(700, "USD")), Confirmed)
    redeemed = again.queries.operation(queued[0])
    again.settle.decide(Decision(redeemed.operation_id, How.DROP, "The card is gone"))
    settled = again.settle.decide(Decision(queued[1], How.NOT_APPLIED, "Make it after all"))
    assert settled.follow is not None
    settle_down(again)
    assert again.queries.operation(settled.follow.operation_id).state is State.DONE


def test_another_address_is_another_database_where_nobody_is_set_up(
    service: EmbeddedService, other: EmbeddedService, open_at: Open
) -> None:
    till = open_at(service.url)
    queued = queue_up(till)
    till.close()
    before = writes(other)
    elsewhere = open_at(other.url)
    assert elsewhere.replay.idle()
    settle_down(elsewhere)
    assert writes(other) == before
    elsewhere.close()
    back = open_at(service.url)
    settle_down(back)
    assert {back.queries.operation(key).state for key in queued} == {State.DONE}


def test_attack_2_an_argument_names_no_other_service_to_a_folder_with_people(
    service: EmbeddedService, other: EmbeddedService, open_at: Open
) -> None:
    till = open_at(service.url)
    till.staff.put("Ann", Role.MANAGER, "471100")
    till.close()
    with pytest.raises(CannotStart) as refused:
        open_at(other.url)
    assert refused.value.exit_status == 7
    assert refused.value.values["kept"] == service.url
    again = open_at(f"{service.url}/")
    assert again.staff.people() != ()


def test_attack_2_the_file_of_the_address_names_no_other_service_to_a_folder_with_people(
    service: EmbeddedService, other: EmbeddedService, open_at: Open
) -> None:
    till = open_at(service.url)
    till.staff.put("Ann", Role.MANAGER, "471100")
    sell(till)
    till.close()
    keep_url(till.settings.data_dir, other.url)
    with pytest.raises(CannotStart) as refused:
        open_at(other.url)
    assert (refused.value.key, refused.value.values["kept"]) == ("start.another_service", service.url)
    keep_url(till.settings.data_dir, service.url)
    assert open_at(service.url).staff.people() != ()


def test_an_address_that_an_older_version_kept_is_believed(
    service: EmbeddedService, other: EmbeddedService, open_at: Open, tmp_path: Path
) -> None:
    till = open_at(service.url)
    sell(till)
    till.staff.put("Ann", Role.MANAGER, "471100")
    with database_of(till).writing() as conn:
        conn.exec_driver_sql("DELETE FROM watermarks WHERE name = 'service.address'")
    till.close()
    keep_url(tmp_path / "till", service.url)
    with pytest.raises(CannotStart):
        open_at(other.url)


@pytest.mark.fault("attack 3")
def test_a_token_of_another_shop_is_not_taken(
    service: EmbeddedService, open_at: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    till = open_at(service.url)
    sell(till)
    before = till.access
    assert before is not None
    replaced(service, tmp_path)
    for attempt in (lambda: before.swap(TOKEN), lambda: before.reset_pin("Ann", "4321", TOKEN)):
        with pytest.raises(RuleRefused) as refused:
            attempt()
        assert refused.value.key == "connect.another_shop"


def test_the_same_service_at_another_address_takes_the_queue_along(
    service: EmbeddedService, other: EmbeddedService, open_at: Open, tmp_path: Path
) -> None:
    till = open_at(service.url)
    card_id = sell(till).card_id
    till.staff.put("Ann", Role.MANAGER, "471100")
    assert till.access is not None
    with pytest.raises(RuleRefused) as refused:
        till.access.move(other.url, TOKEN)
    assert refused.value.key == "connect.another_shop"
    till.staff.sign_in("Ann", "471100")
    moved = EmbeddedService(service.database_path, TOKEN, seed=None)
    service.stop()
    moved.start()
    till.access.move(moved.url, TOKEN)
    till.connection.switch(True)
    redeem(till, card_id, 100)
    till.close()
    again = open_at(moved.url)
    settle_down(again)
    assert on_server(moved, card_id) == 9900
    assert len(journalled(again, "moved")) == 1
    moved.stop()


def test_another_shop_gets_books_of_its_own_by_a_managers_word(
    service: EmbeddedService, other: EmbeddedService, open_at: Open
) -> None:
    till = open_at(service.url)
    sell(till)
    till.staff.put("Ann", Role.MANAGER, "471100")
    till.staff.sign_in("Ann", "471100")
    assert till.access is not None
    till.access.open_shop(other.url, TOKEN)
    till.close()
    elsewhere = open_at(other.url)
    assert elsewhere.queries.cards(limit=10) == ()
    assert elsewhere.staff.people() == ()
    elsewhere.close()
    assert open_at(other.url).queries.cards(limit=10) == (), "and again at the next start"
