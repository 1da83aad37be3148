"""What every test stands on: Qt without a screen, the same language everywhere."""

import atexit
import faulthandler
import gc
import os
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.leaks import nothing_left_open, nothing_left_open_by_the_module, pytest_fixture_setup

__all__ = ["nothing_left_open", "nothing_left_open_by_the_module", "pytest_fixture_setup"]

# Before the first Qt import, and whatever the desktop offers: a test must not open windows over its author's work.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("COUNTERFOIL_TEST_PLATFORM", "offscreen")
os.environ["LANG"] = os.environ["LC_ALL"] = "C.UTF-8"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
os.environ["CUPS_SERVER"] = "/nonexistent/cups.sock"  # no printer of this computer, unless a test asks (tests/judges)
os.environ.setdefault("QT_LOGGING_RULES", "qt.text.font.db=false;qt.qpa.fonts=false")
for name in [name for name in os.environ if name.startswith("COUNTERFOIL_") and name != "COUNTERFOIL_TEST_PLATFORM"]:
    del os.environ[name]
# Of this run alone, and of every process that it starts: a test must not write into the state of its author's tills.
_state = tempfile.TemporaryDirectory(prefix="counterfoil-state-", ignore_cleanup_errors=True)
atexit.register(_state.cleanup)
os.environ["COUNTERFOIL_STATE_DIR"] = _state.name

faulthandler.enable()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cases", type=int, metavar="N", help="of each parametrized test, run N of its cases at most")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep some cases of each test, always the same ones: for a Python that differs by what runs, not by the values."""
    most = config.getoption("cases")
    if most is None:
        return
    by_test: dict[str, list[pytest.Item]] = {}
    for item in items:
        by_test.setdefault(item.nodeid.partition("[")[0], []).append(item)
    kept = {item for cases in by_test.values() for item in sorted(cases, key=_turn)[:most]}
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = [item for item in items if item in kept]


def _turn(item: pytest.Item) -> int:
    """Spread over the cases, and the same in every process of a run."""
    return zlib.crc32(item.nodeid.encode())


def pytest_collection_finish() -> None:
    """Take what the imports made out of later collections: it stays, and walking it cost 0.16 s of each Qt test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def collected_in_this_thread(request: pytest.FixtureRequest, nothing_left_open: None) -> Iterator[None]:
    """As gui/collector.py does it: no widget of a test dies in a lane's thread, or in the middle of its painting."""
    if not {"qapp", "qtbot"} & set(request.fixturenames):
        yield
        return
    from PySide6.QtCore import QCoreApplication, QEvent

    gc.disable()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # else they die in some later test
    gc.collect()
    gc.enable()


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A till's data directory that does not exist yet."""
    return tmp_path / "till"
