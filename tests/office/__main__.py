"""`python -m tests.office`: work through a year, and hold every report of every month against what was done."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tests import quick_pins
from tests.office import check
from tests.office.year import Shop, Size


@dataclass
class Found:
    """What is wrong, and how acts ended."""

    wrong: list[str] = field(default_factory=list)
    ended: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    """Of acts; "ordered" are cards of an order, "replace" the steps of replacements."""

    def __str__(self) -> str:
        acts = sum(self.ended.values()) - self.ended["settled"]
        ended, kinds = (
            ", ".join(f"{count} {name}" for name, count in sorted(each.items())) for each in (self.ended, self.kinds)
        )
        return "\n".join([f"{acts} acts: {ended}; {kinds}", *(self.wrong or ["every figure as in the ledgers"])])


def run(seed: int, size: Size, every: int) -> Found:
    """Work through the days; the reports are looked at every so many days and at the end."""
    found, days = Found(), list[date]()
    with tempfile.TemporaryDirectory() as folder:
        shop = Shop(seed, size, Path(folder))

        def look() -> None:
            days.append(shop.today())
            if len(days) % every == 0 or len(days) == size.days:
                shop.compare_all()
                found.wrong.extend(check.faults(shop, days[-1 - (len(days) - 1) % every], shop.today()))
                found.wrong.extend(check.journal_faults(shop, days[-1 - (len(days) - 1) % every], shop.today()))
            if len(days) == size.days:
                found.wrong.extend([*check.faults(shop, days[0], shop.today()), *check.closing_faults(shop)])

        try:
            shop.open_days(look)
        finally:
            shop.close()
        found.ended.update(act.state.value for ledger in shop.ledgers for act in ledger.done)
        found.ended["settled"] = shop.settled
        found.kinds.update(act.kind for ledger in shop.ledgers for act in ledger.done)
        found.kinds["ordered"] = sum(ledger.ordered for ledger in shop.ledgers)
    return found


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.office", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--tills", type=int, default=8)
    options = parser.parse_args(words)
    quick_pins.install()
    found = run(options.seed, Size(options.tills, options.days), 30)
    print(f"{options.tills} tills, {options.days} days, {found}")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
