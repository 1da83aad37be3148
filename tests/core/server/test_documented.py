"""docs/service.md lists every switch with its default, and nothing else."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from core.server.contract.switches import Switches, switches_of

PAGE = Path(__file__).parents[3] / "docs" / "service.md"
ROW = re.compile(r"^\| `(\w+)` \| `(.*?)` \| (.+) \|$", re.MULTILINE)


def test_the_table_and_the_switches_agree() -> None:
    rows = ROW.findall(PAGE.read_text("utf-8"))
    assert [name for name, _, _ in rows] == [field.name for field in fields(Switches)]
    assert switches_of(f"{name}={default}" for name, default, _ in rows) == Switches()
    assert all(len(text) > 20 for _, _, text in rows)
