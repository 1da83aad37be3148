"""B3 in full: files of orders read by the rule, damaged at random, and made once by a till however often they come."""

from __future__ import annotations

import tempfile
from pathlib import Path

from core.bootstrap import Core, open_core
from core.settings import Settings
from tests.hostile import orders

ROUNDS = 20_000


def csv_in() -> str:
    files = orders.files()
    wrong = [told for file in files if (told := orders.judged(file))]
    assert not wrong, "; ".join(wrong)
    still = orders.mangled(ROUNDS)
    with tempfile.TemporaryDirectory() as folder:
        till = open_core(Settings(Path(folder), "http://127.0.0.1:9", "no-token-0123456789", offline=True), "figures")
        try:
            once, refused = made_once(till, files)
        finally:
            till.close()
    return (
        f"{len(files)} files by hand, {refused} refused whole, {once} begun and none of them twice; "
        f"{ROUNDS:,} damaged, {still:,} still read, all or nothing"
    )


def made_once(till: Core, files: tuple[orders.File, ...]) -> tuple[int, int]:
    """How many files were begun, and how many refused. A file that comes again has nothing left to make."""
    begun = refused = 0
    for file in files:
        plan = till.batches.plan(file.content, "order.csv")
        if plan.problems:
            refused += 1
        elif plan.rows:
            till.batches.begin(plan)
            begun += 1
        again = till.batches.plan(file.content, "again.csv")
        assert not again.rows, f"{file.content[:60]!r} would be made twice"
    return begun, refused
