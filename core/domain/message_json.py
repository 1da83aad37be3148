"""Sentences on disk: the key and the values, with money and moments marked so that they come back as such."""

from __future__ import annotations

import json
from typing import Any

from core.domain.moment import Moment
from core.domain.money import Money
from core.domain.outcome import Message


def to_json(said: Message) -> dict[str, Any]:
    return {"key": said.key, "values": {name: _plain(value) for name, value in said.values.items()}}


def from_json(stored: dict[str, Any] | None) -> Message | None:
    if stored is None:
        return None
    return Message(stored["key"], {name: _typed(value) for name, value in stored["values"].items()})


def from_text(stored: str | None) -> Message | None:
    """Return the sentence of a column that was read as text; None where none is kept."""
    return from_json(json.loads(stored)) if stored else None


def _plain(value: object) -> object:
    if isinstance(value, Money):
        return {"money": value.minor, "currency": value.currency}
    if isinstance(value, Moment):
        return {"moment": value.epoch}
    return value if isinstance(value, (int, float, type(None))) else str(value)


def _typed(value: Any) -> object:
    if isinstance(value, dict) and "money" in value:
        return Money(value["money"], value["currency"])
    if isinstance(value, dict) and "moment" in value:
        return Moment(value["moment"])
    return value
