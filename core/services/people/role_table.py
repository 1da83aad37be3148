"""Changing the table of what each role may do: what a change takes, and what is refused whoever asks.

A table in which clerks may do more than managers is none. Managers do not give managers more alone
(docs/decisions/0121).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from core.domain.money import parse_typed
from core.domain.permission import Permission
from core.domain.rights import Demand
from core.domain.role_limits import RoleTable
from core.domain.staff import Proposal, Role
from core.errors import BadInput, RuleRefused
from core.services.people.gate import Gate
from core.store import staff
from core.store.database import Connection


def table_of(values: Mapping[str, str], currency: str) -> RoleTable:
    """Return the table among all settings, whose amounts are of `currency`."""
    return RoleTable(values, partial(parse_typed, currency=currency))


def permit_change(conn: Connection, gate: Gate, tables: tuple[RoleTable, RoleTable], detail: str) -> None:
    """Ask the gate for a change of the table; `tables` are before and after, `detail` is shown to who approves.

    Raises BadInput where clerks would have more, RuleRefused, SignInNeeded or ApprovalNeeded.
    """
    before, after = tables
    above = after.above()
    if above is not None:
        raise BadInput("rights.above", act=above.value)
    managers = [entry for entry in staff.people(conn) if entry.person.role is Role.MANAGER]
    raised = len(managers) > 1 and after.raises(before)
    present = gate.present
    if raised and present is not None and present.role is not Role.MANAGER:
        raise RuleRefused("rights.two_managers")
    gate.permit(conn, Demand(Permission.RIGHTS, raised, proposal=Proposal(detail=detail)))
