"""Deep nesting is found before a parser meets it, and nothing else is taken for it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.nesting import DEEPEST, is_shallow

ROOT = Path(__file__).parents[3]
VALUES = st.recursive(
    st.none() | st.integers() | st.text(alphabet='[]{}"\\,: a\né', max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(alphabet='[{"\\', max_size=3), inner, max_size=4)
    ),
    max_leaves=40,
)


def nested(value: object, levels: int) -> object:
    for level in range(levels):
        value = [value] if level % 2 else {"a": value, "b": "]]}}"}
    return value


@pytest.mark.slow
@given(VALUES)
def test_what_is_not_deep_is_never_taken_for_it(value: object) -> None:
    many = [value] * 120  # so many brackets that they are looked at
    assert is_shallow(json.dumps(many).encode())
    assert is_shallow(json.dumps(many, ensure_ascii=False).encode())


@pytest.mark.parametrize("levels", [1, 5, DEEPEST])
def test_allowed_levels_are_allowed(levels: int) -> None:
    assert is_shallow(json.dumps(nested("[[[[", levels)).encode())


@pytest.mark.parametrize("levels", [2 * DEEPEST, 5000])
def test_deep_json_is_found(levels: int) -> None:
    text = '{"a":[' * levels + "1" + "]}" * levels
    assert not is_shallow(text.encode())


@pytest.mark.parametrize("text", [b"[" * 30_000, b'{"a":' * 30_000, b"[1," * 30_000, b'["\\"",' * 30_000])
def test_brackets_that_never_close_are_found(text: bytes) -> None:
    assert not is_shallow(text)


def test_brackets_in_texts_do_not_count() -> None:
    assert is_shallow(json.dumps(["[{" * 10_000, '\\"[' * 500, "\\"]).encode())


HOSTILE = """
import threading
from core.remote import fields
from core.server.contract.json_body import parse_body
from core.server.contract.refusals import RequestRefused
from core.server.data.page_cursors import read_cursor
import base64

def meet():
    deep = b"[" * 30_000
    for parse, told in (
        (fields.parse, fields.Malformed),
        (parse_body, RequestRefused),
        (lambda text: read_cursor(base64.urlsafe_b64encode(text).decode(), searched=False), RequestRefused),
    ):
        try:
            parse(deep)
        except told:
            print("refused")

threading.stack_size(256 * 1024)
thread = threading.Thread(target=meet)
thread.start()
thread.join()
"""


def test_deep_json_from_outside_ends_no_thread_with_a_small_stack() -> None:
    """In a process of its own: on Python 3.13 this was the end of it."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    asked = [sys.executable, "-c", HOSTILE]
    done = subprocess.run(asked, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()) == (0, ["refused"] * 3)
