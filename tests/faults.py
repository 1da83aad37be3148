"""What once failed, by number, and the tests that keep it mended: `python -m tests.faults` writes docs/faults.md.

A test says whose mending it proves by its name (`test_attack_4_…`) or, where it proves more or other ones as well, by
`@pytest.mark.fault("attack 4")`. `tests/test_faults.py` finds a number without a test, a test with an unknown number,
and a page that is not up to date.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "faults.md"
_PART = re.compile(r"(<!-- faults -->\n).*?(<!-- end -->\n)", re.DOTALL)
_NAMED = re.compile(r"test_(attack|reply)_(\d+)_")

FAULTS: Final[dict[str, str]] = {
    "attack 1": "A proxy sent a balance twice: the card was charged twice and the till said *confirmed*. A sale sent "
    "twice made two cards.",
    "attack 2": "A clerk passed for the owner by a service, a proxy or a certificate authority of their own, and took "
    "a manager's PIN.",
    "attack 3": "What waited was sent to whichever service or shop answered.",
    "attack 4": "A restored home did once more all that it had done since the backup.",
    "attack 5": "A service gave a number out again, and what waited took money from the other card of that number.",
    "attack 6": "Whoever stood at the till cancelled a promised redeem, though the goods were gone, and the journal "
    "named nobody.",
    "attack 7": "A till whose database was deleted began anew without people; a running one sold on into the deleted "
    "file.",
    "attack 8": "Reads out of a cache proved that nothing was taken although it was.",
    "attack 10": "The end of the journal was cut off, and an export by anybody ended the alarm.",
    "attack 11": "A clerk who may not top up 1,500 sold a new card of 2,000.",
    "attack 12": "Files were readable for others, a folder open to everybody was taken, planted links were followed, "
    "and the embedded service kept its codes in clear.",
    "attack 13": "A restored till with nothing open said nothing.",
    "attack 14": "Nobody signed in could search, show, list, report, export and send; look-ups were in no journal.",
    "attack 15": "A computer's clock set forward ended the wait after wrong PINs.",
    "attack 16": "A whole code typed into a reason was kept.",
    "attack 18": "A till that was left alone stayed signed in.",
    "attack 19": "A folder in place of the database was told as a disk that cannot be written.",
    "reply 1": "One odd card made the till offline for good.",
    "reply 2": "A refused token in another form was taken for an outage, and goods went out on it.",
    "reply 3": "A refusal in another form was sent six times and told as other tills being busy.",
    "reply 4": "A card that the service denied stayed active and was promised offline.",
    "reply 5": "A wrong clock or zone decided whether a card had expired.",
    "reply 6": "A `Date` ahead of the data hid what others did.",
    "reply 7": "A paging link to another scheme or host left the till without cards.",
    "reply 8": "Money as numbers, a byte order mark, another label, `+0100` or ids as text could not be read, and "
    "each sale still made a card.",
    "reply 9": "A scanner set for another keyboard made a genuine card a forged one.",
    "reply 10": "Invisible and full-width characters, other digits, scanner prefixes and magnetic stripes were not "
    "read.",
    "reply 13": "A certificate that is not trusted was told as a service that cannot be reached, and an own authority "
    "could not be set.",
    "reply 14": "A plastic card scanned while selling left the page.",
    "reply 25": "Under `--json` an error printed nothing on standard output, and no answer had a stable code.",
    "reply 26": "`outbox cancel` had no outcome, and a finished sale was listed with nothing known.",
    "reply 27": "What the till alone can answer needed a token.",
    "reply 28": "`set-balance` took no reason.",
    "reply 29": "No `--version`, no order of several cards, no recipient and no message on the console.",
    "reply 30": "A probe was told in the card's past as a correction by 0.00, and a whole comparison was not told.",
    "reply 31": "The till's mark in the note was seen by people.",
}
"""The faults by label: `attack` for what somebody did on purpose, `reply` for what came from outside in good faith."""


def proofs() -> dict[str, list[str]]:
    """Return the tests of each label that a test has, as `path::name`, known or not."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for test in _tests(path):
            for label in labels(test):
                found[label].append(f"{path.relative_to(ROOT).as_posix()}::{test.name}")
    return found


def labels(test: ast.FunctionDef) -> list[str]:
    """Return the labels in the name and in the marks of a test."""
    named = _NAMED.match(test.name)
    marks = [mark for mark in test.decorator_list if isinstance(mark, ast.Call)]
    given = [mark.args for mark in marks if ast.unparse(mark.func) == "pytest.mark.fault"]
    marked = [ast.literal_eval(label) for words in given for label in words]
    return [f"{named[1]} {named[2]}", *marked] if named else marked


def page() -> str:
    """Return the page as it should be. Raises KeyError for a label that nothing proves."""
    found = proofs()
    rows = [f"| {label} | {fault} | {_listed(found[label])} |" for label, fault in FAULTS.items()]
    table = "\n".join(("| number | what failed | kept mended by |", "|---|---|---|", *rows, ""))
    return _PART.sub(lambda part: part[1] + table + part[2], PAGE.read_text("utf-8"))


def _listed(tests: list[str]) -> str:
    """Return the tests with each file once."""
    files: dict[str, list[str]] = defaultdict(list)
    for test in tests:
        path, _, name = test.partition("::")
        files[path].append(name)
    return "; ".join(f"`{path}`: {', '.join(f'`{name}`' for name in names)}" for path, names in files.items())


def _tests(path: Path) -> Iterator[ast.FunctionDef]:
    """Find the tests of a file; one that holds no label is not parsed, which is most of them."""
    text = path.read_text("utf-8")
    for node in ast.walk(ast.parse(text)) if "mark.fault" in text or _NAMED.search(text) else ():
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
