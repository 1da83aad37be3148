"""Who asked for a command: this process itself, or another one whose words the owner of the till carries out.

A command reads its environment, its files, what is typed and what it is told by nothing but this.
"""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TextIO


class Caller:
    """Stand for this process: its streams, its environment, its folder and its terminal."""

    @property
    def out(self) -> TextIO:
        return sys.stdout

    @property
    def err(self) -> TextIO:
        return sys.stderr

    @property
    def environment(self) -> Mapping[str, str]:
        return os.environ

    @property
    def at_terminal(self) -> bool:
        """Tell whether somebody can be asked."""
        return sys.stdin.isatty()

    def path(self, text: str) -> Path:
        """Return the whole path of what was named, from the folder in which it was named."""
        return Path(text).absolute()

    def ask_secret(self, question: str) -> str:
        """Have it typed unseen."""
        return getpass.getpass(question)

    def read_line(self) -> str:
        """Read a line of standard input."""
        return sys.stdin.readline()

    def heard(self) -> bool:
        """Tell whether what was answered so far has come to whoever asked."""
        return True

    def has_gone(self) -> bool:
        """Tell whether nobody waits for the answer any more; Ctrl+C ends this process by itself."""
        return False

    def stop_writing(self) -> None:
        """Let the end of the program write nowhere: whoever read its output has gone, as `head` does."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


_ITSELF = Caller()
_caller: ContextVar[Caller] = ContextVar("console caller", default=_ITSELF)


def caller() -> Caller:
    """Return who asked for what this thread is at."""
    return _caller.get()


def user_path(text: str) -> Path:
    """Return the same as `path` of the caller, with ~ as the user's own folder."""
    return caller().path(os.path.expanduser(text))


@contextmanager
def asked_by(other: Caller) -> Iterator[None]:
    """Let what this thread does inside be asked for by another one."""
    token = _caller.set(other)
    try:
        yield
    finally:
        _caller.reset(token)
