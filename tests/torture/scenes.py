"""What happens at a counter, one scene each: how the shop stands before, what goes wrong on the line, what is done.

`prepare` runs in peace; `before` at the service, with its faults; `act` in the till that is killed or whose disk fails.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from core.domain.command import Disable, Issue, Redeem, SetBalance, TopUp, Update
from core.domain.outcome import Confirmed
from core.domain.settlement import Decision, How
from core.server.faults import LOSE_REPLY, LOSE_REQUEST, Endpoint
from tests.torture.aged import age
from tests.torture.shop import Shop

Deed = Callable[[Shop], None]


def nothing(_shop: Shop) -> None:
    """Nobody does anything."""


@dataclass(frozen=True)
class Scene:
    name: str
    act: Deed
    prepare: Deed = nothing
    before: Deed = nothing
    alarm: bool = False
    """The till was copied or restored: it must say so, and park."""
    sandbox: bool = False
    stock: bool = False
    """The service has 300 cards that others made."""
    switches: dict[str, Any] = field(default_factory=dict)


def _amount(shop: Shop) -> int:
    return shop.chance.randint(100, 2000)


def _card(shop: Shop) -> int:
    return int(shop.plan["cards"][0])


# how the shop stands before


def one_card(shop: Shop) -> None:
    made(shop, 1)


def three_cards(shop: Shop) -> None:
    made(shop, 3)


def made(shop: Shop, count: int) -> None:
    cards = shop.plan.setdefault("cards", [])
    for _ in range(count):
        outcome = shop.do(Issue(5000, "USD", note="for Ada"))
        assert isinstance(outcome, Confirmed)
        cards.append(outcome.card_id)
    shop.plan["sale"] = outcome.operation_id
    shop.settle_down()


def queued(shop: Shop) -> None:
    """A few wait for the line, and the till is closed."""
    one_card(shop)
    core = shop.core
    assert core is not None
    core.connection.switch(True)
    shop.do(Redeem(_card(shop), _amount(shop), "Purchase"))
    shop.do(TopUp(_card(shop), _amount(shop)))
    shop.do(Issue(_amount(shop), "USD"))


def able(shop: Shop) -> None:
    one_card(shop)
    core = shop.core
    assert core is not None
    abilities = core.probing.records.abilities
    with core.queries._database.writing() as session:
        abilities.keep(session, {"keys": "yes", "key_retention_s": "86400", "updated_at": "yes", "number": "yes"})


def parked_applied(shop: Shop) -> None:
    """The answer was lost, and the service had done it."""
    one_card(shop)
    assert shop.service is not None
    shop.service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    _park(shop)


def parked_not_applied(shop: Shop) -> None:
    """The request was lost, and somebody else changed the card meanwhile: nobody can know."""
    one_card(shop)
    assert shop.service is not None
    shop.service.faults.next(Endpoint.BALANCE, LOSE_REQUEST)
    core = shop.core
    assert core is not None
    accepted = core.desk.submit(Redeem(_card(shop), 700, "Purchase"))
    while shop.service.faults.unmet:
        core.replay.step()
    shop.somebody_else_sets(_card(shop), "40.00")
    shop.plan["parked"] = accepted.operation_id
    shop.settle_down()


def parked_short(shop: Shop) -> None:
    """Promised offline, and spent elsewhere meanwhile."""
    one_card(shop)
    core = shop.core
    assert core is not None
    core.connection.switch(True)
    outcome = shop.do(Redeem(_card(shop), 2000, "Purchase"))
    shop.somebody_else_sets(_card(shop), "5.00")
    core.connection.switch(False)
    shop.plan["parked"] = outcome.operation_id
    shop.settle_down()


def _park(shop: Shop) -> None:
    shop.plan["parked"] = shop.do(Redeem(_card(shop), 700, "Purchase")).operation_id
    shop.settle_down()


def parked_sale(shop: Shop) -> None:
    """A till whose record outside was lost parks the sale that waited."""
    queued(shop)
    shop.close()
    shutil.rmtree(shop.state)
    core = shop.open()
    parked = [row for row in core.queries.operations() if row.kind == "issue" and row.state == "parked"]
    shop.plan["parked"] = parked[0].operation_id


def old_schema(shop: Shop) -> None:
    queued(shop)
    shop.close()
    age(shop.settings.database_path)


def pulled(shop: Shop) -> None:
    one_card(shop)


# at the service, before the act


def others_change_two(shop: Shop) -> None:
    assert shop.service is not None
    with closing(sqlite3.connect(shop.service_database)) as raw:
        rows = raw.execute(
            "SELECT id FROM gift_cards WHERE balance > 200 AND disabled_at IS NULL AND expires_on IS NULL"
        )
        wanted = [card_id for (card_id,) in rows][:2]
    for card_id in wanted:
        shop.somebody_else_sets(card_id, "1.50")


def others_empty_it(shop: Shop) -> None:
    shop.somebody_else_sets(_card(shop), "0.50")


def losing(endpoint: Endpoint, *faults: Any) -> Deed:
    def lose(shop: Shop) -> None:
        assert shop.service is not None
        shop.service.faults.next(endpoint, *faults)

    return lose


def copied(shop: Shop) -> None:
    shutil.rmtree(shop.state)


def backed_up(shop: Shop) -> None:
    """A copy of the folder is kept while all that waits in it is done."""
    queued(shop)
    shop.close()
    shutil.copytree(shop.till, shop.root / "backup", ignore=shutil.ignore_patterns("*-shm"))
    shop.open()
    shop.settle_down()


def restored(shop: Shop) -> None:
    """What the newer database knew is lost; what it did at the service is somebody else's doing now."""
    mine = _moves(shop)
    shutil.rmtree(shop.till)
    shutil.copytree(shop.root / "backup", shop.till)
    shop.plan.setdefault("foreign", []).extend(mine - _moves(shop))


