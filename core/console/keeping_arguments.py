"""The words of `backups`, `records` and `policy`: what is kept by a plan, for how long, and the rules for cards."""

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


POLICY_PROFILES = ("none", "us", "us-ca", "eu", "ie", "au", "own")
POLICY_RULES = (
    *("expiry", "expiry-source", "cash-below", "cash-below-source", "card-most", "card-most-source"),
    *("vouchers-source", "looked-at"),
)


def add_policy_words(policy: CommandParser) -> None:
    verbs = policy.add_subparsers(dest="verb", metavar="show|use|set|limits", required=True)
    verbs.add_parser("show", help="each rule with its source; information, not legal advice")
    used = verbs.add_parser("use", help="let the rules of a profile count")
    used.add_argument("profile", metavar="PROFILE", choices=POLICY_PROFILES, help=", ".join(POLICY_PROFILES))
    change = verbs.add_parser("set", help="change one rule; the policy is the shop's own then")
    change.add_argument("rule", metavar="RULE", choices=POLICY_RULES, help=", ".join(POLICY_RULES))
    change.add_argument("value", metavar="VALUE", help="years or never, an amount, a text, a date; empty for none")
    limits = verbs.add_parser("limits", help="set the limits of clerks that the policy proposes")
    limits.add_argument("--yes", action="store_true", help="I have seen them in policy show")
