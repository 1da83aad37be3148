"""One client of the till's owner: what its command reads and writes goes over a local socket (core.data_folder).

The owner sends lines and the client answers where it is asked:

    {"begun": true}                     the command is understood; from here on it is carried out, whoever listens
    {"out": "…"}, {"err": "…"}          text for its two streams
    {"secret": "PIN of Mia: "}          to be typed unseen; the client answers {"typed": "…"}
    {"line": true}                      a line of its standard input; the same answer
    {"heard": true}                     the client answers the same once all before it is written
    {"alive": true}                     every few seconds
    {"status": 0}                       the end, with the exit status; {"own": true}: do it yourself

A client that reads slowly holds up nobody but itself, and one that goes away changes nothing about what was begun.
"""

from __future__ import annotations

import os
import select
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, cast

from core.console.caller import Caller
from core.data_folder.owner_address import LineReader, object_line

_PIECE = 8_000
"""Characters of text in a line: fewer than its most bytes, however they are escaped."""
_SLOW_S = 30.0
"""How long a client may read nothing of what it was told."""
_HEARD_S = 10.0
_TYPED_S = 300.0
_AT_ONCE = getattr(socket, "MSG_DONTWAIT", 0)


class CommandSlots:
    """So many commands at once; whoever waits for its client lets another one in."""

    def __init__(self, count: int) -> None:
        self._free = threading.Semaphore(count)

    @contextmanager
    def taken(self) -> Iterator[None]:
        with self._free:
            yield

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Let another command go on while this one waits for its client."""
        self._free.release()
        try:
            yield
        finally:
            self._free.acquire()


class _SocketText:
    """A stream of the client's; sent when it is flushed."""

    def __init__(self, conversation: Conversation, name: str, encoding: str) -> None:
        self._conversation = conversation
        self._name = name
        self.encoding = encoding
        self._text = ""

    def isatty(self) -> bool:
        return self._name == "err" and self._conversation.tells_terminal

    def write(self, text: str) -> int:
        self._text += text
        return len(text)

    def flush(self) -> None:
        text, self._text = self._text, ""
        for at in range(0, len(text), _PIECE):
            self._conversation.send({self._name: text[at : at + _PIECE]})


class Conversation(Caller):
    """Stand for the client. What it is told raises BrokenPipeError once it has gone."""

    def __init__(self, line: socket.socket, asked: Mapping[str, Any], slots: CommandSlots) -> None:
        self._line = line
        self._reader = LineReader(line)
        self._asked = asked
        self._slots = slots
        self._sending = threading.Lock()
        self._gone = False
        terminal, encodings = _pair(asked.get("terminal"), bool), _pair(asked.get("encodings"), str)
        self._at_terminal, self.tells_terminal = (each is True for each in terminal)
        self._out, self._err = (
            _SocketText(self, name, _known(encoding)) for name, encoding in zip(("out", "err"), encodings, strict=True)
        )

    @property
    def words(self) -> list[str]:
        words = self._asked.get("words")
        return [str(word) for word in words] if isinstance(words, list) else []

    @property
    def out(self) -> TextIO:
        return cast(TextIO, self._out)

    @property
    def err(self) -> TextIO:
        return cast(TextIO, self._err)

    @property
    def environment(self) -> Mapping[str, str]:
        given = self._asked.get("environment")
        return {str(name): str(value) for name, value in given.items()} if isinstance(given, dict) else {}

    @property
    def at_terminal(self) -> bool:
        return self._at_terminal

    def path(self, text: str) -> Path:
        return Path(os.path.abspath(os.path.join(str(self._asked.get("folder", "/")), text)))

    def ask_secret(self, question: str) -> str:
        typed = self._answer({"secret": question}, _TYPED_S).get("typed")
        if not isinstance(typed, str):
            raise EOFError
        return typed

    def read_line(self) -> str:
        typed = self._answer({"line": True}, _TYPED_S).get("typed")
        return typed if isinstance(typed, str) else ""

    def heard(self) -> bool:
        try:
            return "heard" in self._answer({"heard": True}, _HEARD_S)
        except BrokenPipeError:
            return False

    def has_gone(self) -> bool:
        """Tell whether the client has closed its end; it says nothing unless it is asked."""
        if not self._gone and select.select([self._line], [], [], 0)[0]:
            try:
                self._gone = not self._line.recv(1, socket.MSG_PEEK)
            except OSError:
                self._gone = True
        return self._gone

    def stop_writing(self) -> None:
        """Do nothing: only this client has gone."""

    def send(self, values: Mapping[str, Any]) -> None:
        """Send a line. Raises BrokenPipeError."""
        with self._sending:
            self._push(object_line(values))

    def show_life(self) -> None:
        """Tell the client that the owner is there, unless it is being told something."""
        if self._sending.acquire(blocking=False):
            try:
                if select.select([], [self._line], [], 0)[1]:
                    self._push(object_line({"alive": True}))
            except BrokenPipeError:
                pass  # whoever carries out the command finds it out
            finally:
                self._sending.release()

    def _push(self, data: bytes) -> None:
        while data and not self._gone:
            if not select.select([], [self._line], [], 0)[1]:
                with self._slots.lent():
                    self._gone = not select.select([], [self._line], [], _SLOW_S)[1]
                continue
            try:
                data = data[self._line.send(data, _AT_ONCE) :]
            except BlockingIOError:
                pass  # less room than it takes; the time of the socket is the reader's
            except OSError:
                self._gone = True
        if self._gone:
            raise BrokenPipeError

    def _answer(self, values: Mapping[str, Any], patience_s: float) -> dict[str, Any]:
        self.send(values)
        with self._slots.lent():
            try:
                told = self._reader.read(patience_s)
            except TimeoutError:
                told = None
        if told is None:
            self._gone = True
            raise BrokenPipeError
        return told


def _pair(given: object, kind: type) -> tuple[Any, Any]:
    if isinstance(given, list) and len(given) == 2 and all(isinstance(each, kind) for each in given):
        return given[0], given[1]
    return kind(), kind()


def _known(encoding: str) -> str:
    """Return the encoding of the client's stream, or one that it has in any case."""
    try:
        "".encode(encoding)
    except LookupError:
        return "ascii"
    return encoding
