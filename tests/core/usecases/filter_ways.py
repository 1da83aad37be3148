"""A way through each door of the saved filters of the history."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from core.bootstrap import Core
from core.domain.permission import Permission
from core.usecases import saved_filters
from core.usecases.operations import HistoryQuestion
from tests.core.usecases.doors import Act, DoorShop, Way


def filter_ways() -> Iterator[Way]:
    question = HistoryQuestion()
    yield Way("saved_filters.read_saved_filters", Permission.LIST, lambda _: saved_filters.read_saved_filters)
    yield Way("saved_filters.use_saved_filter", Permission.LIST, lambda shop: _with_one(shop, _use))
    save = partial(saved_filters.save_filter, name="Sales", question=question)
    yield Way("saved_filters.save_filter", Permission.PERSONAL, lambda _: save)
    remove = partial(saved_filters.remove_filter, name="mine")
    yield Way("saved_filters.remove_filter", Permission.PERSONAL, lambda shop: _with_one(shop, remove))


def _with_one(shop: DoorShop, act: Act) -> Act:
    """Return the act, once a filter is there."""
    saved_filters.save_filter(shop.core, "Mine", HistoryQuestion())
    return act


def _use(core: Core) -> object:
    return saved_filters.use_saved_filter(core, "mine", HistoryQuestion())
