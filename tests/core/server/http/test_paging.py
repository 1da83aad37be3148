"""Walking through lists and searches by the Link header, both ways, while cards are written meanwhile."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable

import pytest
import requests

from tests.core.server.conftest import LINK, Caller


def links(reply: requests.Response) -> dict[str, str]:
    return {rel: url for url, rel in LINK.findall(reply.headers.get("Link", ""))}


def walk(shop: Caller, url: str, rel: str, **arguments: object) -> tuple[list[int], str]:
    """All ids from `url` on, page by page, and the URL of the last page."""
    found: list[int] = []
    reply = shop.read(url, **arguments)
    while True:
        assert reply.status_code == 200, reply.text
        page = [card["id"] for card in reply.json()["gift_cards"]]
        found = found + page if rel == "next" else page + found
        if rel not in links(reply):
            return found, reply.url
        url = links(reply)[rel]
        reply = shop.read(url)


@pytest.fixture
def stocked(open_shop: Callable[..., Caller]) -> Caller:
    return open_shop(seed=5)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "arguments"),
    [
        ("/gift-cards", {}),
        ("/gift-cards", {"status": "enabled"}),
        ("/gift-cards", {"since_id": 0}),
        ("/gift-cards", {"since_id": 0, "status": "disabled"}),
        ("/gift-cards/search", {}),
        ("/gift-cards/search", {"order": "disabled_at ASC"}),
        ("/gift-cards/search", {"order": "updated_at ASC", "query": "balance:>0"}),
        ("/gift-cards/search", {"order": "balance DESC"}),
        ("/gift-cards/search", {"order": "amount_spent asc", "query": "NOT disabled_at:*"}),
        ("/gift-cards/search", {"order": "last_characters DESC"}),
        ("/gift-cards/search", {"order": "id ASC"}),
    ],
)
def test_a_walk_meets_every_card_once_and_comes_back_the_same_way(
    stocked: Caller, path: str, arguments: dict[str, object]
) -> None:
    whole = stocked.ids(path, limit=250, **arguments)
    whole += (
        walk(stocked, links(stocked.read(path, limit=250, **arguments)).get("next", ""), "next")[0]
        if len(whole) == 250
        else []
    )
    forth, last_page = walk(stocked, path, "next", limit=37, **arguments)
    back, _ = walk(stocked, last_page, "previous")
    assert forth == whole
    assert back == whole
    assert len(set(whole)) == len(whole)


def test_disabled_cards_come_first_by_default_and_nulls_last_both_ways(stocked: Caller) -> None:
    for order in ("disabled_at DESC", "disabled_at ASC"):
        cards = stocked.read("/gift-cards/search", order=order, limit=250).json()["gift_cards"]
        times = [card["disabled_at"] for card in cards]
        known = [time for time in times if time is not None]
        assert 0 < len(known) < 60
        assert times[: len(known)] == known
        ids = [card["id"] for card in cards[len(known) :]]
        assert ids == sorted(ids, reverse=order.endswith("DESC"))
    default = stocked.ids("/gift-cards/search", limit=250)
    assert default == stocked.ids("/gift-cards/search", limit=250, order="disabled_at DESC")


def test_links_are_absolute_and_carry_limit_and_fields_only(stocked: Caller) -> None:
    first = stocked.read("/gift-cards", limit=2, fields="id", status="enabled")
    assert [*links(first)] == ["next"]
    url = links(first)["next"]
    assert re.fullmatch(re.escape(stocked.service.url) + r"/gift-cards\?limit=2&fields=id&page_info=[\w-]+", url)
    second = stocked.read(url)
    assert [[*card] for card in second.json()["gift_cards"]] == [["id"], ["id"]]
    assert [*links(second)] == ["next", "previous"]


def test_only_limit_and_fields_may_stand_beside_page_info(stocked: Caller) -> None:
    url = links(stocked.read("/gift-cards", limit=2))["next"]
    assert len(stocked.read(url + "&fields=id&limit=3").json()["gift_cards"]) == 3
    for extra in ("since_id=0", "status=enabled", "order=id", "query=x", "anything=1"):
        assert stocked.read(f"{url}&{extra}").status_code == 400


def test_a_cursor_is_of_its_own_list_and_untouched(stocked: Caller) -> None:
    page_info = links(stocked.read("/gift-cards", limit=2))["next"].partition("page_info=")[2]
    assert stocked.read("/gift-cards/search", page_info=page_info).status_code == 400
    walked, placed = json.loads(base64.urlsafe_b64decode(page_info + "=" * (-len(page_info) % 4)))
    forged = [
        [walked, placed[:2]],
        [walked[:3], placed],
        [[*walked[:1], "code", *walked[2:]], placed],
        [[*walked[:1], "balance", *walked[2:]], placed],
        [[*walked[:3], "a search", *walked[4:]], placed],
        [[*walked[:5], -1, *walked[6:]], placed],
        [walked, ["x", *placed[1:]]],
        [walked, [2**70, 2**70, False]],
        [walked, [1.5, 1, False]],
        [walked, [True, 1, False]],
        [walked, 5],
        {},
        None,
    ]
    for content in forged:
        text = base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")
        assert stocked.read("/gift-cards", page_info=text).status_code == 400
    for text in ("%%%", "a", "é", "=" * 9, "W" * 3000, base64.urlsafe_b64encode(b"[" * 100_000).decode()):
        assert stocked.read("/gift-cards", page_info=text[:40_000]).status_code == 400


def test_cards_made_meanwhile_do_not_shift_the_pages(shop: Caller) -> None:
    made = [shop.issue()["id"] for _ in range(9)]
    found: list[int] = []
    url: str | None = "/gift-cards?limit=4"
    while url:
        reply = shop.read(url)
        found += [card["id"] for card in reply.json()["gift_cards"]]
        url = links(reply).get("next")
        shop.issue()
    assert found == made[::-1]


def test_a_rising_walk_meets_the_cards_made_meanwhile(shop: Caller) -> None:
    made = [shop.issue()["id"] for _ in range(5)]
    first = shop.read("/gift-cards", since_id=0, limit=3)
    made.append(shop.issue()["id"])
    rest, _ = walk(shop, links(first)["next"], "next")
    assert [card["id"] for card in first.json()["gift_cards"]] + rest == made


def test_the_last_full_page_has_no_next(shop: Caller) -> None:
    for _ in range(4):
        shop.issue()
    assert links(shop.read("/gift-cards", limit=4)) == {}
    assert links(shop.read("/gift-cards", limit=5)) == {}


def test_the_first_page_met_again_from_behind_goes_on_forth(shop: Caller) -> None:
    made = [shop.issue()["id"] for _ in range(4)][::-1]
    second = shop.read(links(shop.read("/gift-cards", limit=2))["next"])
    first = shop.read(links(second)["previous"])
    assert [card["id"] for card in first.json()["gift_cards"]] == made[:2]
    assert [*links(first)] == ["next"]
    assert shop.read(links(first)["next"]).json() == second.json()


@pytest.mark.parametrize("host", ["evil>; rel=next, <x", "elsewhere.example", "elsewhere.example:8443"])
def test_what_a_request_calls_the_service_stays_out_of_the_links(stocked: Caller, host: str) -> None:
    reply = stocked.call("GET", "/gift-cards?limit=1", headers={"Host": host, "X-Forwarded-Host": host})
    assert links(reply)["next"].startswith(stocked.service.url)


@pytest.mark.parametrize("order", ["", "created_at ASC", "balance DESC", "disabled_at ASC", "id DESC", "updated_at"])
def test_the_last_four_alone_find_what_they_find_beside_another_term(shop: Caller, order: str) -> None:
    """A search for nothing but the last four has a statement of its own."""
    for number in range(5):
        card = shop.issue(str(10 + number % 3), code=f"ABCDEFGH123{number}W7KP")
        if number % 2:
            shop.call("POST", f"/gift-cards/{card['id']}/disable")
    shop.issue(code="ABCDEFGH1239W7KQ")
    asked = {"limit": 2} | ({"order": order} if order else {})
    found = {
        query: walk(shop, "/gift-cards/search", "next", query=query, **asked)[0]
        for query in ("last_characters:W7KP", "last_characters:w7kp", "last_characters:W7KP balance:>0")
    }
    assert len(set(map(tuple, found.values()))) == 1
    assert len(found["last_characters:W7KP"]) == 5
    assert walk(shop, "/gift-cards/search", "next", query="last_characters:W7K*", **asked)[0] != []
    assert shop.read("/gift-cards/search", query="last_characters:none").json() == {"gift_cards": []}
