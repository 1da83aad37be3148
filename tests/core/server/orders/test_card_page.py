"""The page of a card: it cannot be guessed or followed by a program, and it shows what is left on the card."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from core.server.data.database import database_url, open_database, reading
from core.server.http.attempts import MOST
from core.server.http.card_page import LATER, NO_CARD
from tests.core.server.conftest import Clock
from tests.core.server.orders.mail_shop import LINK, MailShop, mail_shop, wait_until
from tests.judges.readers import by_zxing

pytestmark = pytest.mark.slow

UNKNOWN = "A" * 22
SAFE = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
    "Content-Type": "text/html; charset=utf-8",
}


@pytest.fixture
def shop(tmp_path: Path, clock: Clock) -> Iterator[MailShop]:
    with mail_shop(str(tmp_path / "shop.sqlite"), clock, access_log=str(tmp_path / "access.log")) as running:
        yield running


def codes_in(page: str) -> list[str]:
    pictures = re.findall(r'class="qr" src="data:image/png;base64,([^"]+)"', page)
    return [by_zxing(base64.b64decode(each))["QRCode"] for each in pictures]


def test_a_link_shows_a_button_and_the_button_the_card(shop: MailShop, tmp_path: Path) -> None:
    order_id, link = shop.sent_card(quantity=2)
    for method in ("GET", "HEAD", "GET"):
        closed = shop.page(method, link)
        assert (closed.status_code, shop.order(order_id)["state"]) == (200, "sent")
    assert '<form method="post"><button type="submit">Open my card</button></form>' in closed.text
    opened = shop.page("POST", link)
    cards = shop.order(order_id)["lines"][0]["cards"]
    codes = codes_in(opened.text)
    assert [code[-4:].lower() for code in codes] == [card["last_characters"] for card in cards]
    assert opened.text.count('<p class="amount">25.00 USD</p>') == 2
    for page in (closed, opened):
        assert {name: page.headers[name] for name in SAFE} == SAFE
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        assert not re.search(r"<script|https?:|url\(", page.text)
    seen = shop.order(order_id)
    assert (seen["state"], seen["lines"][0]["deliveries"][0]["opened_at"]) == ("opened", "2027-01-15T12:00:00-05:00")
    kept = (tmp_path / "shop.sqlite").read_bytes() + (tmp_path / "shop.sqlite-wal").read_bytes()
    assert link.rpartition("/")[2].encode() not in kept
    lines = [json.loads(each) for each in (tmp_path / "access.log").read_text("utf-8").splitlines()]
    assert {each["path"] for each in lines if "/c/" in each["path"]} == {"/c/…"}
    assert link.rpartition("/")[2] not in (tmp_path / "access.log").read_text("utf-8")


def test_what_is_left_is_told_and_what_cannot_be_spent_has_no_code(shop: MailShop, clock: Clock) -> None:
    order_id, link = shop.sent_card()
    card_id = shop.order(order_id)["lines"][0]["cards"][0]["id"]
    shop.api("PUT", f"/gift-cards/{card_id}/balance", json={"balance": "7.50"})
    assert "7.50 USD" in shop.page("POST", link).text
    shop.api("PUT", f"/gift-cards/{card_id}", json={"expires_on": "2027-01-15"})
    assert "Last day: 2027-01-15" in shop.page("POST", link).text
    clock.now += 86400
    expired = shop.page("POST", link).text
    assert ("This card expired on 2027-01-15." in expired, codes_in(expired)) == (True, [])
    shop.api("POST", f"/gift-cards/{card_id}/disable")
    disabled = shop.page("POST", link).text
    assert ("This card has been disabled." in disabled, codes_in(disabled)) == (True, [])


def test_links_of_nothing_are_all_answered_alike_and_looking_tells_nothing(shop: MailShop) -> None:
    _, link = shop.sent_card()
    wrong = [UNKNOWN, link.rpartition("/")[2][:-1] + "*", "x", "", "a/b", link.rpartition("/")[2] + "A", "%00"]
    found = {
        (shop.page("POST", f"{shop.root}/c/{each}").status_code, shop.page("POST", f"{shop.root}/c/{each}").text)
        for each in wrong
    }
    ((status, page),) = found
    assert (status, NO_CARD in page) == (404, True)
    looked = [shop.page("GET", address) for address in (link, f"{shop.root}/c/{UNKNOWN}")]
    assert looked[0].content == looked[1].content
    heads = [{name: told for name, told in each.headers.items() if name.lower() != "date"} for each in looked]
    assert heads[0] == heads[1]
    assert shop.page("DELETE", link).status_code == 405


def test_who_tries_links_is_slowed_down_and_who_has_one_adds_nothing_to_it(shop: MailShop, clock: Clock) -> None:
    _, link = shop.sent_card()
    for _ in range(MOST):
        assert shop.page("POST", link).status_code == 200
        assert shop.page("POST", f"{shop.root}/c/{UNKNOWN}").status_code == 404
    slowed = shop.page("POST", f"{shop.root}/c/{UNKNOWN}")
    assert (slowed.status_code, LATER in slowed.text, "Retry-After" in slowed.headers) == (429, True, True)
    clock.now += 60
    assert shop.page("POST", f"{shop.root}/c/{UNKNOWN}").status_code == 404


def test_a_corrected_address_gets_a_link_of_its_own(shop: MailShop) -> None:
    order_id, link = shop.sent_card()
    shop.api("POST", f"/orders/{order_id}/lines/1/resend", json={"recipient": {"email": "ada@example.org"}})
    wait_until(lambda: len(shop.mails.accepted) == 2 and shop.order(order_id)["state"] == "sent")
    second = LINK.findall(shop.mails.mails()[1].get_body(("plain",)).get_content())[0]
    assert second != link
    assert shop.page("POST", second).status_code == 200
    told = shop.order(order_id)["lines"][0]["deliveries"]
    assert [each["opened_at"] is not None for each in told] == [False, True]


def test_the_page_is_for_everybody_where_the_service_is_for_some(tmp_path: Path, clock: Clock) -> None:
    with mail_shop(str(tmp_path / "shop.sqlite"), clock, allow=("10.0.0.0/8",)) as shop:
        assert shop.api("GET", "/gift-cards").status_code == 403
        assert shop.page("GET", f"{shop.root}/c/{UNKNOWN}").status_code == 200


def test_it_is_the_same_on_postgresql(address: str, clock: Clock) -> None:
    with mail_shop(address, clock) as shop:
        assert shop.api("GET", "/capabilities").json()["delivery"] == ["email"]
        order_id, link = shop.sent_card()
        assert len(codes_in(shop.page("POST", link).text)) == 1
        assert shop.order(order_id)["state"] == "opened"
        assert shop.page("POST", f"{shop.root}/c/{UNKNOWN}").status_code == 404
    engine = open_database(database_url(address))
    with reading(engine) as conn:
        digests = [row[0] for row in conn.execute(text("SELECT digest FROM card_links"))]
    engine.dispose()
    assert len(digests) == 1
    assert link.rpartition("/")[2] not in digests[0]
