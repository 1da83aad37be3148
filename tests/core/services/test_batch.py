"""Orders of several cards: all or nothing before the first one, each exactly once after it, whatever comes between."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from core.bootstrap import Core
from core.domain.batch import BatchPlan
from core.domain.command import Issue
from core.domain.greeting import Greeting
from core.domain.staff import Role
from core.errors import BadInput, NotFound, RuleRefused
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REPLY, Endpoint, answer
from tests.core.services.test_journal import entries
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import act, sell, settle_down

REFUSED = answer(422, body=b'{"errors":{"initial_value":["is too large"]}}', media_type="application/json")
FILE = b"row_id,amount,recipient,message\nA1,10.00,Nora,Happy birthday\nA2,20.00,Tim,\nA3,30.00,,\nA4,40.00,,\n"


def made(service: EmbeddedService) -> list[int]:
    """The initial values of all cards of the service."""
    with service.engine.connect() as conn:
        return sorted(conn.execute(text("SELECT initial_value FROM gift_cards")).scalars())


def begin(till: Core, content: bytes = FILE, name: str = "orders.csv") -> str:
    plan = till.batches.plan(content, name)
    assert plan.problems == ()
    return till.batches.begin(plan)


def work_off(till: Core, batch_id: str, steps: int = 1000) -> None:
    till.batch_run.go(batch_id)
    for _ in range(steps):
        if till.batch_run.step() > 0:
            break


def stands(till: Core, batch_id: str) -> list[str]:
    return [card.stand for card in till.batches.cards(batch_id)]


def test_every_row_becomes_a_card(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    batch_id = begin(till)
    work_off(till, batch_id)
    assert made(service) == [1000, 2000, 3000, 4000]
    assert stands(till, batch_id) == ["confirmed"] * 4
    order = till.batches.order(batch_id)
    assert (order.confirmed, order.codes, order.waiting, order.name) == (4, 4, 0, "orders.csv")
    first = till.batches.cards(batch_id)[0]
    assert till.desk.greeting_of(first.operation_id or "") == Greeting("Nora", "", "Happy birthday")


def test_who_is_signed_in_begins_the_order(open_till: OpenTill) -> None:
    """The till was opened under a name; people sign in since."""
    till = open_till()
    till.staff.put("Mia", Role.MANAGER, "482913")
    till.staff.put("Cleo", Role.CLERK, "7294")
    till.staff.sign_in("Cleo", "7294")
    batch_id = begin(till)
    assert till.batches.order(batch_id).clerk == "Cleo"
    told = [values for what, values in entries(till) if what == "order"]
    assert told == [{"order": batch_id, "cards": 4, "clerk": "Cleo", "who": "Cleo"}]


def test_the_same_file_twice_makes_nothing_twice(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    work_off(till, begin(till))
    again = till.batches.plan(FILE, "copy.csv")
    assert (again.rows, again.made, again.waiting, again.problems) == ((), 4, 0, ())
    with pytest.raises(RuleRefused):
        till.batches.begin(again)
    more = till.batches.plan(FILE + b"A5,50.00,,\n", "more.csv")
    assert [row.row_id for row in more.rows] == ["A5"]
    work_off(till, till.batches.begin(more))
    assert made(service) == [1000, 2000, 3000, 4000, 5000]


def test_the_same_file_while_its_order_is_paused_says_what_is_still_to_be_made(open_till: OpenTill) -> None:
    till = open_till()
    work_off(till, begin(till), 1)
    again = till.batches.plan(FILE, "copy.csv")
    assert (again.rows, again.made, again.waiting) == ((), 4, 3)


def test_a_file_without_row_ids_is_known_again_however_it_is_saved(open_till: OpenTill) -> None:
    till = open_till()
    begin(till, b"amount,note\n10,x\n20,\n")
    for same in (b"\xef\xbb\xbfamount;note\r\n10.00;x\r\n20;\r\n\r\n", b"note,amount\nx,10\n,20\n"):
        assert till.batches.plan(same, "").made == 2
    assert len(till.batches.plan(b"amount,note\n20,\n10,x\n", "").rows) == 2


def test_begun_twice_at_the_same_moment_it_is_made_once(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    first, second = till.batches.plan(FILE, "a"), till.batches.plan(FILE, "b")
    work_off(till, till.batches.begin(first))
    with pytest.raises(RuleRefused):
        till.batches.begin(second)
    assert len(made(service)) == 4


def test_a_row_id_with_other_contents_stops_the_file(open_till: OpenTill) -> None:
    till = open_till()
    begin(till)
    plan = till.batches.plan(FILE.replace(b"A2,20.00", b"A2,25.00"), "")
    assert [(problem.line, problem.message.key) for problem in plan.problems] == [(3, "batch.id_used")]
    with pytest.raises(BadInput):
        till.batches.begin(plan)


def test_a_code_in_use_is_found_before_anything_is_made(open_till: OpenTill) -> None:
    till = open_till()
    act(till, Issue(1000, "USD", code="SHOP0001ABCD"))
    plan = till.batches.plan(b"amount,code\n10,SHOP 0002 ABCD\n10,shop-0001-abcd\n", "")
    assert [(problem.line, problem.message.key) for problem in plan.problems] == [(3, "outcome.code_taken")]


def test_equal_cards_are_new_each_time(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    for _ in range(2):
        work_off(till, till.batches.begin(till.batches.equal(Issue(2500, "USD", kind="promotion"), 3)))
    assert made(service) == [2500] * 6
    for count in (0, 1, 501):
        with pytest.raises(BadInput):
            till.batches.equal(Issue(2500, "USD"), count)


@pytest.mark.slow
@pytest.mark.parametrize("after", range(5))
def test_it_goes_on_after_a_new_start_at_each_row(service: EmbeddedService, open_till: OpenTill, after: int) -> None:
    till = open_till()
    batch_id = begin(till)
    work_off(till, batch_id, after)
    till.close()
    till = open_till()
    assert till.batch_run.step() > 0, "nothing goes on by itself"
    assert till.batches.order(batch_id).waiting == 4 - after
    work_off(till, batch_id)
    assert made(service) == [1000, 2000, 3000, 4000]
    assert stands(till, batch_id) == ["confirmed"] * 4


def test_a_row_that_was_accepted_but_never_sent_is_sent_once(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    batch_id = begin(till)

    class Killed(BaseException):
        pass

    def dies(_operation_id: str) -> None:
        raise Killed

    till.batch_run.go(batch_id)
    till.replay.run = dies  # type: ignore[method-assign, assignment]
    with pytest.raises(Killed):
        till.batch_run.step()
    till.close()
    till = open_till()
    work_off(till, batch_id)
    settle_down(till)
    assert made(service) == [1000, 2000, 3000, 4000]
    assert stands(till, batch_id) == ["confirmed"] * 4


def test_stopped_it_makes_no_further_card_and_gives_the_rest_free(
    service: EmbeddedService, open_till: OpenTill
) -> None:
    till = open_till()
    batch_id = begin(till)
    work_off(till, batch_id, 2)
    till.batch_run.stop(batch_id)
    work_off(till, batch_id)
    assert made(service) == [1000, 2000]
    assert till.batches.order(batch_id).waiting == 0
    rest = till.batches.plan(FILE, "again.csv")
    assert ([row.row_id for row in rest.rows], rest.made) == (["A3", "A4"], 2)
    work_off(till, till.batches.begin(rest))
    assert made(service) == [1000, 2000, 3000, 4000]


def test_paused_it_waits(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    batch_id = begin(till)
    work_off(till, batch_id, 1)
    till.batch_run.pause(batch_id)
    assert till.batch_run.step() > 0
    assert made(service) == [1000]
    assert not till.batch_run.going(batch_id)


def test_without_a_connection_it_stops_at_the_limit_and_names_it(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    sell(till)
    till.preferences.set("offline.per_till", "35.00")
    till.connection.switch(True)
    assert till.batches.plan(FILE, "").possible == 2
    batch_id = begin(till)
    work_off(till, batch_id)
    held = till.batch_run.held(batch_id)
    assert held is not None
    assert held.key == "offline.per_till"
    assert stands(till, batch_id) == ["pending", "pending", "waiting", "waiting"]
    till.connection.switch(False)
    work_off(till, batch_id)
    settle_down(till)
    assert stands(till, batch_id) == ["confirmed"] * 4
    assert made(service) == [1000, 2000, 3000, 4000, 10_000]


def test_a_service_that_falls_silent_in_the_middle_holds_it(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    sell(till)
    for limit in ("offline.per_sale", "offline.per_card_day", "offline.per_till"):
        till.preferences.set(limit, "0")
    batch_id = begin(till)
    work_off(till, batch_id, 1)
    service.stop()
    work_off(till, batch_id)
    held = till.batch_run.held(batch_id)
    assert held is not None
    assert held.key == "offline.off"
    assert stands(till, batch_id) == ["confirmed", "waiting", "waiting", "waiting"]


def test_a_lost_answer_is_not_sent_twice(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    batch_id = begin(till)
    service.faults.next(Endpoint.CREATE, LOSE_REPLY)
    work_off(till, batch_id)
    settle_down(till)
    assert made(service) == [1000, 2000, 3000, 4000]
    assert stands(till, batch_id) == ["confirmed"] * 4


def test_what_the_service_refuses_is_named_and_can_be_tried_again(
    service: EmbeddedService, open_till: OpenTill
) -> None:
    till = open_till()
    batch_id = begin(till)
    work_off(till, batch_id, 1)
    service.faults.next(Endpoint.CREATE, REFUSED)
    work_off(till, batch_id)
    assert stands(till, batch_id) == ["confirmed", "refused", "confirmed", "confirmed"]
    assert till.batches.cards(batch_id)[1].message is not None
    assert till.batches.again(batch_id) == 1
    work_off(till, batch_id)
    assert made(service) == [1000, 2000, 3000, 4000]


def test_after_three_refusals_in_a_row_somebody_looks(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    batch_id = begin(till)
    for _ in range(3):
        service.faults.next(Endpoint.CREATE, REFUSED)
    work_off(till, batch_id)
    held = till.batch_run.held(batch_id)
    assert held is not None
    assert held.key == "batch.refusals"
    assert stands(till, batch_id) == ["refused", "refused", "refused", "waiting"]


def test_handed_over_nothing_of_it_is_kept(open_till: OpenTill) -> None:
    till = open_till()
    batch_id = begin(till, b"amount,code,recipient\n10,SHOP0001ABCD,Nora\n20,,\n")
    work_off(till, batch_id)
    sales = [card.operation_id or "" for card in till.batches.cards(batch_id)]
    assert till.batches.sales() == set(sales)
    till.batches.hand_over(batch_id, sales)
    assert till.batches.orders() == ()
    assert [till.desk.code_of(sale) for sale in sales] == [None, None]
    assert till.desk.greeting_of(sales[0]) == Greeting()
    kept = b"".join(path.read_bytes() for path in till.settings.data_dir.iterdir() if path.is_file())
    assert b"SHOP0001ABCD" not in kept.upper()


def test_an_unfinished_order_is_offered_and_an_unknown_one_is_refused(open_till: OpenTill) -> None:
    till = open_till()
    batch_id = begin(till)
    assert [order.batch_id for order in till.batches.orders()] == [batch_id]
    with pytest.raises(NotFound):
        till.batches.order("no such order")


def test_the_sums_are_by_currency() -> None:
    assert BatchPlan("").totals == {}
