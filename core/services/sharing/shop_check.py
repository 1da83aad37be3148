"""The doctor's look at how this till stands to the others of the shop."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.errors import KnownError
from core.rows.health import Finding
from core.sentences import sentence
from core.services.sharing.sharing import Sharing
from core.services.till.found import failed, found, told


@dataclass(frozen=True, slots=True)
class ShopCheck:
    """It looks at no folder itself: what was found there last is what it tells."""

    sharing: Sharing

    def findings(self) -> tuple[Finding, ...]:
        try:
            standing = self.sharing.standing()
        except KnownError as error:
            return (failed("shop", error),)
        if not standing.shop:
            return (found("shop", "ok", "found.shop_alone"),)
        if (unwritten := self.sharing.pages_trouble) is not None:
            return (told("shop", "warn", unwritten),)
        if standing.leads:
            return (found("shop", "ok", "found.shop_leads", shop=standing.shop, made=standing.made),)
        if standing.trouble is not None:
            refused = found("shop", "warn", "found.shop_refused", folder=standing.folder)
            why = sentence(standing.trouble.key, standing.trouble.values)
            return (replace(refused, text=f"{refused.text}: {why}", because=standing.trouble),)
        return (found("shop", "ok", "found.shop_takes", till=standing.made_by, made=standing.made),)
