"""What a till of the proof is to do, in a file beside its data: it is killed and starts again with nothing else."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from core.settings import Settings

TOKEN = "eight-tills-token-0123456789"


@dataclass(frozen=True)
class TillPlan:
    """`share_hot`: how much of its money goes over the hot cards; `probe`: the card for its first question, 0 for none.

    Amounts are minor units, times seconds.
    """

    folder: Path
    url: str
    seed: str
    commands: int
    quarantine_s: float
    cool: list[int]
    hot: list[int]
    share_hot: float
    probe: int = 0

    @property
    def settings(self) -> Settings:
        """Return how its till is opened: data and state in folders of its own."""
        data = self.folder / "data"
        data.mkdir(parents=True, exist_ok=True)
        return Settings(data, self.url, TOKEN, False, "Ann", self.quarantine_s, self.folder / "state")

    @property
    def told(self) -> Path:
        """The file of what the clerk was told, a line each: what a kill must not make untrue."""
        return self.folder / "told.jsonl"

    def keep(self) -> Path:
        """Write it down. Return the file."""
        self.folder.mkdir(parents=True)
        path = self.folder / "plan.json"
        path.write_text(json.dumps(asdict(self), default=str))
        return path

    def tell(self, **what: object) -> None:
        """Add a line to what the clerk was told; it is in the file before anything else happens."""
        descriptor = os.open(self.told, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(descriptor, json.dumps(what).encode() + b"\n")
        os.close(descriptor)

    def heard(self) -> Iterator[dict[str, Any]]:
        """Yield what the clerk was told so far."""
        if self.told.exists():
            yield from map(json.loads, self.told.read_text().splitlines())

    @property
    def begun(self) -> int:
        """Commands that the clerk began: accepted, or turned away at the counter."""
        return sum("accepted" in line or "barred" in line for line in self.heard())


def read_plan(path: Path) -> TillPlan:
    """Read what `keep` wrote."""
    kept = json.loads(path.read_text())
    return TillPlan(**kept | {"folder": Path(kept["folder"])})