def _moves(shop: Shop) -> set[tuple[int, int]]:
    """What was answered to this till, by card and number."""
    with closing(sqlite3.connect(shop.settings.database_path)) as raw:
        return set(
            raw.execute(
                "SELECT o.card_id, a.transaction_number FROM attempts a JOIN operations o"
                " ON o.operation_id = a.operation_id WHERE a.transaction_id IS NOT NULL"
            )
        )


# what is done


def sell(shop: Shop) -> None:
    shop.do(Issue(_amount(shop), "USD", note="for Ada"))


def sell_printed(shop: Shop) -> None:
    shop.do(Issue(_amount(shop), "USD", code=f"PREPRINTED{shop.seed:04}"))


def redeem(shop: Shop) -> None:
    shop.do(Redeem(_card(shop), _amount(shop), "Purchase"))


def top_up(shop: Shop) -> None:
    shop.do(TopUp(_card(shop), _amount(shop)))


def set_balance(shop: Shop) -> None:
    shop.do(SetBalance(_card(shop), _amount(shop), "counted"))


def update(shop: Shop) -> None:
    shop.do(Update(_card(shop), (("note", f"for Bob {shop.seed}"),)))


def disable(shop: Shop) -> None:
    shop.do(Disable(_card(shop), "lost"))


def cancel(shop: Shop) -> None:
    core = shop.core
    assert core is not None
    accepted = core.desk.submit(Redeem(_card(shop), _amount(shop)))
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
    shop.do(Redeem(_card(shop), _amount(shop), "Purchase"))
    made = shop.do(Issue(_amount(shop) + 500, "USD"))
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
        shop.tell("accepted", core.desk.submit(Redeem(card_id, _amount(shop), "Purchase")).operation_id)
        shop.tell("accepted", core.desk.submit(TopUp(card_id, _amount(shop))).operation_id)
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
    core.probing.probe(_card(shop))
    shop.settle_down()


def keep_house(shop: Shop) -> None:
    core = shop.core
    assert core is not None
    core.preferences.set("shop.name", "Quay Books")
    core.book.export(shop.till / "journal.jsonl")


KEYS = {"idempotency_keys": True}

SCENES = (
    Scene("first start and sale", sell),
    Scene("sale", sell, one_card),
    Scene("sale of a printed card", sell_printed, one_card),
    Scene("redeem", redeem, one_card),
    Scene("top-up", top_up, one_card),
    Scene("set-balance", set_balance, one_card),
    Scene("update", update, one_card),
    Scene("disable", disable, one_card),
    Scene("cancel", cancel, one_card),
    Scene("refused", redeem, one_card, others_empty_it),
    Scene("hand-over", hand_over, one_card),
    Scene("settle applied", settling(How.APPLIED), parked_applied),
    Scene("settle amount", settling(How.AMOUNT, 700), parked_applied),
    Scene("settle balance", settling(How.BALANCE, 4300), parked_applied),
    Scene("settle not-applied", settling(How.NOT_APPLIED), parked_not_applied),
    Scene("settle drop", settling(How.DROP), parked_not_applied),
    Scene("settle take-left", settling(How.TAKE_LEFT), parked_short),
    Scene("settle a sale", settling(How.NOT_APPLIED), parked_sale, alarm=True),
    Scene("offline and replay", offline, one_card),
    Scene("restart with a queue", settle_down, queued),
    Scene("several cards at once", by_rounds, three_cards),
    Scene("lost reply", redeem_and_settle_down, one_card, losing(Endpoint.BALANCE, LOSE_REPLY)),
    Scene("lost request", redeem_and_settle_down, one_card, losing(Endpoint.BALANCE, LOSE_REQUEST)),
    Scene("lost reply of a sale", sell_and_settle_down, one_card, losing(Endpoint.CREATE, LOSE_REPLY)),
    Scene("lost reply of an update", update, one_card, losing(Endpoint.UPDATE, LOSE_REPLY)),
    Scene("resend with a key", redeem, able, losing(Endpoint.BALANCE, LOSE_REPLY, LOSE_REQUEST), switches=KEYS),
    Scene("sale resent with a key", sell, able, losing(Endpoint.CREATE, LOSE_REPLY), switches=KEYS),
    Scene("probe", probe, one_card, switches=KEYS),
    Scene("first pull", pull, stock=True),
    Scene("pull of what changed", pull, pulled, others_change_two, stock=True),
    Scene("settings and journal file", keep_house, one_card),
    Scene("upgrade with a queue", settle_down, old_schema),
    Scene("copied till", settle_down, queued, copied, alarm=True),
    Scene("restored till", settle_down, backed_up, restored, alarm=True),
    Scene("sandbox", sell, one_card, sandbox=True),
)
