"""Makes the pictures of docs/pictures from the running program: real window, real core, the embedded sandbox.

Run as `python -m tests.screenshots`. Days pass between the steps by moving this process's clock, so that a card has
a history with dates; nothing else is arranged.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

_now = time.time
_shift = 0.0
time.time = lambda: _now() + _shift  # before the core is imported: the service keeps a reference to it
os.environ["QT_QPA_PLATFORM"] = os.environ.get("COUNTERFOIL_TEST_PLATFORM", "offscreen")
os.environ["LANG"] = os.environ["LC_ALL"] = "C.UTF-8"
os.environ["TZ"] = "UTC"
time.tzset()

from PySide6.QtCore import QLocale, Qt, QTranslator  # noqa: E402
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget  # noqa: E402

from core.bootstrap import Core  # noqa: E402
from core.domain.command import Command, Issue, Redeem, TopUp  # noqa: E402
from core.domain.outcome import Confirmed, Outcome  # noqa: E402
from core.server.faults import LOSE_REPLY, Endpoint, Fault  # noqa: E402
from gui.app import application, opener  # noqa: E402
from gui.hand import Hand  # noqa: E402
from gui.last_resort import LastResort  # noqa: E402
from gui.look import theme  # noqa: E402
from gui.main_window import MainWindow  # noqa: E402
from gui.widgets.amount_display import AmountDisplay  # noqa: E402
from gui.wording import languages  # noqa: E402
from gui.work.worker import Desk  # noqa: E402
from tests.gui.pseudo import Pseudo, mirrored  # noqa: E402

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
CODE = "hbk4x9qt2mzc7k2m"
QUARANTINE_S = 1.0
VISIT = Fault(executed=True, truthful=True, web_shop_percent=25)
"""The web shop takes a quarter of what is on the card just before this request."""


def travel(text: str) -> None:
    """To this minute, UTC."""
    global _shift
    _shift = datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() - _now()


class Photographer:
    """The window and the hand that works it."""

    def __init__(self, till: Path) -> None:
        self._cores: list[Core] = []
        options = Namespace(data_dir=str(till), api_url=None, token_file=None, offline=False, clerk=None)
        self._open = opener(options, LastResort(), {"COUNTERFOIL_QUARANTINE_S": str(QUARANTINE_S)})
        self.desk = Desk(self._open_core)
        self.window = MainWindow(self.desk)
        self.window.painted.connect(self.desk.start)
        self.window.show()
        self.window.activateWindow()
        self.hand = Hand(self.window)
        self.hand.until(lambda: bool(self.desk.status and self.desk.status.first_pull_done), "the first pull")

    @property
    def core(self) -> Core:
        return self._cores[0]

    def take(self, name: str, look: str = "light") -> None:
        theme.choose(look)
        if self.hand.sees("message_close"):
            self.hand.press("message_close")
        self.desk.look_again()
        QApplication.processEvents()
        picture = self.window.grab().toImage()
        picture.convertToFormat(picture.Format.Format_RGB888).save(str(FOLDER / f"{name}.png"), quality=0)

    def close(self) -> None:
        self.window.close()
        self.desk.close()

    def act(self, command: Command) -> Outcome:
        return self.core.replay.run(self.core.desk.submit(command).operation_id)

    def sell(self, amount: int, note: str, code: str | None = None, until: str | None = None) -> int:
        outcome = self.act(Issue(amount, "USD", code=code, note=note, expires_on=until))
        assert isinstance(outcome, Confirmed), outcome
        self.core.desk.hand_over(outcome.operation_id)
        return outcome.card_id

    def clerk(self, name: str, till: str) -> None:
        self.core.preferences.set("clerk.name", name)
        self.core.preferences.set("till.name", till)

    def page(self, name: str) -> None:
        self.hand.press(f"go_{name}")

    def scan(self, code: str) -> None:
        self.hand.find(QLineEdit, "scan_field").setFocus()
        self.hand.type(code)
        self.hand.key(Qt.Key.Key_Return)
        self.hand.until(lambda: self.hand.sees("redeem") and self.label("card_last")[-4:] == code[-4:].upper(), code)

    def panel(self, name: str) -> None:
        self.hand.press(f"{name}_action")

    def amount(self, text: str) -> None:
        next(each for each in self.window.findChildren(AmountDisplay) if each.isVisible()).setFocus()
        self.hand.type(text)

    def label(self, name: str) -> str:
        return self.hand.find(QLabel, name).text() if self.hand.sees(name) else ""

    def until_rows(self, table: str, least: int) -> None:
        def enough() -> bool:
            found = self.window.findChildren(QWidget, table)
            return any(each.isVisible() and each.model().rowCount() >= least for each in found)

        self.hand.until(enough, table)

    def wait(self, condition, what: str) -> None:
        self.hand.until(lambda: self.desk.status is not None and condition(self.desk.status), what)

    def _open_core(self) -> Core:
        core = self._open()
        self._cores.append(core)
        return core

    def sync(self) -> None:
        """The pull of this minute, as a till does it all day."""
        begun = time.time()
        self.core.sync.hurry()
        self.desk.wake()
        self.wait(lambda status: (status.last_sync or 0) >= begun, "the pull")


def past(one: Photographer) -> int:
    """How card 7K2M got to 62.50: sold, spent elsewhere, spent here."""
    assert one.core.service is not None
    one.clerk("Marco", "Till 1")
    travel("2026-11-02T09:12")
    card_id = one.sell(10_000, "birthday card", CODE, "2031-11-30")
    travel("2026-11-18T15:31")
    one.core.service.faults.next(Endpoint.READ, VISIT)
    one.core.lookup.refresh(card_id)
    one.core.lookup.refresh(card_id)
    travel("2026-11-21T10:42")
    one.clerk("Anna", "Till 2")
    assert isinstance(one.act(Redeem(card_id, 1250, "Purchase")), Confirmed)
    travel("2026-11-21T10:44")
    one.core.lookup.refresh(card_id)
    one.sync()
    return card_id


def online(one: Photographer) -> None:
    one.page("card")
    one.scan(CODE)
    one.hand.until(lambda: one.label("card_balance") == "$62.50", "the balance")
    one.wait(lambda status: status.till_name == "Till 2", "the name of the till")
    one.amount("40.00")
    one.take("card_light")
    one.panel("adjust")
    one.amount("60.00")
    one.hand.find(QLineEdit, "adjust_reason").setFocus()
    one.hand.type("counted again")
    one.take("adjust_light")
    one.panel("disable")
    one.hand.find(QLineEdit, "disable_last_four").setFocus()
    one.hand.type("7K2M")
    one.hand.find(QLineEdit, "disable_reason").setFocus()
    one.hand.type("reported lost")
    one.take("disable_light")


def selling(one: Photographer) -> None:
    one.page("issue")
    one.hand.find(QLineEdit, "sale_note").setFocus()
    one.hand.type("For Ada, from the book club")
    one.amount("50")
    one.take("issue_light")
    one.hand.press("sell_button")
    one.hand.until(lambda: one.label("code_heading").endswith("ready"), "the code")
    one.take("sold_light")
    one.hand.press("code_handed_over")
    one.hand.until(lambda: not one.hand.sees("code_text"), "the end of the sale")


def searching(one: Photographer) -> None:
    one.page("search")
    one.until_rows("search_table", 20)
    one.take("search_light")
    one.take("search_dark", "dark")


def troubles(one: Photographer, card_id: int) -> None:
    """One lost answer that needs a person, and during an outage one that waits."""
    assert one.core.service is not None
    other = one.sell(9000, "Author evening")
    travel("2026-11-21T10:46")
    assert isinstance(one.act(TopUp(other, 2500, "Refund")), Confirmed)
    travel("2026-11-21T10:48")
    one.core.service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    one.act(Redeem(other, 3000, "Purchase"))
    one.wait(lambda status: status.needs_attention == 1, "the lost answer")
    one.sync()
    travel("2026-11-21T10:51")
    one.core.service.set_outage(True)
    one.page("card")
    one.scan(CODE)
    one.amount("40")
    one.hand.press("redeem_button")
    one.hand.until(lambda: one.label("outcome_heading") == "PENDING", "the outage")
    one.wait(lambda status: status.pending == 1 and status.connection == "offline", "the outage")
    one.page("outbox")
    one.until_rows("outbox_table", 4)
    one.hand.until(lambda: one.hand.sees("outbox_advice"), "what to do")
    one.take("outbox_light")
    one.page("history")
    one.until_rows("history_table", 4)
    one.take("history_light")
    one.page("card")
    one.hand.press("outcome_next")
    travel("2026-11-21T11:02")
    one.scan(CODE)
    one.hand.until(lambda: one.label("card_balance") == "$22.50", "what waits")
    one.amount("10")
    one.hand.until(lambda: any("left on this card" in one.label(f"band_{at}") for at in range(5)), "what is allowed")
    one.take("card_offline_dark", "dark")


def settings(one: Photographer) -> None:
    one.page("settings")
    field = one.hand.find(QLineEdit, "till.name")
    one.hand.until(lambda: field.text() == "Till 2", "the settings")
    one.take("settings_light")
    one.take("settings_dark", "dark")


def languages_of(app: QApplication, till: Path) -> None:
    """The same till in German, and as a language from right to left will see it."""
    languages.use(app, "de")
    _once_more(till, "german")
    for translator in app.findChildren(QTranslator):
        app.removeTranslator(translator)
    hebrew = Pseudo(mirrored)
    app.installTranslator(hebrew)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QLocale.setDefault(QLocale("he_IL"))
    _once_more(till, "mirrored")


def _once_more(till: Path, suffix: str) -> None:
    one = Photographer(till)
    try:
        for page in ("outbox", "search", "settings"):
            one.page(page)
            one.hand.until(lambda page=page: one.hand.sees(f"{page}_view") or bool(one.desk.status), page)
            one.take(f"{page}_{suffix}")
        one.page("card")
        one.scan(CODE)
        one.amount("10")
        one.take(f"card_{suffix}")
    finally:
        one.close()


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    till = Path(tempfile.mkdtemp(prefix="counterfoil-pictures-"))
    travel("2026-11-02T09:00")
    app = application()
    QLocale.setDefault(QLocale("en_US"))
    one = Photographer(till)
    try:
        card_id = past(one)
        online(one)
        selling(one)
        searching(one)
        settings(one)
        troubles(one, card_id)
    finally:
        one.close()
    try:
        languages_of(app, till)
    finally:
        shutil.rmtree(till, ignore_errors=True)
        app.processEvents()
    for picture in sorted(FOLDER.glob("*.png")):
        print(f"{picture.name:26} {picture.stat().st_size // 1024} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
