"""The phases of an adjustment, and which may follow which (docs/protocol.md 2 and 6)."""

from __future__ import annotations

from enum import StrEnum

from core.protocol.transitions import Event, TransitionTable, held, rows


class AdjustmentPhase(StrEnum):
    """Where a money command stands. While the service cannot answer it stays in the phase of what it asks for next."""

    READY = "ready"
    READING = "reading"
    WAIT_RECENT = "wait: just changed"
    WAIT_SHORT = "wait: too low"
    WRITING = "writing"
    WAIT_REPAIR = "wait: repair"
    DEFERRED = "deferred"
    GLANCING = "glancing"
    QUARANTINE = "quarantine"
    LISTING = "listing"
    JUDGING = "judging"
    WAIT_RESEND = "wait: resend"
    LOOKING = "looking"
    RESENDING = "resending"
    ENDED = "ended"


_P = AdjustmentPhase

DOUBTFUL = frozenset({_P.GLANCING, _P.QUARANTINE, _P.LISTING, _P.JUDGING, _P.WAIT_RESEND, _P.LOOKING, _P.RESENDING})
"""The phases in which the last PUT may have been applied, and no answer said so yet."""

_NEXT_ROUND = {_P.READING: "S: a debt is left", _P.DEFERRED: "S: a debt is left after every six PUTs"}
_BOOKED = {
    **_NEXT_ROUND,
    _P.WAIT_REPAIR: "R1: a race, and the repair raises the card",
    _P.ENDED: "S: no debt is left; or parked: a retry after a doubt met a race, or D1: no change",
}
_REFUSED = {**_NEXT_ROUND, _P.ENDED: "refused twice in a row, or our key is known for another request"}
_LISTED = "D1: it does not fit, and the list shows our reference"
_GLANCED = "the glance is evidence and decides nothing"

ADJUSTMENT_TABLE: TransitionTable[AdjustmentPhase] = TransitionTable(
    *rows(
        _P.READY,
        Event.BEGIN,
        {
            _P.READING: "S: there is a debt",
            _P.DEFERRED: "S: a debt is left after every six PUTs, also after a restart",
            _P.ENDED: "S: nothing is owed",
            _P.GLANCING: "restart: a PUT was on its way",
            _P.QUARANTINE: "restart: a PUT was in doubt, and T_q runs again",
            _P.WAIT_RESEND: "restart: a PUT was on its way or in doubt, under a key or an ETag",
        },
    ),
    *rows(
        _P.READING,
        Event.READ,
        {
            _P.WAIT_RECENT: "G2: it was changed just now, once a round",
            _P.WAIT_SHORT: "R4: it looks too low, once a round",
            _P.WRITING: "the attempt is journalled",
            _P.ENDED: "D4; D6; D1: exactly our target after a refusal; G1, refused twice, G3, short or overdraft",
        },
    ),
    *rows(_P.READING, Event.REFUSED, {_P.ENDED: "declined; parked where it was promised or half done"}),
    *held(_P.READING),
    *rows(_P.WAIT_RECENT, Event.ELAPSED, {_P.READING: "reads it again"}),
    *rows(_P.WAIT_SHORT, Event.ELAPSED, {_P.READING: "reads it again"}),
    *rows(_P.WAIT_REPAIR, Event.ELAPSED, {_P.READING: "the next round"}),
    *rows(_P.DEFERRED, Event.ELAPSED, {_P.READING: "the next round"}),
    *rows(_P.WRITING, Event.WRITTEN, {**_BOOKED, _P.LISTING: _LISTED}),
    *rows(
        _P.WRITING,
        Event.REFUSED,
        {
            **_NEXT_ROUND,
            _P.LISTING: _LISTED,
            _P.ENDED: "under a key or with a list twice in a row; a retry after a doubt; our key is another request's",
        },
    ),
    *rows(_P.WRITING, Event.THROTTLED, {_P.READING: "no attempt; waits as long as the service says"}),
    *rows(_P.WRITING, Event.UNSENT, {_P.READING: "no attempt; waits for the service"}),
    *rows(
        _P.WRITING,
        Event.LOST,
        {_P.GLANCING: "U: never sent again", _P.WAIT_RESEND: "under a key or an ETag the same may be sent again"},
    ),
    *(
        row
        for event in (Event.READ, Event.REFUSED, Event.THROTTLED, Event.UNSENT, Event.LOST)
        for row in rows(_P.GLANCING, event, {_P.QUARANTINE: _GLANCED})
    ),
    *rows(
        _P.QUARANTINE,
        Event.ELAPSED,
        {_P.JUDGING: "after T_q nothing of ours can arrive", _P.LISTING: "the same, and the list shows our reference"},
    ),
    *rows(
        _P.LISTING,
        Event.LISTED,
        {
            **_BOOKED,
            _P.READING: "ours with a debt left, or surely not there: S",
            _P.JUDGING: "the list cannot tell",
        },
    ),
    *rows(
        _P.LISTING,
        Event.REFUSED,
        {_P.JUDGING: "the list cannot tell", _P.ENDED: "D1: what did not fit cannot be told: parked"},
    ),
    *rows(
        _P.LISTING,
        Event.LOST,
        {_P.JUDGING: "the list cannot tell", _P.LISTING: "D1: what did not fit waits for the list"},
    ),
    *held(_P.LISTING, Event.THROTTLED, Event.UNSENT, Event.ELAPSED),
    *rows(_P.JUDGING, Event.READ, {**_NEXT_ROUND, _P.READING: "G4: not applied", _P.ENDED: "ambiguous, or D4: parked"}),
    *rows(_P.JUDGING, Event.REFUSED, {_P.ENDED: "it cannot be read any more: parked"}),
    *held(_P.JUDGING),
    *rows(_P.WAIT_RESEND, Event.ELAPSED, {_P.LOOKING: "looks before it sends again"}),
    *rows(
        _P.LOOKING,
        Event.READ,
        {
            _P.RESENDING: "the key holds, or the tag is the same",
            _P.QUARANTINE: "neither holds: as plain from here on",
            _P.ENDED: "D4: another card has the id: parked",
        },
    ),
    *rows(_P.LOOKING, Event.REFUSED, {_P.QUARANTINE: "as plain from here on"}),
    *held(_P.LOOKING),
    *rows(_P.RESENDING, Event.WRITTEN, _BOOKED),
    *rows(
        _P.RESENDING,
        Event.REFUSED,
        {**_REFUSED, _P.READING: "the stored first answer, definite", _P.QUARANTINE: "T6: it proves nothing"},
    ),
    *rows(_P.RESENDING, Event.THROTTLED, {_P.LOOKING: "this copy did not arrive; waits, then looks"}),
    *rows(_P.RESENDING, Event.UNSENT, {_P.LOOKING: "this copy was not sent; waits for the service, then looks"}),
    *rows(
        _P.RESENDING,
        Event.LOST,
        {_P.WAIT_RESEND: "the same once more", _P.QUARANTINE: "D8: five in a row refused without a word: as plain"},
    ),
)
