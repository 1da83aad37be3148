"""What the service can answer, as values: the words that gateway, protocol, store and services share.

Money is minor units, times are UTC epoch seconds, dates are ISO text. `Reply` is the sum of all answers;
which of them proves that a write did not happen is decided in core.protocol, not here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from core.domain.card import CardIdentity

_NOT_FOUND = 404


@dataclass(frozen=True, slots=True)
class ServerCard:
    """One card as the service showed it (docs/api.md 2: 16 fields)."""

    card_id: int
    balance: int
    currency: str
    initial_value: int
    created_at: int
    updated_at: int
    disabled_at: int | None
    expires_on: str | None
    note: str | None
    template_suffix: str | None
    last_characters: str
    line_item_id: int | None = None
    api_client_id: int | None = None
    user_id: int | None = None
    customer_id: int | None = None
    order_id: int | None = None
    offset: int | None = field(default=None, compare=False)
    """Seconds east of UTC in which `updated_at` was written; None where that names no place, or is not known."""

    @property
    def identity(self) -> CardIdentity:
        return CardIdentity(self.card_id, self.created_at, self.last_characters)


@dataclass(frozen=True, slots=True)
class Transaction:
    """The reply to a balance write: `amount` is the signed change really made, `number` counts per card."""

    transaction_id: int
    card_id: int
    number: int
    amount: int
    processed_at: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A transaction in a card's list, and whose it is: our `reference`, or a web shop's order, if either is shown."""

    transaction: Transaction
    reference: str | None
    by_order: bool


@dataclass(frozen=True, slots=True)
class CardRead:
    """A card and the server's own time (`Date` header, None when absent). `etag` only when it is a strong one.

    `cached`: a cache on the way says (`Age`) that it had the reply already.
    """

    card: ServerCard
    date: int | None
    etag: str | None = None
    cached: bool = False


@dataclass(frozen=True, slots=True)
class CardCreated:
    """A card made just now. `code` is the normalised code as the reply shows it, once."""

    card: ServerCard
    code: str = field(repr=False)
    date: int | None


@dataclass(frozen=True, slots=True)
class UnreadableCard:
    """A row of a list that is a card, but of which `field` cannot be read; `card_id` 0 where it has no id either."""

    card_id: int
    field: str


@dataclass(frozen=True, slots=True)
class CardPage:
    """A page of cards in server order; `next_page` is an opaque token for `Gateway.next_page`, None at the end.

    `unreadable` are the rows that are no money (docs/protocol.md D7). `cut`: there is more, but its link leads nowhere.
    """

    cards: tuple[ServerCard, ...]
    date: int | None
    next_page: str | None
    unreadable: tuple[UnreadableCard, ...] = ()
    cut: bool = False

    @property
    def rows(self) -> int:
        """Return how many rows it has, whether they can be read or not."""
        return len(self.cards) + len(self.unreadable)

    @property
    def ids(self) -> list[int]:
        """Return the ids of all rows that have one; those that can be read come first, in server order."""
        return [card.card_id for card in self.cards] + [odd.card_id for odd in self.unreadable if odd.card_id]


@dataclass(frozen=True, slots=True)
class BalanceWritten:
    """A balance write that was done."""

    transaction: Transaction
    date: int | None


@dataclass(frozen=True, slots=True)
class TransactionsRead:
    """A card's transactions. `whole` is False when there may be more: then absence from the list proves nothing."""

    listed: tuple[Listed, ...]
    date: int | None
    whole: bool
    cached: bool = False


@dataclass(frozen=True, slots=True)
class Described:
    """What the service publishes about itself: for how many seconds it keeps keys, None when it does not say.

    `keys_with_write`: it stores the first reply in the transaction of the write.
    `takes_currency`: a create may name its currency, one of `currencies`, or any where that is empty. `currency`: what
    it makes cards in when the create does not say. Names are "" where nothing is told.
    """

    key_retention_s: int | None
    takes_currency: bool = False
    currencies: tuple[str, ...] = ()
    currency: str = ""
    shop_name: str = ""
    keys_with_write: bool = False


@dataclass(frozen=True, slots=True)
class Offered:
    """What the service tells of itself to our key (`GET /capabilities`). `scopes`: what that may do; None: untold."""

    scopes: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A well-formed 4xx: definitely not applied. `field` is the API's field name, or empty.

    412 is one only when we sent If-Match.
    """

    status: int
    message: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """404: no such card."""

    message: str = ""


@dataclass(frozen=True, slots=True)
class Throttled:
    """429: definitely not applied. `retry_after` in seconds, None when the header is absent or unreadable.

    `renewed`: nobody asked for a pause; the bearer had run out, and there is another one now.
    """

    retry_after: float | None
    renewed: bool = False


@dataclass(frozen=True, slots=True)
class Unauthorised:
    """401, 402, 403: definitely not applied, and nothing else will be either until a person acts.

    `scope`: what our key lacks for it, where the service says that (RFC 6750 3.1).
    """

    status: int
    message: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class AnotherService(Unauthorised):
    """Whoever answers has none of our cards (docs/protocol.md D5): nothing was asked of it."""

    status: int = 401
    message: str = "this service has none of our cards"


@dataclass(frozen=True, slots=True)
class UntrustedCertificate:
    """Why the certificate of the service is not accepted. `fault`: untrusted, expired or name; `issuer`: as it says."""

    fault: str
    issuer: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """No connection could be made: not one byte of the request left the till.

    `cause`: the answer to something else because of which it was not sent.
    """

    why: str
    cause: Unauthorised | Lost | Throttled | None = None
    certificate: UntrustedCertificate | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """The outcome is unknown: time-out, reset, 408, 409, 5xx, a redirect, HTML, a broken or oversized body.

    `place`: the field that could not be read, in what is a reply of the service otherwise.
    """

    why: str
    status: int | None = None
    place: str = ""

    @property
    def refused(self) -> int:
        """Return the status of a refusal without a word of the service (docs/protocol.md D8); 0 for anything else."""
        return self.status if self.status in WORDLESS and not self.place else 0


WORDLESS = frozenset({400, 402, 403, 404, 406, 415, 422, 423})
"""With words of the service these are definite; without, anything on the way may have written them."""

Failure = Rejected | Missing | Throttled | Unauthorised | NotSent | Lost


def is_not_there(answer: object) -> bool:
    """Tell whether something answers at the address, but not the gift cards: a 404, with words of the API or without.

    Of a list that is asked for; for one card, Missing says only that there is no such card.
    """
    return isinstance(answer, Missing) or (isinstance(answer, Lost) and answer.status == _NOT_FOUND)
