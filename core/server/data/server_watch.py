"""Know whether a PostgreSQL server answers at all: a frozen one closes no connection and would be waited for.

While it does not answer, whoever comes is refused at once, and once a second one of them asks it again. So no thread
waits for long, however many requests come.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

SILENT = "the database does not answer"
_ASK_AGAIN_S = 1.0
_OPTION = "server_watch"


class ServerWatch:
    """Remembers whether the server answers. `ask` asks it now, on a connection of its own, for seconds at most."""

    def __init__(self, ask: Callable[[], bool], clock: Callable[[], float] = time.monotonic) -> None:
        self._ask = ask
        self._clock = clock
        self._asking = threading.Lock()
        self._asked_at = clock()
        self._answers = True

    def check(self) -> None:
        """Raise OperationalError while the server is known not to answer."""
        if self._answers:
            return
        if self._asking.acquire(blocking=False):
            try:
                if self._clock() - self._asked_at >= _ASK_AGAIN_S and self._ask_again():
                    return
            finally:
                self._asking.release()
        raise OperationalError(None, None, TimeoutError(SILENT))

    def has_answered(self, since: float) -> bool:
        """Return whether it has answered whoever asked after `since`; when nobody has asked, ask it."""
        with self._asking:
            return self._ask_again() if self._asked_at <= since else self._answers

    def note_silence(self) -> None:
        """Note that it has not answered in time."""
        with self._asking:
            self._answers, self._asked_at = False, self._clock()

    def _ask_again(self) -> bool:
        asked_at = self._clock()
        self._answers = self._ask()
        self._asked_at = asked_at if self._answers else self._clock()
        return self._answers


def keep_watch(engine: Engine, watch: ServerWatch) -> None:
    """Let `check_answering` know the watch over an engine's server."""
    engine.update_execution_options(**{_OPTION: watch})


def check_answering(engine: Engine) -> None:
    """Raise OperationalError while the engine's server is known not to answer. SQLite always answers."""
    watch = engine.get_execution_options().get(_OPTION)
    if watch is not None:
        watch.check()
