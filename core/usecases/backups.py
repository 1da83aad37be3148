"""Scheduled backups: how their plan stands, the password that opens them, and one at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.permission import Permission
from core.errors import KnownError
from core.usecases.background import StepDone
from core.usecases.changes import NOTHING, Changes
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.backup_plan import BackupPlan, BackupState, StoredBackup


@dataclass(frozen=True, slots=True)
class BackupsRead:
    """`has_password`: one was set, so that backups can be made. `unread`: why the folder cannot be listed now."""

    plan: BackupPlan
    state: BackupState
    has_password: bool
    stored: tuple[StoredBackup, ...]
    unread: KnownError | None = None


@dataclass(frozen=True, slots=True)
class BackupMade:
    """What was made at once, and how all of it stands then."""

    made: StoredBackup
    read: BackupsRead

    @property
    def changes(self) -> Changes:
        return Changes(settings=True, status=True)


@dataclass(frozen=True, slots=True)
class BackupPasswordSet:
    """How all of it stands once there is a password."""

    read: BackupsRead

    @property
    def changes(self) -> Changes:
        return Changes(settings=True, status=True)


@needs(Permission.STATUS)
def read_backups(core: Core) -> BackupsRead:
    """Return how the plan stands and which backups of this till are in its folder. A folder that hangs takes long."""
    stored: tuple[StoredBackup, ...] = ()
    unread = None
    try:
        stored = core.backups.stored()
    except KnownError as error:
        unread = error
    return BackupsRead(core.backups.plan(), core.backups.state(), core.backups.is_sealed(), stored, unread)


@needs(Permission.BACKUP)
def set_backup_password(core: Core, password: str) -> BackupPasswordSet:
    """Let this password open the backups that are made from now on. Raises BadInput, RuleRefused."""
    core.backups.set_password(password)
    return BackupPasswordSet(read_backups(core))


@needs(Permission.BACKUP)
def back_up_now(core: Core) -> BackupMade:
    """Make a backup into the folder of the plan at once, and remove what the plan does not keep.

    Raises BadInput, RuleRefused, StorageFailed: then none was made, and none was removed.
    """
    return BackupMade(core.backups.now(), read_backups(core))


@needs(Permission.ITSELF)
def run_backups(core: Core) -> StepDone:
    """Make the scheduled backup when it is due. What goes wrong is an alert."""
    commits = core.commits()
    pause = core.backups.step()
    return StepDone(pause, Changes(settings=True, status=True) if core.commits() != commits else NOTHING)
