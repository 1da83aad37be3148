"""A till where acts wait for approval: two managers and two clerks, who ask and decide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from core.bootstrap import Core
from core.domain.approval import ApprovalRequest
from core.domain.command import Command
from core.domain.staff import Role
from core.errors import BadInput, KnownError, NotFound, RuleRefused
from core.usecases import approvals
from core.usecases.approvals import Decided
from tests.builders import database_of
from tests.e2e.conftest import OpenTill

PINS = {"Mia": "482913", "Max": "918273", "Cleo": "7294", "Carl": "8462"}
LARGE = 30_000
"""More than a clerk tops up alone."""


@pytest.fixture
def till(open_till: OpenTill) -> Core:
    """A till with two managers and two clerks; Mia is there."""
    made = open_till()
    for name, pin in PINS.items():
        made.staff.put(name, Role.CLERK if name.startswith("C") else Role.MANAGER, pin)
    return made


def be(till: Core, name: str) -> None:
    till.staff.sign_in(name, PINS[name])


def asked(till: Core, command: Command, by: str = "Cleo") -> ApprovalRequest:
    be(till, by)
    return approvals.ask_approval(till, command).request


def approve(till: Core, number: int, by: str = "Mia") -> Decided:
    be(till, by)
    (decided,) = approvals.approve_requests(till, (number,)).decided
    return decided


def refusal(work: Callable[[], Any]) -> KnownError:
    with pytest.raises((RuleRefused, BadInput, NotFound)) as caught:
        work()
    return caught.value


def operations(till: Core) -> list[str]:
    with database_of(till).reading() as conn:
        return list(conn.execute(text("SELECT operation_id FROM operations ORDER BY seq")).scalars())


def not_asked(till: Core, command: Command) -> KnownError:
    return refusal(lambda: approvals.ask_approval(till, command))
