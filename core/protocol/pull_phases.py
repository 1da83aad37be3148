"""The phases of a walk through the cards, and which may follow which (docs/protocol.md 10)."""

from __future__ import annotations

from enum import StrEnum

from core.protocol.transitions import Event, TransitionTable, rows


class WalkPhase(StrEnum):
    """Where a walk stands. LISTING: up by id. DESCENDING: down by `updated_at`. BROKEN: not as it was asked for."""

    LISTING = "listing"
    DESCENDING = "descending"
    IN_SECOND = "in one second"
    COMPLETE = "complete"
    BROKEN = "broken"


OVER = frozenset({WalkPhase.COMPLETE, WalkPhase.BROKEN})

_P = WalkPhase
_END = "no id above the cursor: the end"

FIRST_PULL_TABLE: TransitionTable[WalkPhase] = TransitionTable(
    *rows(_P.LISTING, Event.PAGE, {_P.LISTING: "on from the largest id of the page", _P.COMPLETE: _END}),
)

SWEEP_TABLE: TransitionTable[WalkPhase] = TransitionTable(
    *rows(
        _P.LISTING,
        Event.PAGE,
        {
            _P.LISTING: "on from the largest id of the page",
            _P.COMPLETE: _END,
            _P.BROKEN: "not by ascending id from where it was asked to, or no card at all",
        },
    ),
)

PULL_TABLE: TransitionTable[WalkPhase] = TransitionTable(
    *rows(
        _P.DESCENDING,
        Event.PAGE,
        {
            _P.DESCENDING: "a full page: asks again down from its oldest row",
            _P.IN_SECOND: "a full page of one second: walks that second by links",
            _P.COMPLETE: "a short page: the watermark moves",
            _P.BROKEN: "the range or the order was not honoured",
        },
    ),
    *rows(
        _P.IN_SECOND,
        Event.PAGE,
        {
            _P.IN_SECOND: "the next link, or the same second once more",
            _P.DESCENDING: "two walks saw the same ids: goes on below it",
            _P.COMPLETE: "the same, and nothing older is asked for",
            _P.BROKEN: "the range or the order was not honoured",
        },
    ),
)
