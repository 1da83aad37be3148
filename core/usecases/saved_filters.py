"""Filters of the history that are kept under a name at this till."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.domain.permission import Permission
from core.errors import NotFound
from core.rows.saved_filter import SavedFilter
from core.usecases.changes import NOTHING, Changes
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.usecases.operations import HistoryQuestion


@dataclass(frozen=True, slots=True)
class KeptFilters:
    """What is kept now, by name."""

    filters: tuple[SavedFilter, ...]

    @property
    def changes(self) -> Changes:
        return NOTHING


@needs(Permission.LIST)
def read_saved_filters(core: Core) -> tuple[SavedFilter, ...]:
    """Return the filters that are kept here, by name."""
    return core.preferences.filters.all()


@needs(Permission.LIST)
def use_saved_filter(core: Core, name: str, question: HistoryQuestion) -> HistoryQuestion:
    """Return the question narrowed as the filter of this name, in its own order and length. Raises NotFound."""
    for saved in core.preferences.filters.all():
        if saved.name.casefold() == name.casefold():
            return replace(question, text=saved.text, narrowed=saved.narrowed, period=saved.period)
    raise NotFound("history.filter_unknown", name=name)


@needs(Permission.PERSONAL)
def save_filter(core: Core, name: str, question: HistoryQuestion) -> KeptFilters:
    """Keep what narrows this question under a name. Raises BadInput."""
    core.preferences.filters.keep(SavedFilter(name.strip(), question.text, question.narrowed, question.period))
    return KeptFilters(core.preferences.filters.all())


@needs(Permission.PERSONAL)
def remove_filter(core: Core, name: str) -> KeptFilters:
    """Keep the filter of this name no longer. Raises NotFound."""
    core.preferences.filters.remove(name)
    return KeptFilters(core.preferences.filters.all())
