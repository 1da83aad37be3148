"""Puts what is logged into the till's folder: a bounded queue, and one thread that writes.

Whoever logs never waits: what does not fit into the queue is counted and dropped, and so is what a full or
unwritable disk does not take. The next line that can be written says how many were lost. One process at a time has
the till's folder (core.data_folder.ownership), so one process at a time writes here.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import platform
import queue
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from core.about import VERSION
from core.errors import KnownError
from core.log import FIELDS, NAME, area
from core.log.fields import MASK, safe
from core.log.file import LogFile
from core.log.tracebacks import lines_of

MOST_WAITING = 2_000
_PATIENCE_S = 1.0
_SOURCES = (NAME, "core.server")
"""The loggers that are heard; the embedded service has the second."""
_ARGUMENT = re.compile(r"%[-+ #0-9.]*[a-zA-Z]")
_EVENT = re.compile(rf"[A-Za-z ,.:'{MASK}-]{{1,100}}")

Line = dict[str, Any]


@contextmanager
def open_log(folder: Path, process: str) -> Iterator[None]:
    """Write what is logged into `folder` until the end of the block; an error that ends it is written too.

    `process`: what this process is, such as "window" or "console redeem".
    """
    till, handler = area("till"), QueueLog(LogFile(folder), process)
    _listen(handler)
    try:
        versions = {"version": VERSION, "python": platform.python_version(), "platform": platform.system()}
        till.info("opened", process_id=os.getpid(), **versions)
        yield
        till.info("closed")
    except KnownError as error:
        till.warning("ended", key=error.key)
        raise
    except Exception as bug:
        till.fault("ended by a fault", bug)
        raise
    finally:
        _leave(handler)


def _listen(handler: QueueLog) -> None:
    handler.start()
    atexit.register(handler.end)
    for name in _SOURCES:
        logging.getLogger(name).addHandler(handler)
    logging.getLogger(NAME).setLevel(logging.INFO)


def _leave(handler: QueueLog) -> None:
    for name in _SOURCES:
        logging.getLogger(name).removeHandler(handler)
    if not logging.getLogger(NAME).handlers:
        logging.getLogger(NAME).setLevel(logging.CRITICAL)
    atexit.unregister(handler.end)
    handler.end()


class QueueLog(logging.Handler):
    """Takes records from any thread and leaves them to a thread of its own; drops them where the queue is full."""

    def __init__(self, file: LogFile, process: str, most_waiting: int = MOST_WAITING) -> None:
        super().__init__()
        self._file, self._process = file, safe({"process": process})
        self._waiting: queue.Queue[Line | threading.Event] = queue.Queue(most_waiting)
        self._thread = threading.Thread(target=self._write, name="log", daemon=True)
        self._ending = threading.Event()
        self._lost = 0

    def start(self) -> None:
        self._thread.start()

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._waiting.put_nowait(self._line(record))
        except queue.Full:
            self._lost += 1

    def flush(self) -> None:
        """Wait until all that was given before is written, a second at most."""
        if self._thread.is_alive():
            self._pass(threading.Event())

    def end(self) -> None:
        """Write what waits, for a second or two at most, and take no more."""
        if self._thread.is_alive():
            self._pass(self._ending)
            self._thread.join(_PATIENCE_S)

    def _pass(self, mark: threading.Event) -> None:
        with suppress(queue.Full):
            self._waiting.put(mark, timeout=_PATIENCE_S)
            mark.wait(_PATIENCE_S)

    def _line(self, record: logging.LogRecord) -> Line:
        """Return what is written of a record: its arguments never are."""
        event = _ARGUMENT.sub(MASK, str(record.msg)) if record.args else str(record.msg)
        fault = record.exc_info[1] if record.exc_info else None
        return {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "area": record.name.removeprefix(NAME + "."),
            **self._process,
            "event": event if _EVENT.fullmatch(event) else MASK,
            **getattr(record, FIELDS, {}),
            **({} if fault is None else {"trace": lines_of(fault)}),
        }

    def _write(self) -> None:
        while not self._ending.is_set():
            item = self._waiting.get()
            if isinstance(item, threading.Event):
                item.set()
            else:
                self._put(item)
        self._file.close()

    def _put(self, line: Line) -> None:
        lost = self._lost
        try:
            self._file.append(json.dumps({**line, **({"lost": lost} if lost else {})}, ensure_ascii=False))
        except OSError:
            self._lost += 1
        else:
            self._lost -= lost
