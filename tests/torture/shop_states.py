"""How the shop of a scene stands: what was done there in peace, and what goes wrong at the service afterwards."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import Any

from core.domain.command import Issue, Redeem, TopUp
from core.domain.outcome import Confirmed
from core.server.sandbox.faults import LOSE_REPLY, LOSE_REQUEST, Endpoint
from tests.builders import database_of
from tests.torture.old_schema import age
from tests.torture.shop import Deed, Shop


def nothing(_shop: Shop) -> None:
    """Nobody does anything."""


def amount(shop: Shop) -> int:
    return shop.chance.randint(100, 2000)


def card(shop: Shop) -> int:
    return int(shop.plan["cards"][0])


# in peace


def one_card(shop: Shop) -> None:
    made(shop, 1)


def redeemed(shop: Shop) -> None:
    """A mis-keyed redeem, confirmed."""
    one_card(shop)
    shop.plan["original"] = shop.do(Redeem(card(shop), amount(shop), "Purchase")).operation_id
    shop.settle_down()


def sold(shop: Shop) -> None:
    """A sale whose payment failed."""
    one_card(shop)
    shop.plan["original"] = shop.plan["sale"]


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
    shop.do(Redeem(card(shop), amount(shop), "Purchase"))
    shop.do(TopUp(card(shop), amount(shop)))
    shop.do(Issue(amount(shop), "USD"))


def able(shop: Shop) -> None:
    one_card(shop)
    core = shop.core
    assert core is not None
    abilities = core.probing.machines.capability_store
    with database_of(core).writing() as conn:
        abilities.keep(conn, {"keys": "yes", "key_retention_s": "86400", "updated_at": "yes", "number": "yes"})


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
    accepted = core.desk.submit(Redeem(card(shop), 700, "Purchase"))
    while shop.service.faults.unmet:
        core.replay.step()
    shop.somebody_else_sets(card(shop), "40.00")
    shop.plan["parked"] = accepted.operation_id
    shop.settle_down()


def parked_short(shop: Shop) -> None:
    """Promised offline, and spent elsewhere meanwhile."""
    one_card(shop)
    core = shop.core
    assert core is not None
    core.connection.switch(True)
    outcome = shop.do(Redeem(card(shop), 2000, "Purchase"))
    shop.somebody_else_sets(card(shop), "5.00")
    core.connection.switch(False)
    shop.plan["parked"] = outcome.operation_id
    shop.settle_down()


def _park(shop: Shop) -> None:
    shop.plan["parked"] = shop.do(Redeem(card(shop), 700, "Purchase")).operation_id
    shop.settle_down()


def parked_sale(shop: Shop) -> None:
    """A till that was copied, from one that is still there, parks the sale that waited."""
    queued(shop)
    shop.close()
    first = shutil.copy(shop.settings.database_path, shop.root / "first.db")
    with closing(sqlite3.connect(shop.settings.database_path)) as raw:
        raw.execute("UPDATE watermarks SET value = ? WHERE name = 'till.path'", (str(first),))
        raw.commit()
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
    shop.somebody_else_sets(card(shop), "0.50")


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


def home_backed_up(shop: Shop) -> None:
    """A copy of the folder and of the state outside is kept while all that waits is done."""
    queued(shop)
    shop.close()
    for name in ("till", "state"):
        shutil.copytree(shop.root / name, shop.root / f"home-{name}", ignore=shutil.ignore_patterns("*-shm"))
    shop.open()
    shop.settle_down()


def home_restored(shop: Shop) -> None:
    """As a back-up of a home puts it back: whatever lies in a folder of the user."""
    mine = _moves(shop)
    for name in ("till", "state"):
        shutil.rmtree(shop.root / name)
        shutil.copytree(shop.root / f"home-{name}", shop.root / name)
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
