"""What the owner of a service says of its webhooks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    """Settings of one installation. All its processes need the same."""

    key: bytes = b""
    """Seals the secrets in the database; empty: the service's first token does."""
    allow: tuple[str, ...] = ()
    """Private addresses and networks that may be called too."""
    authorities: str | None = None
    """A PEM file of certificates that are trusted beside the system's."""
