"""What the service says no with. Everything here is definite: nothing was written."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass

from core.server.switches import ErrorShape

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
Errors = str | Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Reply:
    """One HTTP answer. `body` is ready to send."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()
    media_type: str = "application/json; charset=utf-8"


class Refused(Exception):
    """A request that is not carried out: a status and either one text or messages by field."""

    def __init__(self, status: int, errors: Errors, **headers: str) -> None:
        super().__init__(status, errors)
        self.status = status
        self.errors = errors
        self.headers = tuple((name.replace("_", "-"), text) for name, text in headers.items())


def invalid(field: str, message: str) -> Refused:
    """422 about one field."""
    return Refused(422, {field: [message]})


def deactivated() -> Refused:
    return invalid("base", "The gift card is deactivated.")


def not_found() -> Refused:
    return Refused(404, "Not Found")


def bad_request(field: str, message: str) -> Refused:
    return Refused(400, {field: [message]})


def as_json(content: object) -> bytes:
    return _JSON.encode(content).encode()


def refusal_reply(refused: Refused, shape: ErrorShape) -> Reply:
    """The refusal in one of the shapes that were seen of this service (API.md)."""
    text = refused.errors if isinstance(refused.errors, str) else _one_text(refused.errors)
    if shape == "html":
        page = f"<html><body><h1>{html.escape(text)}</h1></body></html>".encode()
        return Reply(refused.status, page, refused.headers, "text/html; charset=utf-8")
    if shape == "empty":
        return Reply(refused.status, b"", refused.headers)
    return Reply(refused.status, as_json(_shaped(refused.errors, text, shape)), refused.headers)


def _shaped(errors: Errors, text: str, shape: ErrorShape) -> object:
    if shape == "error":
        return {"error": text}
    if shape == "base":
        return {"errors": {"base": text}}
    if shape == "text" or isinstance(errors, str):
        return {"errors": text}
    if shape == "field_text" or set(errors) == {"base"}:
        return {"errors": {field: messages[0] for field, messages in errors.items()}}
    return {"errors": errors}


def _one_text(errors: Mapping[str, list[str]]) -> str:
    said = [m if f == "base" else f"{f}: {m}" for f, messages in errors.items() for m in messages]
    return "; ".join(said)
