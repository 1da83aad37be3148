"""What happens at a counter, one scene each: how the shop stands before, what is done, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from core.domain.settlement import How
from core.server.sandbox.faults import LOSE_REPLY, LOSE_REQUEST, SEND_TWICE, Endpoint
from tests.torture import commands, long_commands, oracle, shop_states
from tests.torture.shop import Deed, Shop


def _nothing_else(_shop: Shop) -> list[str]:
    return []


@dataclass(frozen=True)
class Scene:
    """`prepare` runs in peace; `before` at the service, with its faults; `act` in the till that is killed or whose disk
    fails; `after` is what a person does when it stands again. `wanted` names what did not come of it as it must.
    """

    name: str
    act: Deed
    prepare: Deed = shop_states.nothing
    before: Deed = shop_states.nothing
    after: Deed = shop_states.nothing
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
NO_KEYS = {"idempotency_keys": False}

SCENES = (
    Scene("first start and sale", commands.sell),
    Scene("sale", commands.sell, shop_states.one_card),
    Scene("sale of a printed card", commands.sell_printed, shop_states.one_card),
    Scene("redeem", commands.redeem, shop_states.one_card),
    Scene("top-up", commands.top_up, shop_states.one_card),
    Scene("cash-out", commands.cash_out, shop_states.one_card),
    Scene("take back", commands.take_back, shop_states.redeemed),
    Scene("take back a sale", commands.take_back, shop_states.sold),
    Scene("set-balance", commands.set_balance, shop_states.one_card),
    Scene("update", commands.update, shop_states.one_card),
    Scene("disable", commands.disable, shop_states.one_card),
    Scene("cancel", commands.cancel, shop_states.one_card),
    Scene("refused", commands.redeem, shop_states.one_card, shop_states.others_empty_it),
    Scene("hand-over", commands.hand_over, shop_states.one_card),
    Scene("settle applied", commands.settling(How.APPLIED), shop_states.parked_applied),
    Scene("settle amount", commands.settling(How.AMOUNT, 700), shop_states.parked_applied),
    Scene("settle balance", commands.settling(How.BALANCE, 4300), shop_states.parked_applied),
    Scene("settle not-applied", commands.settling(How.NOT_APPLIED), shop_states.parked_not_applied),
    Scene("settle drop", commands.settling(How.DROP), shop_states.parked_not_applied),
    Scene("settle take-left", commands.settling(How.TAKE_LEFT), shop_states.parked_short),
    Scene("settle a sale", commands.settling(How.NOT_APPLIED), shop_states.parked_sale, alarm=True),
    Scene("bulk order", long_commands.order, after=long_commands.order, wanted=long_commands.one_card_a_row),
    Scene(
        "bulk order, lost reply",
        long_commands.order,
        before=shop_states.losing(Endpoint.CREATE, None, LOSE_REPLY),
        after=long_commands.order,
        wanted=long_commands.one_card_a_row,
    ),
    Scene(
        "replacement",
        long_commands.replace,
        shop_states.one_card,
        after=long_commands.see_replaced,
        wanted=long_commands.moved_to_one_card,
    ),
    Scene("offline and replay", commands.offline, shop_states.one_card),
    Scene("restart with a queue", commands.settle_down, shop_states.queued),
    Scene("several cards at once", commands.by_rounds, shop_states.three_cards),
    Scene(
        "lost reply",
        commands.redeem_and_settle_down,
        shop_states.one_card,
        shop_states.losing(Endpoint.BALANCE, LOSE_REPLY),
    ),
    Scene(
        "lost request",
        commands.redeem_and_settle_down,
        shop_states.one_card,
        shop_states.losing(Endpoint.BALANCE, LOSE_REQUEST),
    ),
    Scene(
        "lost reply of a take-back",
        commands.take_back_and_settle_down,
        shop_states.redeemed,
        shop_states.losing(Endpoint.BALANCE, LOSE_REPLY),
    ),
    Scene(
        "lost reply of a sale",
        commands.sell_and_settle_down,
        shop_states.one_card,
        shop_states.losing(Endpoint.CREATE, LOSE_REPLY),
    ),
    Scene(
        "lost reply of an update",
        commands.update,
        shop_states.one_card,
        shop_states.losing(Endpoint.UPDATE, LOSE_REPLY),
    ),
    Scene(
        "resend with a key",
        commands.redeem,
        shop_states.able,
        shop_states.losing(Endpoint.BALANCE, LOSE_REPLY, LOSE_REQUEST),
        switches=KEYS,
    ),
    Scene(
        "sale resent with a key",
        commands.sell,
        shop_states.able,
        shop_states.losing(Endpoint.CREATE, LOSE_REPLY),
        switches=KEYS,
    ),
    Scene(
        "sent twice",
        commands.redeem,
        shop_states.one_card,
        shop_states.losing(Endpoint.BALANCE, SEND_TWICE),
        switches=NO_KEYS,
    ),
    Scene("sent twice, a key", commands.redeem, shop_states.one_card, shop_states.losing(Endpoint.BALANCE, SEND_TWICE)),
    Scene(
        "sale sent twice",
        commands.sell,
        shop_states.one_card,
        shop_states.losing(Endpoint.CREATE, SEND_TWICE),
        switches=NO_KEYS,
    ),
    Scene("probe", commands.probe, shop_states.one_card, switches=KEYS),
    Scene("first pull", commands.pull, stock=True),
    Scene("pull of what changed", commands.pull, shop_states.pulled, shop_states.others_change_two, stock=True),
    Scene("settings and journal file", commands.keep_house, shop_states.one_card),
    Scene("upgrade with a queue", commands.settle_down, shop_states.old_schema),
    Scene("copied till", commands.settle_down, shop_states.queued, shop_states.copied, alarm=True),
    Scene("restored till", commands.settle_down, shop_states.backed_up, shop_states.restored, alarm=True),
    Scene("restored home", commands.settle_down, shop_states.home_backed_up, shop_states.home_restored, alarm=True),
    Scene("sandbox", commands.sell, shop_states.one_card, sandbox=True),
)
