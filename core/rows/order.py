"""In which order a paged list is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Order:
    """`name` is one of those that the list knows; "" is its usual order, which is the newest first."""

    name: str = ""
    descending: bool = False


USUAL = Order()
