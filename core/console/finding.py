"""From the CARD of a command line to one card, freshened while the service answers; from an ID to one operation."""

from __future__ import annotations

import re

from core.bootstrap import Core
from core.domain.card import Match
from core.domain.presented import typed
from core.errors import NotFound, RuleRefused
from core.rows import CardRow, OperationRow

_ENDING = re.compile(r"[0-9A-Fa-f]{8,35}", re.ASCII)
_MOST = 20
_REFERENCE = re.compile(r"[0-9]+|[Ll][0-9]+|[0-9A-Za-z]{4}", re.ASCII)


def the_card(core: Core, text: str) -> CardRow:
    """A reference is believed, a code only once it is verified.

    Raises NotFound for none or several, RuleRefused for a forged code.
    """
    found = core.lookup.resolve(text)
    if found.match is Match.FORGED:
        raise RuleRefused("card.forged")
    if found.match is Match.AMBIGUOUS:
        raise NotFound("card.ambiguous", count=len(found.candidates), last=found.last_characters)
    if found.card_id is None or (found.match is Match.LIKELY and not _REFERENCE.fullmatch(typed(text))):
        raise NotFound("card.unknown")  # the last four of a whole code prove nothing
    core.lookup.refresh(found.card_id)
    row = core.queries.card(found.card_id)
    if row is None:
        raise NotFound("card.never_made" if found.card_id < 0 else "card.unknown")
    return row


def the_operation(core: Core, text: str) -> OperationRow:
    """By its number, or by the end of it: that is the reference on a receipt. Raises NotFound for none or several."""
    row = core.queries.operation(text)
    if row is not None:
        return row
    found = core.queries.history(text, limit=_MOST) if _ENDING.fullmatch(text) else ()
    ending = [row for row in found if row.operation_id.endswith(text.lower())]
    if len(ending) > 1:
        raise NotFound("operation.ambiguous", text=text)
    if not ending:
        raise NotFound("operation.unknown")
    return ending[0]
