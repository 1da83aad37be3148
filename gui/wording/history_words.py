"""What a word that is looked for in the history may mean, in the language of the window."""

from __future__ import annotations

from core.domain.operation import Kind
from gui.wording import kept_words, words


def meant_by(text: str) -> dict[str, tuple[str, ...]]:
    """Return for each word of `text` the words as they are kept: it is looked for as it is kept, and as it is read."""
    return {word: (*kept_words.reasons_with(word), *_kinds(word)) for word in text.split()}


def _kinds(part: str) -> tuple[str, ...]:
    return tuple(kind.value for kind in Kind if words.kind_word(kind).casefold().startswith(part.casefold()))
