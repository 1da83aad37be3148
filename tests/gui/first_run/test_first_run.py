"""The first start as a shop sees it: one key to try it, or connected to a service, page by page, each skippable."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QScrollBar, QWidget

from core.data_folder import first_run
from core.data_folder.first_run import CARDS, CHOOSE, MANAGER, SCANNER
from core.domain.scanner_test import TEST_CODE
from core.server.contract.switches import Switches
from core.server.sandbox.embedded import EmbeddedService
from tests.gui.first_run.first_start import FirstStart

pytestmark = pytest.mark.e2e

TOKEN = "first-run-token-5512"


@pytest.fixture
def start(qtbot, look, data_dir) -> Iterator[Callable[[], FirstStart]]:
    """Starts the program in the same folder, again and again."""
    started: list[FirstStart] = []

    def begun() -> FirstStart:
        started.append(FirstStart(qtbot, data_dir))
        return started[-1]

    yield begun
    for each in started:
        if each.bridge._threads:
            each.close()


SHOP = Switches(shop_name="Harbour & Sons", currencies="JPY")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[EmbeddedService]:
    made = EmbeddedService(tmp_path / "service.db", TOKEN, seed=3, switches=SHOP)
    made.start()
    yield made
    made.stop()


def test_one_key_opens_the_sandbox(start, data_dir: Path) -> None:
    first = start()
    assert (first.step, data_dir.exists(), first.window.isVisible()) == (CHOOSE, False, False)
    first.key(Qt.Key.Key_Return)
    first.until(lambda: bool(first.bridge.status and first.bridge.status.first_pull_done))
    assert (first.keys, first.window.isVisible(), first.front.isVisible()) == (1, True, False)
    assert first.bridge.status is not None
    assert first.bridge.status.sandbox
    first.close()
    assert start().step == ""


def test_an_existing_folder_never_sees_it(data_dir: Path) -> None:
    options = Namespace(data_dir=str(data_dir), api_url=None)
    assert first_run.pending(options, {}) == CHOOSE
    assert first_run.pending(options, {"COUNTERFOIL_API_URL": "https://x"}) == ""
    assert first_run.pending(Namespace(data_dir=str(data_dir), api_url="https://x"), {}) == ""
    data_dir.mkdir()
    assert first_run.pending(options, {}) == ""


def test_what_is_wrong_is_said_and_nothing_is_kept(start, service: EmbeddedService, data_dir: Path) -> None:
    first = start()
    first.connect(service.url, "not-the-token")
    first.until(lambda: "does not accept this token" in first.text("service_token_note"))
    first.answer("shop", TOKEN)
    first.until(lambda: "is not the address of a service" in first.text("service_url_note"))
    first.answer("http://127.0.0.1:9/api", TOKEN)
    first.until(lambda: "cannot be reached" in first.text("service_url_note"))
    assert [path.name for path in data_dir.iterdir()] == ["first-run"]
    first.press("first_run_back")
    first.until(lambda: first.sees("first_run_try"))
    assert first.text("first_run_step") == ""
    first.key(Qt.Key.Key_Return)
    first.until(first.window.isVisible)
    first.until(lambda: first.bridge.status is not None)


def test_connected_and_named_in_six_keys(start, service: EmbeddedService, data_dir: Path) -> None:
    first = start()
    first.connect(service.url, TOKEN)
    first.until(lambda: "cards are here" in first.text("cards_count"))
    assert "sealed with the till's key" in first.text("token_place")
    first.key(Qt.Key.Key_Return)
    first.until(lambda: first.sees("shop_heading"))
    first.fill(first_shop="Quay Books", first_till="Till 3")
    first.until(lambda: first.find(QComboBox, "first_currency").currentData() == "USD")
    first.key(Qt.Key.Key_Return)
    first.until(lambda: first.sees("scanner_heading"))
    first.key(Qt.Key.Key_Return)
    first.until(lambda: first.sees("printer_heading"))
    first.key(Qt.Key.Key_Return)
    first.until(lambda: first.sees("manager_heading"))
    first.press("first_run_skip")
    first.until(first.window.isVisible)
    assert first.keys == 6
    assert not (data_dir / "first-run").exists()
    assert TOKEN.encode() not in b"".join(path.read_bytes() for path in data_dir.iterdir() if path.is_file())
    assert first.bridge.status is not None
    assert (first.bridge.status.sandbox, first.bridge.status.service_url) == (False, service.url)
    first.until(lambda: first.bridge.status.shop_name == "Quay Books")
    assert (first.bridge.status.till_name, first.bridge.status.currency) == ("Till 3", "USD")


def test_killed_midway_it_goes_on_where_it_was(start, service: EmbeddedService, data_dir: Path) -> None:
    first = start()
    first.connect(service.url, TOKEN)
    first.until(lambda: first.sees("cards_count"))
    first.until(lambda: first.bridge.status is not None)
    first.close()
    second = start()
    assert second.step == CARDS
    second.until(lambda: "cards are here" in second.text("cards_count"))
    second.key(Qt.Key.Key_Return)
    second.press("first_run_skip")
    second.until(lambda: second.sees("scanner_heading"))
    second.key(Qt.Key.Key_Return)
    second.until(lambda: second.sees("printer_heading"))
    second.key(Qt.Key.Key_Return)
    second.until(lambda: second.sees("manager_heading"))
    second.close()
    third = start()
    assert third.step == MANAGER
    third.press("first_run_open")
    third.until(third.window.isVisible)
    third.until(lambda: third.bridge.status is not None)
    third.close()
    assert start().step == ""


def test_a_card_is_tried_and_stays_as_it_was(start, service: EmbeddedService) -> None:
    first = start()
    first.connect(service.url, TOKEN)
    first.press("first_run_probe")
    first.until(lambda: first.text("probe_why").startswith("Done:"))


def test_the_first_manager_is_at_the_till(start, service: EmbeddedService, data_dir: Path) -> None:
    os.makedirs(data_dir)
    first_run.keep(data_dir, MANAGER)
    first = start()
    for name, text in (("manager_name", "Mia"), ("manager_pin", "482913"), ("manager_again", "482914")):
        next(each for each in first.front.findChildren(QLineEdit, name)).setFocus()
        first.type(text)
    first.key(Qt.Key.Key_Return)
    assert "not the same" in first.text("manager_again_note")
    first.key(Qt.Key.Key_Backspace)
    first.type("3")
    first.key(Qt.Key.Key_Return)
    first.until(first.window.isVisible)
    first.until(lambda: bool(first.bridge.status and first.bridge.status.manages))
    assert first.bridge.status.clerk == "Mia"


def test_what_is_missing_is_said_at_its_field_and_nothing_is_asked(start) -> None:
    first = start()
    first.connect("", "")
    assert first.text("service_url_note") == "The address of the service is missing."
    assert QApplication.focusWidget().objectName() == "service_url"
    first.press("first_run_hero")
    assert first.find(QLineEdit, "service_url").text() == "https://gifthero.syncu.be/api/external"
    first.key(Qt.Key.Key_Return)
    first.until(lambda: first.text("service_token_note").startswith("A token is needed"))
    assert "For Developers" in first.text("where_from")
    assert "junk folder" in first.text("where_from")
    first.key(Qt.Key.Key_Escape)
    first.until(lambda: first.sees("first_run_try"))
    first.key(Qt.Key.Key_Return)
    first.until(lambda: first.bridge.status is not None)


def test_esc_goes_back_a_step_and_the_number_is_right_each_time(start, service: EmbeddedService) -> None:
    first = start()
    first.connect(service.url, TOKEN)
    first.until(lambda: "cards are here" in first.text("cards_count"))
    seen = [first.text("first_run_step")]
    skipped = {"scanner_heading", "manager_heading"}
    for next_page in ("shop_heading", "scanner_heading", "printer_heading", "manager_heading"):
        first.press("first_run_skip" if next_page in skipped else "first_run_next")
        first.until(lambda name=next_page: first.sees(name))
        seen.append(first.text("first_run_step"))
    for before in ("printer_heading", "scanner_heading", "shop_heading", "cards_heading"):
        first.key(Qt.Key.Key_Escape)
        first.until(lambda name=before: first.sees(name))
        seen.append(first.text("first_run_step"))
    first.key(Qt.Key.Key_Escape)
    assert first.sees("cards_heading"), "the service is connected: there is no way back from here"
    assert seen == [f"Step {n} of 6" for n in (2, 3, 4, 5, 6, 5, 4, 3, 2)]


def test_the_service_s_own_name_and_currencies_are_offered(start, service: EmbeddedService) -> None:
    first = start()
    first.connect(service.url, TOKEN)
    first.until(lambda: "cards are here" in first.text("cards_count"))
    first.key(Qt.Key.Key_Return)
    first.until(lambda: first.sees("first_shop") and first.find(QLineEdit, "first_shop").text() == "Harbour & Sons")
    currencies = first.find(QComboBox, "first_currency")
    assert [currencies.itemText(at) for at in range(currencies.count())] == ["JPY · Japanese yen", "USD · US dollar"]
    assert currencies.currentData() == "USD"
    first.find(QLineEdit, "first_shop").setFocus()
    first.key(Qt.Key.Key_Return)
    assert first.text("first_till_note") == "The name of this till is missing."


def test_after_trying_the_counter_hands_out_a_code(start) -> None:
    first = start()
    first.key(Qt.Key.Key_Return)
    first.until(lambda: bool(first.bridge.status and first.bridge.status.first_pull_done))
    first.front = first.window
    first.until(lambda: first.sees("try_code"))
    code = first.text("try_code").replace(" ", "")
    first.press("try_use")
    first.until(lambda: first.text("card_last").endswith(code[-4:]))
    assert not first.sees("try_card")


def test_a_window_that_grew_from_a_small_screen_shows_every_page_without_bars(start, service: EmbeddedService) -> None:
    """The room for one bar made the other one needed, and the other way round, until Python gave up."""
    first = start()
    first.front.resize(1280, 800)
    first.connect(service.url, TOKEN)
    first.until(lambda: "cards are here" in first.text("cards_count"))
    assert not [bar for bar in first.front.findChildren(QScrollBar) if bar.isVisible()]


def test_the_scanner_is_tested_before_the_till_has_a_window(start, service: EmbeddedService, data_dir: Path) -> None:
    os.makedirs(data_dir)
    first_run.keep(data_dir, SCANNER)
    first = start()
    first.press("first_run_scanner_test")
    first.until(lambda: first.sees("scanner_test"))
    dialog = first.find(QWidget, "scanner_test")
    first.until(dialog.isActiveWindow)
    for at, sign in enumerate([*TEST_CODE, "\r"]):
        key = Qt.Key.Key_Return if sign == "\r" else ord(sign.upper())
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, sign)
        event.setTimestamp(1_000_000 + 20 * at)
        QApplication.sendEvent(dialog.windowHandle(), event)
    first.press("scanner_keep")
    first.until(lambda: first.text("scanner_kept").startswith("Kept"))
    assert first.bridge._core.preferences.get("scan.pace") == "20"
    first.front.activateWindow()
    first.until(lambda: first.front.isActiveWindow() and QApplication.focusWidget() is not None)
    first.key(Qt.Key.Key_Return)
    first.until(lambda: first.sees("printer_heading"))
    first.press("first_run_open")
    first.until(first.window.isVisible)
