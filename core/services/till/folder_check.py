"""The doctor's look at the till's folder, and at the disk it is on."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from core.data_folder.privacy import is_open_to_group
from core.rows.health import Finding
from core.services.till.found import found
from core.settings import Settings

LOW_DISK = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class FolderCheck:
    """Nobody else may write into it."""

    settings: Settings

    def findings(self) -> tuple[Finding, ...]:
        for place in (self.settings.data_dir, self.settings.state_dir):
            if is_open_to_group(place):
                return (found("folder", "bad", "found.folder_open", path=place),)
        return (Finding("folder", "ok", str(self.settings.data_dir)),)


@dataclass(frozen=True, slots=True)
class DiskCheck:
    """What cannot be written is refused, so it is told while there is still room."""

    folder: Path

    def findings(self) -> tuple[Finding, ...]:
        free = shutil.disk_usage(self.folder).free
        return (found("disk", "ok" if free > LOW_DISK else "warn", "found.disk", free=free // (1024 * 1024)),)
