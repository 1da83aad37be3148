"""A plugin: the CPU seconds of each room of the tests, summed over the workers and printed at the end of a run.

Seconds of the clock say how busy the computer was; these say what the tests cost. With setup and teardown, all threads,
and the processes that a test started and waited for.
"""

import os
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import pytest

_FEWEST = 0.05  # seconds: a room below is not worth a line
_REPORT_FIELD = "cpu_seconds"


def cpu_seconds() -> float:
    """Return what this process has used until now, with the processes that it has waited for."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


class CpuSeconds:
    """Measures in the process that runs the tests, and sums in the one that reports."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._mark = 0.0
        self._measured = 0.0
        self._by_room: defaultdict[str, float] = defaultdict(float)
        self._by_test: defaultdict[str, float] = defaultdict(float)
        self._around = 0.0

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self) -> None:
        self._mark = cpu_seconds()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Iterator[Any]:
        report = yield
        now = cpu_seconds()
        setattr(report, _REPORT_FIELD, now - self._mark)
        self._measured += now - self._mark
        self._mark = now
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        used = getattr(report, _REPORT_FIELD, 0.0)
        self._by_room[room(report.nodeid)] += used
        self._by_test[report.nodeid] += used

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        if hasattr(self._config, "workeroutput"):
            self._config.workeroutput[_REPORT_FIELD] = cpu_seconds() - self._measured
        elif self._config.pluginmanager.has_plugin("dsession"):
            self._around += time.process_time()  # the processes that it has waited for are the workers
        else:
            self._around += cpu_seconds() - self._measured

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self._around += getattr(node, "workeroutput", {}).get(_REPORT_FIELD, 0.0)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        rooms = sorted(self._by_room.items(), key=lambda item: -item[1])
        total = sum(self._by_room.values()) + self._around
        parts = [f"{name} {used:.1f}" for name, used in rooms if used >= _FEWEST]
        terminalreporter.write_line(f"CPU seconds: {total:.1f}")
        terminalreporter.write_line("  ".join([*parts, f"start and collection {self._around:.1f}"]))
        most = sorted(self._by_test.items(), key=lambda item: -item[1])[: self._config.getoption("cpu_most")]
        for name, used in most:
            terminalreporter.write_line(f"{used:8.2f}  {name}")


def room(nodeid: str) -> str:
    """Return the room of a test: its folder below tests, two levels at most."""
    folders = PurePosixPath(nodeid.partition("::")[0]).parent.parts[1:]
    return "/".join(folders[:2]) or "tests"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cpu-most", type=int, default=0, metavar="N", help="name the N tests that took most CPU seconds")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(CpuSeconds(config), "counterfoil-cpu-seconds")
