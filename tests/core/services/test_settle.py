"""Settling: on either side of the truth, books, projection and service agree to the cent when the truth was told."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from core.bootstrap import Core
from core.domain.command import Disable, Issue, Redeem, SetBalance, TopUp, Update
from core.domain.operation import State
from core.domain.outcome import Confirmed, Unknown
from core.domain.settlement import Decision, How
from core.errors import BadInput, NotFound, RuleRefused, ServiceFailed
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REPLY, Endpoint, answer
from tests.builders import database_of
from tests.core.services.doubtful_tills import DoubtfulTills
from tests.core.services.kept_shop import KeptShop, kept_shop
from tests.core.services.test_journal import entries
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import act, on_server, redeem, sell, settle_down

EACH_AMOUNT = (lambda c: Redeem(c, 3000), lambda c: TopUp(c, 700), lambda c: SetBalance(c, 9100, "counted"))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptShop[DoubtfulTills]]:
    with kept_shop(tmp_path_factory.mktemp("kept"), DoubtfulTills) as made:
        yield made


@pytest.fixture
def shop(kept: KeptShop[DoubtfulTills]) -> Iterator[DoubtfulTills]:
    with kept.copy() as made:
        yield made


def parked_short(shop: DoubtfulTills, amount: int = 4000, left: int = 1500) -> str:
    """Accepted offline, then the other till takes all but `left`."""
    shop.till.connection.switch(True)
    accepted = shop.till.desk.submit(Redeem(shop.card_id, amount, "Purchase"))
    assert isinstance(redeem(shop.other, shop.card_id, 10_000 - left), Confirmed)
    shop.till.connection.switch(False)
    settle_down(shop.till)
    assert shop.till.queries.operation(accepted.operation_id).message.key == "park.short"
    shop.elsewhere = left - 10_000
    return accepted.operation_id


@pytest.mark.parametrize("command", EACH_AMOUNT)
def test_applied_books_what_was_wanted(shop: DoubtfulTills, command) -> None:
    operation_id = shop.doubt(command(shop.card_id), applied=True)
    row = shop.till.queries.operation(operation_id)
    settled, _ = shop.settle(operation_id, How.APPLIED)
    assert settled.amount == row.want
    after = shop.till.queries.operation(operation_id)
    assert (after.state, after.known, after.settlement.why) == (State.INFERRED, row.want, "counted the drawer")
    assert shop.agree() == 10_000 - 500 + row.want


@pytest.mark.parametrize("command", EACH_AMOUNT)
def test_not_applied_does_it_again(shop: DoubtfulTills, command) -> None:
    operation_id = shop.doubt(command(shop.card_id), applied=False)
    row = shop.till.queries.operation(operation_id)
    settled, outcome = shop.settle(operation_id, How.NOT_APPLIED)
    assert isinstance(outcome, Confirmed)
    assert (settled.amount, outcome.amount) == (0, row.want)
    assert shop.till.queries.operation(operation_id).followed_by == outcome.operation_id
    assert shop.till.queries.operation(outcome.operation_id).follows == operation_id
    assert shop.agree() == 10_000 - 500 + row.want


@pytest.mark.parametrize("applied", [True, False])
def test_the_true_balance_sets_it_right_on_either_side_of_the_truth(shop: DoubtfulTills, applied: bool) -> None:
    """Whoever knows only what must be on the card need not know what became of the write."""
    operation_id = shop.doubt(Redeem(shop.card_id, 3000), applied=applied)
    settled, outcome = shop.settle(operation_id, How.BALANCE, 10_000 - 3000 - 500)
    assert settled.amount == (-3000 if applied else 0)
    assert (outcome is None) is applied
    assert shop.agree() == 6500


def any_situation(shop: DoubtfulTills, chance: random.Random) -> None:
    """A random act in doubt, others' acts beside it, and a person who tells the truth in one of the ways for it."""
    applied, amount = chance.random() < 0.5, chance.randrange(1, 2500)
    command = chance.choice((Redeem(shop.card_id, amount), TopUp(shop.card_id, amount)))
    others = [
        chance.choice((Redeem, TopUp))(shop.card_id, chance.randrange(1, 2000)) for _ in range(chance.randint(1, 3))
    ]
    want = amount if isinstance(command, TopUp) else -amount
    shop.elsewhere = sum(other.amount if isinstance(other, TopUp) else -other.amount for other in others)
    truthful: list[tuple[How, int | None]] = [(How.NOT_APPLIED, None)]
    if applied:
        truthful = [(How.APPLIED, None), (How.AMOUNT, amount)]
    truthful.append((How.BALANCE, 10_000 + want + shop.elsewhere))
    if not applied:
        truthful += [(How.DROP, None), (How.AMOUNT, 0), *([(How.TAKE_LEFT, None)] if want < 0 else [])]
    operation_id = shop.doubt(command, *others, applied=applied)
    how, figure = chance.choice(truthful)
    settled, _ = shop.settle(operation_id, how, figure)
    undone = how is How.DROP or figure == 0
    assert (settled.amount, settled.loss) == (want if applied else 0, 0)
    assert shop.agree() == 10_000 + shop.elsewhere + (0 if undone else want)


