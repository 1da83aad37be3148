"""Hand one mail over to the mail server, so that it is known what became of it.

Until the last line of the mail is sent nothing was accepted, so that it can be tried again. From there to the answer
nobody knows: who loses the line then must not send it again by itself.
"""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.utils import parseaddr

from core.server.orders.carrier import DeliveryInDoubt, DeliveryRefused, PreparedDelivery
from core.server.orders.mail_settings import MailSettings
from core.server.orders.mail_text import CardLetter, SentCard, write_mail

TIMEOUT_S = 30.0
"""For each answer of the server."""
_AHEAD = 354
_ACCEPTED = 250


class MailConversation:
    """Speaks with the server about one mail: `open`, `hand_over`, `close`. Each blocks, for a while at most."""

    def __init__(self, settings: MailSettings, address: str, mail: bytes, timeout_s: float = TIMEOUT_S) -> None:
        self._settings = settings
        self._address = address
        self._mail = mail
        self._timeout_s = timeout_s
        self._smtp: smtplib.SMTP | None = None

    def open(self) -> None:
        """Connect, sign in and name both addresses; nothing is sent yet. Raises DeliveryRefused."""
        try:
            self._smtp = smtp = self._connected()
            if self._settings.user is not None:
                smtp.login(self._settings.user, self._settings.password or "")
            self._check(smtp.mail(parseaddr(self._settings.sender)[1]))
            self._check(smtp.rcpt(self._address))
        except smtplib.SMTPResponseException as error:
            self.close()
            # who may not sign in is told so until somebody changes the settings: the mails wait for that
            raise DeliveryRefused(_answer(error.smtp_code, error.smtp_error), final=False) from error
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise DeliveryRefused(_reason(error), final=False) from error
        except DeliveryRefused:
            self.close()
            raise

    def hand_over(self) -> None:
        """Send the mail. Raises DeliveryRefused and DeliveryInDoubt."""
        smtp = self._smtp
        if smtp is None:
            raise DeliveryRefused("there is no connection", final=False)
        try:
            smtp.putcmd("data")
            self._check(smtp.getreply(), _AHEAD)
            smtp.send(_stuffed(self._mail))
        except (OSError, smtplib.SMTPException) as error:
            raise DeliveryRefused(_reason(error), final=False) from error
        try:
            smtp.send(b".\r\n")
            answer = smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise DeliveryInDoubt(_reason(error)) from error
        self._check(answer)

    def close(self) -> None:
        """End the conversation; nothing is waited for."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()

    def _connected(self) -> smtplib.SMTP:
        settings = self._settings
        if settings.security == "tls":
            return smtplib.SMTP_SSL(settings.host, settings.port, timeout=self._timeout_s, context=settings.tls())
        smtp = smtplib.SMTP(settings.host, settings.port, timeout=self._timeout_s)
        if settings.security == "starttls":
            try:
                smtp.starttls(context=settings.tls())
            except Exception:
                smtp.close()
                raise
        smtp.ehlo_or_helo_if_needed()
        return smtp

    def _check(self, answer: tuple[int, bytes], wanted: int = _ACCEPTED) -> None:
        """Raise DeliveryRefused for another answer than one like `wanted`; those from 500 on are final."""
        code, text = answer
        if code // 100 != wanted // 100:
            raise DeliveryRefused(_answer(code, text), final=code >= 500)


@dataclass(frozen=True, slots=True)
class MailCarrier:
    """Sends mails by one server."""

    settings: MailSettings
    timeout_s: float = TIMEOUT_S
    kind: str = "email"

    def begin(self, prepared: PreparedDelivery) -> MailConversation:
        """Return the conversation about one mail. Raises DeliveryRefused."""
        held = prepared.held
        address = held.line.recipient_email
        if address is None:
            raise DeliveryRefused("the address was erased", final=True)
        mail = write_mail(_letter(prepared, address), self.settings, held.row.queued_at)
        return MailConversation(self.settings, address, mail, self.timeout_s)


def _letter(prepared: PreparedDelivery, address: str) -> CardLetter:
    line = prepared.held.line
    return CardLetter(
        prepared.number,
        address,
        line.recipient_name,
        line.sender_name,
        line.message,
        prepared.shop,
        line.template_suffix or line.product_id or "",
        tuple(SentCard(card.code, card.initial_value, card.currency, card.expires_on) for card in prepared.held.cards),
        prepared.link,
    )


def _stuffed(mail: bytes) -> bytes:
    """Return the lines as they are sent: each ends with CR LF, and one that begins with a dot gets another."""
    lines = mail.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    if lines and not lines[-1]:
        lines.pop()
    return b"".join((b"." + line if line.startswith(b".") else line) + b"\r\n" for line in lines)


def _answer(code: int, text: bytes | str) -> str:
    plain = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {' '.join(plain.split())}"[:300]


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate of the mail server is not accepted: {error.verify_message}"
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__)[:300]
