"""What an order asks for: cards by lines, to whom each goes, and when. Faults are told by field, with a code."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal, get_args

from core.server.contract.card_rules import Body, CardToCreate, check_new_card, expiry_of
from core.server.contract.products import Product
from core.server.contract.refusal_codes import RefusalCode
from core.server.contract.refusals import RequestRefused
from core.server.contract.shop_time import shop_zone, today
from core.server.contract.switches import Switches

Delivery = Literal["email", "sms", "none"]
DELIVERIES: tuple[Delivery, ...] = get_args(Delivery)
OrderState = Literal["waiting", "making", "made", "sent", "opened", "failed", "cancelled"]
STATES: tuple[OrderState, ...] = get_args(OrderState)
"""Of a line: waiting for its day, being made, made, sent, opened by whoever got it, failed, cancelled before making."""
MOST_CARDS = 1000
MOST_IN_A_MESSAGE = 10
"""Cards of a line that is sent by e-mail or SMS."""
LONGEST = {"reference": 255, "name": 120, "email": 254, "phone": 32, "sender_name": 120, "message": 1000}
FURTHEST_DAYS = 366
SEND_HOUR = 8
"""When lines that wait for their day are made and sent, by the shop's time."""
_MOST_FAULTS = 50
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}", re.ASCII)
_PHONE = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a line is for; a phone is E.164."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line that passed every rule. `due_at`: when its cards are to be made, UTC epoch seconds; 0 is at once."""

    product_id: str | None
    card: CardToCreate
    quantity: int
    recipient: Recipient
    sender_name: str | None
    message: str | None
    delivery: Delivery
    send_on: str | None
    due_at: int


@dataclass(frozen=True, slots=True)
class NewOrder:
    """An order that passed every rule but the uniqueness of its reference."""

    reference: str
    lines: tuple[NewLine, ...]


@dataclass(frozen=True, slots=True)
class OrderRules:
    """What an order is checked against. `now`: UTC epoch seconds."""

    switches: Switches
    find_product: Callable[[str], Product | None]
    now: int
    offered: frozenset[str] = frozenset({"none"})
    """Ways of delivery."""

    @property
    def zone(self) -> tzinfo:
        """Return the shop's."""
        return shop_zone(self.switches.shop_zone)


@dataclass(slots=True)
class _Faults:
    """Collects what is wrong, by field; the code is that of the first fault."""

    errors: dict[str, list[str]] = field(default_factory=dict)
    code: RefusalCode = "invalid_order"

    def add(self, where: str, message: str, code: RefusalCode = "invalid_order") -> None:
        self.code = self.code if self.errors else code
        if len(self.errors) < _MOST_FAULTS:
            self.errors.setdefault(where, []).append(message)

    def take(self, where: str, refused: RequestRefused) -> None:
        """Add what another rule refused, below a line."""
        errors = {"base": [refused.errors]} if isinstance(refused.errors, str) else refused.errors
        code: RefusalCode = "invalid_order" if refused.code == "invalid_field" else refused.code
        for name, messages in errors.items():
            for message in messages:
                self.add(f"{where}.{name}", message, code)

    def raise_if_any(self) -> None:
        """Raise RequestRefused 422 with all that was found."""
        if self.errors:
            raise RequestRefused(422, self.errors, code=self.code)


def reference_of(body: Body) -> str:
    """Return the reference of an order. Raises RequestRefused 422."""
    faults = _Faults()
    found = _text(faults, ("reference", body.get("reference"), "reference"))
    if found is None and not faults.errors:
        faults.add("reference", "can't be blank")
    faults.raise_if_any()
    return str(found)