@pytest.mark.parametrize("seed", range(2))
def test_the_truth_brings_everything_together(shop: DoubtfulTills, seed: int) -> None:
    any_situation(shop, random.Random(seed))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 80))
def test_the_truth_brings_everything_together_in_many_situations(shop: DoubtfulTills, seed: int) -> None:
    any_situation(shop, random.Random(seed))


def test_a_balance_beyond_what_was_wanted_is_a_correction_of_its_own(shop: DoubtfulTills) -> None:
    operation_id = shop.doubt(Redeem(shop.card_id, 3000), applied=True)
    settled, outcome = shop.settle(operation_id, How.BALANCE, 7000)
    assert isinstance(outcome, Confirmed)
    assert (settled.amount, outcome.amount) == (-3000, 500)
    assert shop.agree() == 7000


@pytest.mark.parametrize(("applied", "how"), [(True, How.APPLIED), (False, How.NOT_APPLIED)])
def test_the_suggestion_is_what_the_card_shows(shop: DoubtfulTills, applied: bool, how: How) -> None:
    others = Redeem(shop.card_id, 100), TopUp(shop.card_id, 100)  # nothing remains of them but the time
    operation_id = shop.doubt(Redeem(shop.card_id, 3000), *others, applied=applied)  # opens the till anew
    row = shop.till.queries.operation(operation_id)
    assert row.suggestion is how
    assert row.ways == (How.APPLIED, How.NOT_APPLIED, How.AMOUNT, How.BALANCE, How.TAKE_LEFT, How.DROP)


def test_a_lie_shows_in_the_books_but_never_in_the_balance(shop: DoubtfulTills) -> None:
    operation_id = shop.doubt(Redeem(shop.card_id, 3000), applied=False)
    shop.settle(operation_id, How.APPLIED)
    shop.elsewhere = 3000 - 500
    assert shop.agree() == 9500


@pytest.mark.parametrize(
    ("figure", "signed", "total"), [(1200, False, -1200), (1200, True, 1200), (-3000, True, -3000)]
)
def test_an_amount_is_what_really_changed(shop: DoubtfulTills, figure: int, signed: bool, total: int) -> None:
    """Our write covered somebody else's: with a sign, even a rise is believed for a redemption (R7)."""
    operation_id = shop.doubt(Redeem(shop.card_id, 3000), applied=True)
    settled, _ = shop.settle(operation_id, How.AMOUNT, figure, signed=signed)
    assert (settled.amount, settled.loss) == (total, max(0, total))
    shop.elsewhere = -3500 - total
    assert shop.agree() == 6500


def test_take_what_is_left_and_bear_the_rest(shop: DoubtfulTills) -> None:
    operation_id = parked_short(shop)
    assert shop.till.queries.operation(operation_id).suggestion is How.TAKE_LEFT
    settled, outcome = shop.settle(operation_id, How.TAKE_LEFT)
    assert (settled.amount, settled.loss) == (0, 2500)
    assert isinstance(outcome, Confirmed)
    assert (outcome.amount, outcome.balance) == (-1500, 0)
    assert shop.till.queries.operation(operation_id).settlement.loss == 2500
    assert shop.agree() == 0


