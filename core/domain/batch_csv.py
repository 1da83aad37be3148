"""A CSV file of cards to be made: rows, or every problem by its line. Total, strict, bounded (docs/security.md 4).

The header names the columns, in any order; `amount` is needed. Commas, semicolons and tabs are told apart by it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from core.domain.batch import BatchPlan, Problem, Wanted, content_of
from core.domain.code import normalise
from core.domain.command import Issue
from core.domain.greeting import MESSAGE_MOST, NAME_MOST, Greeting
from core.domain.money import parse_currency, parse_typed
from core.domain.outcome import Message
from core.errors import BadInput

BYTES_MOST = 50_000_000
ROWS_MOST = 200_000
FIELD_MOST = 10_000
PROBLEMS_MOST = 1_000
"""More are not listed: whoever mixed up the columns reads the first and begins again."""
_NOTE_MOST, _ID_MOST, _TEMPLATE_MOST = 1_000, 100, 60
_TEXTS = {
    "recipient": NAME_MOST,
    "sender": NAME_MOST,
    "message": MESSAGE_MOST,
    "note": _NOTE_MOST,
    "template_suffix": _TEMPLATE_MOST,
    "row_id": _ID_MOST,
}
KINDS = ("sold", "refund", "goodwill", "promotion")
COLUMNS = ("row_id", "amount", "currency", "kind", "expires_on", "code", *(name for name in _TEXTS if name != "row_id"))
_DELIMITERS = ",;\t"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_LINE_END = re.compile(r"[\r\n]")


def read(content: bytes, name: str, currency: str, today: date) -> BatchPlan:
    """Read a file. `currency` is for rows without one, `today` the shop's day. Never raises."""
    try:
        text = _text(content)
        columns, lines = _table(text)
    except BadInput as error:
        return BatchPlan(name, problems=(Problem(0, _said(error)),))
    rows: list[Wanted] = []
    problems: list[Problem] = []
    taken: dict[str, dict[str, int]] = {"row_id": {}, "code": {}}
    try:
        for line, fields in lines:
            if len(rows) >= ROWS_MOST:
                problems.append(Problem(line, Message("batch.rows", {"most": ROWS_MOST})))
                break
            try:
                row = _row(_cells(columns, fields), (len(rows) + 1, line), currency, today)
                _once(row, taken)
                rows.append(row)
            except BadInput as error:
                problems.append(Problem(line, _said(error)))
                if len(problems) >= PROBLEMS_MOST:
                    break
    except BadInput as error:  # the file itself is broken further down
        broken = error.values["line"]
        assert isinstance(broken, int)
        problems.append(Problem(broken, _said(error)))
    if not rows and not problems:
        problems.append(Problem(0, Message("batch.empty")))
    return BatchPlan(name, () if problems else _named(rows), tuple(problems))


def _text(content: bytes) -> str:
    if len(content) > BYTES_MOST:
        raise BadInput("batch.large", most=BYTES_MOST // 1_000_000)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput("batch.encoding") from error
    if "\0" in text:
        raise BadInput("batch.encoding")
    return text


def _table(text: str) -> tuple[tuple[str, ...], Iterator[tuple[int, list[str]]]]:
    """Return the columns by name, and the lines below them. Raises BadInput."""
    head = _LINE_END.split(text.lstrip("\r\n"), maxsplit=1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    lines = _lines(text, delimiter)
    _, header = next(lines, (0, []))
    columns = tuple("_".join(field.lower().split()) for field in header)
    _check_columns(columns)
    return columns, lines


def _check_columns(columns: tuple[str, ...]) -> None:
    if "amount" not in columns:
        raise BadInput("batch.header", columns=", ".join(COLUMNS))
    for column in columns:
        if column not in COLUMNS:
            raise BadInput("batch.column", column=column[:40], columns=", ".join(COLUMNS))
        if columns.count(column) > 1:
            raise BadInput("batch.column_twice", column=column)


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line each row begins at, and its fields; rows of blanks, as spreadsheets add them, are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for fields in reader:
            if any(field.strip() for field in fields):
                yield begins, fields
            begins = reader.line_num + 1
    except csv.Error as error:
        raise BadInput("batch.quotes", line=begins) from error


def _cells(columns: tuple[str, ...], fields: list[str]) -> dict[str, str]:
    while len(fields) > len(columns) and not fields[-1].strip():
        fields.pop()
    if len(fields) > len(columns):
        raise BadInput("batch.fields", found=len(fields), expected=len(columns))
    if any(len(field) > FIELD_MOST for field in fields):
        raise BadInput("batch.field", most=FIELD_MOST)
    return {column: field.strip() for column, field in zip(columns, fields, strict=False)}


def _row(cells: Mapping[str, str], place: tuple[int, int], default: str, today: date) -> Wanted:
    """Read a row; `place` is its number and its line in the file. Raises BadInput."""
    texts = {name: _plain(name, cells.get(name, ""), most) for name, most in _TEXTS.items()}
    currency = parse_currency(cells["currency"]) if cells.get("currency") else default
    amount = parse_typed(cells.get("amount", ""), currency)
    if amount <= 0:
        raise BadInput("money.positive")
    kind = cells.get("kind", "").lower() or KINDS[0]
    if kind not in KINDS:
        raise BadInput("batch.kind", text=kind[:40], kinds=", ".join(KINDS))
    issue = Issue(
        amount=amount,
        currency=currency,
        code=normalise(cells["code"]) if cells.get("code") else None,
        note=texts["note"] or None,
        expires_on=_day(cells["expires_on"], today) if cells.get("expires_on") else None,
        template_suffix=texts["template_suffix"] or None,
        kind=kind,
        greeting=Greeting(texts["recipient"], texts["sender"], texts["message"]),
    )
    return Wanted(*place, texts["row_id"], issue)


def _plain(name: str, text: str, most: int) -> str:
    """Return a text on one line: a message may have line breaks; they become blanks."""
    text = " ".join(text.split())
    if not text.isprintable():
        raise BadInput("batch.unprintable", column=name)
    if len(text) > most:
        raise BadInput("batch.text", column=name, length=len(text), most=most)
    return text


def _day(text: str, today: date) -> str:
    try:
        day = date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise BadInput("date.shape", text=text[:40])
    if day < today:
        raise BadInput("date.past", date=text)
    return text


def _once(row: Wanted, taken: dict[str, dict[str, int]]) -> None:
    """Check that no row id and no code stands in the file twice. Raises BadInput."""
    for column, value in (("row_id", row.row_id), ("code", row.issue.code or "")):
        if value and (first := taken[column].setdefault(value, row.line)) != row.line:
            raise BadInput("batch.twice", column=column, first=first)


def _named(rows: list[Wanted]) -> tuple[Wanted, ...]:
    """Give the rows keys: the row id, else the whole file and the place in it. A file saved anew stays the same."""
    found = [replace(row, content=content_of(row.issue)) for row in rows]
    file = hashlib.sha256("\n".join(f"{row.row_id}|{row.content}" for row in found).encode()).hexdigest()[:32]
    return tuple(
        replace(
            row, key=f"id:{row.row_id}" if row.row_id else f"{file}:{row.number}", row_id=row.row_id or f"{row.number}"
        )
        for row in found
    )


def _said(error: BadInput) -> Message:
    return Message(error.key, {name: _short(value) for name, value in error.values.items()})


def _short(value: object) -> object:
    return value[:200] if isinstance(value, str) else value
