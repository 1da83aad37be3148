"""Refusals. Each is definite: nothing was written. Only of `unknown_outcome`, the one 504, nobody can say that."""

from __future__ import annotations

from collections.abc import Mapping

from core.server.contract.refusal_codes import RefusalCode

Errors = str | Mapping[str, list[str]]


class RequestRefused(Exception):
    """A request that is not carried out: a status, and one text or messages by field. `headers`: `_` stands for `-`.

    `code` is the name of the reason, for programs.
    """

    def __init__(self, status: int, errors: Errors, *, code: RefusalCode, **headers: str) -> None:
        super().__init__(status, errors)
        self.status = status
        self.errors = errors
        self.code = code
        self.headers = tuple((name.replace("_", "-"), text) for name, text in headers.items())


def invalid(field: str, message: str, code: RefusalCode = "invalid_field") -> RequestRefused:
    """Return a 422 about one field."""
    return RequestRefused(422, {field: [message]}, code=code)


def busy() -> RequestRefused:
    """Return a 503: the request was not carried out, and may be sent again soon."""
    return RequestRefused(503, "The shop is busy. Try again.", code="busy", Retry_After="1.0")


def unknown_outcome() -> RequestRefused:
    """Return a 504: the database went away while it stored the write."""
    told = "It is not known whether this was stored. Look before you send it again."
    return RequestRefused(504, told, code="unknown_outcome")


def deactivated() -> RequestRefused:
    """Return the 422 of a disabled card."""
    return invalid("base", "The gift card is deactivated.", "card_disabled")


def not_found() -> RequestRefused:
    """Return a 404."""
    return RequestRefused(404, "Not Found", code="not_found")


def bad_request(field: str, message: str) -> RequestRefused:
    """Return a 400 about one parameter."""
    return RequestRefused(400, {field: [message]}, code="invalid_parameter")
