"""Keys and scans at the real counter, through the window as the platform sends them (docs/input.md)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from core.domain.code import draw, grouped
from core.domain.keyboards import FRENCH, Setting, typed_by
from core.domain.outcome import Confirmed
from core.server.sandbox.embedded import EmbeddedService
from gui.views.issue.sale_details import SaleDetails
from gui.widgets.amounts.amount_display import AmountDisplay
from tests.e2e.counter_actions import on_server
from tests.e2e.staffed_window import CLERK, staffed
from tests.e2e.window import Counter
from tests.gui.input.typist import ENTER, NOTHING, TAB, Typist

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def counter(qtbot, tmp_path: Path, service: EmbeddedService) -> Iterator[Counter]:
    made = Counter(qtbot, tmp_path / "till", service)
    yield made
    made.close()


def on_counter(counter: Counter, amount: int = 2500) -> Confirmed:
    sold = counter.sell(amount)
    counter.scan_card(counter.code_of(sold))
    counter.until(lambda: amount_of(counter).hasFocus())
    return sold


def amount_of(counter: Counter) -> AmountDisplay:
    return next(each for each in counter.window.findChildren(AmountDisplay) if each.isVisible())


@pytest.mark.parametrize(
    "keys", [("C", TAB, "magic", ENTER), ("k5wy", ENTER), ("5kwy", ENTER), ("A30", TAB, "correction by Tom", ENTER)]
)
def test_the_stray_keys_that_once_took_money_take_none(
    counter: Counter, service: EmbeddedService, keys: tuple[str, ...]
) -> None:
    sold = on_counter(counter)
    hand = Typist()
    for each in keys:
        hand = hand.later(90).end(each) if each in {TAB, ENTER} else hand.later(90).type(each, 90)
    counter.until(lambda: not counter.window.keys.asking.waiting)
    assert on_server(service, sold.card_id) == 2500
    assert len(counter.core.queries.operations(10)) == 1  # the sale


@pytest.mark.parametrize(("gap", "end"), [(40, TAB), (90, ENTER), (120, NOTHING)])
def test_a_second_scan_from_any_panel_shows_the_second_card(
    counter: Counter, service: EmbeddedService, gap: int, end: str
) -> None:
    other = counter.sell(7000)
    code = counter.code_of(other)
    for panel in ("redeem", "top_up", "cash_out", "adjust", "edit", "freeze", "disable"):
        sold = on_counter(counter)
        counter.press(f"{panel}_action")
        Typist().scan(code, gap, end)
        counter.window.keys.end_run()
        counter.until_text("card_balance", "$70.00")
        assert on_server(service, sold.card_id) == 2500
    assert {row.kind.value for row in counter.core.queries.operations(50)} == {"issue"}


def test_twenty_and_enter_redeems_twenty_and_four_characters_look_a_card_up(
    counter: Counter, service: EmbeddedService
) -> None:
    sold, other = on_counter(counter), counter.sell(7000)
    Typist().type("20", 150).later(300).end(ENTER)
    counter.until(lambda: on_server(service, sold.card_id) == 500)
    counter.until_told("$20.00 taken")
    end = counter.code_of(other)[-4:].lower()
    Typist().type(end if not end.isdigit() else f"{end}a", 90).end(ENTER)
    counter.until(lambda: end.isdigit() or "$70.00" in counter.text("card_balance"))


def test_four_digits_that_end_a_card_are_looked_up_first(counter: Counter, service: EmbeddedService) -> None:
    counter.sell(7000, code="FOREIGNCODE7312")
    sold = on_counter(counter)
    Typist().type("7312", 150).later(400)
    counter.until(lambda: counter.find(QPushButton, "redeem_button").text() == "Look up 7312")
    assert "7312.00" in counter.find(QLabel, "redeem_problem").text()
    Typist().end(ENTER)
    counter.until_text("card_balance", "$70.00")
    assert on_server(service, sold.card_id) == 2500


def test_four_digits_that_end_no_card_are_an_amount(counter: Counter, service: EmbeddedService) -> None:
    sold = on_counter(counter)
    Typist().type("7312", 150).later(400).end(ENTER)
    counter.until(lambda: on_server(service, sold.card_id) == 0)


@pytest.mark.fault("reply 9")
def test_a_scanner_for_another_keyboard_works_and_is_told_about_once(counter: Counter) -> None:
    sold = counter.sell(7000)
    payload = counter.core.desk.qr_payload(sold.operation_id)
    assert payload is not None
    told: list[str] = []
    counter.window._scanner.notified.connect(lambda text, _tone: told.append(text))
    for _ in range(2):
        Typist(FRENCH).scan(payload, 20)
        counter.until_text("card_balance", "$70.00")
        counter.key(Qt.Key.Key_Escape)
    assert [("another keyboard" in text) for text in told] == [True]
    assert typed_by(payload, Setting("us", "fr")) != payload


@pytest.mark.fault("reply 14")
def test_an_unknown_code_on_issue_becomes_the_card_to_be_sold(counter: Counter, service: EmbeddedService) -> None:
    counter.key(Qt.Key.Key_F2)
    counter.until(lambda: counter.sees("sell_button"))
    code = draw()
    Typist().scan(code, 60)
    details = counter.find(SaleDetails, "sale_details")
    counter.until(lambda: details._code == grouped(code))
    assert counter.sees("sell_button")
    Typist().type("25", 150).later(300).end(ENTER)
    counter.until(lambda: counter.sees("code_text"))
    assert counter.core.lookup.find(code).card_id is not None


def test_a_known_code_on_issue_is_shown_and_is_sold_already(counter: Counter) -> None:
    sold = counter.sell(7000)
    counter.key(Qt.Key.Key_F2)
    counter.until(lambda: counter.sees("sell_button"))
    Typist().scan(counter.code_of(sold), 60)
    counter.until_text("card_balance", "$70.00")
    counter.until(lambda: any("sold already" in each.text() for each in counter.window.findChildren(QLabel)))


def test_digits_after_f2_esc_f2_are_the_amount_of_the_sale(counter: Counter) -> None:
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Escape, Qt.Key.Key_F2):
        counter.key(key)
    counter.until(lambda: counter.sees("sell_button"))
    Typist().type("25", 150)
    assert amount_of(counter).minor() == 2500
    assert counter.find(QLineEdit, "scan_field").text() == ""


def test_coming_to_the_counter_leaves_nothing_unseen_in_the_scan_field(counter: Counter) -> None:
    field = counter.find(QLineEdit, "scan_field")
    field.setFocus()
    Typist().type("smi", 150)
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F1):
        counter.key(key)
    assert field.hasFocus()
    assert field.selectedText() == field.text()


@pytest.mark.parametrize("text", ["zzzz", "ZZZZ ZZZZ ZZZZ"])
def test_where_no_card_is_found_typing_begins_in_the_scan_field(counter: Counter, text: str) -> None:
    on_counter(counter)
    Typist().type(text, 90).end(ENTER)
    counter.until_text("empty_heading", "No card was found")
    counter.until(lambda: counter.find(QLineEdit, "scan_field").hasFocus())


def test_a_long_figure_is_to_be_looked_at_before_enter_counts(counter: Counter, service: EmbeddedService) -> None:
    sold = on_counter(counter)
    Typist().type("1234567", 110).later(100).end(ENTER)
    assert "Look at the amount" in counter.find(QLabel, "redeem_problem").text()
    assert on_server(service, sold.card_id) == 2500


def test_enter_of_a_fast_clerk_counts(counter: Counter, service: EmbeddedService) -> None:
    sold = on_counter(counter, 200_000)
    Typist().type("1250.00", 70).later(70).end(ENTER)
    counter.until(lambda: on_server(service, sold.card_id) == 75_000)


def test_a_scan_over_a_pin_is_no_try_and_is_not_looked_up(counter: Counter) -> None:
    staffed(counter, "", "")
    counter.press("sign")
    counter.until(lambda: bool(getattr(QApplication.activeModalWidget(), "ready", False)))
    field = counter.find(QLineEdit, "staff_pin")
    field.setFocus()
    for gap in (4, 4, 20, 20, 90, 90, 90, 90):
        Typist().scan(draw(), gap)
    assert field.text() == ""
    Typist().type(CLERK, 150).later(400).end(ENTER)
    counter.until(lambda: bool(counter.bridge.status and counter.bridge.status.signed_in))


def test_more_than_the_service_sells_is_said_before_it_is_asked_again(counter: Counter) -> None:
    counter.key(Qt.Key.Key_F2)
    counter.until(lambda: counter.sees("sell_button"))
    Typist().type("2000.01", 150).later(400).end(ENTER)
    counter.until(lambda: "can't exceed" in counter.find(QLabel, "sell_problem").text())
    button = counter.find(QPushButton, "sell_button")
    assert (button.text(), button.isEnabled()) == ("At most $2,000.00", False)
    counter.key(Qt.Key.Key_Backspace)
    counter.until(button.isEnabled)
