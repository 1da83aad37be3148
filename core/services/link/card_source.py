"""Where cards are read from, handed around as one."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.remote.gateway import Gateway
from core.services.link.connection import ServiceConnection
from core.services.link.limiter import Limiter
from core.services.link.local_writes import LocalWrites
from core.services.link.suspects import Suspects


@dataclass(frozen=True, slots=True)
class CardSource:
    """`local_writes` tells which cards this till wrote while a read was on its way."""

    gateway: Gateway
    connection: ServiceConnection
    limiter: Limiter
    local_writes: LocalWrites
    suspects: Suspects = field(default_factory=Suspects)
