"""Filters of the history are kept under a name, come back as they were, and are removed again."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.journal_groups import JournalGroup
from core.domain.operation import Kind, State
from core.domain.period import Period
from core.errors import BadInput, NotFound
from core.rows.history import APPROVALS, MONEY, HistoryFilter, kind_of, narrow_to
from core.rows.saved_filter import SavedFilter, from_plain, to_plain
from core.services.people.saved_filters import SavedFilters
from tests.core.reading_till import ReadingTill, empty, till

__all__ = ["empty", "till"]

WORDS = (MONEY, APPROVALS, *(each.value for each in Kind), *(each.value for each in JournalGroup))
FILTERS = st.builds(
    SavedFilter,
    name=st.text(min_size=1, max_size=40),
    text=st.text(max_size=20),
    narrowed=st.builds(
        HistoryFilter,
        first_day=st.sampled_from(["", "2026-11-01"]),
        clerk=st.text(max_size=10),
        till=st.text(max_size=10),
        kinds=st.frozensets(st.sampled_from([*Kind])),
        groups=st.frozensets(st.sampled_from([*JournalGroup])),
        approved=st.booleans(),
        states=st.frozensets(st.sampled_from([*State])),
        card_id=st.sampled_from([0, -3, 1001]),
        currency=st.sampled_from(["", "EUR"]),
        least=st.sampled_from([None, 0, 500]),
        most=st.sampled_from([None, 0, 500]),
    ),
    period=st.sampled_from([None, *Period]),
)


@pytest.mark.slow
@given(saved=FILTERS)
def test_a_filter_comes_back_as_it_was_kept(saved: SavedFilter) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(saved)))) == saved


@pytest.mark.parametrize("word", WORDS)
def test_a_kind_is_shown_by_the_word_that_it_was_chosen_by(word: str) -> None:
    assert kind_of(narrow_to(HistoryFilter(clerk="Ann"), word)) == word
    assert kind_of(HistoryFilter(clerk="Ann")) == ""


def test_a_word_of_another_version_narrows_nothing() -> None:
    kept = {"name": "Old", "groups": ["gossip", "sign-ins"], "period": "century"}
    assert from_plain(kept) == SavedFilter("Old", "", HistoryFilter(groups=frozenset({JournalGroup.SIGN_INS})))


def named(filters: SavedFilters) -> list[str]:
    return [each.name for each in filters.all()]


def test_one_of_the_same_name_is_replaced_and_one_that_is_not_there_cannot_be_removed(till: ReadingTill) -> None:
    filters = SavedFilters(till.database, None)
    for name in ("Sign-ins", "approvals", "SIGN-INS"):
        filters.keep(SavedFilter(name, name, HistoryFilter()))
    assert named(filters) == ["approvals", "SIGN-INS"]
    filters.remove("Approvals")
    with pytest.raises(NotFound):
        filters.remove("Approvals")
    assert named(filters) == ["SIGN-INS"]


@pytest.mark.parametrize("name", ["", "x" * 41, "two\nlines"])
def test_a_name_that_is_none_is_refused(till: ReadingTill, name: str) -> None:
    with pytest.raises(BadInput):
        SavedFilters(till.database, None).keep(SavedFilter(name, "", HistoryFilter()))


def test_there_is_an_end_to_how_many_there_are_and_it_is_said(till: ReadingTill) -> None:
    filters = SavedFilters(till.database, None)
    for number in range(30):
        filters.keep(SavedFilter(f"{number}", "", HistoryFilter()))
    with pytest.raises(BadInput, match="30 saved filters"):
        filters.keep(SavedFilter("one more", "", HistoryFilter()))
    filters.keep(SavedFilter("7", "replaced", HistoryFilter()))
    assert len(filters.all()) == 30
