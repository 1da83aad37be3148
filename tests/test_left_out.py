"""What a quick run leaves out is counted by the command that runs it."""

from collections import Counter

from tests.left_out import sentence


def test_each_kind_is_named_with_its_command() -> None:
    assert sentence(Counter(slow=12, e2e=3)) == (
        "Left out: 3 end-to-end (make test-e2e), 12 slow (python3 -m tests -m slow). `make check` runs all."
    )


def test_a_kind_that_was_run_is_not_named() -> None:
    assert "e2e" not in sentence(Counter(slow=1))
