"""Every fault that was ever found by its number has a test, and docs/faults.md names it."""

from __future__ import annotations

from tests import faults


def test_every_fault_has_a_test_that_exists() -> None:
    assert sorted(set(faults.FAULTS) - set(faults.proofs())) == []


def test_no_test_names_a_fault_that_nobody_knows() -> None:
    assert sorted(set(faults.proofs()) - set(faults.FAULTS)) == []


def test_the_page_is_up_to_date() -> None:
    assert faults.page() == faults.PAGE.read_text("utf-8"), "run: python -m tests.faults"
