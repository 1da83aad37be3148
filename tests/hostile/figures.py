"""F8, B1, B2, B5 and B7 in full: each returns its line."""

from __future__ import annotations

import resource
import sys

import pytest

from core.domain.money import parse_wire
from core.domain.payload import parse_scan
from core.errors import BadInput
from tests.core.remote.scripted_server import ScriptedServer
from tests.figures import passes
from tests.hostile import fuzz, test_replies, test_token_stays, texts

ROUNDS = 100_000


def every_fault() -> str:
    for kind in test_replies.KINDS:
        test_replies.test_nothing_is_sent_again_and_every_write_is_doubted(kind)
    count = len(test_replies.KINDS) * len(test_replies.FAULTS) * len(test_replies.PHASES)
    return f"{count} cases ({len(test_replies.KINDS)} kinds), nothing sent again, every write doubted"


def replies() -> str:
    before = _resident()
    with ScriptedServer(b"") as server:
        wrong = [told for case in test_replies.CASES if (told := test_replies.judged(case, server))]
    assert not wrong, "; ".join(wrong)
    swollen = _resident() - before
    assert swollen < test_replies.MOST_BYTES, f"{swollen:,} bytes"
    believed = fuzz.replies(ROUNDS)
    fuzz.heads(ROUNDS)
    return (
        f"{len(test_replies.CASES)} by hand, 0 believed, {swollen >> 20} MB; {ROUNDS:,} bodies and {ROUNDS:,} heads "
        f"mangled, {believed:,} bodies still true, 0 wrong"
    )


def _resident() -> int:
    """The most memory this process ever had, in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def money() -> str:
    for (text, currency), minor in texts.GOOD_MONEY.items():
        assert parse_wire(text, currency) == minor, text
    strange = [(text, currency) for text in texts.BAD_MONEY for currency in ("USD", "JPY", "BHD")] + texts.TOO_FINE
    for text, currency in strange:
        with pytest.raises(ValueError):  # noqa: PT011
            parse_wire(text, currency)
    believed = fuzz.money(ROUNDS)
    by_hand = len(texts.GOOD_MONEY) + len(strange)
    return f"{by_hand} by hand, {ROUNDS:,} at random: {believed:,} amounts, all of the grammar, all exact both ways"


def scans() -> str:
    forged = 0
    written = texts.scans()
    for text in written:
        try:
            forged += parse_scan(text, fuzz.KEYS).genuine is True
        except BadInput:
            continue
    read = fuzz.scans(ROUNDS)
    assert not forged
    return f"{len(set(written))} by hand, {ROUNDS:,} mangled ({read:,} read as a code): 0 forged accepted"


def the_token() -> str:
    """The tests count: each ends by asking the foreign host whether anybody came."""
    cases = len(test_token_stays.STATUSES) * 3 + sum(
        map(len, (test_token_stays.LINKS, test_token_stays.HEADERS, test_token_stays.PAGES, test_token_stays.PROXIES))
    )
    path = str(test_token_stays.__file__)
    assert passes(path), "a test of the token failed"
    return f"{cases + 1} ways, the token came to 0 foreign hosts"
