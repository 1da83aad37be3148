"""The quick JSON of a list is that of a single card, letter by letter."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from core.server.contract.replies import as_json
from core.server.data.tables import SHOWN, Card
from core.server.http.card_json import card_json, cards_text

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
SELDOM = ("disabled_at", "line_item_id", "user_id", "customer_id", "expires_on", "template_suffix", "order_id")
"""What most cards do not have."""
IDS = st.integers(1, 2**63 - 1)
TIMES = st.integers(0, 4_000_000_000)
CARDS = st.builds(
    Card,
    id=IDS,
    code=st.just("abcd2345efgh"),
    last_characters=st.text("abc019", min_size=4, max_size=4),
    currency=st.sampled_from(["USD", "JPY", "KWD"]),
    milli=st.just(10),
    initial_value=st.integers(0, 2**40),
    balance=st.integers(0, 2**40),
    created_at=TIMES,
    updated_at=TIMES,
    disabled_at=st.none() | TIMES,
    expires_on=st.none() | st.dates().map(str),
    note=st.none() | TEXTS,
    folded_note=st.just(""),
    template_suffix=st.none() | TEXTS,
    line_item_id=st.none() | IDS,
    api_client_id=st.none() | IDS,
    user_id=st.none() | IDS,
    customer_id=st.none() | IDS,
    order_id=st.none() | IDS,
    version=st.just(1),
    writes=st.just(0),
)


@given(card=CARDS, zone=st.sampled_from(["America/New_York", "Asia/Kolkata", "UTC"]).map(ZoneInfo))
def test_a_list_shows_a_card_as_its_own_reply_does(card: Card, zone: ZoneInfo) -> None:
    shown = [card, card._replace(**dict.fromkeys(SELDOM)), card._replace(updated_at=card.created_at)]
    rows = [(*(getattr(each, name) for name in SHOWN), None) for each in shown]
    assert cards_text(rows, zone).encode() == b",".join(as_json(card_json(each, zone)) for each in shown)
