"""F5, F6, F7, F10 and F13 in full: each returns its line, or raises AssertionError with what was found."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from tests.figures import passes
from tests.torture import kills, power_cuts, upgrades, write_failures
from tests.torture.shop import Shop

_COPIES = "tests/core/services/test_epoch.py"


def killed(seeds: range = range(25), each: int = 4) -> str:
    """F5: so many kills of every scene with each seed."""
    tally = kills.torture(seeds, each, partial(print, flush=True))
    return _held(tally.line, tally.faults)


def failed(every: int = 1) -> str:
    """F6: each write of each scene with each kind of fault."""
    tally = write_failures.fail_each(every=every)
    return _held(tally.line, tally.faults)


def cut(every: int = 4) -> str:
    """F7: every fourth of the cuts; 1 is all of them, an hour or so."""
    tally = power_cuts.cut_everywhere(every=every)
    assert tally.cuts >= 500 or every > 4
    assert tally.noticed or not tally.controls, "the control saw nothing"
    return _held(tally.line, tally.faults)


def copied() -> str:
    """F10: restored, copied, opened twice; each in 20 shops, and restored and copied both closed and crashed."""
    chosen = "restored_backup or copied_till or opened_twice"
    assert passes("-k", chosen, _COPIES), "a test of a copied till failed"
    return "20 shops restored and 20 copied: what was done since is not done again; 20 opened twice: refused"


def upgraded(pending: int = 1000) -> str:
    """F13: from every older schema."""
    with tempfile.TemporaryDirectory(prefix="upgrade-") as folder:
        return upgrades.upgraded(Shop(Path(folder) / "shop", port=kills.free_port()), pending)


def _held(line: str, faults: list[str]) -> str:
    assert not faults, "\n".join([line, *faults[:50]])
    return line
