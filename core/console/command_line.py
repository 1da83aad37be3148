"""How a command line is understood, whichever program it is for: what is wrong, and what answers at once."""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import NoReturn

from core.about import NAME, VERSION
from core.console.answers import DONE, USAGE, asks_for_json, print_json

_USAGE_STATUS = 2
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


class _UsageError(Exception):
    """What a parser found wrong; `parser` is that of the command, whose usage is shown."""

    def __init__(self, parser: CommandParser, message: str) -> None:
        super().__init__(message)
        self.parser = parser


class CommandParser(argparse.ArgumentParser):
    """Raises what is wrong, so that it is answered in one place."""

    def error(self, message: str) -> NoReturn:
        raise _UsageError(self, message)

    def words(self) -> list[argparse.Action]:
        """Return its arguments, options and commands, in the order in which they are shown."""
        return list(self._actions)

    def add_answer_words(self) -> None:
        """Add what every program of ours knows (docs/console.md 1)."""
        self.add_argument("--json", action="store_true", help="one JSON object a line on standard output")
        self.add_argument("--version", action="store_true", help="say which version this is, and end")


def understand(parser: CommandParser, argv: Sequence[str]) -> argparse.Namespace:
    """Parse the words. Exits with status 2 and a usage line on nonsense, and with 0 where the version was asked for."""
    try:
        options = _parsed(parser, argv)
    except _UsageError as error:
        if asks_for_json(argv):
            print_json({"code": USAGE, "message": str(error), "values": {}})
        error.parser.print_usage(sys.stderr)
        error.parser.exit(_USAGE_STATUS, f"{error.parser.prog}: error: {error}\n")
    if options.version:
        _tell_version(as_json=options.json)
        parser.exit()
    return options


def try_to_understand(parser: CommandParser, argv: Sequence[str]) -> argparse.Namespace | None:
    """Parse the words and tell nobody; None for nonsense. Whoever asks for help is not to come here."""
    try:
        return _parsed(parser, argv)
    except _UsageError:
        return None


def _parsed(parser: CommandParser, argv: Sequence[str]) -> argparse.Namespace:
    for word in argv:
        if any("\ud800" <= letter <= "\udfff" for letter in word):
            parser.error(f"{word!r} is not text")  # bytes that are no UTF-8: no database and no service takes them
    return parser.parse_args(argv)


def _tell_version(*, as_json: bool) -> None:
    if as_json:
        print_json({"code": DONE, "name": NAME, "version": VERSION})
    else:
        sys.stdout.write(f"{NAME} {VERSION}\n")


def count(text: str) -> int:
    """Read a number from 1 up."""
    value = int(text) if text.isascii() and text.isdigit() else 0
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 up")
    return value


def day(text: str) -> str:
    """Read a date of ISO 8601, as 2027-12-31."""
    if _DAY.fullmatch(text):
        with suppress(ValueError):
            return date.fromisoformat(text).isoformat()
    raise argparse.ArgumentTypeError(f"{text} is not a date like 2027-12-31")


def port(text: str) -> int:
    """Read a port of TCP; 0 is a free one."""
    value = int(text) if text.isascii() and text.isdigit() else -1
    if not 0 <= value <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port from 0 to 65535")
    return value


def seconds(text: str) -> float:
    """Read a number of seconds from 0 up."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value < math.inf:
        raise argparse.ArgumentTypeError(f"{text} is not a number of seconds from 0 up")
    return value
