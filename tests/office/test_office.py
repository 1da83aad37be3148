"""Some days of a shop: its reports say what was done, and one that said something else would be noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office import check
from tests.office.__main__ import run
from tests.office.year import Shop, Size

SEED = 8
SIZE = Size(tills=2, days=10, faults=0.25, outages=0.2)


@pytest.mark.slow
def test_every_figure_of_ten_days_is_as_in_the_ledgers() -> None:
    found = run(SEED, SIZE, 5)
    assert found.wrong == []
    assert found.ended["settled"] > 0
    assert found.kinds["ordered"] > 0
    assert found.kinds["replace"] > 0


@pytest.mark.slow
def test_one_act_that_is_not_in_a_ledger_is_noticed_by_each_report(tmp_path: Path) -> None:
    shop = Shop(1, Size(tills=1, days=2, faults=0.0, outages=0.0, restores=0), tmp_path)
    noticed: list[str] = []
    try:
        shop.open_days(lambda: noticed.extend(_without_one(shop)))
    finally:
        shop.close()
    for report in (
        "activity by day",
        "activity by clerk",
        "activity by kind",
        "activity by reason",
        "history",
        "liability",
    ):
        assert any(report in each for each in noticed), report
    assert any(each.startswith("all tills") and "too many" in each for each in noticed)
    assert any(each.startswith("all tills") and "comes to" in each for each in noticed)
    assert any("the closings come to" in each for each in noticed)


def _without_one(shop: Shop) -> list[str]:
    (ledger,) = shop.ledgers
    if not ledger.done:
        return []
    kept = ledger.done.pop()
    today = shop.today()
    found = [
        *check.faults(shop, today, today),
        *check.journal_faults(shop, today, today),
        *check.closing_faults(shop),
    ]
    ledger.done.append(kept)
    return found
