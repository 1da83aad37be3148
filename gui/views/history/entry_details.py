"""What an entry of the journal says, with a setting called as its field in the settings is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gui.views.settings.fields import sections
from gui.wording import messages

if TYPE_CHECKING:
    from core.domain.outcome import Message
    from core.rows.journal import JournalRow


def entry_text(row: JournalRow) -> str:
    """Return all that is told of the entry, translated."""
    return " ".join(map(message_text, row.messages))


def message_text(said: Message) -> str:
    """Return a sentence of an entry, translated."""
    return messages.format_message(_named(said))


def _named(said: Message) -> Message:
    """Name a setting and its values as the page of the settings does; one that has no field there keeps its key."""
    key = said.values.get("key")
    for section in sections() if key is not None else ():
        for field in section.fields:
            if field.name == key:
                texts = dict(field.choices)
                values = {name: texts.get(str(value), value) for name, value in said.values.items() if name != "key"}
                return replace(said, values=values | {"key": f"{section.title} · {field.text}"})
    return said
