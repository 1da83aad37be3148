"""The owner's half of the console: carries out the commands of other processes, each as whoever it proves to be."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from core.about import VERSION as PROGRAM
from core.bootstrap import Core
from core.console.arguments import understood
from core.console.caller import asked_by
from core.console.conversation import CommandSlots, Conversation
from core.console.execute import execute_in, is_its_own
from core.console.painters import NO_PAINTERS, Painters
from core.data_folder.owner_address import object_line
from core.log import area
from core.usecases import people, till

_log = area("agent")
_AT_ONCE = 8
_MOST = 64
"""Clients that have asked for something, those that wait among them."""
_LIFE_S = 5.0
_END_S = 30.0


def _nothing() -> None:
    pass


class CommandServer:
    """Thread-safe. `converse` is called in a thread of each client's own, from the owner's socket."""

    def __init__(self, core: Core, painters: Painters = NO_PAINTERS, done: Callable[[], None] = _nothing) -> None:
        """Call `done` after each command that wrote something, in the thread of that command."""
        self._core = core
        self._done = done
        self._painters = painters
        self._slots = CommandSlots(_AT_ONCE)
        self._room = threading.Condition()
        self._talking: set[Conversation] = set()
        self._closed = threading.Event()
        self._life = threading.Thread(target=self._show_life, name="agent life", daemon=True)
        self._life.start()

    def converse(self, line: socket.socket, asked: Mapping[str, Any]) -> None:
        """Carry out what a client asks for. Raises OSError once it has gone."""
        if asked.get("program") != PROGRAM:
            line.sendall(object_line({"error": "version"}))
            return
        talk = Conversation(line, asked, self._slots)
        with self._room:
            has_room = len(self._talking) < _MOST and not self._closed.is_set()
            if has_room:
                self._talking.add(talk)
        if not has_room:
            line.sendall(object_line({"error": "busy"}))
            return
        try:
            self._carry_out(talk)
        finally:
            with self._room:
                self._talking.discard(talk)
                self._room.notify_all()

    def close(self, patience_s: float = _END_S) -> bool:
        """Take no more commands, and wait for those under way. False when one still was after `patience_s`."""
        self._closed.set()
        with self._room:
            ended = self._room.wait_for(lambda: not self._talking, patience_s)
        self._life.join()
        return ended

    def _carry_out(self, talk: Conversation) -> None:
        options = understood(talk.words)
        if options is None or is_its_own(options):
            talk.send({"own": True})
            return
        options.data_dir = str(till.read_folder(self._core))
        begun, worked, commits = time.monotonic(), time.thread_time(), till.count_commits(self._core)
        with asked_by(talk), people.called_by(self._core, options.clerk or ""), self._slots.taken():
            talk.send({"begun": True})
            status = execute_in(self._core, options, self._painters)
        took, used = (round(seconds * 1000) for seconds in (time.monotonic() - begun, time.thread_time() - worked))
        if till.count_commits(self._core) != commits:
            self._done()
        _log.info("command", command=str(options.command), status=status, ms=took, cpu_ms=used)
        talk.send({"status": status})

    def _show_life(self) -> None:
        while not self._closed.wait(_LIFE_S):
            with self._room:
                talking = tuple(self._talking)
            for talk in talking:
                talk.show_life()
