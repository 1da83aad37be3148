"""A file of settings on its way in and out: looked through as a whole, so that all of it counts or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from core.domain.batch import Problem
from core.domain.outcome import Message
from core.domain.settings_file import MOST_BYTES, FileSettings, line_of, read_settings
from core.errors import BadInput, KnownError
from core.services.people.known_settings import DEFAULTS, check_known, normal_form


def read_file(path: Path) -> str:
    """Return the text of a file. Raises BadInput for one that cannot be read or is no text."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput("settings_file.unreadable", path=path, why="it is not text in UTF-8") from None
    except OSError as error:
        raise BadInput("settings_file.unreadable", path=path, why=error.strerror or error) from error


def read_and_check(path: Path, currency: str) -> FileSettings:
    """Return what the file says, with all that is wrong in it. Raises BadInput for a file that cannot be read."""
    found = read_settings(read_file(path))
    if not found.values and not found.problems:
        return FileSettings({}, (Problem(0, Message("settings_file.empty")),), found.text)
    return checked(found, currency)


def checked(found: FileSettings, currency: str, prefix: str = "") -> FileSettings:
    """Return the same with what is wrong with each key and value; amounts are in the file's currency, else in this."""
    blamed = (*found.problems, *_problems(found, currency, prefix))
    return FileSettings(found.values, tuple(sorted(blamed, key=lambda each: each.line)), found.text)


def _problems(found: FileSettings, currency: str, prefix: str) -> Iterator[Problem]:
    spoken = _currency(found.values, currency)
    for key, value in found.values.items():
        try:
            check_known(key)
            normal_form(key, value, spoken)
        except KnownError as error:
            yield Problem(line_of(found.text, prefix + key), Message(error.key, error.values))


def _currency(values: Mapping[str, str], before: str) -> str:
    """Return the currency that the file's amounts are in; a wrong one is told at its own line."""
    try:
        return normal_form("currency", values.get("currency", before), "")
    except KnownError:
        return DEFAULTS["currency"]
