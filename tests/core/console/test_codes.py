"""The codes of the console's answers: each sentence has one, all are published, and none is ever lost."""

from __future__ import annotations

import json

import pytest

from core.console.codes import RENAMED, WITHOUT_SENTENCE, code_of, is_answer, plain_values
from core.console.output import Output
from core.domain.money import Money
from core.errors import BadInput, RuleRefused
from core.sentences import SENTENCES
from tests import console_codes


@pytest.mark.slow
def test_reply_25_every_key_that_is_raised_has_a_published_code():
    keys = set(console_codes.raised())
    assert len(keys) > 100
    assert {code_of(key) for key in keys} <= console_codes.published()
    assert [key for key in keys if not is_answer(key)] == []


@pytest.mark.slow
def test_reply_25_every_key_that_an_operation_ends_with_has_a_published_code():
    keys = set(console_codes.outcomes())
    assert len(keys) > 15
    assert {code_of(key) for key in keys} <= console_codes.published()
    settled = {key for key in SENTENCES if key.startswith("settled.")}
    assert settled <= console_codes.published(), "an operation that was settled is refused in these words"


def test_reply_25_no_published_code_is_lost_or_means_another_thing():
    assert console_codes.published() == set(console_codes.codes())
    assert console_codes.page() == console_codes.PAGE.read_text("utf-8")
    assert set(RENAMED.values()) & set(SENTENCES) == set()
    assert set(WITHOUT_SENTENCE) & set(SENTENCES) == set()


def test_a_code_that_is_published_and_lost_is_found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(console_codes, "codes", lambda: {"done": "It is done."})
    with pytest.raises(SystemExit, match="card\\.short"):
        console_codes.page()


def test_a_renamed_key_keeps_its_code(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(RENAMED, "card.too_little", "card.short")
    assert code_of("card.too_little") == "card.short"


def test_reply_25_a_refusal_carries_its_code_its_sentence_and_its_values(capsys: pytest.CaptureFixture[str]):
    assert Output(True).fail(RuleRefused("card.short", available=Money(1250, "USD"))) == 4
    out, err = capsys.readouterr()
    assert json.loads(out) == {
        "code": "card.short",
        "message": "There is not enough on the card: 12.50 USD is left.",
        "values": {"available": {"amount": "12.50", "currency": "USD"}},
        "outcome": "refused",
        "reason": "There is not enough on the card: 12.50 USD is left.",
    }
    assert err == ""


def test_what_follows_an_answer_is_no_second_answer(capsys: pytest.CaptureFixture[str]):
    output = Output(True)
    output.answer({"outcome": "confirmed"})
    output.fail(BadInput("update.nothing"))
    out, err = capsys.readouterr()
    assert (len(out.splitlines()), err) == (1, "There is nothing to change.\n")


def test_values_that_json_has_no_word_for_are_text():
    assert plain_values({"path": Money(5, "JPY"), "why": OSError("full"), "seconds": 2.5, "none": None}) == {
        "path": {"amount": "5", "currency": "JPY"},
        "why": "full",
        "seconds": 2.5,
        "none": None,
    }
