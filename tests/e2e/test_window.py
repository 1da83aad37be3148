"""The window from end to end: keys and scans in, the service's own books out. Nothing between them is replaced."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from sqlalchemy import text

from core.domain.operation import State
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import HOLD, LOSE_REPLY, Endpoint, answer
from gui.frame.pages import PAGES
from tests.e2e.conftest import TOKEN
from tests.e2e.counter_actions import on_server
from tests.e2e.window import Counter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ROOT = Path(__file__).parents[2]
ENTER = Qt.Key.Key_Return
Open = Callable[..., Counter]


@pytest.fixture
def open_counter(qtbot, service: EmbeddedService, tmp_path: Path) -> Iterator[Open]:
    """Opens a window by the name of its till; the same name opens the same folder again after `close`."""
    opened: list[Counter] = []

    def open_one(name: str = "till", *, quarantine_s: float = 90.0) -> Counter:
        opened.append(Counter(qtbot, tmp_path / name, service, quarantine_s))
        return opened[-1]

    yield open_one
    for counter in opened:
        counter.close()


@pytest.fixture
def counter(open_counter: Open) -> Counter:
    return open_counter()


def moves(service: EmbeddedService, card_id: int) -> list[int]:
    """What the service booked on the card, oldest first, minor units."""
    with service.engine.connect() as conn:
        found = conn.execute(
            text("SELECT amount FROM transactions WHERE gift_card_id = :id ORDER BY number"), {"id": card_id}
        )
        return list(found.scalars())


def column(service: EmbeddedService, card_id: int, name: str) -> object:
    with service.engine.connect() as conn:
        return conn.execute(text(f"SELECT {name} FROM gift_cards WHERE id = :id"), {"id": card_id}).scalar_one()


# what a clerk does


def test_a_scan_over_any_field_shows_the_card_and_types_nowhere(counter: Counter) -> None:
    sold = counter.sell(6250)
    counter.window.show_page("settings")
    field = counter.find(QLineEdit, "shop.name")
    counter.until(lambda: field.text() == "Harbour Books")
    field.setFocus()
    counter.scan_card(counter.code_of(sold))
    assert counter.text("card_balance") == "$62.50"
    assert counter.text("card_state") == "Active · Verified"
    assert field.text() == "Harbour Books"


def test_the_printed_qr_code_is_verified(counter: Counter) -> None:
    payload = counter.core.desk.qr_payload(counter.sell().operation_id)
    assert payload is not None
    counter.scan(payload)
    counter.until_text("card_state", "Verified")


def test_a_redeem_by_keys_with_a_double_enter_is_charged_once(counter: Counter, service: EmbeddedService) -> None:
    sold = counter.sell(6250)
    counter.scan_card(counter.code_of(sold))
    counter.type("40")
    assert counter.text("redeem_after") == "$22.50"
    for _ in range(2):
        counter.key(ENTER)
    counter.until_told("$40.00 taken")
    assert counter.text("outcome_sentence") == "$22.50 left on the card."
    counter.until_text("card_balance", "$22.50")
    assert moves(service, sold.card_id) == [-4000]


def test_a_top_up(counter: Counter, service: EmbeddedService) -> None:
    sold = counter.sell(5000)
    counter.scan_card(counter.code_of(sold))
    counter.chord("T")
    counter.find(QWidget, "top_up")
    counter.type("12.34")
    counter.key(ENTER)
    counter.until_told("$12.34 put on")
    assert moves(service, sold.card_id) == [1234]


def test_a_correction_with_its_reason(counter: Counter, service: EmbeddedService) -> None:
    sold = counter.sell(5000)
    counter.scan_card(counter.code_of(sold))
    counter.chord("A")
    counter.find(QWidget, "adjust")
    counter.type("47.50")
    assert not counter.find(QPushButton, "adjust_button").isEnabled()
    counter.fill("adjust_reason", "counted again")
    counter.press("adjust_button")
    counter.until_told("Balance set")
    assert moves(service, sold.card_id) == [-250]
    assert counter.core.queries.history()[0].reason == "counted again"


def test_a_note_is_edited_and_nothing_else(counter: Counter, service: EmbeddedService) -> None:
    sold = counter.sell(5000)
    counter.scan_card(counter.code_of(sold))
    counter.chord("E")
    counter.find(QWidget, "edit")
    counter.fill("edit_note", "for Ada")
    counter.press("edit_button")
    counter.until_told("Saved")
    assert "for Ada" in str(column(service, sold.card_id, "note"))
    assert column(service, sold.card_id, "expires_on") is None


def test_disabling_asks_for_the_last_four(counter: Counter, service: EmbeddedService) -> None:
    sold = counter.sell(5000)
    code = counter.code_of(sold)
    counter.scan_card(code)
    counter.chord("D")
    counter.find(QWidget, "disable_view")
    counter.fill("disable_reason", "lost")
    counter.fill("disable_last_four", "uu" + code[-2:])  # no code that we draw has a U
    assert not counter.find(QPushButton, "disable_button").isEnabled()
    assert counter.text("disable_last_four_note") == "These are not its last four."
    counter.fill("disable_last_four", code[-4:])
    counter.press("disable_button")
    counter.until_told("The card is disabled")
    assert column(service, sold.card_id, "disabled_at") is not None


def test_a_code_stays_on_the_screen_until_it_was_handed_over(counter: Counter, service: EmbeddedService) -> None:
    counter.key(Qt.Key.Key_F2)
    counter.find(QWidget, "sell")
    counter.type("25")
    counter.key(ENTER)
    counter.until_text("code_state", "Confirmed")
    code = counter.text("code_text").replace(" ", "")
    counter.key(Qt.Key.Key_Escape)
    assert counter.sees("code_text")
    assert "Then this page closes" in counter.text("code_note")
    counter.press("code_handed_over")
    counter.until(lambda: not counter.sees("code_text"))
    (row,) = counter.core.queries.operations()
    assert column(service, row.card_id, "balance") == 2500
    assert counter.core.desk.code_of(row.operation_id) is None
    counter.scan_card(code)
    assert counter.text("card_balance") == "$25.00"


def test_a_sale_whose_code_was_not_handed_over_can_be_taken_up_again(counter: Counter) -> None:
    counter.key(Qt.Key.Key_F2)
    counter.find(QWidget, "sell")
    counter.type("25")
    counter.key(ENTER)
    counter.until_text("code_state", "Confirmed")
    code = counter.text("code_text").replace(" ", "")
    counter.key(Qt.Key.Key_F1)
    counter.key(Qt.Key.Key_F2)
    counter.until_text("code_text", code[-4:])


# what goes wrong around it


def test_the_offline_switch_queues_and_books_later(counter: Counter, service: EmbeddedService) -> None:
    sold = counter.sell(5000)
    counter.window.findChild(QAction, "offline_switch").trigger()
    counter.until_text("band_0", "Working offline")
    counter.scan_card(counter.code_of(sold))
    counter.type("10")
    counter.key(ENTER)
    counter.until_told("PENDING")
    counter.until_text("card_line", "−$10.00 waiting")
    assert counter.text("card_balance") == "$40.00"
    assert moves(service, sold.card_id) == []
    counter.window.findChild(QAction, "offline_switch").trigger()
    counter.until_told("Confirmed now")
    assert counter.text("card_balance") == "$40.00"
    assert moves(service, sold.card_id) == [-1000]


def test_a_broken_line_is_told_and_booked_when_it_is_back(counter: Counter, service: EmbeddedService) -> None:
    sold = counter.sell(5000)
    counter.scan_card(counter.code_of(sold))
    service.set_outage(True)
    counter.type("10")
    counter.key(ENTER)
    counter.until_told("PENDING")
    counter.until_text("band_0", "No connection since")
    service.set_outage(False)
    counter.press("go_outbox")
    counter.press("outbox_retry")
    counter.until(lambda: moves(service, sold.card_id) == [-1000])


def test_a_lost_answer_is_unknown_and_then_needs_a_person(open_counter: Open, service: EmbeddedService) -> None:
    counter = open_counter(quarantine_s=0.5)
    sold = counter.sell(5000)
    counter.scan_card(counter.code_of(sold))
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    counter.type("30")
    counter.key(ENTER)
    counter.until_told("We do not know yet")
    assert "do not enter it again" in counter.text("outcome_advice")
    counter.until_told("This needs you")
    counter.key(Qt.Key.Key_F4)
    table = counter.find(QTableView, "outbox_table")
    counter.until(lambda: table.model().rowCount() == 2)
    assert [table.model().index(0, at).data() for at in range(3)] == [
        "Needs you",
        f"Redeem −$30.00 · card {counter.code_of(sold)[-4:].upper()}",
        "The answer was lost, and the card was changed since. It may have been applied, or not.",
    ]
    counter.until(lambda: "Book nothing a second time" in counter.text("outbox_advice"))
    assert moves(service, sold.card_id) == [-3000]


def test_a_forged_qr_code_is_refused(counter: Counter) -> None:
    payload = counter.core.desk.qr_payload(counter.sell().operation_id)
    assert payload is not None
    counter.scan(payload[:-1] + ("A" if payload[-1] != "A" else "B"))
    counter.until_text("empty_heading", "Do not accept this card")
    assert not counter.sees("redeem")


def test_an_unknown_code_says_so(counter: Counter) -> None:
    counter.look_for("zzzz9999zzzz9999")
    counter.until_text("empty_heading", "No card was found for this.")
    assert not counter.sees("redeem")


def test_four_characters_of_two_cards_are_not_guessed(counter: Counter) -> None:
    for head in ("abcd2345efgh", "wxyz6789mnpq"):
        counter.sell(code=f"{head}7k2m")
    counter.look_for("7k2m")
    counter.until_text("candidates_heading", "Which card is it?")
    table = counter.find(QTableView, "candidates_table")
    assert [table.model().index(row, 1).data() for row in range(table.model().rowCount())] == ["7K2M", "7K2M"]
    assert not counter.sees("redeem")
    counter.key(Qt.Key.Key_Down)
    counter.key(ENTER)
    assert not counter.sees("card_last"), "none of them was chosen by a person yet"
    counter.key(Qt.Key.Key_Down)
    counter.key(ENTER)
    counter.until_text("card_last", "7K2M")


def test_a_refused_token_is_told_and_nothing_is_promised(counter: Counter, service: EmbeddedService) -> None:
    service.faults.always(Endpoint.ANY, answer(401, body=b'{"errors":"unauthorised"}', media_type="application/json"))
    counter.look_for("zzzz9999zzzz9999")
    counter.until(lambda: counter.find(QPushButton, "state_pill").text() == "Token refused")
    assert "does not accept our token" in counter.text("band_0")


# the frame


def test_nothing_but_the_window_ever_opens_as_one(counter: Counter, qapp) -> None:
    watch = Watch(qapp)
    counter.scan_card(counter.code_of(counter.sell()))
    for action in ("top_up", "adjust", "edit", "disable"):
        counter.press(f"{action}_action")
    for page in PAGES:
        counter.press(f"go_{page.name}")
    qapp.removeEventFilter(watch)
    assert watch.opened == []


class Watch(QObject):
    """Notes whatever shows up on the screen by itself, were it for a moment: it would take the keys of a scan."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.opened: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, each: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(each, QWidget) and each.isWindow():
            self.opened.append(f"{type(each).__name__} {each.objectName()!r}")
        return False


