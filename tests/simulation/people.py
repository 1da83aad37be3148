"""Who uses the cards: clerks, perhaps managers, the web shop, and others elsewhere. All of them act by the seed."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from core.bootstrap import Core
from core.domain.command import (
    CashOut,
    Command,
    Disable,
    Issue,
    Redeem,
    Replace,
    Reverse,
    SetBalance,
    TopUp,
    Update,
)
from core.errors import KnownError
from tests.simulation.manager import Manager

if TYPE_CHECKING:
    from tests.simulation.till import Till
    from tests.simulation.world import World

_ACTS = ("redeem", "top up", "sell", "correct", "note", "disable", "look", "cancel", "plug", "retry")
_WEIGHTS = (50, 15, 8, 4, 5, 1, 5, 4, 4, 3)
_CODES = ("SHAREDCODE01", "SHAREDCODE02", "SHAREDCODE03")
"""Codes that several shops print on cards of their own: the second sale of one is refused."""
WEB_SHOP = "web shop"


class People:
    """Clerks wait for their answer, mostly; sometimes they leave it to the background and serve on."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.manager = Manager(world)
        chance = random.Random(f"{world.seed} people")  # of its own: a world without them is as it always was
        settles, replaces = chance.choice((False, False, True)), chance.choice((0.0, 0.0, 0.2))
        self.settles = settles if world.shape.settles is None else world.shape.settles
        self._replaces = replaces if world.shape.replaces is None else world.shape.replaces
        money_back = chance.choice((0.0, 0.0, 0.2))
        self._money_back = money_back if world.shape.money_back is None else world.shape.money_back

    def serve(self, till: Till, core: Core) -> None:
        """The clerk's day; ends when the work is done, and goes on after a kill with what is left."""
        scheduler, shape = self._world.scheduler, self._world.shape
        while till.left_to_do > 0:
            scheduler.sleep(till.chance.expovariate(1 / shape.think_s))
            till.left_to_do -= 1
            try:
                if self._replaces and till.lots.random() < self._replaces:
                    self._replace(till, core)
                elif self._money_back and till.lots.random() < self._money_back:
                    self._give_money_back(till, core)
                else:
                    self._act(till, core)
            except KnownError as error:
                till.says(f"clerk is told: {error.key}")

    def has_to_settle(self, till: Till) -> bool:
        return self.settles and bool(self.manager.waiting(till))

    def open_web_shop(self) -> None:
        """Spends and gives back atomically, as a shop's own software does; a manager disables and edits elsewhere."""
        chance, shape = random.Random(self._world.chance.getrandbits(64)), self._world.shape

        def act() -> None:
            if self._world.quiet:
                return
            if self._world.shop.cards:
                self._elsewhere(chance)
            self._world.scheduler.at(self._world.scheduler.now + chance.expovariate(1 / shape.web_shop_s), act)

        if shape.web_shop_s:
            self._world.scheduler.at(chance.expovariate(1 / shape.web_shop_s), act)

    def _elsewhere(self, chance: random.Random) -> None:
        shop, card_id = self._world.shop, chance.choice(list(self._world.shop.cards))
        balance, what = shop.cards[card_id].card.balance, chance.random()
        if what < 0.85:
            amount = -chance.randint(1, max(1, balance)) if chance.random() < 0.7 else chance.randint(1, 3000)
            shop.post(card_id, amount, balance + amount, WEB_SHOP, None)
            self._world.say(WEB_SHOP, f"{amount} on {card_id}")
        elif what < 0.97:
            shop.update(card_id, {"template_suffix": f"web{chance.randint(1, 9)}"})
        else:
            shop.disable(card_id)
            self._world.say(WEB_SHOP, f"disables {card_id}")

    def _act(self, till: Till, core: Core) -> None:
        chance = till.chance
        act = chance.choices(_ACTS, self._world.shape.acts or _WEIGHTS)[0]
        if act == "plug":
            offline = core.connection.condition.state != "switched_off"
            till.says(f"clerk {'pulls' if offline else 'plugs'} the line")
            core.connection.switch(offline)
        elif act in {"cancel", "retry"}:
            open_ones = till.rows("SELECT operation_id FROM operations ORDER BY seq DESC LIMIT 3")
            if open_ones:
                chosen = str(chance.choice(open_ones)[0])
                till.says(f"clerk: {act} {till.short(chosen)}")
                (core.desk.cancel if act == "cancel" else core.desk.retry)(chosen)
        elif act == "look":
            core.lookup.refresh(self._card(till))
        else:
            self._give(till, core, self._command(till, act))

    def _give(self, till: Till, core: Core, command: Command) -> None:
        accepted = core.desk.submit(command)
        what = f"takes back {till.short(command.operation_id)}" if isinstance(command, Reverse) else str(command)
        till.says(f"clerk: {till.short(accepted.operation_id)} {what}{' offline' if accepted.offline else ''}")
        if isinstance(command, Issue):
            till.local_cards.append(accepted.card_id)
        if till.chance.random() < self._world.shape.patience:
            outcome = core.replay.run(accepted.operation_id)
            till.told[accepted.operation_id] = outcome
            till.says(f"clerk is told: {till.short(accepted.operation_id)} {type(outcome).__name__}")
            if isinstance(command, Issue) and till.chance.random() < 0.5:
                core.desk.hand_over(accepted.operation_id)

    def _give_money_back(self, till: Till, core: Core) -> None:
        """Cash for what is on a card, or one of the last acts taken back; of those some were taken back before."""
        found = till.rows("SELECT operation_id FROM operations ORDER BY seq DESC LIMIT 6")
        if not found or till.lots.random() < 0.3:
            self._give(till, core, CashOut(self._card(till), till.lots.randint(1, 3000), "Asked for it"))
        else:
            self._give(till, core, Reverse(str(till.lots.choice(found)[0]), "Wrong key"))

    def _replace(self, till: Till, core: Core) -> None:
        accepted = core.replacement.start(Replace(self._card(till), "Lost by its owner"))
        till.says(f"clerk: {till.short(accepted.operation_id)} replaces {accepted.card_id}")
        if till.chance.random() < self._world.shape.patience:
            core.replacement.run(accepted.operation_id)

    def _command(self, till: Till, act: str) -> Command:
        chance, card_id = till.chance, self._card(till)
        amount = chance.choice((chance.randint(1, 1500), chance.randint(1, 6000), 1000))
        match act:
            case "redeem":
                return Redeem(card_id, amount)
            case "top up":
                return TopUp(card_id, amount)
            case "sell":
                code = chance.choice(_CODES) if chance.random() < self._world.shape.shared_codes else None
                return Issue(chance.randint(500, 8000), "USD", code)
            case "correct":
                return SetBalance(card_id, chance.randint(0, 6000), "counted")
            case "note":
                return Update(card_id, (("note", f"Note {chance.randint(1, 5)}"),))
            case _:
                return Disable(card_id, "Lost by its owner")

    def _card(self, till: Till) -> int:
        if till.local_cards and till.chance.random() < 0.2:
            return till.chance.choice(till.local_cards)
        cards = self._world.usual_cards
        return till.chance.choice(cards[:3] if till.chance.random() < self._world.shape.hot else cards)
