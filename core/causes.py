"""The short causes that fill {why} in a sentence. They are kept and sent in English; a front end shows them translated.

tests/core/test_causes.py reads them from the source, so that none is missing here.
"""

from __future__ import annotations

import re
from functools import cache

CAUSES = (
    # an answer of the service that did not come, or made no sense
    "no connection",
    "no connection in time",
    "no secure connection",
    "no answer in time",
    "the connection broke",
    "the name of the service is not known here",
    "the address is not the service's",
    "the reply is too large",
    "the reply is not JSON",
    "the reply is malformed: {what}",
    "status {status}",
    "the answer to another request",
    "an unexpected answer",
    "an answer that makes no sense",
    "it was held back for too long",
    "it was not asked for",
    "there is no token",
    "no bearer came",
    "the service does not allow it",
    "the program is closing",
    "the sealed code cannot be opened with this till's key",
    # files and folders of the till
    "it does not exist",
    "it is damaged",
    "it is empty",
    "it is not text",
    "it is not text in UTF-8",
    "it does not read back as it was written",
    "it is not writable",
    "its write-ahead log could not be closed",
    "the copy is damaged",
    "rows belong to nothing",
    "{what} did not come out the same",
    "several workers need a fixed port",
    "a table is locked by somebody",
    # paper
    "it takes nothing",
    "this computer has no print system (CUPS)",
    "the page cannot be made",
    "a page cannot be begun",
    "the page cannot be finished",
    "the printer does not answer",
    "the printer stopped",
    "{place} is not a file",
    "the picture could not be written",
    # what the system and SQLite say
    "Address already in use",
    "Connection refused",
    "Connection reset by peer",
    "Connection timed out",
    "Device or resource busy",
    "Disk quota exceeded",
    "File exists",
    "File name too long",
    "Input/output error",
    "Is a directory",
    "Network is unreachable",
    "No route to host",
    "No space left on device",
    "No such device or address",
    "No such file or directory",
    "Not a directory",
    "Operation not permitted",
    "Permission denied",
    "Read-only file system",
    "Too many open files",
    "attempt to write a readonly database",
    "database is locked",
    "disk I/O error",
    "unable to open database file",
    # a file before the cause
    "{place}: {cause}",
)


def read_cause(text: str) -> tuple[str, dict[str, str]]:
    """Return which of CAUSES `text` is, and what fills it. Any other text comes back as it is, with nothing to fill."""
    for cause, shape in _shapes():
        if found := shape.fullmatch(text):
            return cause, found.groupdict()
    return text, {}


@cache
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Make the shapes when the first cause is read: no window shows one in its first frame."""
    return tuple((cause, _shape(cause)) for cause in CAUSES)


def _shape(cause: str) -> re.Pattern[str]:
    pieces = re.split(r"\{(\w+)\}", cause)
    named = (f"(?P<{piece}>.+)" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))
    return re.compile("".join(named), re.DOTALL)