@pytest.mark.parametrize("action", ["redeem", "top_up", "adjust", "edit", "disable"])
def test_every_panel_of_a_card_can_be_read_aloud(counter: Counter, action: str) -> None:
    counter.scan_card(counter.code_of(counter.sell()))
    counter.press(f"{action}_action")
    assert nameless(counter.window) == []


def test_every_page_can_be_read_aloud(counter: Counter) -> None:
    sold = counter.sell()
    for page in PAGES:
        counter.press(f"go_{page.name}")
        counter.until(lambda page=page: counter.find(QPushButton, f"go_{page.name}").isChecked())
        assert nameless(counter.window) == [], page.name
    counter.press("go_issue")
    counter.press(f"show_code_{sold and counter.code_of(sold)[-4:].lower()}")
    counter.until(lambda: counter.sees("code_text"))
    assert nameless(counter.window) == []


def nameless(window: QWidget) -> list[str]:
    """Visible widgets that take the focus and have no handle or nothing to be read aloud."""
    takers = [
        each
        for each in window.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() != Qt.FocusPolicy.NoFocus and not _inside(each)
    ]
    assert takers
    return [
        f"{type(each).__name__} {each.objectName()!r}" for each in takers if not (each.objectName() and _said(each))
    ]


def _inside(each: QWidget) -> bool:
    """A header or a viewport is named by its table."""
    return isinstance(each.parent(), QAbstractItemView)


