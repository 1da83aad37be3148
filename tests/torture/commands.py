"""What is done at the till that is killed, or whose disk fails."""

from __future__ import annotations

from core.domain.command import CashOut, Disable, Issue, Redeem, Reverse, SetBalance, TopUp, Update
from core.domain.settlement import Decision, How
from tests.torture.shop import Deed, Shop
from tests.torture.shop_states import amount, card


def sell(shop: Shop) -> None:
    shop.do(Issue(amount(shop), "USD", note="for Ada"))


def sell_printed(shop: Shop) -> None:
    shop.do(Issue(amount(shop), "USD", code=f"PREPRINTED{shop.seed:04}"))


def redeem(shop: Shop) -> None:
    shop.do(Redeem(card(shop), amount(shop), "Purchase"))


def top_up(shop: Shop) -> None:
    shop.do(TopUp(card(shop), amount(shop)))


def cash_out(shop: Shop) -> None:
    shop.do(CashOut(card(shop), amount(shop), "asked for it"))


def take_back(shop: Shop) -> None:
    shop.do(Reverse(shop.plan["original"], "wrong key"))


def take_back_and_settle_down(shop: Shop) -> None:
    take_back(shop)
    shop.settle_down()


def set_balance(shop: Shop) -> None:
    shop.do(SetBalance(card(shop), amount(shop), "counted"))


def update(shop: Shop) -> None:
    shop.do(Update(card(shop), (("note", f"for Bob {shop.seed}"),)))


def disable(shop: Shop) -> None:
    shop.do(Disable(card(shop), "lost"))


def cancel(shop: Shop) -> None:
    core = shop.core
    assert core is not None
    accepted = core.desk.submit(Redeem(card(shop), amount(shop)))
    shop.tell("accepted", accepted.operation_id)
    core.desk.cancel(accepted.operation_id)


def hand_over(shop: Shop) -> None:
    assert shop.core is not None
    shop.core.desk.hand_over(shop.plan["sale"])


def settling(how: How, figure: int | None = None) -> Deed:
    def settle(shop: Shop) -> None:
        core = shop.core
        assert core is not None
        settled = core.settle.decide(Decision(shop.plan["parked"], how, "we looked", figure))
        if settled.follow is not None:
            shop.tell("accepted", settled.follow.operation_id)
            core.replay.run(settled.follow.operation_id)
        shop.settle_down()

    return settle


def offline(shop: Shop) -> None:
    core = shop.core
    assert core is not None
    core.connection.switch(True)
    shop.do(Redeem(card(shop), amount(shop), "Purchase"))
    made = shop.do(Issue(amount(shop) + 500, "USD"))
    shop.do(Redeem(made.card_id, 300, "Purchase"))
    core.connection.switch(False)
    shop.settle_down()


def sell_and_settle_down(shop: Shop) -> None:
    sell(shop)
    shop.settle_down()


def redeem_and_settle_down(shop: Shop) -> None:
    redeem(shop)
    shop.settle_down()


def settle_down(shop: Shop) -> None:
    shop.settle_down()


def by_rounds(shop: Shop) -> None:
    """The queue as the window works it off: several cards at once."""
    core = shop.core
    assert core is not None
    for card_id in shop.plan["cards"]:
        shop.tell("accepted", core.desk.submit(Redeem(card_id, amount(shop), "Purchase")).operation_id)
        shop.tell("accepted", core.desk.submit(TopUp(card_id, amount(shop))).operation_id)
    for _ in range(400):
        if core.replay.idle():
            return
        core.replay.round()
    raise AssertionError("something still waits")


def pull(shop: Shop) -> None:
    core = shop.core
    assert core is not None
    core.sync.hurry()
    for _ in range(50):
        core.sync.step()
        if core.sync.resting:
            return
    raise AssertionError("the pull does not end")


def probe(shop: Shop) -> None:
    core = shop.core
    assert core is not None
    core.probing.probe(card(shop))
    shop.settle_down()


def keep_house(shop: Shop) -> None:
    core = shop.core
    assert core is not None
    core.preferences.set("shop.name", "Quay Books")
    core.book.export(shop.till / "journal.jsonl")
