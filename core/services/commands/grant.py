"""What was allowed before it is carried out: a card of an order, or an act that somebody asked approval for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.domain.staff import Author
from core.store.database import Connection


@dataclass(frozen=True, slots=True)
class Grant:
    """`sign` is called first in the transaction: it signs that, and returns who stands on the operation.

    What it raises takes all back. `operation_id`: what the act is called in the outbox; "" draws a number.
    """

    sign: Callable[[Connection], Author]
    operation_id: str = ""
