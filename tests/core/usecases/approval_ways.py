"""The way through each use case of approval that comes later."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from core.domain.command import Disable, SetBalance
from core.domain.permission import Permission
from core.usecases import approvals
from tests.core.usecases.doors import DoorShop, Way

P = Permission


def approval_ways() -> Iterator[Way]:
    yield Way("approvals.read_requests", P.LIST, lambda _: approvals.read_requests)
    yield Way(
        "approvals.ask_approval",
        P.ASK,
        lambda shop: partial(approvals.ask_approval, command=SetBalance(shop.card(), 100, "miscounted")),
    )
    yield Way(
        "approvals.withdraw_request",
        P.ASK,
        lambda shop: partial(approvals.withdraw_request, number=_asked_by_mia(shop)),
    )
    yield Way(
        "approvals.approve_requests",
        P.DECIDE,
        lambda shop: partial(approvals.approve_requests, numbers=(_asked_by_mia(shop),)),
    )
    yield Way(
        "approvals.refuse_requests",
        P.DECIDE,
        lambda shop: partial(approvals.refuse_requests, numbers=(_asked_by_mia(shop),), reason="not this one"),
    )


def _asked_by_mia(shop: DoorShop) -> int:
    """Ask for an act that takes another manager for a manager too."""
    shop.go_by({"rights.manager.disable": "approval"})
    return shop.core.approvals.ask(Disable(shop.card(), "stolen")).number
