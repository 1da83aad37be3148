"""Work the real window on a real core and the embedded service, and print what ran between a hand and an eye as JSON.

A process of its own, for the functions must be changed before they are imported: `python -m tests.metrics.journey`.
Two journeys: a scan up to the balance on the counter, and Enter on a typed amount up to the outcome.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from sqlalchemy import Engine, event

from tests.metrics import trace
from tests.metrics.trace import RECORDER, Activity

_BEAT_MS = 20
_PATIENCE_MS = 60_000
_QUIET_S = 1.5
"""Longer than any timer by which the window looks at the status again."""
SNAPSHOTS = ("core.store.database", ("Database.reading", "Database.writing"))
GROUND = ("core.domain.", "core.errors", "core.clock", "core.log", "core.store.database", "core.store.faults")
"""What everything stands on, values and rules without input or output among it: no station of a way."""


@dataclass(frozen=True)
class Journey:
    """`entered`: all modules that ran; `spine`: those on the way; `crossings`: from thread to thread on that way."""

    entered: list[str]
    spine: list[str]
    crossings: int
    reads: int
    writes: int


def chain_to(last: Activity) -> list[tuple[Activity, int]]:
    """Return the activities that led to the last, first one first, each with the place of its landmark that did."""
    chain = [(last, len(last.landmarks))]
    while (cause := chain[0][0].cause) is not None:
        chain.insert(0, cause)
    return chain


def measure(label: str) -> Journey:
    """Return what led to the first words in the label, from what the recorder holds."""
    last, at = next(
        (activity, at)
        for activity in RECORDER.activities
        for at, landmark in enumerate(activity.landmarks)
        if (landmark.kind, landmark.what) == ("text", label)
    )
    chain = [*chain_to(last)[:-1], (last, at)]
    threads = [activity.thread for activity, _ in chain]
    module, names = SNAPSHOTS
    frames = [frame for activity, _ in chain for frame in activity.frames]
    snapshots = [frame.name for frame in frames if frame.module == module]
    before = RECORDER.activities[: RECORDER.activities.index(last) + 1]
    return Journey(
        entered=sorted({each for activity in before for each in activity.modules()}),
        spine=_spine(chain),
        crossings=sum(one != other for one, other in itertools.pairwise(threads)),
        reads=snapshots.count(names[0]),
        writes=snapshots.count(names[1]),
    )


def _spine(chain: list[tuple[Activity, int]]) -> list[str]:
    window = chain[-1][0].thread
    spine: dict[str, None] = {}
    for activity, at in chain:
        on_way = activity.landmarks[at].stack if activity.thread == window else activity.frames
        spine.update(dict.fromkeys(frame.module for frame in on_way))
    last, at = chain[-1]
    shows = last.landmarks[at].stack[-1]
    spine.update(dict.fromkeys(called.module for caller, called in last.calls if caller == shows))
    return [module for module in spine if not module.startswith(GROUND)]


class Patience:
    """Waits as pytest-qt's bot does, for tests/e2e/window.py outside of a test."""

    def __init__(self) -> None:
        self._beat = QTimer()
        self._beat.start(_BEAT_MS)  # so that waiting for an event never lasts

    def waitUntil(self, condition: Callable[[], bool], timeout: int) -> None:
        end = time.monotonic() + timeout / 1000
        while not condition():
            assert time.monotonic() < end, "it never came"
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def rest(self) -> None:
        """Until nothing has been at work for a while."""
        end = time.monotonic() + _QUIET_S
        self.waitUntil(lambda: time.monotonic() > end, _PATIENCE_MS)


def _on_statement(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
    if RECORDER.on and not statement.startswith("BEGIN"):
        RECORDER.mark("sql", statement)


def journeys(folder: Path) -> dict[str, Journey]:
    """Return what is recorded between a hand and an eye, by name. The first time makes what is made once."""
    from core.server.sandbox.embedded import EmbeddedService
    from gui.app import application
    from tests.e2e.conftest import TOKEN
    from tests.e2e.window import Counter

    event.listen(Engine, "before_cursor_execute", _on_statement)
    application()
    patience = Patience()
    service = EmbeddedService(folder / "service.db", TOKEN, seed=None)
    service.start()
    counter = Counter(patience, folder / "till", service)  # type: ignore[arg-type]
    payload = counter.core.desk.qr_payload(counter.sell(200_000).operation_id)
    assert payload is not None

    def recorded(act: Callable[[], None], label: str) -> Journey:
        patience.rest()
        RECORDER.start()
        act()
        counter.until(lambda: counter.sees(label) and bool(counter.text(label)))
        RECORDER.stop()
        return measure(label)

    found = {}
    for amount in ("123", "157"):  # four digits may be the end of a code
        found["scan"] = recorded(lambda: counter.scan(payload), "card_balance")
        patience.rest()
        counter.type(amount)
        found["redeem"] = recorded(lambda: counter.key(Qt.Key.Key_Return), "outcome_heading")
        patience.rest()
        counter.key(Qt.Key.Key_Return)
    return found


def main() -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    trace.install()
    with tempfile.TemporaryDirectory(prefix="counterfoil-metrics-", ignore_cleanup_errors=True) as folder:
        os.environ["COUNTERFOIL_STATE_DIR"] = folder
        told = {name: asdict(journey) for name, journey in journeys(Path(folder)).items()}
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    os._exit(0)  # the lanes and the service end with the process


if __name__ == "__main__":
    main()
