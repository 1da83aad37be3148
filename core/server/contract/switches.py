"""What the vendor's page leaves open, one field each (docs/api.md 7).

A client must work under every setting.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_type_hints

from core.errors import CannotStart

ErrorShape = Literal["field_lists", "field_text", "base", "text", "error", "html", "empty"]
HistoryShape = Literal["transactions", "adjustments", "card", "cards", "bare"]


@dataclass(frozen=True, slots=True)
class Switches:
    """Settings of a shop and of its service. The defaults are the sandbox."""

    shop_zone: str = "America/New_York"
    """IANA name: every time is written with this zone's offset, and expiry ends at its midnight."""
    currency: str = "USD"
    """What a card is made in when the create does not say."""
    other_currencies: bool = True
    """Whether `currency` in a create is honoured; False ignores it silently, as unknown fields are."""
    currencies: str = ""
    """The currencies that a create may name, with blanks between them; empty allows every one."""
    shop_name: str = ""
    """What the shop is called, told to tills that connect; empty tells nothing."""
    issue_limit: str = "2000.00"
    """Most that can be on a card, in whole units of its currency."""
    created_status: Literal[200, 201] = 201
    """What a successful create answers."""
    over_limit: Literal["refuse", "clamp"] = "refuse"
    """A `limit` above 250: 400, or 250 cards."""
    money_rule: Literal["set", "difference"] = "set"
    """What a balance PUT does: sets atomically (docs/protocol.md K1), or reads and then posts the difference (K2)."""
    same_balance: Literal["refuse", "accept"] = "refuse"
    """PUT of the present balance: 422, or 200 with "0.00"."""
    second_disable: Literal["accept", "refuse"] = "accept"
    """Disabling a disabled card: 200 with the card as it is, or 422."""
    error_shape: ErrorShape = "field_lists"
    """How a refusal's body looks."""
    search_lag_s: int = 0
    """Seconds until the search index has seen a write. Lists and reads by id never lag."""
    code_search: bool = True
    """Whether a bare word also matches a fragment of the code (docs/protocol.md C11)."""
    balance_moves_updated_at: bool = True
    """Whether a balance write moves `updated_at` (docs/protocol.md C1)."""
    bucket_size: int = 0
    """Calls the leaky bucket holds, for all tills and worker processes together; 0 is no limit."""
    bucket_leak: float = 2.0
    """Calls a second that leak out of the bucket."""
    limits_told: Literal["all", "wait", "nothing"] = "all"
    """What is told of the bucket: its level and `Retry-After`, only the latter, or a 429 and no more."""
    idempotency_keys: bool = True
    """Whether `Idempotency-Key` is honoured on writes: a repeat gets the first reply again."""
    key_lifetime_s: int = 24 * 3600
    """How long a first reply is kept for repeats, at least."""
    etags: bool = False
    """Whether a card carries an `ETag` and `If-Match` is checked."""
    echo_reference: bool = True
    """Whether `remote_transaction_ref` of a balance write is kept and shown."""
    transactions_list: bool = False
    """Whether `GET /gift-cards/transactions` exists."""
    transactions_shape: HistoryShape = "transactions"
    """Where a history is in its reply: under a name, inside its card or list of cards, or as the bare array."""
    shopify_alias: bool = False
    """Whether `/admin/api/<version>/gift_cards….json` serves the same cards to clients written for Shopify."""


def switches_of(assignments: Iterable[str]) -> Switches:
    """Return the switches of a command line, NAME=VALUE each. Raises CannotStart."""
    kinds, chosen = get_type_hints(Switches), dict[str, Any]()
    for assignment in assignments:
        name, _, text = assignment.partition("=")
        if name not in kinds:
            raise CannotStart("start.setting_unknown", key=name)
        chosen[name] = _read(name, text, kinds[name])
    return Switches(**chosen)


def _read(name: str, text: str, kind: Any) -> object:
    choices: dict[str, object] = {"on": True, "off": False} if kind is bool else {str(c): c for c in get_args(kind)}
    try:
        return choices[text] if choices else kind(text)
    except (KeyError, ValueError):
        expected = f"It is one of: {', '.join(choices)}." if choices else f"It is a {_KINDS[kind]}."
        raise CannotStart("start.setting", key=name, value=text, expected=expected) from None


_KINDS = {int: "whole number", float: "number", str: "text"}
