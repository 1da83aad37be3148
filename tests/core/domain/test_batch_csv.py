"""A CSV file of cards is read as a whole or not at all, and every problem is named by its line (docs/proofs.md B3)."""

import pytest

from core.domain.batch import from_plain, to_plain
from core.domain.command import Issue
from core.domain.greeting import Greeting
from tests.hostile import orders


@pytest.mark.parametrize("step", [8, pytest.param(1, marks=pytest.mark.slow)])
def test_two_hundred_files_are_read_as_they_are_meant_or_not_at_all(step):
    """A quick run reads every eighth."""
    files = orders.files()
    assert len(files) >= 200
    wrong = [told for file in files[::step] if (told := orders.judged(file))]
    assert wrong == []


def test_damage_leaves_all_or_nothing():
    still = orders.mangled(300)
    assert 0 < still < 300


@pytest.mark.slow
def test_much_damage_leaves_all_or_nothing():
    assert 0 < orders.mangled(20_000, seed=2) < 20_000


def test_every_column_is_read():
    content = (
        b"row_id,amount,currency,kind,expires_on,code,recipient,sender,message,note,template_suffix\n"
        b"7,12.50,EUR,promotion,2027-01-31,shop 0001 abcd,Nora,Tim,Enjoy it,paid by card,winter\n"
    )
    (row,) = orders.read(content).rows
    assert (row.row_id, row.line, row.number) == ("7", 2, 1)
    assert row.issue == Issue(
        1250, "EUR", "shop0001abcd", "paid by card", "2027-01-31", "winter", "promotion", "",
        Greeting("Nora", "Tim", "Enjoy it"),
    )  # fmt: skip
    assert from_plain(to_plain(row.issue)) == row.issue


def test_every_problem_is_listed_and_the_sums_are_by_currency():
    plan = orders.read(b"amount\nx\n5\ny\n")
    assert [problem.line for problem in plan.problems] == [2, 4]
    plan = orders.read(b"amount,currency\n10,\n5.50,EUR\n2,USD\n")
    assert plan.totals == {"USD": 1200, "EUR": 550}


def test_neither_key_nor_content_tells_a_code():
    one, other = (
        orders.read(f"amount,code\n10,{code}\n".encode()).rows[0] for code in ("AAAA0001ABCD", "BBBB0001ABCD")
    )
    assert (one.key, one.content) == (other.key, other.content)