def test_what_was_promised_stays_promised(shop: DoubtfulTills) -> None:
    """The goods are gone: if the card is emptied once more, the rest needs a person again and is not just refused."""
    operation_id = parked_short(shop)
    act(shop.other, TopUp(shop.card_id, 2500))
    shop.till.settle.decide(Decision(operation_id, How.NOT_APPLIED, "there is enough now"))
    redeem(shop.other, shop.card_id, 4000)
    settle_down(shop.till)
    (row, *_) = shop.till.queries.operations()
    assert (row.follows, row.state, row.message.key) == (operation_id, State.PARKED, "park.short")
    shop.settle(row.operation_id, How.DROP)
    assert shop.till.queries.operation(row.operation_id).settlement.loss == 4000


@pytest.mark.parametrize(
    ("how", "figure", "key"),
    [
        (How.APPLIED, None, "settle.certain"),
        (How.AMOUNT, 1500, "settle.certain"),
        (How.AMOUNT, -1, "settle.certain"),
        (How.NOT_APPLIED, None, "card.short"),
    ],
)
def test_what_cannot_be_true_is_refused_and_nothing_is_written(shop: DoubtfulTills, how: How, figure, key: str) -> None:
    operation_id = parked_short(shop)
    with pytest.raises(RuleRefused) as refused:
        shop.settle(operation_id, how, figure)
    assert refused.value.key == key
    row = shop.till.queries.operation(operation_id)
    assert (row.state, row.settlement, row.followed_by) == (State.PARKED, None, "")


@pytest.mark.parametrize(
    ("how", "figure", "disabled", "key"),
    [
        (How.NOT_APPLIED, None, True, "card.disabled"),
        (How.BALANCE, 900, True, "card.disabled"),
        (How.TAKE_LEFT, None, True, "card.disabled"),
        (How.NOT_APPLIED, None, False, "card.short"),
    ],
)
def test_what_cannot_follow_is_foreseen(shop: DoubtfulTills, how: How, figure, disabled: bool, key: str) -> None:
    """Nobody is asked for a reason first and told afterwards that it cannot be done."""
    operation_id = parked_short(shop)
    if disabled:
        act(shop.other, Disable(shop.card_id, "lost"))
        settle_down(shop.till)
    decision = Decision(operation_id, how, "counted the drawer", figure)
    for ask in (shop.till.settle.foresee, shop.till.settle.decide):
        with pytest.raises(RuleRefused) as refused:
            ask(decision)
        assert refused.value.key == key
    assert shop.till.settle.foresee(Decision(operation_id, How.DROP, "")).plan.loss == 4000


@pytest.mark.parametrize(("how", "figure"), [(How.DROP, None), (How.AMOUNT, 0)])
def test_what_is_dropped_is_a_recorded_loss_and_frees_the_limits(shop: DoubtfulTills, how: How, figure) -> None:
    operation_id = parked_short(shop)
    before = shop.till.queries.status(shop.card_id).allowance
    settled, _ = shop.settle(operation_id, how, figure)
    after = shop.till.queries.status(shop.card_id)
    assert settled.loss == 4000
    assert after.needs_attention == 0
    assert (after.allowance.till_left - before.till_left, after.allowance.card_left - before.card_left) == (4000, 4000)
    assert shop.agree() == 1500


def test_settled_once_and_only_what_is_parked(shop: DoubtfulTills) -> None:
    operation_id = parked_short(shop)
    shop.settle(operation_id, How.DROP)
    shop.till.connection.switch(True)
    waiting = shop.till.desk.submit(TopUp(shop.card_id, 1))
    done = next(row for row in shop.till.queries.operations() if row.state is State.DONE)
    for unsettled, error, key in (
        (operation_id, RuleRefused, "settle.already"),
        (waiting.operation_id, RuleRefused, "settle.open"),
        (done.operation_id, RuleRefused, "settle.ended"),
        ("nothing", NotFound, "operation.unknown"),
    ):
        with pytest.raises(error) as refused:
            shop.settle(unsettled, How.DROP)
        assert refused.value.key == key


@pytest.mark.parametrize(
    ("decision", "key"),
    [
        (Decision("x", How.APPLIED, "  "), "reason.missing"),
        (Decision("x", How.APPLIED, "w" * 501), "text.long"),
        (Decision("x", How.APPLIED, "why", 5), "settle.figure"),
        (Decision("x", How.AMOUNT, "why"), "settle.figure"),
        (Decision("x", How.BALANCE, "why", -1), "money.negative"),
    ],
)
def test_a_decision_is_whole(shop: DoubtfulTills, decision: Decision, key: str) -> None:
    with pytest.raises(BadInput) as refused:
        shop.till.settle.decide(decision)
    assert refused.value.key == key


