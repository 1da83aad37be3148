"""The words of `backups` and `records`: what the till keeps by a plan, and for how long."""

from __future__ import annotations

from core.console.command_line import CommandParser


def add_backups_words(backups: CommandParser) -> None:
    verbs = backups.add_subparsers(dest="verb", metavar="list|now|password")
    backups.set_defaults(verb="list")
    verbs.add_parser("list", help="when the next is due, and which are in the folder")
    verbs.add_parser("now", help="make one at once, and remove what the plan does not keep")
    password = verbs.add_parser("password", help="what opens the backups that are made from now on")
    password.add_argument("--password-file", metavar="F", help="with it; else COUNTERFOIL_BACKUP_PASSWORD")


def add_records_words(records: CommandParser) -> None:
    verbs = records.add_subparsers(dest="verb", metavar="due|remove", required=True)
    verbs.add_parser("due", help="how many are older than the rules say; nothing is removed")
    removed = verbs.add_parser("remove", help="remove them, or make them empty, for good")
    removed.add_argument("--yes", action="store_true", help="I know that they do not come back")
