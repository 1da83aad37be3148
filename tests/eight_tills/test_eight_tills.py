"""A sample of the proof: a few commands of eight killed tills behind a repeating nginx, with keys and without."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.core.server.postgresql import installed, postgresql
from tests.eight_tills.crew import make_ready
from tests.eight_tills.scenes import Scene, play
from tests.judges import nginx

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for worker processes in /proc"),
    pytest.mark.skipif(installed() is None, reason="NO POSTGRESQL HERE: on Debian apt-get install postgresql"),
    pytest.mark.skipif(not nginx.program(), reason="NO NGINX HERE: on Debian apt-get install nginx-light"),
]


@pytest.fixture(scope="session")
def tills_can_start() -> None:
    make_ready()


@pytest.mark.usefixtures("tills_can_start")
@pytest.mark.parametrize("keys", [True, False])
def test_the_books_are_equal_whatever_is_killed_and_repeated(tmp_path: Path, keys: bool) -> None:
    scene = Scene(repeating=True, hot=True, keys=keys, commands=64, cool=40, kill_s=3.0)
    with postgresql() as database:
        outcome = play(scene, tmp_path / "shop", database, "sample")
    assert outcome.found.wrong == []
    assert outcome.found.accepted > 40
    assert outcome.kills > 0
    assert not keys or not (outcome.found.parked or outcome.found.copies)
