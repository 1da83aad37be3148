"""What each process of one service is given at its start."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from core.server.contract.switches import Switches
from core.server.contract.webhook_settings import WebhookSettings
from core.server.http.access_settings import AccessSettings

if TYPE_CHECKING:
    from core.server.orders.carrier import Carrier


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """What each process of one service is given at its start. `tokens` are valid as long as it runs."""

    tokens: tuple[str, ...]
    switches: Switches = field(default_factory=Switches)
    access: AccessSettings = field(default_factory=AccessSettings)
    read_database: str | None = None
    """The URL of a replica for lists, searches and counts."""
    recipients_days: int = 90
    """How long it is kept whom a line of an order was for, once that line has ended."""
    delivery: tuple[Carrier, ...] = ()
    """By what ordered cards are delivered."""
    webhooks: WebhookSettings = field(default_factory=WebhookSettings)

    def without_tokens(self) -> ServiceSettings:
        """Return what worker processes are given: the keys are in the database, and nothing needs the tokens."""
        return replace(self, tokens=(), webhooks=replace(self.webhooks, key=self.sealing_key()))

    def sealing_key(self) -> bytes:
        """Return what seals the secrets of webhooks; without a key and a token it is good for this process alone."""
        return self.webhooks.key or (self.tokens[0].encode() if self.tokens else os.urandom(32))
