"""A till with a service of its shop does not load the one that it could run itself."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = "import sys, core.bootstrap; print(*sorted(sys.modules))"


@pytest.mark.slow
def test_the_embedded_service_is_loaded_only_where_it_runs():
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    loaded = done.stdout.split()
    assert "core.remote.http_gateway" in loaded, done.stderr
    assert [name for name in loaded if name.startswith(("core.server", "starlette", "uvicorn"))] == []
