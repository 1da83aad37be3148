"""Replies of the service, and the shapes a refusal's body may have."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from core.server.contract.refusal_codes import CODE_HEADER
from core.server.contract.refusals import Errors, RequestRefused
from core.server.contract.switches import ErrorShape

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Reply:
    """One HTTP answer. `body` is ready to send."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()
    media_type: str = "application/json; charset=utf-8"


def as_json(content: object) -> bytes:
    """Return compact JSON in UTF-8."""
    return _JSON.encode(content).encode()


def refusal_reply(refused: RequestRefused, shape: ErrorShape) -> Reply:
    """Return the refusal in one of the shapes that were seen of this service (docs/api.md 3), with its code."""
    text = refused.errors if isinstance(refused.errors, str) else _one_text(refused.errors)
    headers = (*refused.headers, (CODE_HEADER, refused.code))
    if shape == "html":
        from html import escape  # noqa: PLC0415 - its table of letters is 0.3 MB that only a fault of the sandbox needs

        page = f"<html><body><h1>{escape(text)}</h1></body></html>".encode()
        return Reply(refused.status, page, headers, "text/html; charset=utf-8")
    if shape == "empty":
        return Reply(refused.status, b"", headers)
    return Reply(refused.status, as_json(_shaped(refused.errors, text, shape) | {"code": refused.code}), headers)


def _shaped(errors: Errors, text: str, shape: ErrorShape) -> dict[str, object]:
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
    texts = [m if f == "base" else f"{f}: {m}" for f, messages in errors.items() for m in messages]
    return "; ".join(texts)
