"""Two tills of a shop whose journals are put together: one lost an answer that the other one's journal gives back."""

from __future__ import annotations

from core.bootstrap import Core
from core.domain.operation import State
from core.domain.outcome import Unknown
from core.rows.merged import MergedJournals
from core.server.sandbox.faults import LOSE_REPLY, Endpoint
from core.usecases import sharing
from tests.core.services.backup_shop import Shop, state
from tests.core.services.several_tills import SeveralTills
from tests.e2e.counter_actions import redeem, sell, settle_down


class MergingTills(SeveralTills):
    """Two tills, Mia at both, and a folder for the pages of their journals."""

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop)
        self.pages = shop.root / "pages"
        if self.built:
            self.other = self.open("second")
            return
        self.set(shop_tills="2")
        self.other = self.second()
        self.pages.mkdir()

    def doubt(self) -> tuple[int, str]:
        """Let the second till lose the answer to 20.00 between two acts of the first one; return card and operation."""
        card_id = sell(self.first).card_id
        redeem(self.first, card_id, 1000)
        settle_down(self.other)
        self.shop.service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
        outcome = redeem(self.other, card_id, 2000)
        assert isinstance(outcome, Unknown), outcome
        redeem(self.first, card_id, 500)
        settle_down(self.other)
        assert state(self.other, outcome.operation_id) is State.PARKED
        return card_id, outcome.operation_id

    def merged(self, till: Core | None = None) -> MergedJournals:
        return sharing.merge_journals(till or self.other, self.pages)
