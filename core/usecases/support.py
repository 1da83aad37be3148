"""Backups of the till, its move to another machine, and what whoever helps the shop is given."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from core.domain.outcome import Message
from core.domain.permission import Permission
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.backup import BackupAsked, BackupFacts


@needs(Permission.BACKUP)
def make_backup(core: Core, asked: BackupAsked) -> BackupFacts:
    """Write a sealed backup that was read back whole. Raises BadInput, RuleRefused, StorageFailed."""
    return core.backup.make(asked)


@needs(Permission.BACKUP)
def move_away(core: Core, asked: BackupAsked) -> BackupFacts:
    """Write a backup for another machine; this till sends nothing any more, and its next start is refused.

    Raises as `make_backup` does: then the till is here and works on.
    """
    return core.backup.move_away(asked)


@needs(Permission.EXPORT)
def write_diagnostics(core: Core, path: Path, *, replace: bool = False) -> int:
    """Write how the till stands, and its log, for whoever helps: nothing secret. Return how many parts there are.

    Raises BadInput, SignInNeeded, StorageFailed.
    """
    from core.services.till import diagnostics  # noqa: PLC0415 - zip and the list of libraries are for this alone

    folder = core.settings.data_dir
    told = {
        "versions": diagnostics.versions(),
        "doctor": diagnostics.findings_told(core.doctor.examine()),
        "settings": diagnostics.settings_told(core.preferences.set_by_hand()),
        "queue": core.queries.queue_facts(),
        "folder": diagnostics.files_told(folder),
    }
    logged = diagnostics.logs(folder)
    core.book.note_file("diagnostics", len(told) + len(logged))
    diagnostics.write(path, told, logged, replace=replace)
    return len(told) + len(logged)


@needs(Permission.STATUS)
def crash_of_last_time(core: Core) -> tuple[Message, ...]:
    """Return what a person should hear of a crash that nobody was told of yet; the next call returns nothing."""
    from core.log import crash  # noqa: PLC0415 - once at a start, after the first frame

    found = crash.take_untold(core.settings.data_dir)
    return () if found is None else (Message("start.crashed", {"file": found.name}),)


@needs(Permission.STATUS)
def look_for_update(core: Core) -> tuple[Message, ...]:
    """Return what a person should hear of a newer version, where a manager set an address for that; it may take 5 s."""
    from core.update_notice import newer_version  # noqa: PLC0415 - once at a start, after the first frame

    said = newer_version(core)
    return () if said is None else (said,)
