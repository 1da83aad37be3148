"""Shape the replies with histories: the vendor's page does not show them, so a switch decides (docs/service.md)."""

from __future__ import annotations

from collections.abc import Sequence

from core.server.contract.switches import HistoryShape

Json = dict[str, object]


def one_history(card: Json, made: Sequence[Json], shape: HistoryShape) -> object:
    """Return the body for one card."""
    if shape == "bare":
        return made
    if shape == "card":
        return {"gift_card": with_history(card, made, shape)}
    if shape == "cards":
        return {"gift_cards": [with_history(card, made, shape)]}
    return {name_of(shape): made}


def with_history(card: Json, made: Sequence[Json], shape: HistoryShape) -> Json:
    """Return one card of the list."""
    return card | {name_of(shape): made}


def list_of_histories(cards: Sequence[Json], shape: HistoryShape) -> object:
    """Return the body for a page of cards."""
    return cards if shape == "bare" else {"gift_cards": cards}


def name_of(shape: HistoryShape) -> str:
    """Return the field the transactions are in; the platform calls them adjustments."""
    return "adjustments" if shape == "adjustments" else "transactions"
