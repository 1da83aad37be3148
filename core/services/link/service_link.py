"""The way from the outbox to the service, handed around as one."""

from __future__ import annotations

from dataclasses import dataclass

from core.services.link.connection import ServiceConnection
from core.services.link.gateway_executor import GatewayExecutor
from core.services.link.local_writes import LocalWrites
from core.services.link.suspects import Suspects


@dataclass(frozen=True, slots=True)
class ServiceLink:
    """`counter` sends for the card being served, `queue` for the background, which lets others go first."""

    connection: ServiceConnection
    counter: GatewayExecutor
    queue: GatewayExecutor
    local_writes: LocalWrites
    suspects: Suspects
    """Cards of which the service said that they are not there; the pull looks whether that is so."""
