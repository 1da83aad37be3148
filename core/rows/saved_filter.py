"""A filter of the history that is kept under a name at this till."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from core.domain.journal_groups import JournalGroup
from core.domain.operation import Kind, State
from core.domain.period import Period
from core.rows.history import HistoryFilter

_TEXTS = ("first_day", "last_day", "clerk", "till", "currency")
_NUMBERS = ("card_id", "least", "most")


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """`period` stands for the days that it is when the question is asked."""

    name: str
    text: str
    narrowed: HistoryFilter
    period: Period | None = None


def to_plain(saved: SavedFilter) -> dict[str, Any]:
    """Return it as it is kept; what narrows nothing is left out."""
    narrowed = saved.narrowed
    values: dict[str, Any] = {name: getattr(narrowed, name) for name in (*_TEXTS, *_NUMBERS)}
    sets = {"kinds": narrowed.kinds, "groups": narrowed.groups, "states": narrowed.states}
    values |= {name: sorted(each.value for each in chosen) for name, chosen in sets.items()}
    values |= {"text": saved.text, "approved": narrowed.approved, "period": saved.period.value if saved.period else ""}
    return {"name": saved.name} | {name: value for name, value in values.items() if value or name in {"least", "most"}}


def from_plain(kept: Mapping[str, Any]) -> SavedFilter:
    """Return the filter that was kept; a word that this version does not know narrows nothing."""
    narrowed = HistoryFilter(
        **{name: kept.get(name, "") for name in _TEXTS},
        card_id=kept.get("card_id", 0),
        least=kept.get("least"),
        most=kept.get("most"),
        approved=kept.get("approved", False),
        kinds=frozenset(each for each in Kind if each.value in kept.get("kinds", ())),
        groups=frozenset(each for each in JournalGroup if each.value in kept.get("groups", ())),
        states=frozenset(each for each in State if each.value in kept.get("states", ())),
    )
    period = None
    with suppress(ValueError):
        period = Period(kept.get("period", ""))
    return SavedFilter(kept["name"], kept.get("text", ""), narrowed, period)
