"""What every test stands on: Qt without a screen, the same language everywhere."""

import atexit
import faulthandler
import gc
import os
import shutil
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.leaks import nothing_left_open, nothing_left_open_by_the_module, pytest_fixture_setup

pytest_plugins = ["tests.cpu_seconds", "tests.left_out"]
__all__ = ["nothing_left_open", "nothing_left_open_by_the_module", "pytest_fixture_setup"]

# As main.py does first: a file that is closed to others only at the next start has changed since the till wrote it.
os.umask(0o077)
# Before the first Qt import, and whatever the desktop offers: a test must not open windows over its author's work.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("COUNTERFOIL_TEST_PLATFORM", "offscreen")
os.environ["LANG"] = os.environ["LC_ALL"] = "C.UTF-8"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
os.environ["CUPS_SERVER"] = "/nonexistent/cups.sock"  # no printer of this computer, unless a test asks (tests/judges)
os.environ.setdefault("QT_LOGGING_RULES", "qt.text.font.db=false;qt.qpa.fonts=false")
for name in [name for name in os.environ if name.startswith("COUNTERFOIL_") and name != "COUNTERFOIL_TEST_PLATFORM"]:
    del os.environ[name]
os.environ["COUNTERFOIL_TILL_FILE"] = ""  # what this machine brings along for its own tills is not for tests
MEMORY, ROOM = Path("/dev/shm"), 2 << 30
# A third of a run is waiting for the disk, and no test asks how long that takes. TMPDIR chooses another place.
if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None  # looked for anew
# Of this run alone, and of every process that it starts: a test must not write into the state of its author's tills.
_state = tempfile.TemporaryDirectory(prefix="counterfoil-state-", ignore_cleanup_errors=True)
atexit.register(_state.cleanup)
os.environ["COUNTERFOIL_STATE_DIR"] = _state.name

faulthandler.enable()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cases", type=int, metavar="N", help="of each parametrized test, run N of its cases at most")
    parser.addoption("--e2e-files", type=int, metavar="N", help="of the files of end-to-end tests, run one in N")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep some of the tests, always the same ones: for a Python that differs by what runs, not by the values."""
    kept, one_in = list(items), config.getoption("e2e_files")
    if one_in is not None:
        files = sorted({item.path for item in items if item.get_closest_marker("e2e")})[::one_in]
        kept = [item for item in kept if item.path in files or not item.get_closest_marker("e2e")]
    if (most := config.getoption("cases")) is not None:
        by_test: dict[str, list[pytest.Item]] = {}
        for item in kept:
            by_test.setdefault(item.nodeid.partition("[")[0], []).append(item)
        chosen = {item for cases in by_test.values() for item in sorted(cases, key=_turn)[:most]}
        kept = [item for item in kept if item in chosen]
    if len(kept) < len(items):
        left = set(items).difference(kept)
        config.hook.pytest_deselected(items=[item for item in items if item in left])
        items[:] = kept


def _turn(item: pytest.Item) -> int:
    """Spread over the cases, and the same in every process of a run."""
    return zlib.crc32(item.nodeid.encode())


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Give each test a state folder of its own: a till that starts reads the records of all tills in it."""
    os.environ["COUNTERFOIL_STATE_DIR"] = f"{_state.name}/{zlib.crc32(item.nodeid.encode()):x}"


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[Any]:
    """Collect no garbage while all modules are imported: there is none, and each look is longer than the last."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_finish() -> None:
    """Take what the imports made out of later collections: it stays, and walking it cost 0.16 s of each Qt test."""
    if "core.services.people.pins" in sys.modules:
        from tests import quick_pins

        quick_pins.install()
    gc.collect()
    gc.freeze()
    if "core.store.database" in sys.modules:
        from tests import schema_template, statement_cache

        schema_template.install()
        statement_cache.install()
    if "core.server.data.database" in sys.modules:
        from tests import service_template

        service_template.install()


@pytest.fixture(autouse=True, scope="session")
def application_before_any_painting(request: pytest.FixtureRequest) -> None:
    """Begin Qt's application of windows first: a process has one, and no window can use the one of a console."""
    if "PySide6.QtWidgets" in sys.modules:  # of some test of this run
        request.getfixturevalue("qapp")


@pytest.fixture(autouse=True)
def collected_in_this_thread(request: pytest.FixtureRequest, nothing_left_open: None) -> Iterator[None]:
    """As gui/start/garbage_collector.py does it: no widget dies in a lane's thread, or in the middle of painting."""
    if not {"qapp", "qtbot"} & set(request.fixturenames):
        yield
        return
    from PySide6.QtCore import QCoreApplication, QEvent

    gc.disable()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # else they die in some later test
    gc.collect()
    gc.freeze()  # modules that this test was the first to import
    gc.enable()


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A till's data directory that does not exist yet."""
    return tmp_path / "till"
