"""The printer that cards go to: what the shop chose, as the system calls it, or the system's own default."""

from __future__ import annotations

CARD_PRINTER = "card.printer"
_chosen = ""


def choose(name: str) -> None:
    """Choose the printer from now on; "" leaves it to the system."""
    global _chosen
    _chosen = name


def name() -> str:
    """Return the printer that the shop chose, "" for none; it may be gone by now."""
    return _chosen
