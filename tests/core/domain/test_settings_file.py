"""A file of settings: what it says by key, and the line of each thing that is wrong."""

import pytest

from core.domain.settings_file import MOST_BYTES, MOST_LINES, line_of, read_settings, written

FILE = """\
currency = "EUR"   # first

[shop]
name = "Quay \\"Books\\""
tills = 50

[offline]
per_sale = 7.50
[receipt]
drawer = true
"""


def test_tables_are_keys_and_numbers_stay_as_they_are_written():
    found = read_settings(FILE)
    assert found.problems == ()
    assert found.values == {
        "currency": "EUR",
        "shop.name": 'Quay "Books"',
        "shop.tills": "50",
        "offline.per_sale": "7.50",
        "receipt.drawer": "on",
    }


def test_each_key_has_its_line():
    assert [line_of(FILE, key) for key in read_settings(FILE).values] == [1, 4, 5, 8, 10]
    assert line_of('a = """\nx = 1\n"""\nb = 2\n', "a") == 3
    assert line_of(FILE, "shop.colour") == 0


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[shop]\nname = "open\n', 2),
        ("[shop]\nname\n", 2),
        ('[shop]\nname = "a"\nname = "b"\n', 3),
        ('name = """never closed\n\n', 3),
        ("[shop\n", 1),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(text, line):
    (problem,) = read_settings(text).problems
    assert (problem.message.key, problem.line) == ("settings_file.syntax", line)
    assert "line" not in str(problem.message.values["why"])


@pytest.mark.parametrize("value", ["[1, 2]", "2027-12-31", "{}", "[]"])
def test_what_is_no_text_is_told_with_its_line(value):
    found = read_settings(f"[shop]\n\nname = {value}\n")
    (problem,) = found.problems
    assert (problem.message.key, problem.line, found.values) == ("settings_file.shape", 3, {})


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("#" * MOST_BYTES + "\n", "settings_file.large"),
        ("\n" * MOST_LINES, "settings_file.large"),
        ("a = " + "[" * 60_000, "settings_file.syntax"),
        ("a = " + "9" * 5000, "settings_file.syntax"),
    ],
)
def test_a_file_that_is_no_file_of_settings_is_told_and_never_ends_the_program(text, key):
    found = read_settings(text)
    assert ([each.message.key for each in found.problems], found.values) == ([key], {})


def test_what_is_written_reads_the_same_but_for_the_name_of_the_till():
    values = {"currency": "EUR", "shop.name": 'Łucja\'s "Café" \\ 1', "till.name": "Till 7", "scan.prefix": "]C1#"}
    text = written(values)
    assert read_settings(text).values == {key: value for key, value in values.items() if key != "till.name"}
    assert '# name = "Till 7"' in text
