"""Every look at a card is journalled: by whom, which last four, how often, and soon (attack 14)."""

from __future__ import annotations

import sqlite3
import threading

import pytest

from core.bootstrap import Core
from core.domain.staff import Role
from core.errors import SignInNeeded
from core.usecases import cards, till
from tests.builders import database_of
from tests.core.services.test_journal import entries
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import sell


@pytest.fixture
def staffed(open_till: OpenTill) -> Core:
    """A till with one card; Cleo is there."""
    made = open_till("one")
    sell(made)
    made.staff.put("Mia", Role.MANAGER, "482913")
    made.staff.put("Cleo", Role.CLERK, "7294")
    made.staff.sign_in("Cleo", "7294")
    return made


def looked_up(core: Core) -> list[dict[str, object]]:
    return [values for what, values in entries(core) if what == "looked-up"]


@pytest.mark.fault("attack 14")
def test_it_is_one_entry_a_person_and_names_each_card_by_its_last_four(staffed: Core) -> None:
    (card,) = staffed.queries.cards()
    for _ in range(3):
        cards.find_card(staffed, card.last_characters)
    cards.card_for_console(staffed, str(card.card_id))
    cards.search_cards(staffed, "")
    till.read_reconciliation(staffed)
    assert looked_up(staffed) == []  # nobody waits for the disk
    staffed.look_ups.flush()
    seen = {"cards": {card.last_characters.lower(): 5}, "searches": 1, "reports": 1}
    assert looked_up(staffed) == [{"clerk": "Cleo", "who": "Cleo", **seen}]
    staffed.look_ups.flush()
    assert len(looked_up(staffed)) == 1


@pytest.mark.fault("attack 14")
def test_it_comes_within_a_second_without_being_asked(staffed: Core) -> None:
    (card,) = staffed.queries.cards()
    cards.find_card(staffed, card.last_characters)
    (timer,) = (each for each in threading.enumerate() if isinstance(each, threading.Timer))
    assert timer.interval < 1
    timer.join(10)
    assert len(looked_up(staffed)) == 1


def test_what_was_seen_is_not_lost_at_the_end(staffed: Core, open_till: OpenTill) -> None:
    (card,) = staffed.queries.cards()
    cards.find_card(staffed, card.last_characters)
    path = database_of(staffed).path
    staffed.close()
    raw = sqlite3.connect(path)
    (count,) = raw.execute("SELECT COUNT(*) FROM journal WHERE what = 'looked-up'").fetchone()
    raw.close()
    assert count == 1


def test_a_table_that_leaves_the_till_is_journalled(staffed: Core) -> None:
    till.note_export(staffed, "reconciliation", 3)
    assert entries(staffed)[-1] == ("file-saved", {"what": "reconciliation", "rows": 3, "who": "Cleo"})
    staffed.staff.sign_out()
    with pytest.raises(SignInNeeded):
        till.note_export(staffed, "reconciliation", 3)


def test_without_staff_nobody_is_named_and_nothing_is_written(open_till: OpenTill) -> None:
    core = open_till("two")
    sell(core)
    cards.search_cards(core, "")
    core.look_ups.flush()
    assert looked_up(core) == []
