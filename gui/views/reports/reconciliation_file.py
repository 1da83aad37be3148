"""The reconciliation as a file: read anew, so that it is as fresh as can be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSaveFile

from core.errors import StorageFailed
from core.rows.reconciliation_csv import as_csv
from core.usecases import till

if TYPE_CHECKING:
    from core.bootstrap import Core


def save_reconciliation(core: Core, path: Path) -> None:
    """Write it, complete or not at all; an older file then stays. Raises StorageFailed."""
    file = QSaveFile(str(path))
    found = till.read_reconciliation(core)
    till.note_export(core, "reconciliation", len(found.cards))
    content = as_csv(found)
    whole = file.open(QSaveFile.OpenModeFlag.WriteOnly) and file.write(content) == len(content)
    if not (whole and file.commit()):
        raise StorageFailed("journal.unwritten", path=path, why=file.errorString())
