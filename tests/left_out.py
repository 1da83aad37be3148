"""A plugin: at its end a run says how many tests it left out, and which command runs them."""

from collections import Counter
from typing import Any

import pytest

COMMANDS = {
    "e2e": "end-to-end (make test-e2e)",
    "slow": "slow (python3 -m tests -m slow)",
}
"""By marker, in the order in which a test with several is counted: once."""
_FIELD = "left_out"


class LeftOut:
    """Counts where the tests are chosen, and tells in the process that reports; all workers choose the same."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._counts: Counter[str] = Counter()

    def pytest_deselected(self, items: list[pytest.Item]) -> None:
        self._counts.update(name for item in items if (name := marker_of(item)))

    def pytest_sessionfinish(self) -> None:
        if hasattr(self._config, "workeroutput"):
            self._config.workeroutput[_FIELD] = dict(self._counts)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self._counts = Counter(getattr(node, "workeroutput", {}).get(_FIELD, {})) or self._counts

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self._counts:
            terminalreporter.write_line(sentence(self._counts))


def marker_of(item: pytest.Item) -> str | None:
    """Return the marker by which the test is left out; None: it was left out for something else."""
    return next((name for name in COMMANDS if item.get_closest_marker(name)), None)


def sentence(counts: Counter[str]) -> str:
    """Return what was left out, with the command that runs it."""
    parts = [f"{counts[name]} {command}" for name, command in COMMANDS.items() if counts[name]]
    return f"Left out: {', '.join(parts)}. `make check` runs all."


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(LeftOut(config), "counterfoil-left-out")
