"""The very same request, refused again and again without a word why (docs/protocol.md D8)."""

from __future__ import annotations

import pytest

from core.domain.capabilities import Capabilities
from core.domain.reply import WORDLESS, Lost, NotSent, Throttled, Unauthorised
from core.protocol.adjustment_phases import AdjustmentPhase
from core.protocol.attempt import Fate
from core.protocol.doubt import MOST_REFUSED
from core.protocol.machine import Answer, Elapsed, PutBalance, ReadCard
from tests.core.protocol.script import BOTH, KEYS, LOST, TAG, TAGS, adjustment, drive, looked, quarantined, read


@pytest.mark.parametrize("able", [KEYS, TAGS, BOTH])
@pytest.mark.parametrize("status", sorted(WORDLESS))
def test_what_is_refused_five_times_on_without_a_word_is_as_plain(able: Capabilities, status: int) -> None:
    """D8: else it would be asked for until the key's window is over, which may be six hours."""
    step = drive(adjustment(-3000, able), read(10_000, etag=TAG), Lost("no words", status))
    for resend in range(1, MOST_REFUSED + 1):
        step = looked(step, read(10_000, date=5000 + 60 * resend, etag=TAG))
        assert isinstance(step.action, PutBalance)
        step = step.machine.after(Lost("no words", status))
    assert quarantined(step)
    step = step.machine.after(Elapsed()).machine.after(read(10_000, date=6000, etag=TAG))
    assert step.machine.attempts[-1].fate is Fate.DISPROVED
    assert step.action == ReadCard()


@pytest.mark.parametrize("away", [NotSent("nobody there"), Throttled(2.0), Unauthorised(403, "not now")])
def test_what_did_not_arrive_neither_counts_nor_counts_anew(away: Answer) -> None:
    step = drive(adjustment(-3000, KEYS), read(10_000), LOST)
    for resend in range(1, MOST_REFUSED + 1):
        step = looked(step, read(10_000, date=5000 + 60 * resend)).machine.after(away)
        step = step.machine.after(Elapsed()).machine.after(away)  # nor does the look
        step = step.machine.after(Elapsed()).machine.after(read(10_000, date=5000 + 60 * resend))
        assert isinstance(step.action, PutBalance)
        step = step.machine.after(Lost("no words", 422))
    assert quarantined(step)


def test_only_refusals_in_a_row_count_and_a_restart_counts_anew() -> None:
    refused, step = Lost("no words", 422), drive(adjustment(-3000, KEYS), read(10_000), LOST)
    for resend, answer in enumerate([*[refused] * 4, LOST, *[refused] * 4, None, *[refused] * 4, LOST], 1):
        if answer is None:
            step = step.machine.begin()
            continue
        step = looked(step, read(10_000, date=5000 + 60 * resend)).machine.after(answer)
        assert step.machine.phase is AdjustmentPhase.WAIT_RESEND
