"""CSV files of orders: two hundred by hand and from parts, each with what must be read from it, and mangled ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from core.domain import batch_csv
from core.domain.batch import BatchPlan
from core.sentences import sentence

TODAY = date(2026, 9, 21)


@dataclass(frozen=True, slots=True)
class File:
    """`amounts` is what must be read in minor units of USD; None: nothing, with the problem `key` at `line`."""

    content: bytes
    amounts: tuple[int, ...] | None
    key: str = ""
    line: int = 0


def files() -> tuple[File, ...]:
    return (*_good(), *_broken_rows(), *_broken_files())


def _good() -> Iterator[File]:
    """The same two cards in every habit of a spreadsheet."""
    for mark, end, between, quoted, blank in product(
        (b"", b"\xef\xbb\xbf"), ("\n", "\r\n", "\r"), (",", ";", "\t"), (False, True), (False, True)
    ):
        rows = [["Row ID", "AMOUNT", "message"], ["a", "10.00", "Hi"], ["b", "25", ""]]
        if blank:
            rows += [["", "", ""], ["  ", "", ""]]
        lines = (between.join(f'"{cell}"' if quoted else cell for cell in row) for row in rows)
        yield File(mark + (end.join(lines) + end).encode(), (1000, 2500))
    for text, minor in (("0.01", 1), (".5", 50), ("7,25", 725), ("999999999.99", 99_999_999_999), ("  12 ", 1200)):
        yield File(f'amount,note\n"{text}",x\n'.encode(), (minor,))
    yield File('amount,recipient\n10,"Zoë, 東京 ""the"" 🎁"\n'.encode(), (1000,))
    yield File(b'amount,message\n10,"two\nlines"\n20,x\n', (1000, 2000))
    yield File(b"amount,note\n10,=1+1\n", (1000,))
    yield File(b"amount\n10", (1000,))
    yield File(b"amount,code\n10,shop-0001-abcd\n", (1000,))
    yield File(b"amount,expires_on,kind\n10,2026-09-21,Goodwill\n", (1000,))
    yield File(b"amount,currency\n10,usd\n", (1000,))
    yield File("amount,note\n１２,wide\n٣,Arabic\n".encode(), (1200, 300))
    for columns in ("amount,{}", "{},amount"):
        for name in ("note", "sender", "recipient", "message", "template_suffix", "row_id"):
            yield File(f"{columns.format(name)}\n5,6\n".encode(), (500 if columns.startswith("a") else 600,))


_AMOUNTS = {
    "": "money.shape", "0": "money.positive", "0.00": "money.positive", "-5": "money.shape", "+5": "money.shape",
    "1e3": "money.shape", "1E+300000": "money.shape", "NaN": "money.shape", "inf": "money.shape", "0x10": "money.shape",
    "1_000": "money.shape", "10.005": "money.grouped",
    "1,000": "money.grouped", "1.000,00": "money.grouped", "10000000000": "money.large", "9" * 5000: "money.large",
    "$10": "money.shape", "10 USD": "money.shape", "=5+5": "money.shape", "ten": "money.shape", "#REF!": "money.shape",
    "1,00,000": "money.shape", "10.": "money.shape", ".": "money.shape", "10..5": "money.shape", "5%": "money.shape",
    "1/2": "money.shape", "10\u200b": "money.shape", "'10": "money.shape", "(10)": "money.shape",
}  # fmt: skip
_CELLS = {
    ("expires_on", "2026-09-20"): "date.past", ("expires_on", "31.12.2027"): "date.shape",
    ("expires_on", "2027-02-30"): "date.shape", ("expires_on", "46022"): "date.shape",
    ("expires_on", "20271231"): "date.shape", ("expires_on", "2027-W01-1"): "date.shape",
    ("code", "abc"): "code.shape", ("code", "a" * 21): "code.shape", ("code", "ABCD_1234"): "code.shape",
    ("code", "5.12E+15"): "code.shape", ("currency", "US"): "money.currency", ("currency", "U$D"): "money.currency",
    ("kind", "gift"): "batch.kind", ("recipient", "x" * 61): "batch.text", ("sender", "x" * 61): "batch.text",
    ("message", "x" * 201): "batch.text", ("note", "x" * 1001): "batch.text", ("note", "x" * 10_001): "batch.field",
    ("row_id", "x" * 101): "batch.text", ("recipient", "a\u202eb"): "batch.unprintable",
    ("message", "a\u0007b"): "batch.unprintable", ("note", "a\u2066b"): "batch.unprintable",
    ("note", "a\u007fb"): "batch.unprintable", ("template_suffix", "x" * 61): "batch.text",
}  # fmt: skip


def _broken_rows() -> Iterator[File]:
    """A good row before and after: neither may be made."""
    for text, key in _AMOUNTS.items():
        yield File(f'amount,note\n5,ok\n"{text}",x\n7,ok\n'.encode(), None, key, 3)
    for (column, text), key in _CELLS.items():
        yield File(f'amount,{column}\n5,\n6,"{text}"\n7,\n'.encode(), None, key, 3)
    for between, count in product(",;\t", (1, 5)):
        row = between.join(["6", *["x"] * (1 + count)])
        yield File(f"amount{between}note\n5{between}a\n{row}\n".encode(), None, "batch.fields", 3)
    for column in ("row_id", "code"):
        yield File(f"amount,{column}\n5,SAME0001\n6,x0000002\n7,SAME0001\n".encode(), None, "batch.twice", 4)
    yield File(b"amount,code\n5,SHOP 0001 ABCD\n6,shop-0001-abcd\n", None, "batch.twice", 3)
    yield File(b'amount,message\n5,"two\nlines"\nx,y\n', None, "money.shape", 4)
    yield File(b"amount,currency\n5.5,JPY\n", None, "money.decimals", 2)


def _broken_files() -> Iterator[File]:
    good = "amount,note\n5,ok\n"
    for encoding in ("utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "shift-jis"):
        text = good + ("6,Zoë\n" if encoding != "shift-jis" else "6,東京\n")
        yield File(text.encode(encoding), None, "batch.encoding")
    for stray in (b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\0", b"\xf5", b"\xe2\x82"):
        yield File(good.encode() + b"6," + stray + b"\n", None, "batch.encoding")
    for content in (
        b"",
        b"\n\n",
        b"\xef\xbb\xbf",
        b"note\nx\n",
        b"5,x\n",
        b"PK\x03\x04",
        b"%PDF-1.7\n",
        b"{}",
        b"<html>",
    ):
        yield File(content, None, "batch.header")
    for content in (b"amount\n", b"amount\n\n\n", b"amount,note\n,\n ,\n"):
        yield File(content, None, "batch.empty")
    for column in ("price", "amount_usd", "e-mail", "=cmd", "a" * 500, "", "amount\u200b"):
        yield File(f"amount,{column}\n5,x\n".encode(), None, "batch.column")
    for column in ("amount", "AMOUNT", " amount "):
        yield File(f"amount,note,{column}\n5,x,6\n".encode(), None, "batch.column_twice")
    for tail in ('6,"never closed\n7,x\n', '6,"a"b\n', '6,"' + "x" * 140_000 + '"\n'):
        yield File((good + tail).encode(), None, "batch.quotes", 3)
    yield File(b"amount\n" + b"5\n" * (batch_csv.ROWS_MOST + 1), None, "batch.rows", batch_csv.ROWS_MOST + 2)
    yield File(b"amount\n" + b"x" * batch_csv.BYTES_MOST, None, "batch.large")


def judged(file: File) -> str:
    """What is wrong about the answer; "" when nothing is."""
    plan = read(file.content)
    if file.amounts is not None:
        found = tuple(row.issue.amount for row in plan.rows)
        return "" if found == file.amounts and not plan.problems else f"{file.content[:60]!r}: {plan}"
    told = [(problem.line, problem.message.key) for problem in plan.problems]
    return "" if not plan.rows and told[:1] == [(file.line, file.key)] else f"{file.content[:60]!r}: {told[:3]}"


def read(content: bytes) -> BatchPlan:
    return batch_csv.read(content, "order.csv", "USD", TODAY)


def mangled(rounds: int, seed: int = 1) -> int:
    """Random damage to good files: rows or problems, never both, never neither. Returns how many were still read."""
    chance, good = random.Random(seed), [file.content for file in files() if file.amounts]
    pieces = (b'"', b",", b";", b"\n", b"\r", b"\0", b"\xff", b"\xe2\x80\xae", b"1e9", b"amount", b"-", b"9" * 40)
    still = 0
    for _ in range(rounds):
        content = bytearray(chance.choice(good))
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(content) + 1)
            content[at : at + chance.randint(0, 3)] = chance.choice((*pieces, chance.randbytes(2)))
        plan = read(bytes(content))
        assert bool(plan.rows) != bool(plan.problems), bytes(content)
        assert all(row.issue.amount > 0 and row.key for row in plan.rows), bytes(content)
        for problem in plan.problems:
            assert sentence(problem.message.key, problem.message.values)
        still += bool(plan.rows)
    return still
