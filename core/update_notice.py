"""Whether a newer version is out: asked only where a manager named an address for that (docs/decisions/0053)."""

from __future__ import annotations

from core.about import VERSION
from core.bootstrap import Core
from core.domain.outcome import Message
from core.remote.trust import Trust
from core.remote.update import read_version
from core.services.till.way_to_service import read_way

ADDRESS = "update.address"
"""The setting; empty, nothing is asked."""


def newer_version(core: Core) -> Message | None:
    """Return what a person should hear of a newer version. It may take five seconds; without an address, none."""
    address = core.preferences.get(ADDRESS)
    if not address:
        return None
    found = read_version(address, Trust(*read_way(core.probing.database)))
    if found is None or _parts(found) <= _parts(VERSION):
        return None
    return Message("start.newer_version", {"version": found, "here": VERSION})


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
