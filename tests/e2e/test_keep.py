"""What delighted whoever tried it, and stays: each thing with the tests that prove it, or played here in the window.

A test that is renamed or taken away is missed here by name. Whoever changes one of these things on purpose changes
this page with it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QProgressBar, QWidget

from core.domain.command import Redeem
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import HOLD, Endpoint
from core.usecases.changes import EVERYTHING
from tests.e2e.conftest import TOKEN
from tests.e2e.parked_card import in_front
from tests.e2e.staffed_window import CLERK, enter_pin, staffed
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

TESTS = Path(__file__).parents[1]
HERE = "e2e/test_keep.py"
KEPT = {
    "scan from anywhere": (
        ("e2e/test_window.py", "test_a_scan_over_any_field_shows_the_card_and_types_nowhere"),
        ("gui/palette/test_palette.py", "test_a_scan_goes_to_the_counter_and_closes_it"),
    ),
    "a sale that several cards pay": (
        ("e2e/test_journeys.py", "test_a_sale_that_two_cards_pay_takes_five"),
        ("e2e/test_sale.py", "test_the_next_card_of_a_sale_is_scan_enter"),
        ("e2e/test_sale.py", "test_a_sale_outlives_other_pages_and_ends_when_somebody_says_so"),
    ),
    "the lock until a code is handed over": (
        ("e2e/test_window.py", "test_a_code_stays_on_the_screen_until_it_was_handed_over"),
        ("e2e/test_window.py", "test_a_killed_window_still_has_the_code_that_nobody_handed_over"),
    ),
    "many cards at once, looked through first": (
        ("gui/views/bulk/test_bulk.py", "test_a_file_is_looked_through_before_anything_is_made"),
        ("gui/views/bulk/test_bulk.py", "test_the_same_file_again_makes_nothing"),
        ("gui/views/bulk/test_bulk.py", "test_what_a_kill_left_unfinished_goes_on"),
        (HERE, "test_an_order_is_paused_and_goes_on_where_it_was"),
    ),
    "the band that says what is allowed": (
        ("gui/window/test_window.py", "test_a_promise_that_waits_for_days_is_banded"),
        (HERE, "test_the_band_says_what_is_allowed_and_goes_when_all_is_well"),
    ),
    "receipts that say PENDING": (("e2e/test_sale.py", "test_a_promise_has_a_receipt_that_says_pending"),),
    "we do not know yet": (
        ("e2e/test_window.py", "test_a_lost_answer_is_unknown_and_then_needs_a_person"),
        ("e2e/test_sale.py", "test_a_lost_answer_does_not_count_until_it_is_known"),
    ),
    "settling with evidence and a second person": (
        ("e2e/test_settling_window.py", "test_what_is_left_is_suggested_and_taken"),
        ("e2e/test_settling_window.py", "test_enter_goes_to_the_suggestion_and_presses_nothing_by_itself"),
        ("e2e/test_settling_staff.py", "test_approved_by_a_pin_it_is_settled_without_asking_again"),
        ("e2e/test_settling_staff.py", "test_left_without_an_approval_the_question_can_be_left"),
    ),
    "what can be undone is offered before a card is disabled": (
        (HERE, "test_disabling_offers_what_can_be_undone_first"),
    ),
    "a PIN that is locked for so many seconds": ((HERE, "test_wrong_pins_lock_for_seconds_that_are_said"),),
    "drills at F8": (
        ("gui/people/test_sign_in.py", "test_the_training_sheet_is_two_keys_away_and_does_what_it_says"),
        ("gui/people/test_sign_in.py", "test_an_outage_is_switched_on_and_off"),
    ),
    "everything at Ctrl+K": (
        ("gui/palette/test_palette.py", "test_a_few_letters_and_enter_go_there"),
        ("gui/palette/test_palette.py", "test_without_a_card_what_needs_one_says_so_and_does_nothing"),
        ("gui/palette/test_palette.py", "test_the_buttons_of_the_page_in_front_are_offered"),
    ),
    "dark": (
        ("gui/look/test_look.py", "test_every_pair_of_colours_is_readable"),
        ("gui/views/settings/test_settings.py", "test_the_appearance_changes_at_once"),
    ),
    "German": (
        ("gui/wording/test_languages.py", "test_every_text_of_the_source_is_in_german"),
        ("gui/wording/test_languages.py", "test_german_is_spoken"),
        ("gui/wording/test_locales.py", "test_in_german_the_comma_is_typed_and_shown"),
    ),
}


@cache
def named_in(path: str) -> frozenset[str]:
    tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("thing", KEPT)
def test_what_delighted_has_its_test(thing: str) -> None:
    assert [(path, name) for path, name in KEPT[thing] if name not in named_in(path)] == []


@pytest.fixture
def service(tmp_path: Path) -> Iterator[EmbeddedService]:
    """One whose clock agrees with the till's, so that the band has nothing to say of that."""
    made = EmbeddedService(tmp_path / "service.db", TOKEN, seed=None)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def counter(qtbot, tmp_path: Path, service: EmbeddedService) -> Iterator[Counter]:
    made = Counter(qtbot, tmp_path / "till", service)
    yield made
    service.faults.clear()
    service.faults.release()
    made.close()


