"""A traceback as the log shows it: where in the program it was, and no value that the program worked with."""

from __future__ import annotations

import traceback
from pathlib import Path

from core.errors import KnownError
from core.log.fields import MASK

_OWN_WORDS = (AttributeError, NameError, ImportError, RecursionError, NotImplementedError)
"""Their words come from Python, and name parts of the program."""
_PROGRAM = Path(__file__).parents[2]
_MOST_FRAMES, _MOST_CAUSES = 40, 5


def lines_of(error: BaseException) -> list[str]:
    """Return the lines: each error from the last one back to the first, and where in the program it was raised."""
    lines: list[str] = []
    cause: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if cause is None:
            break
        lines.append(f"{type(cause).__name__}: {_words(cause)}")
        frames = traceback.extract_tb(cause.__traceback__)[-_MOST_FRAMES:]
        lines += [f"{_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        cause = cause.__cause__ or cause.__context__
    return lines


def _place(filename: str) -> str:
    """Return a place below the program's folder, or the last two names: a home folder has a person's name."""
    path = Path(filename)
    return "/".join(path.relative_to(_PROGRAM).parts if path.is_relative_to(_PROGRAM) else path.parts[-2:])


def _words(error: BaseException) -> str:
    """Return the words of errors of our own: anything else may hold what a person typed or the service sent."""
    if isinstance(error, KnownError):
        return error.key
    if isinstance(error, OSError):
        return error.strerror or MASK
    return str(error) if isinstance(error, _OWN_WORDS) else MASK
