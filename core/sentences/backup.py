"""Sentences about backups, restoring them, and moving a till to another machine."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "backup.made": "The backup is in {path} and was read back: {entries} entries of the journal, {waiting} operations "
    "that wait. Without its password nobody can open it.",
    "backup.moved": "This till has moved away into {path} and sends nothing any more; {waiting} operations that wait "
    "go with it. On the new machine: restore the file there.",
    "backup.sandbox": "The training till has nothing that is worth a backup.",
    "backup.password_short": "The password needs at least {least} characters. Nothing was written.",
    "backup.passwords_differ": "The two passwords are not the same. Nothing was written.",
    "backup.password_file": "The password cannot be read from {path}: {why}. Nothing was changed.",
    "backup.exists": "{path} is there already. Name another file, or give --replace.",
    "backup.inside": "{path} is inside the till's own folder, where a backup is lost with it. Name another place.",
    "backup.copy_unsound": "The copy of the database is not sound ({why}). No backup was made; look at “doctor”.",
    "backup.unwritten": "No backup was made: {path} could not be written: {why}.",
    "backup.folder": "The folder of the backups, {path}, cannot be read: {why}.",
    "backups.made": "The backup {file} was made and read back. Backups of this till in the folder: {count}.",
    "backups.no_folder": "No folder for backups is set. Set backup.folder in the settings first.",
    "backups.no_password": "No backup was made: scheduled backups need a password first, so that only a manager opens "
    "them. Set one under Settings (F9), Support, or by backups password.",
    "backups.password_set": "Backups that are made from now on open with this password. Keep it where this till "
    "is not.",
    "backups.none": "No backup of this till is in {path}.",
    "backups.off": "No backups are scheduled: backup.folder is empty.",
    "backup.unreadable": "{path} cannot be read: {why}. Nothing was changed.",
    "backup.no_backup": "This file is no backup of a till. Nothing was changed.",
    "backup.not_opened": "The backup does not open: the password is another one, or the file is damaged. Nothing was "
    "changed.",
    "backup.damaged": "The backup is not as it was written. Take an older one; nothing was changed.",
    "backup.newer": "The backup was made by a newer Counterfoil. Update this program first; nothing was changed.",
    "diagnostics.made": "{path} tells whoever helps how this till stands. "
    "There is no token, PIN, code, note or name in it.",
    "diagnostics.unwritten": "{path} could not be written: {why}.",
    "restore.books_there": "A till works in {path} already. To lay it aside give --replace, with the service's token.",
    "restore.unwritten": "The folder {path} could not be written: {why}. Do it again.",
    "restore.unfinished": "A backup was being put back into {path} and the end did not come. Do it again.",
    "restore.done": "The till is back from {path}: {entries} entries of the journal, {waiting} operations that waited. "
    "They are sent only where the card was not changed since.",
}
