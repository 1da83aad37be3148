"""The ways through the use cases of the scheduled backups, of old records, and the file for whoever helps."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from core.domain.permission import Permission
from core.usecases import backups, retention, support
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
    yield Way("retention.read_due", Permission.STATUS, lambda _: retention.read_due)
    yield Way("retention.remove_due", Permission.RETENTION, lambda _: retention.remove_due)
    yield Way(
        "support.write_diagnostics",
        Permission.EXPORT,
        lambda shop: partial(support.write_diagnostics, path=shop.folder / "help.zip", replace=True),
    )
