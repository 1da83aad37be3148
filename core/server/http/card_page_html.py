"""The page of a card as HTML: without script, and with nothing from anywhere else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import date
from html import escape

from core.domain.money import wire_text
from core.server.data.tables import Card
from core.server.orders.mail_text import shown_code
from core.server.orders.pictures import card_png, qr_png

_STYLE = (
    "body{margin:0;padding:16px;background:#f4f2ee;color:#1f2328;font:16px/1.5 Helvetica,Arial,sans-serif}"
    "main{max-width:600px;margin:0 auto;background:#fff;border-radius:12px;padding:24px;box-sizing:border-box}"
    "img{display:block;max-width:100%;height:auto}.picture{border-radius:12px}.qr{background:#fff}"
    "button{font:inherit;font-weight:bold;padding:14px 28px;min-height:48px;border:0;border-radius:8px;"
    "background:#1d4e6b;color:#fff;cursor:pointer}button:focus-visible{outline:3px solid #d98324;outline-offset:2px}"
    ".amount{font-size:34px;font-weight:bold;margin:16px 0 0}.code{font:bold 20px/1.4 monospace;letter-spacing:1px}"
    "@media (prefers-color-scheme:dark){body{background:#14171a;color:#e8e6e3}main{background:#20252a}}"
    "@media print{body{background:#fff;color:#000;padding:0}main{background:#fff;color:#000}.screen{display:none}"
    "section{break-inside:avoid}}"
)
POLICY = (
    "default-src 'none'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; style-src "
    f"'sha256-{base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}'"
)
"""For `Content-Security-Policy`: pictures and style are those in the page, and there is nothing else."""


def closed_page(shop: str) -> bytes:
    """Return the page before its card is opened; it is the same for every link."""
    button = '<form method="post"><button type="submit">Open my card</button></form>'
    return _page(shop, f"<p>Somebody has sent you a gift card.</p>{button}")


def message_page(shop: str, told: str) -> bytes:
    """Return a page that says something, and has no card."""
    return _page(shop, f"<p>{escape(told)}</p>")


def opened_page(shop: str, cards: Sequence[Card], design: str, today: date) -> bytes:
    """Return the page with its cards as they are now."""
    picture = f'<img class="picture" src="{_inline(card_png(design))}" width="552" height="313" alt="">'
    shown = "".join(_card(card, today) for card in cards)
    note = "Show the code at the counter. Whoever has it can spend the card, so keep this page to yourself."
    return _page(shop, f'{picture}{shown}<p>{note}</p><p class="screen">To keep it on paper, print this page.</p>')


def _card(card: Card, today: date) -> str:
    worth = f"{wire_text(card.balance, card.currency)} {card.currency}"
    if card.disabled_at is not None:
        return f'<section><p class="amount">{worth}</p><p>This card has been disabled.</p></section>'
    if card.expires_on is not None and date.fromisoformat(card.expires_on) < today:
        return f'<section><p class="amount">{worth}</p><p>This card expired on {card.expires_on}.</p></section>'
    last = "" if card.expires_on is None else f"<p>Last day: {card.expires_on}</p>"
    code = f'<img class="qr" src="{_inline(qr_png(card.code.upper()))}" width="232" alt="QR code of the card">'
    return f'<section><p class="amount">{worth}</p>{code}<p class="code">{shown_code(card.code)}</p>{last}</section>'


def _inline(png: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(png).decode()


def _page(shop: str, content: str) -> bytes:
    title = escape(f"Gift card · {shop}" if shop else "Gift card")
    heading = f"<h1>{escape(shop or 'Gift card')}</h1>"
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex, nofollow">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main>{heading}{content}</main></body></html>\n"
    ).encode()
