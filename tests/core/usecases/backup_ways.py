"""The ways through the use cases of the scheduled backups, and the file for whoever helps."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from core.domain.permission import Permission
from core.usecases import backups, support
from tests.core.usecases.doors import Way


def backup_ways() -> Iterator[Way]:
    password = "a long password of the shop"
    yield Way("backups.read_backups", Permission.STATUS, lambda _: backups.read_backups)
    yield Way(
        "backups.set_backup_password",
        Permission.BACKUP,
        lambda _: partial(backups.set_backup_password, password=password),
    )
    yield Way("backups.back_up_now", Permission.BACKUP, lambda _: backups.back_up_now)
    yield Way(
        "support.write_diagnostics",
        Permission.EXPORT,
        lambda shop: partial(support.write_diagnostics, path=shop.folder / "help.zip", replace=True),
    )
