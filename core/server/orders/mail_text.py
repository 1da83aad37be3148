"""Write the mail that brings cards to whom they are for: a text, and HTML with the card and its QR inside.

Neither the subject nor an address has a code. Nothing is fetched from anywhere when the mail is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from core.domain.money import wire_text
from core.server.orders.mail_settings import MailSettings
from core.server.orders.pictures import card_png, qr_png

_STYLE = """
body{margin:0;padding:16px;background:#f4f2ee;color:#1f2328;font:16px/1.5 Helvetica,Arial,sans-serif}
.sheet{max-width:600px;margin:0 auto;background:#fff;border-radius:12px;overflow:hidden}
.inside{padding:24px}.amount{font-size:34px;font-weight:bold}.code{font:bold 20px/1.4 monospace;letter-spacing:1px}
.message{white-space:pre-line;border-left:4px solid #b9b3a7;padding-left:12px}
.small{font-size:13px;color:#57606a}a{color:#1d4e6b}img{display:block;max-width:100%;height:auto}
@media (prefers-color-scheme:dark){body{background:#14171a!important;color:#e8e6e3!important}
.sheet{background:#20252a!important}a{color:#8cc4e0!important}.small{color:#a9b1ba!important}}
"""


@dataclass(frozen=True, slots=True)
class SentCard:
    """A card as it is sent: `value` in minor units."""

    code: str
    value: int
    currency: str
    expires_on: str | None


@dataclass(frozen=True, slots=True)
class CardLetter:
    """What goes to one recipient. `number` is unique to this sending; `design` names the picture."""

    number: str
    address: str
    name: str | None
    sender_name: str | None
    message: str | None
    shop: str
    design: str
    cards: tuple[SentCard, ...]
    link: str | None = None
    """To the page that shows the cards with what is left on them."""


def write_mail(letter: CardLetter, settings: MailSettings, now: int) -> bytes:
    """Return the mail as it is sent. `now`: UTC epoch seconds."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = settings.sender
    mail["To"] = Address(letter.name or "", addr_spec=letter.address)
    mail["Subject"] = _subject(letter)
    mail["Date"] = format_datetime(datetime.fromtimestamp(now, UTC))
    mail["Message-ID"] = f"<{letter.number}@{settings.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    if settings.reply_to is not None:
        mail["Reply-To"] = settings.reply_to
    mail.set_content(_text(letter))
    mail.add_alternative(_html(letter, settings.domain), subtype="html")
    html = mail.get_payload()[1]  # type: ignore[index]
    for name, content in _pictures(letter):
        html.add_related(  # type: ignore[union-attr]
            content, "image", "png", cid=f"<{name}@{settings.domain}>", filename=f"{name}.png", disposition="inline"
        )
    return mail.as_bytes()


def shown_code(code: str) -> str:
    """Return a code as people read it, in groups of four."""
    upper = code.upper()
    return " ".join(upper[at : at + 4] for at in range(0, len(upper), 4))


def _giver(letter: CardLetter) -> str:
    return letter.sender_name or letter.shop or "a friend"


def _subject(letter: CardLetter) -> str:
    what = "A gift card" if len(letter.cards) == 1 else f"{len(letter.cards)} gift cards"
    return f"{what} from {_giver(letter)}"


def _worth(card: SentCard) -> str:
    return f"{wire_text(card.value, card.currency)} {card.currency}"


def _text(letter: CardLetter) -> str:
    lines = [f"Hello {letter.name}," if letter.name else "Hello,", ""]
    lines += [f"{_giver(letter)} has sent you {_what(letter)}."]
    if letter.message:
        lines += ["", *(f"> {line}" for line in letter.message.split("\n"))]
    for card in letter.cards:
        lines += ["", f"Amount: {_worth(card)}", f"Code: {shown_code(card.code)}"]
        lines += [f"Last day: {card.expires_on}"] if card.expires_on else []
    lines += ["", "See what is left on it, or print it:", letter.link] if letter.link else []
    lines += ["", "Show the code at the counter. Whoever has it can spend the card, so keep this mail to yourself."]
    return "\n".join([*lines, *(["", letter.shop] if letter.shop else []), ""])


def _what(letter: CardLetter) -> str:
    return "a gift card" if len(letter.cards) == 1 else f"{len(letter.cards)} gift cards"


def _html(letter: CardLetter, domain: str) -> str:
    hello = f"Hello {escape(letter.name)}," if letter.name else "Hello,"
    message = f'<p class="message">{escape(letter.message)}</p>' if letter.message else ""
    cards = "".join(_card(card, f"qr{at}@{domain}") for at, card in enumerate(letter.cards, 1))
    link = f'<p><a href="{escape(letter.link)}">See what is left on it, or print it</a></p>' if letter.link else ""
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
        '<meta name="supported-color-schemes" content="light dark">'
        f"<title>{escape(_subject(letter))}</title><style>{_STYLE}</style></head><body>"
        f'<div class="sheet"><img src="cid:card@{domain}" width="600" height="340" alt="">'
        f'<div class="inside"><p>{hello}</p><p>{escape(_giver(letter))} has sent you {_what(letter)}.</p>{message}'
        f'{cards}{link}<p class="small">Show the code at the counter. Whoever has it can spend the card, so keep this '
        f"mail to yourself.</p><p>{escape(letter.shop)}</p></div></div></body></html>\n"
    )


def _card(card: SentCard, picture: str) -> str:
    last = f'<p class="small">Last day: {card.expires_on}</p>' if card.expires_on else ""
    return (
        f'<p class="amount">{_worth(card)}</p><img src="cid:{picture}" width="232" alt="QR code of the card">'
        f'<p class="code">{shown_code(card.code)}</p>{last}'
    )


def _pictures(letter: CardLetter) -> list[tuple[str, bytes]]:
    found = [("card", card_png(letter.design))]
    return found + [(f"qr{at}", qr_png(card.code.upper())) for at, card in enumerate(letter.cards, 1)]
