"""What each use case asks of the gate: said beside it, looked at before it begins, and kept in one list.

A use case without it does not get past tests/core/usecases/test_rights.py.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from core.domain.permission import OPEN

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.permission import Permission

P = ParamSpec("P")
T = TypeVar("T")

_begun: ContextVar[bool] = ContextVar("begun", default=False)
"""This thread is inside an act that somebody was let in for: whoever signs out meanwhile does not stop it halfway."""

NEEDS: dict[str, tuple[Permission, ...]] = {}
"""What every use case needs, by its module and name; one of several, where that is known only later."""


def needs(
    *permissions: Permission,
) -> Callable[[Callable[Concatenate[Core, P], T]], Callable[Concatenate[Core, P], T]]:
    """Let a use case begin for whoever may begin such an act, a read too. For a manager a service asks further in.

    What is decorated so raises SignInNeeded, and RuleRefused for a role that may not even begin it.
    """

    def gated(use_case: Callable[Concatenate[Core, P], T]) -> Callable[Concatenate[Core, P], T]:
        @wraps(use_case)
        def entered(core: Core, /, *args: P.args, **kwargs: P.kwargs) -> T:
            if _begun.get():
                return use_case(core, *args, **kwargs)
            if asked := [permission for permission in permissions if permission not in OPEN]:
                core.gate.enter(*asked)
            token = _begun.set(not OPEN.issuperset(permissions))
            try:
                return use_case(core, *args, **kwargs)
            finally:
                _begun.reset(token)

        NEEDS[f"{use_case.__module__.rpartition('.')[2]}.{use_case.__name__}"] = permissions
        return entered

    return gated
