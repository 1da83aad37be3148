"""The words of a refusal, in any shape that a service gives them (docs/api.md 3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from core.remote.fields import Fields, Malformed

_WORDS = ("message", "detail", "title", "error_description", "error")
"""Where the text of one error stands in an object of its own, the most telling first."""
_SAYS = ("errors", "error", "message")
_LONGEST = 300


def refusal(fields: Fields) -> tuple[str, str]:
    """Return (field, message) of an error body. Field is empty for `base` and for bare texts.

    Raises Malformed where nothing in it is a text that tells a person why.
    """
    for name in _SAYS:
        found = list(_said(fields.get(name)))
        if found:
            return found[0][0], "; ".join(text for _, text in found)
    problem = _text_of(fields, ("title", "detail"))  # RFC 9457: the kind, and what it is about
    if problem:
        return "", problem
    raise Malformed("errors")


def _said(value: object) -> Iterator[tuple[str, str]]:
    """Yield (field, text) of each error under one name: a text, a list, an error with words of its own, or by field."""
    if isinstance(value, str):
        yield from (("", text) for text in [_shown(value)] if text)
    elif isinstance(value, list):
        for each in value:
            yield from _said(each)
    elif isinstance(value, dict):
        yield from _of_object(value)


def _of_object(error: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    own = next((text for name in _WORDS if (text := _text_of(error, (name,)))), "")
    if own:
        yield _field(error.get("field")), own
        return
    for name, value in error.items():
        for _, text in _said(value):
            yield _field(name), text


def _text_of(error: Mapping[str, object], names: tuple[str, ...]) -> str:
    texts = (error.get(name) for name in names)
    return ": ".join(shown for text in texts if isinstance(text, str) and (shown := _shown(text)))


def _field(name: object) -> str:
    return name if isinstance(name, str) and name != "base" else ""


def _shown(message: str) -> str:
    """Return a text fit for a sentence: one line, no control or bidi characters, 300 characters at most."""
    plain = "".join(letter if letter.isprintable() else " " for letter in message[:1000])
    return " ".join(plain.split())[:_LONGEST]
