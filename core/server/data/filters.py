"""Filters of the list of histories (docs/api.md 6). Their reply is unknown; their values are read strictly.

`created_at`, `expires_on` and `initial_value` take an exact value or a comparison such as >=2027-01-01.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import ColumnElement, and_

from core.server.contract.refusals import bad_request
from core.server.contract.search_language import Comparison, Term, parse
from core.server.contract.shop_time import shop_zone
from core.server.contract.switches import Switches
from core.server.data.search_sql import COMPARE, SearchCompiler
from core.server.data.tables import cards

FILTERS = ("query", "balance_status", "created_at", "expires_on", "source", "initial_value")
_COMPARED = re.compile(r"(<=|>=|<|>)?(.{1,40})")
_CHOICES: dict[str, dict[str, ColumnElement[bool]]] = {
    "balance_status": {
        "full": cards.c.balance == cards.c.initial_value,
        "partial": and_(cards.c.balance > 0, cards.c.balance < cards.c.initial_value),
        "empty": cards.c.balance == 0,
    },
    "source": {"order": cards.c.order_id.is_not(None), "api": cards.c.order_id.is_(None)},
}


def filters_text(arguments: Mapping[str, str]) -> str:
    """Return the filters among some arguments as one text, for a cursor to carry."""
    return urlencode({name: arguments[name] for name in FILTERS if arguments.get(name)})


def filter_conditions(filters: str, switches: Switches) -> list[ColumnElement[bool]]:
    """Return the conditions of what `filters_text` wrote. Raises RequestRefused 400."""
    compiler = SearchCompiler(cards, shop_zone(switches.shop_zone), switches.code_search)
    return [_condition(name, text, compiler) for name, text in parse_qsl(filters)]


def _condition(name: str, text: str, compiler: SearchCompiler) -> ColumnElement[bool]:
    if name in _CHOICES and text in _CHOICES[name]:
        return _CHOICES[name][text]
    if name == "query" and "\x00" not in text:
        found = compiler.condition(parse(text))
        return cards.c.id > 0 if found is None else found
    compared = _COMPARED.fullmatch(text)
    if compared is not None and name in ("created_at", "initial_value", "expires_on"):
        comparison: Comparison = compared[1] or "="  # type: ignore[assignment]
        condition = (
            _expiry(comparison, compared[2])
            if name == "expires_on"
            else compiler.condition(Term(name, comparison, compared[2].strip()))
        )
        if condition is not None:
            return condition
    raise bad_request(name, "is invalid")


def _expiry(comparison: Comparison, text: str) -> ColumnElement[bool] | None:
    """Return the condition, None for no date. Dates are stored as ISO text, whose order is theirs."""
    try:
        day = date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        return None
    return and_(cards.c.expires_on.is_not(None), COMPARE[comparison](cards.c.expires_on, day))
