"""A stranger's way with the program, by keyboard and scanner alone, timed and with a picture of each step.

Install, connect, the first sale, the card on paper, an outage, an update under the open window, what waited is sent,
the till goes to another machine, and is removed from the old one. WALK_PICTURES names the folder for the pictures;
they are there to be looked at, for no test sees what is ugly.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import debian
import package
import pytest

from tests.judges import cups
from tests.judges import screen as judge
from tests.judges.paper import read_codes
from tests.packaging.installed_root import HOME, SUITES, WHY_NOT, Root, bare_root, pause, wait_for
from tests.packaging.installed_window import PATIENCE_S, SCANNER_MS, Window, opened, picture, shown
from tests.packaging.shop_service import TOKEN, Shop, open_shop

NOBODYS_PAPERS = Path("/var/spool/cups-pdf/ANONYMOUS")
PIN, PASSWORD = "480261", "a long password of Mia"
SLOW_SCANNER_MS, TRIES = "50", 3
BACKUP = "till.backup"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(WHY_NOT), reason=f"NO PACKAGE IS BUILT HERE: {WHY_NOT}"),
]


@dataclass
class Walk:
    """What was done so far, each with its seconds, and where the pictures go."""

    display: str
    folder: Path
    steps: list[tuple[str, float]] = field(default_factory=list)

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.steps.append((what, time.monotonic() - began))

    def look(self, what: str) -> bytes:
        number = len(list(self.folder.glob("*.png"))) + 1
        return picture(self.display, self.folder / f"{number:02} {what}.png")


@pytest.fixture(scope="module")
def folders() -> Path:
    return package.build_folders()


@pytest.fixture
def shop(folders: Path, tmp_path: Path) -> Iterator[Shop]:
    with open_shop(folders, tmp_path / "service") as made:
        yield made


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    lacking = [each for each in (judge.why_missing(), cups.why_missing()) if each]
    if lacking:
        pytest.skip(f"NO SCREEN TO TYPE ON OR NO PRINT QUEUE HERE: {', '.join(lacking)}")
    place = Path(os.environ.get("WALK_PICTURES") or tmp_path / "pictures")
    place.mkdir(parents=True, exist_ok=True)
    with judge.screen() as number:
        made = Walk(number, place)
        yield made
        print("\n".join(f"{seconds:6.1f} s  {what}" for what, seconds in made.steps), f"pictures: {place}", sep="\n")


@pytest.mark.parametrize("suite", SUITES)
def test_a_stranger_gets_on(suite: str, folders: Path, shop: Shop, walk: Walk, tmp_path: Path) -> None:
    first, second = (debian.wrap(debian.DESK, folders, tmp_path, version, level=1) for version in ("0.1.0", "9.9.1"))
    with bare_root(suite) as old:
        with walk.step("install"):
            old.install(first)
            old.run("apt-get", "install", "-qq", "-y", "--no-install-recommends", "libcups2")
        with cups.print_queue() as queue, shown(old, walk.display, CUPS_SERVER="localhost:631") as window:
            connect(walk, window, shop)
            paper = sell_and_print(walk, window, shop, replace(queue, folder=NOBODYS_PAPERS))
            work_through_an_outage_and_an_update(walk, window, (old, shop), paper, second)
            with walk.step("close"):
                window.press("alt+F4")
                wait_for(lambda: window.process.poll() is not None, "its end", PATIENCE_S, old.said)
            assert window.process.returncode == 0
        with walk.step("move away"):
            old.desk("--clerk", "Mia", "move", BACKUP, COUNTERFOIL_PIN=PIN, COUNTERFOIL_BACKUP_PASSWORD=PASSWORD)
        with bare_root(suite) as new:
            go_on_at_the_new_till(walk, (old, new, shop), second, paper)
        with walk.step("remove"):
            old.run("apt-get", "remove", "-y", "counterfoil")
        assert old.run("sh", "-c", "command -v counterfoil || echo none").strip() == "none"
    assert shop.balances() == ["11.00"]


def connect(walk: Walk, window: Window, shop: Shop) -> None:
    """Answer the assistant of the first start, page by page."""
    with walk.step("connect, and name shop, till and manager"):
        walk.look("welcome")
        window.press("alt+c")
        window.type(shop.url)
        window.press("Tab")
        window.type(TOKEN)
        walk.look("connect")
        window.press("Return")
        pause(2 * window.breath)
        walk.look("cards")
        window.press("Return")
        window.press("Tab")
        window.press("Tab")
        window.type("Till 1")
        walk.look("shop")
        window.press("Return")
        walk.look("scanner")
        window.press("Return")
        pause(window.breath)
        walk.look("printer")
        window.press("Return")
        for text, key in (("Mia", "Tab"), (PIN, "Tab"), (PIN, "Return")):
            window.type(text)
            window.press(key)
        pause(2 * window.breath)
        walk.look("counter")


def sell_and_print(walk: Walk, window: Window, shop: Shop, queue: cups.PrintQueue) -> str:
    """Sell the first card and print it; return what a scanner reads on the paper."""
    with walk.step("first sale"):
        window.press("F2")
        window.redeem("25")
        wait_for(lambda: shop.balances() == ["25.00"], "the card at the service", PATIENCE_S)
        pause(window.breath)
        walk.look("sold")
    before = queue.papers()
    with walk.step("print"):
        window.press("alt+p")
        wait_for(lambda: queue.papers() - before, "the card on paper", PATIENCE_S)
        (paper,) = queue.papers() - before
        walk.look("printed")
        window.press("alt+h")
    shutil.copy(paper, walk.folder / "card.pdf")
    return max(read_codes(paper.read_bytes()), key=len)  # the QR code, and not the bars


def serve_by_a_slow_scanner(walk: Walk, window: Window, shop: Shop, code: str, amount: str) -> None:
    """Serve a customer, and scan again where this busy machine has torn a scan in two: nothing was taken then."""
    before = shop.balances()
    for _ in range(TRIES):
        serve(walk, window, code, amount, SLOW_SCANNER_MS)
        for _ in range(20):
            if shop.balances() != before:
                return
            pause(1)


def serve(walk: Walk, window: Window, code: str, amount: str, pace_ms: str = SCANNER_MS) -> None:
    """Serve a customer: scan, look, type, Enter, look, Enter."""
    window.press("F1")
    window.scan(code, pace_ms)
    pause(window.breath)
    walk.look("scanned")
    window.redeem(amount)
    pause(window.breath)
    walk.look(f"took {amount}")
    window.press("Return")


def work_through_an_outage_and_an_update(
    walk: Walk, window: Window, machines: tuple[Root, Shop], code: str, newer: Path
) -> None:
    old, shop = machines
    with walk.step("redeem"):
        serve_by_a_slow_scanner(walk, window, shop, code, "2")
    wait_for(lambda: shop.balances() == ["23.00"], "the first redeem", PATIENCE_S)
    shop.close()
    with walk.step("redeem in an outage"):
        serve(walk, window, code, "5")
    with walk.step("update under the open window, with one waiting"):
        shutil.copy(newer, old.place / "root")
        old.beside(window.process, "apt-get", "install", "-y", f"/root/{newer.name}")
        window.press("F4")
        walk.look("outbox after the update")
        serve(walk, window, code, "4")
        for view in ("F5", "F6", "F9"):
            window.press(view)
            walk.look(view)
    with walk.step("the service is back, and what waited is sent"):
        shop.open()
        wait_for(lambda: shop.balances() == ["14.00"], "what waited", 2 * PATIENCE_S)
        window.press("F4")
        pause(window.breath)
        walk.look("outbox after the outage")


def go_on_at_the_new_till(walk: Walk, machines: tuple[Root, Root, Shop], newest: Path, code: str) -> None:
    old, new, shop = machines
    with walk.step("install and restore on the new till"):
        new.install(newest)
        shutil.copy(old.place / HOME[1:] / BACKUP, new.place / HOME[1:])
        new.run("chown", "till:till", f"{HOME}/{BACKUP}")
        new.desk("restore", BACKUP, COUNTERFOIL_BACKUP_PASSWORD=PASSWORD)
        new.desk("--clerk", "Mia", "doctor", COUNTERFOIL_PIN=PIN)
    with walk.step("redeem on the new till"), opened(new, walk.display) as window:
        walk.look("new till")
        window.press("alt+s")
        window.redeem(PIN)
        pause(window.breath)
        walk.look("signed in")
        serve_by_a_slow_scanner(walk, window, shop, code, "3")
    with walk.step("open the old one, which was moved away"), shown(old, walk.display) as window:
        pause(2 * window.breath)
        walk.look("the old till")
