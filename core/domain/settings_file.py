"""A file of settings: TOML in, keys with their text and line out, and the same back. Standard library only.

`[shop] name = "…"` is the setting shop.name. All that is wrong is found at once, each with its line.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.domain.batch import Problem
from core.domain.outcome import Message

MOST_BYTES, MOST_LINES = 64 * 1024, 1000
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_OF_ONE_TILL = frozenset({"till.name", "till.desk"})
"""What must not be the same on two tills: it is written, but as a comment."""


@dataclass(frozen=True, slots=True)
class FileSettings:
    """What a file says, by key in the order of the file, and what is wrong with it; `text` is the file."""

    values: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    text: str = ""


def parse(text: str) -> tuple[dict[str, object], Problem | None]:
    """Return the file's values by dotted key, or why it is no TOML. A number with a point stays as it is written."""
    if len(text.encode()) > MOST_BYTES or text.count("\n") >= MOST_LINES:
        return {}, Problem(0, Message("settings_file.large", {"most": MOST_LINES}))
    try:
        return _by_key(text), None
    except ValueError as error:  # TOMLDecodeError, or Python's own for a number of thousands of digits
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        return {}, Problem(line, Message("settings_file.syntax", {"why": _PLACE.sub("", str(error))}))
    except RecursionError:
        return {}, Problem(0, Message("settings_file.syntax", {"why": "nested too deep"}))


def as_text(value: object) -> str | None:
    """Return the text of a setting; None for what is none: true is on, false is off."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value) if isinstance(value, (str, int)) else None


def read_settings(text: str) -> FileSettings:
    """Return what the file says. Which keys there are and what each may be is not looked at here."""
    found, fault = parse(text)
    if fault is not None:
        return FileSettings({}, (fault,), text)
    return settings_of(found, text)


def settings_of(found: Mapping[str, object], text: str, prefix: str = "") -> FileSettings:
    """Return the settings among values by key, and what is no text; `prefix` stands before their keys in the file."""
    values = {key: said for key, value in found.items() if (said := as_text(value)) is not None}
    shapes = [
        Problem(line_of(text, prefix + key), Message("settings_file.shape", {"key": key}))
        for key in found
        if key not in values
    ]
    return FileSettings(values, tuple(shapes), text)


def line_of(text: str, key: str) -> int:
    """Return the line on which the value of `key` ends: the first at which the file has it. 0: nowhere."""
    lines = text.splitlines()
    for number in range(1, len(lines) + 1):
        try:
            if key in _by_key("\n".join(lines[:number])):
                return number
        except (ValueError, RecursionError):
            continue  # in the middle of a value of several lines
    return 0


def written(values: Mapping[str, str]) -> str:
    """Return the file for these settings. The name of a till is in it as a comment, for each has its own."""
    rooms: dict[str, list[str]] = {}
    for key, value in sorted(values.items()):
        room, _, name = key.rpartition(".")
        line = f"{name} = {json.dumps(value, ensure_ascii=False)}"
        rooms.setdefault(room, []).append(f"# {line}  # each till has its own" if key in _OF_ONE_TILL else line)
    return "\n".join(_tables(rooms))


def _tables(rooms: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield "# Settings of Counterfoil, set by hand. Another till takes them: settings import FILE"
    for room, lines in rooms.items():
        hidden = "# " if all(line.startswith("#") for line in lines) else ""
        yield f"\n{hidden}[{room}]" if room else ""
        yield from lines
    yield ""


def _by_key(text: str) -> dict[str, object]:
    return dict(_flat(tomllib.loads(text, parse_float=str), ""))


def _flat(table: Mapping[str, object], prefix: str) -> Iterator[tuple[str, object]]:
    for name, value in table.items():
        if isinstance(value, dict) and value:
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
