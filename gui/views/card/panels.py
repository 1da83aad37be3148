"""The panels that can stand beside a card, by name. Each is made at its first use, or earlier while nobody waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.domain.command import TopUp, Update
from core.domain.design import Design
from core.domain.outcome import Message
from core.domain.policy import ShopPolicy
from core.rows import CardRow
from gui.views.card.adjust import AdjustPanel
from gui.views.card.cash_out_panel import CashOutPanel
from gui.views.card.command_panel import CommandPanel
from gui.views.card.disable import DisablePanel
from gui.views.card.edit import EditPanel
from gui.views.card.edit_drafts import EditDrafts
from gui.views.card.freeze_panel import FreezePanel
from gui.views.card.open_bill import OpenBill
from gui.views.card.redeem_panel import RedeemPanel
from gui.views.card.repeats import Repeats
from gui.views.card.replace_panel import ReplacePanel
from gui.views.card.top_up_panel import TopUpPanel

_MADE_BY: dict[str, Callable[[OpenBill, EditDrafts], CommandPanel]] = {
    "redeem": lambda sale, _: RedeemPanel(sale),
    "top_up": lambda *_: TopUpPanel(),
    "cash_out": lambda *_: CashOutPanel(),
    "adjust": lambda *_: AdjustPanel(),
    "edit": lambda _, drafts: EditPanel(drafts),
    "freeze": lambda *_: FreezePanel(),
    "replace": lambda *_: ReplacePanel(),
    "disable": lambda *_: DisablePanel(),
}
FIRST = "redeem"
_SPACE, _LOW_SPACE = 10, 6
"""px between the parts of a panel."""


class Panels(QObject):
    """`made` carries a new panel, `requested` its Command or Holding, `other_chosen` the name of the better panel."""

    made = Signal(QWidget)
    requested = Signal(object)
    other_chosen = Signal(str)
    ending_wanted = Signal(str)
    advice_wanted = Signal(object)
    look_up_wanted = Signal(str)

    def __init__(self, sale: OpenBill, parent: QObject) -> None:
        super().__init__(parent)
        self._sale = sale
        self._card: CardRow | None = None
        self._low = False
        self._made: dict[str, CommandPanel] = {}
        self._behind: set[str] = set()
        """Panels that show older figures, and are not seen."""
        self.repeats = Repeats()
        self._designs: tuple[Design, ...] = ()
        self._policy: ShopPolicy | None = None
        self.drafts = EditDrafts()
        """What was typed into an edit and not saved, of any card."""

    def panel(self, name: str) -> CommandPanel:
        """Return the panel, made if need be, with the card shown in it."""
        if name not in self._made:
            self._made[name] = self._make(name)
        if name in self._behind and self._card is not None:
            self._made[name].show_card(self._card)
        self._behind.discard(name)
        return self._made[name]

    def make_ready(self) -> Iterator[None]:
        """Make what a scanned card opens with; the others at their first use."""
        yield
        self.panel(FIRST)

    def name_of(self, panel: QWidget | None) -> str:
        """Return "" for what is none of them."""
        return next((name for name, each in self._made.items() if each is panel), "")

    def show_card(self, card: CardRow) -> None:
        """Show fresh figures in the one that is seen; the others get them when they are wanted."""
        self._card = card
        for name, panel in self._made.items():
            if panel.isHidden():
                self._behind.add(name)
            else:
                panel.show_card(card)

    def show_designs(self, designs: tuple[Design, ...]) -> None:
        """Offer what the shop sells."""
        self._designs = designs
        edit = self._made.get("edit")
        if isinstance(edit, EditPanel):
            edit.show_designs(designs)

    def show_policy(self, policy: ShopPolicy | None) -> None:
        """Say at the cash-out what the shop's policy has of it."""
        self._policy = policy
        cash_out = self._made.get("cash_out")
        if isinstance(cash_out, CashOutPanel):
            cash_out.show_policy(policy)

    def show_ending(self, digits: str, known: bool) -> None:
        """Show whether a card ends in what was typed as an amount."""
        for panel in self._made.values():
            if isinstance(panel, RedeemPanel):
                panel.show_ending(digits, known)

    def show_advice(self, command: TopUp | Update, message: Message | None) -> None:
        """Show what the policy of the shop has of a command that a panel asked about."""
        for panel in self._made.values():
            if panel.rule is not None:
                panel.rule.show_advice(command, message)

    def leave(self) -> None:
        """Forget the card; none of them waits any more."""
        self._card = None
        self.rest()

    def rest(self) -> None:
        """Rest: no command is on its way any more, whichever panel sent it."""
        for panel in self._made.values():
            panel.set_busy(False)

    def set_low(self, low: bool) -> None:
        """Let the spaces give way on a low screen."""
        self._low = low
        for panel in self._made.values():
            self._fit(panel)

    def _fit(self, panel: CommandPanel) -> None:
        panel.body.setSpacing(_LOW_SPACE if self._low else _SPACE)
        panel.set_low(self._low)

    def _make(self, name: str) -> CommandPanel:
        panel = _MADE_BY[name](self._sale, self.drafts)
        self._fit(panel)
        panel.repeats = self.repeats
        panel.requested.connect(self.requested)
        if isinstance(panel, EditPanel):
            panel.show_designs(self._designs)
        if isinstance(panel, CashOutPanel):
            panel.show_policy(self._policy)
        if panel.rule is not None:
            panel.rule.wanted.connect(self.advice_wanted)
        if isinstance(panel, DisablePanel):
            panel.other_chosen.connect(self.other_chosen)
        if isinstance(panel, RedeemPanel):
            panel.ending_wanted.connect(self.ending_wanted)
            panel.look_up_wanted.connect(self.look_up_wanted)
        if self._card is not None:
            panel.show_card(self._card)
        self.made.emit(panel)
        return panel