def _said(each: QWidget) -> str:
    return each.accessibleName() or (each.text() if isinstance(each, QAbstractButton) else "")


# starting and ending, in a process of its own

PROGRAM = """
import os
import sys
from argparse import Namespace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from gui import app
from gui.widgets.amounts.amount_display import AmountDisplay

folder, url, task = sys.argv[1:]

def told(line):
    print(line, flush=True)

def text(window, name):
    return next((each.text() for each in window.findChildren(QLabel, name) if each.isVisible()), "")

def look():
    window = next(each for each in QApplication.topLevelWidgets() if each.objectName() == "main_window")
    if sentence := text(window, "start_sentence"):
        timer.stop()
        told(sentence)
        window.findChild(QPushButton, "start_close").click()
    elif task == "sell":
        sell(window)
    elif text(window, "status_text"):
        timer.stop()
        told("closing")
        window.close()

def sell(window):
    if text(window, "code_text"):
        timer.stop()
        told(text(window, "code_text").replace(" ", ""))  # and is killed now
    elif text(window, "status_text") and not text(window, "code_text"):
        issue = window.show_page("issue")
        amount = issue.findChild(AmountDisplay)
        if not amount.minor():
            QTest.keyClicks(amount, "25")
            QTest.keyClick(amount, Qt.Key.Key_Return)

application = app.application()
timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
QTimer.singleShot(20_000, lambda: os._exit(99))
sys.exit(app.run(Namespace(data_dir=folder, api_url=url or None, token_file=None, offline=False, clerk="Anna")))
"""


