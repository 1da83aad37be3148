"""The policy in the window: chosen by a manager, told at a sale and at a small rest, which is paid out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from core.domain import policy
from core.domain.policy import source_of
from core.server.sandbox.embedded import EmbeddedService
from core.usecases.policy import read_policy
from gui.dialogs.confirm import Confirm
from tests.e2e.test_backup_plan_window import ALT, enter, text
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def counter(qtbot, tmp_path: Path, service: EmbeddedService) -> Iterator[Counter]:
    made = Counter(qtbot, tmp_path / "till", service)
    yield made
    made.close()


def open_policy(counter: Counter) -> None:
    QTest.keyClick(counter.window, Qt.Key.Key_F9)
    counter.until(lambda: counter.sees("settings_places"))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Y, ALT)
    counter.until(lambda: counter.sees(policy.PROFILE))
    counter.until(lambda: text(counter, "till.name") != "")  # the settings are read


def choose(counter: Counter, profile: str) -> None:
    open_policy(counter)
    box = counter.find(QComboBox, policy.PROFILE)
    box.setCurrentIndex(box.findData(profile))
    counter.until(lambda: read_policy(counter.core).policy.profile == profile)


def is_shown(counter: Counter, key: str, value: str) -> bool:
    box = counter.window.findChild(QComboBox, key)
    return box.currentData() == value if box is not None else text(counter, key) == value


def test_a_profile_fills_the_rules_and_a_changed_rule_makes_it_the_shops_own(counter: Counter) -> None:
    choose(counter, "us-ca")
    counter.until(lambda: is_shown(counter, policy.CASH_BELOW, "15.00 USD"))
    counter.until(lambda: is_shown(counter, policy.EXPIRY, policy.NEVER))
    assert "1749.5" in text(counter, source_of(policy.EXPIRY))
    counter.until(lambda: "legal advice" in text(counter, "policy_said"))
    assert "Changed on" in text(counter, "policy_said")
    enter(counter, policy.CASH_BELOW, "ten")
    counter.until(lambda: "amount" in text(counter, f"{policy.CASH_BELOW}_note"))
    enter(counter, policy.CASH_BELOW, "10")
    counter.until(lambda: is_shown(counter, policy.PROFILE, policy.OWN))
    assert counter.find(QLineEdit, policy.CASH_BELOW).text() == "10.00 USD"


def test_limits_are_set_after_a_question_alone(counter: Counter) -> None:
    choose(counter, "us")
    counter.until(lambda: "2000.00" in text(counter, "policy_said"))
    assert counter.core.preferences.get("limit.clerk.issue") == ""
    button = counter.find(QAbstractButton, "policy_limits")
    counter.until(button.isEnabled)
    for answer in ("confirm_back", "confirm_act"):
        assert counter.core.preferences.get("limit.clerk.issue") == ""
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        counter.until(lambda: isinstance(QApplication.activeModalWidget(), Confirm))
        asked = QApplication.activeModalWidget()
        assert asked is not None
        assert "31 CFR" in asked.findChild(QLabel, "confirm_sentence").text()
        asked.findChild(QAbstractButton, answer).click()
    counter.until(lambda: counter.core.preferences.get("limit.clerk.issue") == "2000.00")
    counter.until(lambda: "2000.00" not in text(counter, "policy_said"))


def test_a_sale_with_too_early_an_end_is_told_of_and_made(counter: Counter) -> None:
    choose(counter, "us")
    QTest.keyClick(counter.window, Qt.Key.Key_F2)
    counter.until(lambda: counter.sees("sale_details"))
    assert not counter.sees("sale_early")
    counter.press("sale_until_1")
    counter.until_text("sale_early", "12 CFR 1005.20")
    counter.press("sale_until_5")
    counter.until(lambda: not counter.sees("sale_early"))
    counter.press("sale_until_1")
    counter.press("sale_kind_promotion")
    counter.until(lambda: not counter.sees("sale_early"))
    counter.press("sale_kind_sold")
    counter.find(QWidget, "sell_amount").setFocus()
    counter.type("25")
    counter.press("sell_button")
    counter.until(lambda: counter.sees("code_state"))


def test_a_small_rest_is_told_of_after_the_redeem_and_paid_out(counter: Counter) -> None:
    choose(counter, "us-ca")
    code = counter.code_of(counter.sell(5_000))
    QTest.keyClick(counter.window, Qt.Key.Key_F1)
    counter.scan_card(code)
    counter.type("35")
    counter.key(Qt.Key.Key_Return)
    counter.until_told("$35.00 taken")
    assert "1749.5" not in text(counter, "outcome_advice"), "15.00 is not less than 15.00"
    counter.press("outcome_next")
    counter.scan_card(code)
    counter.type("1")
    counter.key(Qt.Key.Key_Return)
    counter.until_told("$1.00 taken")
    counter.until_text("outcome_advice", "Less than $15.00 is left")
    assert "legal advice" in text(counter, "outcome_advice")
    counter.press("outcome_next")
    counter.scan_card(code)
    counter.chord("C")
    counter.until_text("cash_out_rule", "1749.5")
    counter.fill("cash_out_reason", "the customer asked")
    counter.press("cash_out_button")
    counter.until_told("Give the customer $14.00 in cash")


def test_an_earlier_last_day_and_a_top_up_of_such_a_card_are_told_of_before_and_after(counter: Counter) -> None:
    choose(counter, "us")
    code = counter.code_of(counter.sell(5_000))
    QTest.keyClick(counter.window, Qt.Key.Key_F1)
    counter.scan_card(code)
    counter.chord("E")
    counter.until(lambda: counter.sees("edit_note"))
    assert not counter.sees("edit_rule")
    soon = datetime.now().astimezone().date() + timedelta(days=90)
    counter.fill("edit_expires_on", soon.isoformat())
    counter.until_text("edit_rule", "12 CFR 1005.20")
    counter.fill("edit_expires_on", soon.replace(year=soon.year + 9).isoformat())
    counter.until(lambda: not counter.sees("edit_rule"))
    counter.fill("edit_expires_on", soon.isoformat())
    counter.press("edit_button")
    counter.until(lambda: counter.sees("outcome_heading"))
    counter.until_text("outcome_advice", "too early")
    counter.press("outcome_next")
    counter.scan_card(code)
    counter.chord("T")
    counter.until_text("top_up_rule", "last top-up")
    counter.type("10")
    assert not counter.sees("top_up_rule")
    assert counter.text("top_up_after") == "$60.00"
    counter.press("top_up_button")
    counter.until_text("outcome_advice", "last top-up")


def test_an_order_of_equal_cards_says_how_many_end_too_early(counter: Counter) -> None:
    choose(counter, "us")
    QTest.keyClick(counter.window, Qt.Key.Key_F2)
    counter.until(lambda: counter.sees("sale_details"))
    counter.press("sale_until_1")
    counter.find(QWidget, "sell_amount").setFocus()
    counter.type("25")
    counter.press("sell_several")
    counter.until(lambda: counter.sees("bulk_count"))
    assert not counter.sees("bulk_early")
    counter.fill("bulk_count", "3")
    counter.press("bulk_look")
    counter.until_text("bulk_early", "policy: 3")
    assert counter.find(QAbstractButton, "bulk_go").isEnabled()
