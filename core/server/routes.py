"""Which carrier answers which method and path. Paths are matched as they are: no redirects, no trailing slashes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.server.books import Write
from core.server.calls import Call
from core.server.refusals import Refused, Reply, not_found
from core.server.shop import Shop

PREFIX = "/api/external"
DOCUMENT = PREFIX + "/openapi.json"
HEALTH = PREFIX + "/health"
"""Asked by what watches the service: needs no token and fills no bucket."""
_CARD = re.compile(r"/gift-cards/([^/]+)(/balance|/disable|/transactions)?")
_NAMED = re.compile(r"(/[a-z/-]+)")

Carry = Callable[[Call], Reply | Write]
"""A read answers at once; a write is still to be carried out."""
Carriers = Mapping[str, Carry]


@dataclass(frozen=True, slots=True)
class Routes:
    """The paths below the prefix: some are fixed, the others are about one card."""

    fixed: Mapping[str, Carriers]
    of_card: Mapping[str | None, Carriers]
    prefix: str = PREFIX
    card: re.Pattern[str] = _CARD
    named: re.Pattern[str] = _NAMED
    """Finds the key of `fixed` in what is below the prefix."""

    def find(self, method: str, path: str) -> tuple[Carry, str]:
        """The carrier and the card's id as written. Raises Refused 404 or 405."""
        carriers, card_id = self._carriers(path)
        carry = carriers.get("GET" if method == "HEAD" else method)
        if carry is None:
            allowed = {*carriers, "HEAD"} if "GET" in carriers else carriers
            raise Refused(405, "Method Not Allowed", Allow=", ".join(sorted(allowed)))
        return carry, card_id

    def _carriers(self, path: str) -> tuple[Carriers, str]:
        if not path.startswith(self.prefix):
            raise not_found()
        below = path[len(self.prefix) :]
        name = self.named.fullmatch(below)
        if name is not None and name[1] in self.fixed:
            return self.fixed[name[1]], ""
        match = self.card.fullmatch(below)
        if match is None:
            raise not_found()
        return self.of_card[match[2]], match[1]


def routes_of(shop: Shop) -> Routes:
    """The vendor's page, and its newer list of histories."""
    return Routes(
        {
            "/gift-cards": {"GET": shop.list_cards, "POST": shop.create_card},
            "/gift-cards/search": {"GET": shop.search_cards},
            "/gift-cards/transactions": {"GET": shop.list_histories},
        },
        {
            None: {"GET": shop.read_card, "PUT": shop.update_card},
            "/balance": {"PUT": shop.set_balance},
            "/disable": {"POST": shop.disable_card},
            "/transactions": {"GET": shop.read_history},
        },
    )
