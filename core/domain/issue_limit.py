"""The most a card can be sold for, as the service refuses more: "can't exceed $2,000.00 USD" (docs/api.md 3)."""

from __future__ import annotations

import re

from core.domain.money import parse_wire

_EXCEEDED = re.compile(r"can't exceed [^0-9]{0,4}([0-9][0-9,]*(?:\.[0-9]+)?) ([A-Z]{3})", re.ASCII)


def told_in(message: str, currency: str) -> int | None:
    """Return the limit in minor units of `currency`; None when `message` tells no limit in it."""
    found = _EXCEEDED.search(message)
    if found is None or found[2] != currency:
        return None
    try:
        return parse_wire(found[1].replace(",", ""), currency)
    except ValueError:
        return None