def test_without_the_service_only_what_needs_no_fresh_balance(shop: DoubtfulTills) -> None:
    operation_id = parked_short(shop)
    shop.till.connection.switch(True)
    for how, figure in ((How.TAKE_LEFT, None), (How.BALANCE, 0)):
        with pytest.raises(RuleRefused) as refused:
            shop.settle(operation_id, how, figure)
        assert refused.value.key == "offline.off"
    settled, _ = shop.settle(operation_id, How.DROP)
    assert settled.loss == 4000


def test_everything_is_told_as_evidence_and_in_the_journal(shop: DoubtfulTills) -> None:
    operation_id = parked_short(shop)
    shop.settle(operation_id, How.DROP)
    (line, *_) = (line for line in shop.till.queries.timeline(shop.card_id) if line.operation_id == operation_id)
    assert [said.key for said in line.message] == ["line.taken.asked", "settled.drop", "settled.why", "settled.loss"]
    assert line.message[2].values == {"why": "counted the drawer"}
    (found,) = shop.till.queries.history("counted drawer")
    assert found.operation_id == operation_id
    told = [line.message.key for line in shop.till.queries.evidence(operation_id)]
    assert told[-3:] == ["park.short", "settled.drop", "settled.why"]
    with database_of(shop.till).reading() as conn:
        kept = conn.execute(text("SELECT evidence FROM settlements")).scalar_one()
        entries = conn.execute(text("SELECT entry FROM journal WHERE what = 'settled'")).scalars().all()
    assert "evidence.accepted_offline" in kept
    assert len(entries) == 1
    assert '"loss":4000' in entries[0].replace(" ", "")


# cards that were not confirmed


def parked_issue(till: Core, service: EmbeddedService, *, made: bool) -> str:
    """The service says that the code is taken, and the card is not in its list while it is looked for."""
    settle_down(till)
    till.connection.switch(True)
    sold = till.desk.submit(Issue(2500, "USD", code="preprinted001"))
    till.desk.submit(Redeem(sold.card_id, 400, "Purchase"))
    till.connection.switch(False)
    if made:
        service.faults.next(Endpoint.CREATE, LOSE_REPLY)
    service.faults.next(
        Endpoint.CREATE, answer(422, body=b'{"errors":{"code":["is gone"]}}', media_type="application/json")
    )
    if made:
        service.faults.next(
            Endpoint.LIST,
            answer(200, body=b'{"gift_cards":[]}', media_type="application/json"),
        )
    settle_down(till)
    row = till.queries.operation(sold.operation_id)
    assert row.state is State.PARKED, row
    return sold.operation_id


def cards_made(service: EmbeddedService) -> int:
    with service.engine.connect() as conn:
        return conn.execute(text("SELECT COUNT(*) FROM gift_cards")).scalar_one()


@pytest.mark.parametrize(("made", "how"), [(True, How.APPLIED), (True, How.NOT_APPLIED), (False, How.NOT_APPLIED)])
def test_one_order_is_one_card_and_what_waited_for_it_goes_on(
    service: EmbeddedService, open_till: OpenTill, made: bool, how: How
) -> None:
    till = open_till()
    sell(till)
    operation_id = parked_issue(till, service, made=made)
    settled = till.settle.decide(Decision(operation_id, how, "asked the office"))
    settle_down(till)
    row = till.queries.operation(operation_id)
    assert row.state is (State.INFERRED if how is How.APPLIED else State.DONE)
    assert (cards_made(service), on_server(service, row.card_id)) == (2, 2100)
    assert till.queries.card(row.card_id).balance == 2100
    assert till.queries.timeline(row.card_id)[0].balance == 2100
    assert (settled.follow is None) is (how is How.APPLIED)


