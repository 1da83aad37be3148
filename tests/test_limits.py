"""How long, how many arguments, which names: limits of the sources, and a list of exceptions that only shrinks."""

import tomllib

import pytest

from tests.metrics import limits

LIMITS = ["lines", "function_lines", "arguments", "class_names", "docstrings", "private"]


@pytest.fixture(scope="module")
def now():
    return limits.over()


@pytest.mark.slow
@pytest.mark.parametrize("limit", LIMITS)
def test_nothing_is_over_a_limit_but_what_is_allowed(now, limit):
    allowed = limits.allowed()[limit]
    assert {place: count for place, count in now[limit].items() if count > allowed.get(place, 0)} == {}


@pytest.mark.slow
@pytest.mark.parametrize("limit", LIMITS)
def test_no_more_is_allowed_than_is_needed(now, limit):
    allowed = limits.allowed()
    assert limits.shrunk(allowed, now)[limit] == allowed[limit], "run python -m tests.metrics.limits"


def test_shrinking_makes_no_entry_and_raises_no_number():
    allowance = {"lines": {"a.py": 400, "b.py": 360, "gone.py": 500}}
    assert limits.shrunk(allowance, {"lines": {"a.py": 420, "b.py": 355, "new.py": 900}}) == {
        "lines": {"a.py": 400, "b.py": 355}
    }


def test_what_is_written_is_read_again():
    allowance = limits.allowed()
    assert tomllib.loads(limits.written(allowance)) == allowance
