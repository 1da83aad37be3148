"""The answers of the write side. Four outcomes, never two: confirmed, refused, queued, unknown."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence by key (core.sentences) and its values; front ends translate by key."""

    key: str
    values: dict[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Accepted:
    """The command is durable in the outbox. `offline` means it was accepted within the shop's offline limits."""

    operation_id: str
    card_id: int
    offline: bool


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The service did it. `amount` is the signed change really made; `balance` is what is on the card now."""

    operation_id: str
    card_id: int
    amount: int
    balance: int
    currency: str


@dataclass(frozen=True, slots=True)
class Refused:
    """It was not done and will not be: by the service, or by the state of the card."""

    operation_id: str
    card_id: int
    message: Message


@dataclass(frozen=True, slots=True)
class Queued:
    """It is accepted and waits for the service. `balance` is the projected balance."""

    operation_id: str
    card_id: int
    amount: int
    balance: int
    currency: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It was sent and the answer was lost, or it is parked for a person. `message` tells which."""

    operation_id: str
    card_id: int
    message: Message


Outcome = Confirmed | Refused | Queued | Unknown