def test_a_card_that_is_not_in_the_list_is_never_invented(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    sell(till)
    operation_id = parked_issue(till, service, made=False)
    with pytest.raises(RuleRefused) as refused:
        till.settle.decide(Decision(operation_id, How.APPLIED, "the customer says so"))
    assert refused.value.key == "settle.not_found"
    with pytest.raises(RuleRefused) as refused:
        till.settle.decide(Decision(operation_id, How.BALANCE, "so", 100))
    assert refused.value.key == "settle.not_for_this"
    service.set_outage(True)
    with pytest.raises(ServiceFailed):
        till.settle.decide(Decision(operation_id, How.APPLIED, "the customer says so"))
    assert till.queries.operation(operation_id).state is State.PARKED


def test_a_dropped_card_leaves_what_waited_for_it_to_a_person(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    sell(till)
    operation_id = parked_issue(till, service, made=False)
    settled = till.settle.decide(Decision(operation_id, How.DROP, "money given back"))
    assert settled.stranded == 1
    assert till.desk.code_of(operation_id) is None
    (waiting, *_) = till.queries.operations()
    assert (waiting.state, waiting.message.key, waiting.ways) == (State.PARKED, "outcome.card_not_made", (How.DROP,))
    ended = {"state": "parked", "said": "outcome.card_not_made", "who": "nobody: no staff yet"}
    assert entries(till, waiting.operation_id)[-1] == ("ended", ended)
    assert entries(till, operation_id)[-1][0] == "settled"
    with pytest.raises(RuleRefused) as refused:
        till.settle.decide(Decision(waiting.operation_id, How.NOT_APPLIED, "again"))
    assert refused.value.key == "settle.no_card"
    assert till.settle.decide(Decision(waiting.operation_id, How.DROP, "gone")).loss == 400
    assert till.queries.status().needs_attention == 0


# changes of fields


def parked_update(shop: DoubtfulTills) -> str:
    accepted = shop.till.desk.submit(Update(shop.card_id, (("note", "for Ada"),)))
    act(shop.other, Update(shop.card_id, (("note", "for Grace"),)))
    assert isinstance(shop.till.replay.run(accepted.operation_id), Unknown)
    return accepted.operation_id


def test_a_change_is_done_again_over_what_the_card_says_now(shop: DoubtfulTills) -> None:
    operation_id = parked_update(shop)
    with pytest.raises(RuleRefused) as refused:
        shop.settle(operation_id, How.APPLIED)
    assert refused.value.key == "settle.not_shown"
    _, outcome = shop.settle(operation_id, How.NOT_APPLIED)
    assert isinstance(outcome, Confirmed)
    assert shop.till.queries.card(shop.card_id).note == "for Ada"


def test_a_change_that_the_card_shows_was_applied(shop: DoubtfulTills) -> None:
    operation_id = parked_update(shop)
    act(shop.other, Update(shop.card_id, (("note", "for Ada"),)))
    settled, _ = shop.settle(operation_id, How.APPLIED)
    assert settled.amount == 0
    assert shop.till.queries.status().needs_attention == 0


def test_a_change_can_be_dropped(shop: DoubtfulTills) -> None:
    shop.settle(parked_update(shop), How.DROP)
    assert shop.till.queries.card(shop.card_id).note == "for Grace"
    assert shop.till.queries.status().needs_attention == 0


@pytest.mark.parametrize("applied", [True, pytest.param(False, marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    ("how", "figure"), [(How.APPLIED, None), (How.NOT_APPLIED, None), (How.AMOUNT, 1200), (How.BALANCE, 6000)]
)
def test_what_is_foreseen_is_what_comes(shop: DoubtfulTills, applied: bool, how: How, figure: int | None) -> None:
    operation_id = shop.doubt(Redeem(shop.card_id, 3000), applied=applied)
    shop.till.lookup.refresh(shop.card_id)
    foreseen = shop.till.settle.foresee(Decision(operation_id, how, "", figure))
    assert shop.till.queries.operation(operation_id).state is State.PARKED
    before = on_server(shop.service, shop.card_id)
    settled, outcome = shop.settle(operation_id, how, figure)
    assert (settled.amount, settled.loss) == (foreseen.amount, foreseen.plan.loss)
    assert on_server(shop.service, shop.card_id) - before == foreseen.plan.rest
    assert (outcome is None) is (foreseen.plan.rest == 0)


def test_only_what_is_parked_money_is_foreseen(shop: DoubtfulTills) -> None:
    with pytest.raises(NotFound):
        shop.till.settle.foresee(Decision("nothing", How.DROP, ""))
    operation_id = parked_short(shop, left=0)
    with pytest.raises(RuleRefused, match="Nothing is left"):
        shop.till.settle.foresee(Decision(operation_id, How.TAKE_LEFT, ""))
    shop.settle(operation_id, How.DROP)
    with pytest.raises(RuleRefused, match="settled already"):
        shop.till.settle.foresee(Decision(operation_id, How.DROP, ""))
