"""Why a certificate is not accepted, and who issued it, for the person who has to mend that."""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress
from urllib.parse import urlsplit

from core.domain.reply import UntrustedCertificate

_EXPIRED = frozenset({9, 10})
"""X509_V_ERR_CERT_NOT_YET_VALID, …_CERT_HAS_EXPIRED."""
_OTHER_NAME = frozenset({62, 63, 64})
"""X509_V_ERR_HOSTNAME_MISMATCH, …_EMAIL_MISMATCH, …_IP_ADDRESS_MISMATCH."""
_NAMES = ("CN", "O")
_LONGEST = 80


def untrusted(error: BaseException, url: str, *, direct: bool, timeout_s: float) -> UntrustedCertificate | None:
    """Return what is wrong with the certificate at `url`, if that is what `error` is about.

    `direct`: there is no proxy on the way, so that it can be looked at.
    """
    refused = _verification(error)
    if refused is None:
        return None
    code = refused.verify_code
    fault = "expired" if code in _EXPIRED else "name" if code in _OTHER_NAME else "untrusted"
    return UntrustedCertificate(fault, _issuer_at(url, timeout_s) if direct else "")


def _verification(error: BaseException) -> ssl.SSLCertVerificationError | None:
    seen: list[BaseException] = []
    cause: object = error
    while isinstance(cause, BaseException) and cause not in seen:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return cause
        seen.append(cause)
        cause = getattr(cause, "reason", None) or next(iter(cause.args), None) or cause.__cause__
    return None


def _issuer_at(url: str, timeout_s: float) -> str:
    """Return who issued the certificate that is shown there, "" where none is seen. Nothing is sent, nor believed."""
    from cryptography import x509  # noqa: PLC0415 - read by nobody whose certificates are in order

    parts = urlsplit(url)
    host = parts.hostname or ""
    looking = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    looking.check_hostname, looking.verify_mode = False, ssl.CERT_NONE
    with suppress(OSError, ValueError):
        plain = socket.create_connection((host, parts.port or 443), timeout_s)
        with plain, looking.wrap_socket(plain, server_hostname=host) as secure:
            shown = secure.getpeercert(binary_form=True)
        issuer = x509.load_der_x509_certificate(shown or b"").issuer
        names = {each.rfc4514_attribute_name: str(each.value) for each in issuer}
        said = next((names[name] for name in _NAMES if names.get(name)), "")
        return "".join(letter for letter in said if letter.isprintable()).strip()[:_LONGEST]
    return ""
