"""What may stand in the log: known fields of a known shape; all else is masked."""

from __future__ import annotations

import pytest

from core.errors import KnownError
from core.log.fields import MASK, Value, safe
from core.log.tracebacks import lines_of

OPERATION = "0192f3c4-7a10-7c3e-9d2b-1f0a5b6c7d8e"
COMES_THROUGH: dict[str, list[Value]] = {
    "method": ["GET", "PUT"],
    "status": [200, 503],
    "ms": [12.5],
    "card": [564744552301, -3],
    "operation": [OPERATION],
    "path": ["/gift-cards/564744552301/balance", "/gift-cards/-3", "/openapi.json"],
    "cause": [
        "no connection",
        "status 503",
        "the reply is malformed: gift_cards",
        "the reply is malformed: another card's transaction",
    ],
    "key": ["print.receipt_nowhere"],
    "outcome": ["CardRead", "NotSent"],
    "process": ["window", "console top-up"],
    "version": ["0.1.0", "3.11.7"],
}
MASKED: dict[str, list[tuple[Value, Value]]] = {
    "code": [("7K2MP4Q9X3RT", MASK)],
    "note": [("for Anna", MASK)],
    "method": [("GET /", MASK)],
    "operation": [("7K2MP4Q9X3RT", MASK)],
    "outcome": [("Bearer abc", MASK), ("7K2MP4Q9X3RT", MASK), (5, MASK)],
    "key": [("7294", MASK)],
    "printer": [("Anna's printer", MASK)],
    "path": [
        ("/gift-cards/7K2MP4Q9X3RT", f"/gift-cards/{MASK}"),
        ("/gift-cards/search?query=code%3A7K2M", "/gift-cards/search"),
        ("https://shop.example/secret/gift-cards", f"{MASK}//{MASK}/{MASK}/gift-cards"),
    ],
    "cause": [
        ("could not read 7K2MP4Q9X3RT", MASK),
        ("the reply is malformed: 7K2MP4Q9X3RT", f"the reply is malformed: {MASK}"),
        ("status 12345678901", f"status {MASK}"),
    ],
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in COMES_THROUGH.items() for value in values]
)
def test_a_known_field_of_its_shape_comes_through(name: str, value: Value) -> None:
    assert safe({name: value}) == {name: value}


@pytest.mark.parametrize(
    ("name", "value", "shown"), [(name, *each) for name, values in MASKED.items() for each in values]
)
def test_anything_else_is_masked(name: str, value: Value, shown: Value) -> None:
    known = name not in {"code", "note"}
    assert safe({name: value}) == {name if known else MASK: shown}


def test_what_is_not_there_is_left_out() -> None:
    assert safe({"status": None, "cause": None}) == {}


def test_a_traceback_says_where_and_no_value() -> None:
    try:
        try:
            raise KeyError("7K2MP4Q9X3RT")
        except KeyError as error:
            raise ValueError("PIN 7294 of Anna") from error
    except ValueError as error:
        lines = lines_of(error)
    assert [line for line in lines if not line.startswith("tests/")] == [f"ValueError: {MASK}", f"KeyError: {MASK}"]
    assert all("test_fields.py:" in line for line in lines if line.startswith("tests/"))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (KnownError("operation.unknown"), "KnownError: operation.unknown"),
        (AttributeError("'Card' object has no attribute 'kode'"), None),
        (OSError(28, "No space left on device", "/home/anna/till"), "OSError: No space left on device"),
    ],
)
def test_the_words_of_an_error_are_kept_where_they_are_the_program_s(error: Exception, words: str | None) -> None:
    assert lines_of(error) == [words or f"{type(error).__name__}: {error}"]
