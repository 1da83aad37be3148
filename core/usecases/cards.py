"""Cards: found from a scan or a typed text, read as they stand, and asked of the service."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.card import Match
from core.domain.permission import Permission
from core.domain.presented import typed
from core.errors import BadInput, NotFound, RuleRefused
from core.rows import CardDetails, CardRow, Found
from core.rows.order import USUAL
from core.usecases.changes import Changes
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from core.bootstrap import Core
    from core.domain.card import Status
    from core.domain.outcome import Message
    from core.rows.order import Order
    from core.rows.report import Report

MOST_OTHERS = 20
_CURSOR = re.compile(r"(?P<lineage>0|[0-9a-f]{8})-(?P<number>[0-9]{1,15})", re.ASCII)
_REFERENCE = re.compile(r"[0-9]+|[Ll][0-9]+|[0-9A-Za-z]{4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class FoundCard:
    """What a scan or a typed text led to: the card whole, where it is one, or `others` that may have been meant."""

    text: str
    found: Found
    details: CardDetails | None = None
    others: tuple[CardRow, ...] = ()


@dataclass(frozen=True, slots=True)
class CardChanges:
    """Cards with the cursor behind each; `cursor` is behind all that was looked at, `complete`: that was the last."""

    rows: tuple[tuple[str, CardRow], ...]
    cursor: str
    complete: bool


@dataclass(frozen=True, slots=True)
class RefreshedCard:
    """A card after the service was asked for it. `answered`: its balance was heard just now, be it the same or not."""

    details: CardDetails
    answered: bool
    changed: bool

    @property
    def changes(self) -> Changes:
        card = self.details.card
        return Changes(frozenset({card.card_id} if card is not None and self.changed else ()), status=True)


@needs(Permission.LOOK_UP)
def find_card(core: Core, text: str) -> FoundCard:
    """Find the card in the till's own copy: quick, with or without a connection."""
    return _found(core, text, core.lookup.find(text))


@needs(Permission.LOOK_UP)
def resolve_card(core: Core, text: str) -> FoundCard:
    """Find the card, asking the service where the till's own copy is not sure."""
    return _found(core, text, core.lookup.resolve(text))


@needs(Permission.LOOK_UP)
def is_our_code(core: Core, text: str) -> bool:
    """Tell whether this is for sure the code of a card of this shop."""
    return core.lookup.find(text).match is Match.VERIFIED


@needs(Permission.LOOK_UP)
def is_ending(core: Core, digits: str) -> bool:
    """Tell whether a card in the till's copy ends so."""
    return core.lookup.find(digits).match is not Match.UNKNOWN


@needs(Permission.LOOK_UP)
def read_card(core: Core, card_id: int) -> CardDetails:
    """Return the card as it stands in the till's copy, and how it got there."""
    return core.queries.card_details(card_id)


@needs(Permission.LIST)
def read_card_life(core: Core, card_id: int, say: Callable[[Message], str]) -> Report:
    """Return all that is on file about a card and the cards it stands for, as a report. Raises NotFound.

    Look-ups are part of it: whoever may see the history may see them. `say` gives its sentences their words.
    """
    from core.rows.card_life import life_report  # noqa: PLC0415 - imported before the window's first frame

    life = core.queries.reports.card_life(card_id)
    if life is None:
        raise NotFound("card.never_made" if card_id < 0 else "card.unknown")
    core.look_ups.card(life.card.last_characters)
    return life_report(life, say)


@needs(Permission.LOOK_UP)
def read_cards(core: Core, card_ids: Iterable[int]) -> tuple[CardRow | None, ...]:
    """Return each card as it stands; None for one that never will be made."""
    return tuple(core.queries.card(card_id) for card_id in card_ids)


@needs(Permission.LOOK_UP)
def search_cards(
    core: Core, text: str, status: Status | None = None, page: tuple[int, int] = (200, 0), order: Order = USUAL
) -> tuple[CardRow, ...]:
    """Return the cards that every word of `text` fits, newest first or in `order`; `page` is (limit, offset)."""
    rows = core.queries.cards(text, status, *page, order)
    core.look_ups.search(tuple(row.last_characters for row in rows))
    return rows


@needs(Permission.LOOK_UP)
def read_card_changes(core: Core, cursor: str, limit: int) -> CardChanges:
    """Return the cards that changed after `cursor`, "start" for all, each once and as it stands now.

    The order is that of the till's own commits: what is written later, by a sync too, has a later cursor. Raises
    BadInput for what is no cursor, and for one of other books.
    """
    found = None if cursor == "start" else _CURSOR.fullmatch(cursor)
    if cursor != "start" and found is None:
        raise BadInput("search.cursor", cursor=cursor)
    changed, lineage = core.queries.card_changes(int(found["number"]) if found else 0, limit)
    if found and found["lineage"] != lineage:
        raise BadInput("search.cursor_other", cursor=cursor)
    rows = tuple((f"{lineage}-{number}", row) for number, row in changed if row is not None)
    core.look_ups.search(tuple(row.last_characters for _, row in rows))
    return CardChanges(rows, f"{lineage}-{changed[-1][0]}" if changed else cursor, len(changed) < limit)


@needs(Permission.LOOK_UP)
def refresh_card(core: Core, card_id: int) -> RefreshedCard:
    """Read the card from the service, and return it as it then stands; without an answer it stays as it is."""
    asked_at = int(time.time())
    changed = core.lookup.refresh(card_id)
    details = core.queries.card_details(card_id)
    return RefreshedCard(details, details.card is not None and details.card.seen_at >= asked_at, changed)


@needs(Permission.LOOK_UP)
def card_for_console(core: Core, text: str) -> CardRow:
    """Return the one card that `text` names, freshened. A reference is believed, a code only once it is verified.

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
    core.look_ups.card(found.last_characters if row is None else row.last_characters)
    if row is None:
        raise NotFound("card.never_made" if found.card_id < 0 else "card.unknown")
    return row


@needs(Permission.STATUS)
def card_to_try(core: Core) -> str:
    """Return a code of the sandbox to try; "" on a real service, and once this till has done anything."""
    if core.training is None or core.queries.operations(1):
        return ""
    return core.training.card_to_try()


def _found(core: Core, text: str, found: Found) -> FoundCard:
    others: tuple[CardRow, ...] = ()
    details = None if found.card_id is None else core.queries.card_details(found.card_id)
    if found.match is Match.AMBIGUOUS:
        rows = read_cards(core, found.candidates[:MOST_OTHERS])
        others = tuple(row for row in rows if row is not None)
    elif found.match is Match.UNKNOWN:
        others = core.queries.cards(text, limit=MOST_OTHERS)
    core.look_ups.card(found.last_characters if found.card_id is not None else "")
    if others:
        core.look_ups.search(tuple(row.last_characters for row in others))
    return FoundCard(text, found, details, others)