def fingerprint_of(body: Body) -> str:
    """Return the SHA-256 of what a body orders, alike in whichever order its members stand.

    It is of what was sent, not of what that means today: a product may be sold no more when an order is sent again.
    """
    content = json.dumps(body.get("lines"), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(content.encode()).hexdigest()


def read_order(body: Body, rules: OrderRules) -> NewOrder:
    """Return what the body orders. Raises RequestRefused 422 with every fault found, and a code."""
    faults = _Faults()
    reference = reference_of(body)
    given = body.get("lines")
    listed = given if isinstance(given, list) else []
    if not listed:
        faults.add("lines", "must be a list of at least one line")
    if len(listed) > MOST_CARDS:
        faults.add("lines", f"has too many lines (maximum is {MOST_CARDS})", "too_many_cards")
        listed = []
    lines = [_line(faults, f"lines[{at}]", each, rules) for at, each in enumerate(listed)]
    if sum(line.quantity for line in lines if line) > MOST_CARDS:
        faults.add("lines", f"are more than {MOST_CARDS} cards", "too_many_cards")
    faults.raise_if_any()
    return NewOrder(reference, tuple(line for line in lines if line))


def read_recipient(body: Body) -> Recipient:
    """Return whom a body corrects an address to. Raises RequestRefused 422."""
    faults = _Faults()
    found = _recipient(faults, "recipient", body.get("recipient"))
    faults.raise_if_any()
    return found


def _line(faults: _Faults, where: str, given: object, rules: OrderRules) -> NewLine | None:
    if not isinstance(given, dict):
        faults.add(where, "must be an object")
        return None
    before = len(faults.errors)
    product = _product(faults, where, given.get("product_id"), rules)
    card = _card(faults, where, (given, product), rules.switches)
    quantity = given.get("quantity", 1)
    if type(quantity) is not int or not 1 <= quantity <= MOST_CARDS:
        faults.add(f"{where}.quantity", f"must be a number from 1 to {MOST_CARDS}")
        quantity = 1
    recipient = _recipient(faults, f"{where}.recipient", given.get("recipient"))
    sender = _text(faults, (f"{where}.sender_name", given.get("sender_name"), "sender_name"))
    message = _text(faults, (f"{where}.message", given.get("message"), "message"))
    delivery = _delivery(faults, where, given.get("delivery", "none"), rules)
    _check_delivery(faults, where, delivery, (quantity, recipient))
    send_on, due_at = _send_on(faults, where, given, rules)
    if card is None or delivery is None or len(faults.errors) > before:
        return None
    product_id = None if product is None else product.id
    return NewLine(product_id, card, quantity, recipient, sender, message, delivery, send_on, due_at)


def _product(faults: _Faults, where: str, given: object, rules: OrderRules) -> Product | None:
    if given is None:
        return None
    found = rules.find_product(given) if type(given) is str else None
    if found is None:
        faults.add(f"{where}.product_id", "is not in the catalogue", "unknown_product")
    elif not found.active:
        faults.add(f"{where}.product_id", "is not sold now", "not_sold")
    return found


def _card(faults: _Faults, where: str, ordered: tuple[Body, Product | None], switches: Switches) -> CardToCreate | None:
    given, product = ordered
    asked = {name: given.get(name) for name in ("initial_value", "currency")}
    try:
        card = check_new_card(asked | {"template_suffix": product and product.template_suffix}, switches)
    except RequestRefused as refused:
        faults.take(where, refused)
        return None
    if asked["currency"] is not None and card.currency != asked["currency"]:
        faults.add(f"{where}.currency", "is not sold by this shop", "currency_not_sold")
        return None
    sold = None if product is None else product.denominations.get(card.currency)
    if product is not None and sold is None:
        faults.add(f"{where}.currency", "is none that the product is sold in", "not_sold")
    elif sold is not None and not sold.sells(card.initial_value):
        faults.add(f"{where}.initial_value", "is none that the product is sold for", "not_sold")
    return card


def _recipient(faults: _Faults, where: str, given: object) -> Recipient:
    if given is None:
        return Recipient()
    if not isinstance(given, Mapping):
        faults.add(where, "must be an object")
        return Recipient()
    name, email, phone = (
        _text(faults, (f"{where}.{part}", given.get(part), part)) for part in ("name", "email", "phone")
    )
    if email is not None and not _EMAIL.fullmatch(email):
        faults.add(f"{where}.email", "is no address that can be sent to")
    plain = None if phone is None else re.sub(r"[\s()./-]", "", phone)
    if plain is not None and not _PHONE.fullmatch(plain):
        faults.add(f"{where}.phone", "must begin with + and the country, as +1 212 555 0100")
    return Recipient(name, email, plain)


def _text(faults: _Faults, asked: tuple[str, object, str]) -> str | None:
    """Return a text without blanks around it, None for none. `asked`: where it stands, what was given, what it is."""
    where, given, name = asked
    if given is None:
        return None
    if type(given) is not str:
        faults.add(where, "is invalid")
        return None
    plain = given.replace("\r\n", "\n").strip()
    if not (plain.replace("\n", "") if name == "message" else plain).isprintable():
        faults.add(where, "contains invalid characters")
    elif len(plain) > LONGEST[name]:
        faults.add(where, f"is too long (maximum is {LONGEST[name]} characters)")
    return plain or None


def _delivery(faults: _Faults, where: str, given: object, rules: OrderRules) -> Delivery | None:
    for each in DELIVERIES:
        if each == given:
            if each not in rules.offered:
                faults.add(f"{where}.delivery", f"{each} is not offered by this service", "delivery_not_offered")
            return each
    faults.add(f"{where}.delivery", f"must be one of {', '.join(DELIVERIES)}")
    return None


def _check_delivery(faults: _Faults, where: str, delivery: Delivery | None, asked: tuple[int, Recipient]) -> None:
    quantity, recipient = asked
    if delivery in (None, "none"):
        return
    part = "email" if delivery == "email" else "phone"
    if getattr(recipient, part) is None and f"{where}.recipient.{part}" not in faults.errors:
        faults.add(f"{where}.recipient.{part}", "can't be blank")
    if quantity > MOST_IN_A_MESSAGE:
        faults.add(f"{where}.quantity", f"one message has at most {MOST_IN_A_MESSAGE} cards", "too_many_cards")


def _send_on(faults: _Faults, where: str, given: Body, rules: OrderRules) -> tuple[str | None, int]:
    """Return the day, and when its cards are to be made; a day that has begun is at once."""
    try:
        text = expiry_of({"expires_on": given.get("send_on")})
    except RequestRefused:
        faults.add(f"{where}.send_on", "must be a day, as 2027-12-24")
        return None, 0
    if text is None:
        return None, 0
    day, now = date.fromisoformat(text), today(rules.now, rules.zone)
    if not now <= day <= now + timedelta(days=FURTHEST_DAYS):
        faults.add(f"{where}.send_on", f"must be from today on, and within {FURTHEST_DAYS} days")
        return text, 0
    due = 0 if day == now else int(datetime.combine(day, time(SEND_HOUR), rules.zone).timestamp())
    return text, due
