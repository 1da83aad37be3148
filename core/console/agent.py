"""`agent`: owns the till's folder without a window, does the work that nobody waits for, and carries out commands.

Every other command is then a client of it (core.data_folder.owner_client) and takes its own time, not that of a start.
"""

from __future__ import annotations

import os
import queue
import signal
import threading
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from types import FrameType
from typing import Any

from core.bootstrap import Core, open_core
from core.console.caller import caller
from core.console.command_server import CommandServer
from core.console.execute import answered
from core.console.output import Output, say
from core.console.painters import Painters
from core.console.webhook_ear import WebhookEar
from core.data_folder.owner_socket import OwnerSocket, Values
from core.domain.webhook import WebhookSecrets
from core.errors import BadInput, CannotStart, KnownError
from core.log import area
from core.sentences import sentence
from core.settings import resolve
from core.usecases import background, backups, retention, till
from core.usecases.background import StepDone

_log = area("agent")
_AFTER_FAULT_S = 30.0
_LONGEST_S = 3600.0
_NO_PAPER_S = 30.0
_SECRETS = "COUNTERFOIL_WEBHOOK_SECRETS"
Step = Callable[[Core], StepDone]


def start_agent(options: Namespace, painters: Painters) -> int:
    """Run the agent; return the exit status of docs/console.md 3."""
    output = Output(options.json)
    return answered(output, partial(_run, options, output, painters))


def _run(options: Namespace, output: Output, painters: Painters) -> int:
    """Keep the folder until SIGTERM or Ctrl+C. Raises CannotStart, StorageFailed."""
    with ExitStack() as closing:
        core = open_core(resolve(options), "agent")
        closing.callback(core.close)
        main = MainThread()
        closing.enter_context(_stopped_by_signals(main))
        work = BackgroundThreads(core)
        closing.callback(work.close)
        folder = till.read_folder(core)
        server = CommandServer(core, painters.run_by(main.call), work.wake)
        try:
            socket = OwnerSocket(folder, _answer_second_start)
        except OSError as error:
            server.close()
            raise CannotStart("agent.no_socket", why=error.strerror or error) from error
        closing.callback(socket.close)
        hearing = {} if options.webhooks is None else {"webhooks": _hear(core, options.webhooks, closing)}
        closing.callback(server.close)
        socket.converse = server.converse
        for said in till.said_at_start(core):
            output.note(say(said))
        text = sentence("agent.ready", {"path": folder})
        output.answer({"data_dir": str(folder), "process": os.getpid(), "text": text} | hearing, text)
        _log.info("ready", process_id=os.getpid())
        main.run(partial(_print_waiting, core, painters))
        _log.info("ending")
    return 0


def _hear(core: Core, port: int, closing: ExitStack) -> int:
    """Hear webhooks until the end; return the port. Raises BadInput without secrets, CannotStart."""
    secrets = WebhookSecrets.of(caller().environment.get(_SECRETS, "").split())
    if not secrets:
        raise BadInput("webhooks.secrets", variable=_SECRETS)
    try:
        ear = WebhookEar(core, secrets, port)
    except OSError as error:
        raise CannotStart("webhooks.port", port=port, why=error.strerror or error) from error
    closing.callback(ear.close)
    return ear.port


class MainThread:
    """What only the first thread of the process may do, as Qt's painting: others leave it here and wait."""

    def __init__(self) -> None:
        self._left: queue.Queue[tuple[Callable[[], Any], Future[Any]] | None] = queue.Queue()
        self._ended = threading.Event()

    def call(self, work: Callable[[], Any]) -> Any:
        """Have it done, and return what it returns. Raises what it raises, and KnownError once the program ends."""
        done: Future[Any] = Future()
        self._left.put((work, done))
        if self._ended.is_set():
            self._refuse()
        return done.result()

    def end(self) -> None:
        """Let `run` return; what was left before is done."""
        self._left.put(None)

    def run(self, between: Callable[[], float]) -> None:
        """Do what is left here, and `between` whenever it is due: it returns the seconds until then."""
        due = time.monotonic()
        while True:
            try:
                left = self._left.get(timeout=max(0.0, due - time.monotonic()))
            except queue.Empty:
                due = time.monotonic() + between()
                continue
            if left is None:
                self._ended.set()
                self._refuse()
                return
            work, done = left
            try:
                done.set_result(work())
            except BaseException as error:  # noqa: BLE001 - whoever left it takes it
                done.set_exception(error)

    def _refuse(self) -> None:
        """Let nobody wait for what is not done any more."""
        with suppress(queue.Empty):
            while True:
                left = self._left.get_nowait()
                if left is not None:
                    left[1].set_exception(KnownError("print.failed", why="the program is closing"))


class BackgroundThreads:
    """Do again and again what nobody waits for, as the window's threads do; until `close`."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._ended = False
        self._woken = threading.Condition()
        self._wakes = 0
        work: tuple[tuple[Step, ...], ...] = (
            (background.run_queue,),
            (
                background.run_sync,
                background.run_terms,
                background.run_sharing,
                background.end_expired_requests,
                background.keep_journal_head,
            ),
            (background.run_orders,),
            (backups.run_backups, retention.run_retention),
        )
        self._threads = [threading.Thread(target=self._run, args=(steps,), name="agent work") for steps in work]
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Look at once whether there is something to do: a command may have left it."""
        with self._woken:
            self._wakes += 1
            self._woken.notify_all()

    def close(self) -> None:
        """End each thread after the step that it is at."""
        self._ended = True
        self.wake()
        for thread in self._threads:
            thread.join()

    def _run(self, steps: tuple[Step, ...]) -> None:
        due, seen = dict.fromkeys(steps, 0.0), 0
        while not self._ended:
            for step in steps:
                if due[step] <= time.monotonic():
                    due[step] = time.monotonic() + self._do(step)
            with self._woken:
                self._woken.wait_for(partial(self._is_woken, seen), max(0.0, min(due.values()) - time.monotonic()))
                if self._wakes != seen:
                    seen, due = self._wakes, dict.fromkeys(steps, 0.0)

    def _is_woken(self, seen: int) -> bool:
        return self._wakes != seen

    def _do(self, step: Step) -> float:
        return _pause_of(partial(step, self._core))


def _pause_of(step: Callable[[], StepDone]) -> float:
    """Run a step; return the seconds until the next one. What fails is logged: it must not end all other work."""
    try:
        return min(max(step().pause_s, 0.0), _LONGEST_S)
    except KnownError as error:
        _log.warning("step failed", key=error.key)
    except Exception as bug:  # noqa: BLE001 - the last resort
        _log.fault("step failed", bug)
    return _AFTER_FAULT_S


def _print_waiting(core: Core, painters: Painters) -> float:
    if painters.draw is None:
        return _LONGEST_S
    return min(_pause_of(partial(background.print_waiting, core, painters.draw)), _NO_PAPER_S)


def _answer_second_start(_do: str, _values: Values) -> Values:
    """Answer a window that asks for another one to come to the front: there is none."""
    return {"error": "unknown"}


@contextmanager
def _stopped_by_signals(main: MainThread) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        main.end()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
