"""Which service and shop a till belongs to, and what a manager may decide about that (docs/protocol.md D5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.permission import Permission
from core.usecases.changes import Changes
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from core.bootstrap import Core


@dataclass(frozen=True, slots=True)
class ServiceMoved:
    """From the next start on the till works with another address. `place`: where its token is kept."""

    place: str

    @property
    def changes(self) -> Changes:
        return Changes(status=True)


@dataclass(frozen=True, slots=True)
class KeyScopes:
    """Of `read`, `issue`, `redeem` and `manage` those that a key has; None where the service does not say."""

    scopes: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class ServiceRestored:
    """The till belongs to what answers now. `missing`: how many cards it has to show again."""

    missing: int

    @property
    def changes(self) -> Changes:
        return Changes(queue=True, status=True)


@needs(Permission.STATUS)
def read_scopes(core: Core) -> KeyScopes:
    """Return what the key of this till may do at its service. It may take seconds."""
    return KeyScopes(core.lookup.scopes())


@needs(Permission.SERVICE)
def move_service(core: Core, url: str, token: str = "") -> ServiceMoved:
    """Work with the same service at another address from the next start on. It must have our cards.

    Raises BadInput, CannotStart, RuleRefused, ServiceFailed: nothing was changed. It may take seconds.
    """
    assert core.access is not None
    return ServiceMoved(core.access.move(url, token).value)


@needs(Permission.SERVICE)
def open_shop(core: Core, url: str, token: str) -> ServiceMoved:
    """Work with another shop from the next start on, in books of their own. Raises as `move_service` does."""
    assert core.access is not None
    return ServiceMoved(core.access.open_shop(url, token).value)


@needs(Permission.SERVICE)
def accept_restored_service(core: Core) -> ServiceRestored:
    """Belong to the service that answers now, though it has none of our cards. Raises RuleRefused."""
    assert core.access is not None
    return ServiceRestored(core.access.accept_restored())
