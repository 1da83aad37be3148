"""The page of a card in a real browser: opened by the keyboard, with nothing from elsewhere, its code read by zbar."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.core.server.conftest import Clock
from tests.core.server.orders.mail_shop import mail_shop
from tests.judges import chromium, readers
from tests.judges.browser import browser

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium.program() is None, reason=chromium.WHY_NOT),
    pytest.mark.skipif(shutil.which("zbarimg") is None, reason="NO ZBAR HERE: .ci/judges installs it"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_card_is_opened_by_keyboard_and_read_from_the_screen(tmp_path: Path, scheme: str) -> None:
    with mail_shop(str(tmp_path / "shop.sqlite"), Clock()) as shop, browser(tmp_path) as page:
        order_id, link = shop.sent_card()
        page.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        page.go(link)
        assert page.evaluate("document.querySelector('button').textContent") == "Open my card"
        assert shop.order(order_id)["state"] == "sent"
        page.press("Tab", 9)
        assert page.evaluate("document.activeElement.tagName") == "BUTTON"
        assert page.evaluate("document.activeElement.getBoundingClientRect().height") >= 44
        page.press("Enter", 13, "\r")
        page.wait_for("Page.loadEventFired")
        assert shop.order(order_id)["state"] == "opened"
        (found,) = readers.by_zbar(page.picture(), tmp_path).values()
        card = shop.order(order_id)["lines"][0]["cards"][0]
        assert found[-4:].lower() == card["last_characters"]
        assert found in page.evaluate("document.body.innerText").replace(" ", "")
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 26)"
        assert dark is (scheme == "dark")
        assert page.evaluate("document.scripts.length") == 0
        assert {each for each in page.asked() if not each.startswith("data:")} <= {link, f"{shop.root}/favicon.ico"}
        problems = [each for each in page.events if each.get("method") == "Log.entryAdded"]
        assert not [each for each in problems if "Content Security Policy" in str(each)]
        page.call("Emulation.setEmulatedMedia", media="print")
        assert "To keep it on paper" not in page.evaluate("document.body.innerText")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
