"""A sample of the proof: a till sells beside some hundreds of connections that do nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.core.server.idle_connections import Scene, play, scenes

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads memory in /proc, and has a second loopback"),
]
CONNECTIONS = 700
"""More than half of what a service takes: not all of them get in from one address."""
MOST_GROWTH = 40 << 20


@pytest.mark.parametrize("scene", scenes(CONNECTIONS), ids=lambda scene: scene.name)
def test_a_till_sells_beside_an_idle_crowd(tmp_path: Path, scene: Scene) -> None:
    outcome = play(scene, CONNECTIONS, 10, tmp_path)
    assert outcome.unconfirmed == []
    assert outcome.books_are_equal
    assert outcome.commands >= 4  # a till paces itself at two requests a second
    assert max(outcome.memory) - outcome.memory[0] < MOST_GROWTH
    assert outcome.crowd["most"] > (CONNECTIONS // 2 if not scene.room else CONNECTIONS - 1)
    assert scene.room or scene.silent or outcome.crowd["refused"] > 0
