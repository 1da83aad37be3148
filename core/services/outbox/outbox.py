"""The outbox as the commands use it, handed around as one."""

from __future__ import annotations

from dataclasses import dataclass

from core.services.outbox.codes import Codes
from core.services.outbox.offline_limits import OfflinePolicy
from core.services.outbox.replay import Replay


@dataclass(frozen=True, slots=True)
class Outbox:
    """`replay` runs what was accepted, `codes` seals what new cards are made of, `policy` knows the offline limits."""

    replay: Replay
    codes: Codes
    policy: OfflinePolicy
