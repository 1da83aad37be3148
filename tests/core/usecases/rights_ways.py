"""The ways to the table of what each role may do, and to approval that comes later."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from core.domain.batch import BatchPlan
from core.domain.command import Issue
from core.domain.permission import Permission
from core.domain.staff import Role
from core.usecases import people, policy, rights, settings
from core.usecases.rights import CellChange
from tests.core.usecases.approval_ways import approval_ways
from tests.core.usecases.doors import Act, DoorShop, Way


def rights_ways() -> Iterator[Way]:
    """Yield them: whoever comes reads it, and a manager changes it, by its own door or by that of the settings."""
    yield from approval_ways()
    yield Way(
        "people.change_pin", Permission.SIGN, lambda _: partial(people.change_pin, name="Eve", old="8462", new="5073")
    )
    lower = CellChange(Role.CLERK, Permission.UPDATE, "no")
    yield Way("rights.read_rights", Permission.STATUS, lambda _: rights.read_rights)
    yield Way("rights.change_rights", Permission.RIGHTS, lambda _: partial(rights.change_rights, changes=(lower,)))
    yield Way("policy.read_policy", Permission.STATUS, lambda _: policy.read_policy)
    command = Issue(500, "USD", expires_on="2099-12-31")
    yield Way("policy.read_advice", Permission.STATUS, lambda _: partial(policy.read_advice, command=command))
    yield Way("policy.advise_order", Permission.LIST, lambda _: partial(policy.advise_order, plan=BatchPlan("x")))
    yield Way("policy.choose_profile", Permission.SETTINGS, lambda _: partial(policy.choose_profile, profile="us"))
    yield Way("policy.set_limits", Permission.RIGHTS, _proposed)
    yield Way(
        "settings.store_setting",
        Permission.RIGHTS,
        lambda _: partial(settings.store_setting, key="manager.cash_out", value="7.00"),
    )
    yield Way(
        "settings.store_settings",
        Permission.RIGHTS,
        lambda _: partial(settings.store_settings, values={"rights.clerk.freeze": "approval"}),
    )


def _proposed(shop: DoorShop) -> Act:
    """Let the policy propose a limit that there is not."""
    shop.core.preferences.set("policy.card_most", "1000 USD")
    return policy.set_limits
