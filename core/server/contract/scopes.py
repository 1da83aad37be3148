"""What an API key may do: four scopes, and which one each endpoint wants. This table is the only one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, get_args

from core.errors import BadInput
from core.server.contract.refusals import RequestRefused

Scope = Literal["read", "issue", "redeem", "manage"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
"""In the order in which they are always told."""
ALL_SCOPES = frozenset(SCOPES)
TOLD: Mapping[Scope, str] = {
    "read": "See cards, lists and histories.",
    "issue": "Make cards, one by one or by orders.",
    "redeem": "Change the balance of a card, down or up: a sale that is taken back puts money on its card again.",
    "manage": "Change what a card says, disable it for ever, and manage the catalogue and webhooks.",
}
CARD = "/gift-cards/{gift_card_id}"
ORDER = "/orders/{order_id}"
WANTED: Mapping[tuple[str, str], Scope | None] = {
    ("GET", "/gift-cards"): "read",
    ("POST", "/gift-cards"): "issue",
    ("GET", "/gift-cards/search"): "read",
    ("GET", "/gift-cards/transactions"): "read",
    ("GET", CARD): "read",
    ("PUT", CARD): "manage",
    ("PUT", f"{CARD}/balance"): "redeem",
    ("POST", f"{CARD}/disable"): "manage",
    ("GET", f"{CARD}/transactions"): "read",
    ("GET", "/reports/transactions"): "read",
    ("GET", "/reports/balances"): "read",
    ("GET", "/reports/redemption"): "read",
    ("GET", "/reports/spend"): "read",
    ("GET", "/catalogue"): "read",
    ("POST", "/catalogue/products"): "manage",
    ("PUT", "/catalogue/products/{product_id}"): "manage",
    ("GET", "/orders"): "read",
    ("POST", "/orders"): "issue",
    ("GET", ORDER): "read",
    ("POST", f"{ORDER}/cancel"): "issue",
    ("POST", f"{ORDER}/lines/{{line}}/resend"): "issue",
    ("GET", "/webhooks"): "manage",
    ("POST", "/webhooks"): "manage",
    ("DELETE", "/webhooks/{webhook_id}"): "manage",
    ("POST", "/webhooks/{webhook_id}/rotate"): "manage",
    ("GET", "/webhooks/{webhook_id}/deliveries"): "manage",
    ("POST", "/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver"): "manage",
    ("GET", "/capabilities"): None,
}
"""By method and path below the base address. None: every key that is not retired."""
ALIAS_WANTED: Mapping[tuple[str, str], Scope | None] = {
    ("GET", "/gift_cards"): "read",
    ("POST", "/gift_cards"): "issue",
    ("GET", "/gift_cards/search"): "read",
    ("GET", "/gift_cards/count"): "read",
    ("GET", "/gift_cards/{id}"): "read",
    ("PUT", "/gift_cards/{id}"): "manage",
    ("POST", "/gift_cards/{id}/disable"): "manage",
    ("GET", "/gift_cards/{id}/adjustments"): "read",
    ("POST", "/gift_cards/{id}/adjustments"): "redeem",
}
"""The same for the addresses of Shopify, below `/admin/api/<version>` and without `.json`."""
MISSING_SCOPE: Final = "insufficient_scope"
"""The code of the refusal, as RFC 6750 calls it."""


def check_scope(wanted: Scope | None, held: Iterable[str]) -> None:
    """Raise RequestRefused 403, which names the scope, for a key that has not got it."""
    if wanted is not None and wanted not in held:
        told = f"This key lacks the scope {wanted}."
        raise RequestRefused(
            403,
            {"base": [told]},
            code=MISSING_SCOPE,
            WWW_Authenticate=f'Bearer error="{MISSING_SCOPE}", scope="{wanted}"',
        )


def ordered(scopes: Iterable[str]) -> list[Scope]:
    """Return the scopes among `scopes`, in their order."""
    held = set(scopes)
    return [scope for scope in SCOPES if scope in held]


def read_scopes(text: str | None) -> frozenset[str]:
    """Return what is kept of a key: names with blanks between; null, of keys that were there before, is all."""
    return ALL_SCOPES if text is None else ALL_SCOPES & set(text.split())


def chosen_scopes(text: str) -> frozenset[str]:
    """Return scopes as a person writes them, with commas between. Raises BadInput for none, or one that is none."""
    names = {name.strip() for name in text.split(",") if name.strip()}
    if not names or names - ALL_SCOPES:
        expected = f"Write some of {', '.join(SCOPES)}, with commas between them."
        raise BadInput("start.setting", key="--scopes", value=text, expected=expected)
    return frozenset(names)
