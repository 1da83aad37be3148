"""The policy of the shop for its cards: read with its sources, chosen, and the limits that it proposes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from core.domain import policy
from core.domain.command import TopUp, Update
from core.domain.money import parse_typed, wire_text
from core.domain.outcome import Message
from core.domain.permission import Permission
from core.domain.policy import PROFILE, ShopPolicy, money_of, policy_of
from core.domain.role_limits import CELLS, Cell, Span
from core.domain.staff import Role
from core.domain.vouchers import VOUCHERS
from core.errors import RuleRefused
from core.usecases.front_door import needs
from core.usecases.settings import StoredSettings, store_settings

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.batch import BatchPlan
    from core.domain.command import Command


@dataclass(frozen=True, slots=True)
class LimitProposal:
    """Another limit of clerks that follows from a rule: the setting of it, as it is, and as it would be."""

    setting: str
    permission: Permission
    before: str
    after: str
    source: str


@dataclass(frozen=True, slots=True)
class PolicyRead:
    """What counts now, what is to be said of it, and which limits it proposes."""

    policy: ShopPolicy
    remarks: tuple[Message, ...]
    limits: tuple[LimitProposal, ...]


@needs(Permission.STATUS)
def read_policy(core: Core) -> PolicyRead:
    """Return the policy of the shop."""
    values = core.preferences.all()
    found = policy_of(values)
    remarks = [Message("policy.advice")] if found.profile != policy.NONE else []
    if found.vouchers.source and found.vouchers.value not in VOUCHERS:
        remarks.append(Message("policy.vouchers", {"source": found.vouchers.shown}))
    return PolicyRead(found, tuple(remarks), tuple(_proposals(values, found)))


@needs(Permission.STATUS)
def read_advice(core: Core, command: Command) -> Message | None:
    """Return what the policy has to say of the last day of the card once this is done; None for nothing.

    The one answer of the window and the console.
    """
    card_id = command.card_id if isinstance(command, (TopUp, Update)) else 0
    term = core.queries.card_term(card_id) if card_id else None
    return policy_of(core.preferences.all()).about(command, _today(core), term)


@needs(Permission.LIST)
def advise_order(core: Core, plan: BatchPlan) -> BatchPlan:
    """Return the plan of an order with what the policy has to say of its cards."""
    said = policy_of(core.preferences.all()).about_order((row.issue for row in plan.rows), _today(core))
    return replace(plan, advice=said)


@needs(Permission.SETTINGS)
def choose_profile(core: Core, profile: str) -> StoredSettings:
    """Let the rules of a profile count, all of them at once. Raises BadInput for one that there is not."""
    return store_settings(core, {PROFILE: profile})


@needs(Permission.RIGHTS)
def set_limits(core: Core) -> StoredSettings:
    """Set the limits that the policy proposes. Raises RuleRefused where they are so already."""
    proposed = read_policy(core).limits
    if not proposed:
        raise RuleRefused("policy.no_limits")
    return store_settings(core, {each.setting: each.after for each in proposed})


def _today(core: Core) -> date:
    return date.fromisoformat(core.queries.shop_day())


def _proposals(values: Mapping[str, str], found: ShopPolicy) -> Iterator[LimitProposal]:
    """Yield what would be another limit of clerks: no larger card than the most, a small rest paid out alone."""
    currency = values["currency"]
    for permission, rule, larger in (
        (Permission.ISSUE, found.card_most, False),
        (Permission.CASH_OUT, found.cash_below, True),
    ):
        mark = money_of(rule.value)
        if mark is None or mark.currency != currency:
            continue
        key = CELLS[Cell(Role.CLERK, permission, Span.ACT)]
        limit = parse_typed(values[key], currency) if values[key] else None
        if (limit is not None and limit < mark.minor) if larger else (limit is None or limit > mark.minor):
            yield LimitProposal(key, permission, values[key], wire_text(mark.minor, currency), rule.source)
