"""What happens at a counter, one scene each: how the shop stands before, what is done, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from core.domain.settlement import How
from core.server.faults import LOSE_REPLY, LOSE_REQUEST, Endpoint
from tests.torture import deeds, long_acts, oracle, standing
from tests.torture.shop import Deed, Shop


def _nothing_else(_shop: Shop) -> list[str]:
    return []


@dataclass(frozen=True)
class Scene:
    """`prepare` runs in peace; `before` at the service, with its faults; `act` in the till that is killed or whose disk
    fails; `after` is what a person does when it stands again. `wanted` names what did not come of it as it must."""

    name: str
    act: Deed
    prepare: Deed = standing.nothing
    before: Deed = standing.nothing
    after: Deed = standing.nothing
    wanted: Callable[[Shop], list[str]] = _nothing_else
    alarm: bool = False
    """The till was copied or restored: it must say so, and park."""
    sandbox: bool = False
    stock: bool = False
    """The service has 300 cards that others made."""
    switches: dict[str, Any] = field(default_factory=dict)

    def see_to_its_end(self, shop: Shop) -> None:
        """In the till that stands again."""
        self.after(shop)
        shop.settle_down()

    def faults(self, shop: Shop) -> list[str]:
        """What is not as it must be. The till is closed."""
        return oracle.judge(shop, alarm=self.alarm) + self.wanted(shop)


KEYS = {"idempotency_keys": True}

SCENES = (
    Scene("first start and sale", deeds.sell),
    Scene("sale", deeds.sell, standing.one_card),
    Scene("sale of a printed card", deeds.sell_printed, standing.one_card),
    Scene("redeem", deeds.redeem, standing.one_card),
    Scene("top-up", deeds.top_up, standing.one_card),
    Scene("cash-out", deeds.cash_out, standing.one_card),
    Scene("take back", deeds.take_back, standing.redeemed),
    Scene("take back a sale", deeds.take_back, standing.sold),
    Scene("set-balance", deeds.set_balance, standing.one_card),
    Scene("update", deeds.update, standing.one_card),
    Scene("disable", deeds.disable, standing.one_card),
    Scene("cancel", deeds.cancel, standing.one_card),
    Scene("refused", deeds.redeem, standing.one_card, standing.others_empty_it),
    Scene("hand-over", deeds.hand_over, standing.one_card),
    Scene("settle applied", deeds.settling(How.APPLIED), standing.parked_applied),
    Scene("settle amount", deeds.settling(How.AMOUNT, 700), standing.parked_applied),
    Scene("settle balance", deeds.settling(How.BALANCE, 4300), standing.parked_applied),
    Scene("settle not-applied", deeds.settling(How.NOT_APPLIED), standing.parked_not_applied),
    Scene("settle drop", deeds.settling(How.DROP), standing.parked_not_applied),
    Scene("settle take-left", deeds.settling(How.TAKE_LEFT), standing.parked_short),
    Scene("settle a sale", deeds.settling(How.NOT_APPLIED), standing.parked_sale, alarm=True),
    Scene("bulk order", long_acts.order, after=long_acts.order, wanted=long_acts.one_card_a_row),
    Scene(
        "bulk order, lost reply",
        long_acts.order,
        before=standing.losing(Endpoint.CREATE, None, LOSE_REPLY),
        after=long_acts.order,
        wanted=long_acts.one_card_a_row,
    ),
    Scene(
        "replacement",
        long_acts.replace,
        standing.one_card,
        after=long_acts.see_replaced,
        wanted=long_acts.moved_to_one_card,
    ),
    Scene("offline and replay", deeds.offline, standing.one_card),
    Scene("restart with a queue", deeds.settle_down, standing.queued),
    Scene("several cards at once", deeds.by_rounds, standing.three_cards),
    Scene("lost reply", deeds.redeem_and_settle_down, standing.one_card, standing.losing(Endpoint.BALANCE, LOSE_REPLY)),
    Scene(
        "lost request", deeds.redeem_and_settle_down, standing.one_card, standing.losing(Endpoint.BALANCE, LOSE_REQUEST)
    ),
    Scene(
        "lost reply of a take-back",
        deeds.take_back_and_settle_down,
        standing.redeemed,
        standing.losing(Endpoint.BALANCE, LOSE_REPLY),
    ),
    Scene(
        "lost reply of a sale",
        deeds.sell_and_settle_down,
        standing.one_card,
        standing.losing(Endpoint.CREATE, LOSE_REPLY),
    ),
    Scene("lost reply of an update", deeds.update, standing.one_card, standing.losing(Endpoint.UPDATE, LOSE_REPLY)),
    Scene(
        "resend with a key",
        deeds.redeem,
        standing.able,
        standing.losing(Endpoint.BALANCE, LOSE_REPLY, LOSE_REQUEST),
        switches=KEYS,
    ),
    Scene(
        "sale resent with a key", deeds.sell, standing.able, standing.losing(Endpoint.CREATE, LOSE_REPLY), switches=KEYS
    ),
    Scene("probe", deeds.probe, standing.one_card, switches=KEYS),
    Scene("first pull", deeds.pull, stock=True),
    Scene("pull of what changed", deeds.pull, standing.pulled, standing.others_change_two, stock=True),
    Scene("settings and journal file", deeds.keep_house, standing.one_card),
    Scene("upgrade with a queue", deeds.settle_down, standing.old_schema),
    Scene("copied till", deeds.settle_down, standing.queued, standing.copied, alarm=True),
    Scene("restored till", deeds.settle_down, standing.backed_up, standing.restored, alarm=True),
    Scene("sandbox", deeds.sell, standing.one_card, sandbox=True),
)