def test_an_order_is_paused_and_goes_on_where_it_was(counter: Counter, service: EmbeddedService) -> None:
    counter.key(Qt.Key.Key_F2)
    counter.find(QWidget, "sell")
    counter.type("25")
    counter.press("sell_several")
    counter.fill("bulk_count", "6")
    counter.key(Qt.Key.Key_Return)
    counter.until_text("bulk_heading", "6 cards, $150.00 in all")
    service.faults.next(Endpoint.CREATE, None, None, HOLD)
    counter.press("bulk_go")
    counter.until(lambda: not service.faults.unmet)  # the third is on its way, and held
    counter.find(QProgressBar, "order_progress")
    counter.press("order_pause")
    counter.until(lambda: not counter.find(QAbstractButton, "order_pause").isEnabled())  # the pause is written
    service.faults.release()
    counter.until_text("order_sentence", "Paused. 3 cards are still to be made.")
    assert len(counter.core.queries.operations()) == 3
    counter.press("order_go")
    counter.until_text("order_sentence", "Finished.")
    assert len(counter.core.queries.operations()) == 6


def test_the_band_says_what_is_allowed_and_goes_when_all_is_well(counter: Counter) -> None:
    sold = counter.sell(6250)
    counter.scan_card(counter.code_of(sold))
    assert not counter.sees("band")
    counter.core.connection.switch(True)
    counter.bridge.announce(EVERYTHING)
    counter.until(lambda: counter.sees("band"))
    said = [counter.text(f"band_{at}") for at in range(5) if counter.sees(f"band_{at}")]
    assert any("up to $50.00 a sale" in part for part in said), said
    counter.core.connection.switch(False)
    counter.bridge.wake()
    counter.act(Redeem(sold.card_id, 100))
    counter.bridge.announce(EVERYTHING)
    counter.until(lambda: not counter.sees("band"))


def test_disabling_offers_what_can_be_undone_first(counter: Counter) -> None:
    counter.scan_card(counter.code_of(counter.sell(5000)))
    counter.press("disable_action")
    names = ("disable_freeze", "disable_replace", "disable_last_four", "disable_button")
    places = [
        counter.find(QWidget, name).mapToGlobal(counter.find(QWidget, name).rect().topLeft()).y() for name in names
    ]
    assert places == sorted(places)
    assert not counter.find(QAbstractButton, "disable_button").isEnabled()
    counter.press("disable_freeze")
    counter.until(lambda: counter.sees("freeze_reason"))
    counter.press("disable_action")
    counter.press("disable_replace")
    counter.until(lambda: counter.sees("replace_reason"))


def test_wrong_pins_lock_for_seconds_that_are_said(counter: Counter) -> None:
    staffed(counter, "", "")
    counter.press("sign")
    counter.until(lambda: in_front() == "pin_dialog")
    said = ""
    while "Too many tries" not in said:
        enter_pin(counter, "0000")
        counter.until(lambda: bool(counter.text("staff_pin_note")))
        said = counter.text("staff_pin_note")
        assert "not right" in said or "Too many tries. Wait " in said
    assert 0 < int(next(part for part in said.split() if part.isdigit())) <= 60
    enter_pin(counter, CLERK)
    counter.until(lambda: "Wait" in counter.text("staff_pin_note"))
    assert counter.core.gate.name == ""
