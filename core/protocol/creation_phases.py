"""The phases of a creation, and which may follow which (docs/protocol.md 7)."""

from __future__ import annotations

from enum import StrEnum

from core.protocol.transitions import Event, TransitionTable, held, rows


class CreationPhase(StrEnum):
    """Where a creation stands. While the service cannot answer it stays in the phase of what it asks for next."""

    READY = "ready"
    POSTING = "posting"
    WAIT_RESEND = "wait to resend"
    QUARANTINE = "quarantine"
    SEARCHING = "searching"
    WAIT_LISTED = "wait to be listed"
    ENDED = "ended"


_P = CreationPhase

CREATION_TABLE: TransitionTable[CreationPhase] = TransitionTable(
    *rows(
        _P.READY,
        Event.BEGIN,
        {
            _P.POSTING: "no request has left, or surely none arrived",
            _P.QUARANTINE: "restart: a request may have arrived",
            _P.SEARCHING: "restart: the code is taken, perhaps by our own card; or D6: another copy may have made it",
        },
    ),
    *rows(_P.READY, Event.ELAPSED, {_P.POSTING: "asks again"}),
    *rows(_P.POSTING, Event.CREATED, {_P.ENDED: "done, or parked when its value is not what was sold"}),
    *rows(
        _P.POSTING,
        Event.REFUSED,
        {
            _P.SEARCHING: "D3: taken, perhaps by our own card",
            _P.ENDED: "declined; parked where it was promised or in doubt",
        },
    ),
    *rows(
        _P.POSTING,
        Event.THROTTLED,
        {_P.READY: "waits as long as the service says", _P.SEARCHING: "the same, and looks first after a doubt"},
    ),
    *rows(
        _P.POSTING,
        Event.UNSENT,
        {_P.READY: "waits for the service", _P.SEARCHING: "the same, and looks first after a doubt"},
    ),
    *rows(
        _P.POSTING,
        Event.LOST,
        {_P.WAIT_RESEND: "the service keeps keys: the same again, three times", _P.QUARANTINE: "it may have arrived"},
    ),
    *rows(_P.WAIT_RESEND, Event.ELAPSED, {_P.POSTING: "the very same request under its key"}),
    *rows(_P.QUARANTINE, Event.ELAPSED, {_P.SEARCHING: "after T_q nothing of ours can arrive any more"}),
    *rows(
        _P.SEARCHING,
        Event.PAGE,
        {
            _P.SEARCHING: "not on this page",
            _P.POSTING: "nowhere: the same code again",
            _P.WAIT_LISTED: "taken, but not listed yet",
            _P.ENDED: "found by its tag; not listed, or without a tag: parked; another's typed code: declined",
        },
    ),
    *held(_P.SEARCHING),
    *rows(_P.WAIT_LISTED, Event.ELAPSED, {_P.SEARCHING: "looks again"}),
)
