"""The codes of refusals: names for programs, one for each reason, which never change (docs/decisions/0205).

A code that was published stays. A new reason gets a new one, and a client that does not know it goes by the status.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

RefusalCode = Literal[
    "invalid_parameter",
    "invalid_body",
    "invalid_request",
    "invalid_idempotency_key",
    "invalid_token",
    "insufficient_scope",
    "address_refused",
    "not_found",
    "method_not_allowed",
    "not_acceptable",
    "request_timeout",
    "idempotency_key_in_use",
    "card_changed",
    "body_too_large",
    "unsupported_media_type",
    "invalid_field",
    "code_taken",
    "card_disabled",
    "card_expired",
    "insufficient_balance",
    "limit_exceeded",
    "same_balance",
    "currency_not_sold",
    "idempotency_key_reused",
    "unknown_product",
    "invalid_product",
    "product_exists",
    "too_many_products",
    "invalid_order",
    "not_sold",
    "delivery_not_offered",
    "too_many_cards",
    "reference_taken",
    "nothing_to_cancel",
    "nothing_to_resend",
    "too_many_webhooks",
    "rate_limited",
    "too_many_attempts",
    "busy",
    "too_many_connections",
    "unknown_outcome",
]
TokenCode = Literal["invalid_request", "invalid_client", "unsupported_grant_type", "invalid_scope"]
"""Those of RFC 6749 5.2, of who asks for a bearer."""
CODES: tuple[RefusalCode, ...] = get_args(RefusalCode)
TOKEN_CODES: tuple[TokenCode, ...] = get_args(TokenCode)
CODE_HEADER: Final = "Error-Code"
"""Has the code too, for the shapes of `error_shape` whose body has no place for one."""
CODES_TOLD: Mapping[RefusalCode | TokenCode, str] = {
    "invalid_parameter": "A parameter of the address is wrong; it is named.",
    "invalid_body": "The body is no JSON object that can be read.",
    "invalid_request": "The request cannot be read, or the form that asks for a bearer.",
    "invalid_idempotency_key": "`Idempotency-Key` is no quoted string.",
    "invalid_token": "The token is missing, unknown, retired or has run out.",
    "insufficient_scope": "The key lacks the scope that is named.",
    "address_refused": "This address may not use the service.",
    "not_found": "There is no such card, or no such address.",
    "method_not_allowed": "Nothing here is done by this method; `Allow` has the others.",
    "not_acceptable": "The client does not accept JSON.",
    "request_timeout": "The request, or its body, did not come in time.",
    "idempotency_key_in_use": "The first request under this key is still under way. Send it again soon.",
    "card_changed": "The card was changed since it was read (`If-Match`).",
    "body_too_large": "The body is too large.",
    "unsupported_media_type": "The body is not sent as JSON.",
    "invalid_field": "A field of the body is wrong, or several are; they are named.",
    "code_taken": "Another card has this code, or had it.",
    "card_disabled": "The card is disabled, and stays so.",
    "card_expired": "The last day of the card is past.",
    "insufficient_balance": "The balance would be below zero.",
    "limit_exceeded": "More than a card may hold (`issue_limit`).",
    "same_balance": "The card has this balance already.",
    "currency_not_sold": "The shop makes no cards in this currency.",
    "idempotency_key_reused": "This `Idempotency-Key` was used for another request.",
    "unknown_product": "The catalogue has no such product.",
    "invalid_product": "A field of the product is wrong, or several are; they are named.",
    "product_exists": "The catalogue has a product of this id.",
    "too_many_products": "The catalogue is full.",
    "invalid_order": "A field of the order is wrong, or several are; they are named, as `lines[0].quantity`.",
    "not_sold": "The product is not sold now, not for this amount, or not in this currency.",
    "delivery_not_offered": "The service does not deliver in this way.",
    "too_many_cards": "More than 1,000 cards, or more than ten that one message would carry.",
    "reference_taken": "The reference was used for another order.",
    "nothing_to_cancel": "The cards of the order are made already.",
    "nothing_to_resend": "The line has not failed, so there is nothing to do again.",
    "too_many_webhooks": "There are as many webhooks as the service keeps.",
    "rate_limited": "The rate limit of the shop is used up. Wait as long as `Retry-After` says.",
    "too_many_attempts": "This address has tried too many tokens. Wait as long as `Retry-After` says.",
    "busy": "The service or its database is busy or away. Send it again soon; nothing was written.",
    "too_many_connections": "There are too many connections to the service, or from this address.",
    "unknown_outcome": "It is not known whether this was stored. Look before you send it again.",
    "invalid_client": "There is no such key, its secret is another, or it is retired.",
    "unsupported_grant_type": "Only `client_credentials` makes a bearer.",
    "invalid_scope": "A scope that the key has not got.",
}
"""What each means, nearly in the order of the statuses."""
