"""Parse the JSON body of a request strictly: bounded in size and depth, no duplicate members, no floats."""

from __future__ import annotations

import json
from collections.abc import Sequence

from core.domain.nesting import is_shallow
from core.server.contract.refusals import RequestRefused

_MOST_VALUES = 100_000
"""In one body. Millions of empty lists would take thirty times the memory of their text."""


class NumberText(str):
    """A JSON number with a fraction or exponent, kept as it was written: money never goes through float."""

    __slots__ = ()


def parse_body(raw: bytes) -> dict[str, object]:
    """Return a JSON object. Raises RequestRefused 400 for everything else."""
    if raw.count(b",") + raw.count(b"[") + raw.count(b"{") > _MOST_VALUES:  # in texts too: nobody writes so many
        raise RequestRefused(400, "The request body has too many values.", code="invalid_body")
    if not is_shallow(raw):
        raise RequestRefused(400, "The request body is not valid JSON.", code="invalid_body")
    try:
        parsed = json.loads(
            raw.decode("utf-8"),
            parse_float=NumberText,
            parse_constant=_reject_constant,
            object_pairs_hook=_without_duplicates,
        )
    except (ValueError, RecursionError):
        raise RequestRefused(400, "The request body is not valid JSON.", code="invalid_body") from None
    if not isinstance(parsed, dict):
        raise RequestRefused(400, "The request body must be a JSON object.", code="invalid_body")
    return parsed


def _reject_constant(name: str) -> object:
    raise ValueError(name)


def _without_duplicates(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("duplicate member")
    return members