def program(folder: Path, url: str, task: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder), url, task],
        cwd=ROOT,
        env={**os.environ, "COUNTERFOIL_TOKEN": TOKEN, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_token_that_can_be_none_is_told_and_ends_with_7(tmp_path: Path, service: EmbeddedService) -> None:
    with program(tmp_path / "till", service.url, "look", COUNTERFOIL_TOKEN="two words") as window:
        said, errors = window.communicate(timeout=60)
    assert said == "The token in COUNTERFOIL_TOKEN has characters that no token has.\n"
    assert (window.returncode, "Traceback" in errors) == (7, False), errors


def test_a_damaged_database_is_told_and_left_as_it_is(tmp_path: Path, service: EmbeddedService) -> None:
    database = tmp_path / "till" / "till.db"
    database.parent.mkdir()
    database.write_bytes(b"SQLite format 3\x00" + b"rubbish" * 1000)
    before = database.read_bytes()
    with program(database.parent, service.url, "look") as window:
        said, errors = window.communicate(timeout=60)
    assert said.startswith(f"The database {database} is damaged.")
    assert said.count("\n") == 1
    assert database.read_bytes() == before
    assert (window.returncode, "Traceback" in errors) == (7, False), errors


def test_it_closes_at_once_while_the_service_does_not_answer(tmp_path: Path, service: EmbeddedService) -> None:
    service.faults.always(Endpoint.ANY, HOLD)
    with program(tmp_path / "till", service.url, "look") as window:
        assert window.stdout is not None
        assert window.stdout.readline() == "closing\n"
        begun = time.monotonic()
        _, errors = window.communicate(timeout=60)
    assert time.monotonic() - begun < 3
    assert (window.returncode, "Traceback" in errors) == (0, False), errors


def test_a_killed_window_still_has_the_code_that_nobody_handed_over(
    open_counter: Open, tmp_path: Path, service
) -> None:
    with program(tmp_path / "till", service.url, "sell") as window:
        assert window.stdout is not None
        code = window.stdout.readline().strip()
        window.send_signal(signal.SIGKILL)
        window.wait(timeout=60)
    counter = open_counter()
    counter.key(Qt.Key.Key_F2)
    counter.press(f"show_code_{code[-4:].lower()}")
    counter.until_text("code_state", "Confirmed")
    assert counter.text("code_text").replace(" ", "") == code
    (row,) = counter.core.queries.operations()
    assert (row.state, on_server(service, row.card_id)) == (State.DONE, 2500)
