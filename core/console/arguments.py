"""The command line as data. Nothing heavy is imported here: the window starts through this module too."""

from __future__ import annotations

import argparse
import threading
from collections.abc import Sequence
from functools import cache

from core.about import NAME, program
from core.console.act_arguments import add_act_words
from core.console.command_line import CommandParser, count, day, port, seconds, try_to_understand, understand
from core.console.keeping_arguments import add_backups_words, add_policy_words, add_records_words
from core.console.report_arguments import add_file_words, add_report_words
from core.console.serve_arguments import add_serve_words
from core.console.shop_arguments import add_shop_words

STATUSES = ("active", "expired", "disabled", "pending", "gone", "enabled")
"""`enabled` is the service's word: active and expired cards together (docs/api.md 4)."""
ROLES = ("clerk", "manager")
LEVELS = ("alone", "approval", "no")
ACTS = (
    *("report", "export", "cancel", "issue", "order", "redeem", "top-up", "cash-out", "reverse", "update", "freeze"),
    *("set-balance", "disable", "replace", "settle", "close-day", "settings", "backup"),
)
"""What a role may be given or not, in the order of the table of docs/security.md 5."""
_WITH_VALUE = {"--data-dir", "--api-url", "--token-file", "--clerk", "--approver"}
KINDS = ("issue", "redeem", "top-up", "set-balance", "update", "disable", "cash-out", "reverse")
HISTORY_KINDS = (
    *KINDS,
    *("money", "approvals", "sign-ins", "staff", "settings", "freezes", "look-ups", "prints", "files", "orders"),
    *("decisions", "closings", "till"),
)
HISTORY_STATES = ("done", "open", "parked", "refused")
SETTLEMENTS = ("applied", "not-applied", "amount", "balance", "take-left", "drop")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Parse the command line. Exits with status 2 and a usage line on nonsense. `command` is None for the window."""
    return understand(_parser_of_window() if _is_for_window(argv) else make_parser(), argv)


def understood(argv: Sequence[str]) -> argparse.Namespace | None:
    """Parse the words of another process, which is told by itself what is wrong with them: then return None."""
    with _PARSING:
        return try_to_understand(_whole_parser(), argv)


_PARSING = threading.Lock()


@cache
def _whole_parser() -> CommandParser:
    return make_parser()


def _is_for_window(argv: Sequence[str]) -> bool:
    """Tell whether there are only options with their values: most starts, which make no parser of sixty commands."""
    pairs = zip(argv[::2], argv[1::2], strict=False)
    return len(argv) % 2 == 0 and all(
        name in _WITH_VALUE and value.isprintable() and value[:1] != "-" for name, value in pairs
    )


def paints(options: argparse.Namespace) -> bool:
    """Tell whether this command needs Qt: the window, the tour, what prints a card into a PDF or draws a receipt.

    main.py gives the painter to no other command, so a new one that paints has to be named here before it works.
    """
    if options.command == "receipts":
        return bool(options.verb == "retry")
    if getattr(options, "pdf", ""):
        return True
    return options.command in (None, "tour") or getattr(options, "print", None) is not None


def make_parser(name: str = "") -> CommandParser:
    """Return what knows every command and its words. Without `name` it calls itself as the program was started."""
    parser = _parser_of_window(name)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    add_act_words(commands)
    _reads(commands)
    _upkeep(commands)
    return parser


def _parser_of_window(name: str = "") -> CommandParser:
    """Return what knows the options of the program, and no command."""
    parser = CommandParser(
        prog=name or program(),
        description=f"{NAME}, the gift card desk. Without a command it opens the window.",
        epilog="Exit status: 0 done, 2 usage, 3 queued, 4 refused, 5 unknown or a person is needed, 6 not found, "
        "7 cannot start, 8 sold but not printed.",
    )
    parser.add_argument("--data-dir", metavar="DIR", help="the till's folder")
    parser.add_argument("--api-url", metavar="URL", help="the gift card service; without one the sandbox is used")
    parser.add_argument("--token-file", metavar="FILE", help="a file with the service's token")
    parser.add_argument("--offline", action="store_true", help="work as if there were no connection")
    parser.add_argument("--clerk", metavar="NAME", help="who is at the till")
    parser.add_argument("--approver", metavar="NAME", help="a manager who allows it; PIN from COUNTERFOIL_APPROVER_PIN")
    parser.add_answer_words()
    parser.set_defaults(command=None)
    return parser


def _reads(commands: argparse._SubParsersAction[CommandParser]) -> None:
    search = commands.add_parser("search", help="list cards")
    search.add_argument("text", metavar="TEXT", nargs="?", default="")
    search.add_argument("--status", choices=STATUSES)
    search.add_argument("--since", metavar="CURSOR", default="", help="what changed since then; start for all")
    search.add_argument("--limit", metavar="N", type=count, default=None)
    show = commands.add_parser("show", help="one card")
    show.add_argument("card", metavar="CARD")
    show.add_argument("--history", action="store_true", help="also how it got to its balance")
    show.add_argument("--life", action="store_true", help="all that is on file about it and the cards it stands for")
    add_file_words(show)
    _history(commands.add_parser("history", help="what was done here, newest first, and what it comes to"))


def _history(history: CommandParser) -> None:
    history.add_argument("text", metavar="TEXT", nargs="?", default="", help="last four, clerk, reason, number")
    history.add_argument("--from", dest="first_day", metavar="D", type=day, default=None, help="a date like 2027-12-31")
    history.add_argument("--to", dest="last_day", metavar="D", type=day, default=None, help="this day included")
    history.add_argument("--clerk", dest="by", metavar="NAME", default="", help="who did it or approved it")
    history.add_argument("--till", metavar="NAME", default="")
    history.add_argument(
        "--kind", metavar="K", choices=HISTORY_KINDS, action="append", default=[], help=", ".join(HISTORY_KINDS)
    )
    history.add_argument("--state", metavar="S", choices=HISTORY_STATES, default="", help=", ".join(HISTORY_STATES))
    history.add_argument("--card", metavar="CARD", default="")
    history.add_argument("--least", metavar="AMOUNT", default="", help="without its sign, in the shop's currency")
    history.add_argument("--most", metavar="AMOUNT", default="")
    history.add_argument("--currency", metavar="C", default="", help="only in this one, and amounts are of it")
    history.add_argument("--limit", metavar="N", type=count, default=None)
    history.add_argument("--all-tills", action="store_true", help="of all tills of the shop, by their journals")
    history.add_argument("--saved", metavar="NAME", default="", help="narrowed as a filter that the window has saved")
    add_file_words(history)


def _upkeep(commands: argparse._SubParsersAction[CommandParser]) -> None:
    sync = commands.add_parser("sync", help="send what waits and pull what changed")
    sync.add_argument("--full", action="store_true", help="read every card again")
    sync.add_argument(
        "--until-idle", metavar="SECONDS", type=seconds, help="go on until nothing waits, this long at most"
    )
    outbox = commands.add_parser("outbox", help="what was accepted, and what became of it")
    verbs = outbox.add_subparsers(dest="verb", metavar="list|show|find|retry|cancel|settle|report", required=True)
    listing = verbs.add_parser("list", help="all operations, those that need a person first")
    listing.add_argument("--limit", metavar="N", type=count, default=1000)
    verbs.add_parser("show", help="one operation with its evidence").add_argument("operation", metavar="ID")
    find = verbs.add_parser("find", help="the act of a reference, and what became of it")
    find.add_argument("--reference", metavar="R", required=True, help="what was given with the act")
    for name, text in (("retry", "try now what waits for the service"), ("cancel", "take back what was never sent")):
        verbs.add_parser(name, help=text).add_argument("operation", metavar="ID")
    _settle(verbs.add_parser("settle", help="say what happened to an operation that needs a person"))
    report = verbs.add_parser("report", help="what every card should have, against what the service shows")
    report.add_argument("--all", action="store_true", help="also the cards on which everything agrees")
    add_report_words(commands.add_parser("report", help="figures of the office, on the screen and in files"))
    receipts = commands.add_parser("receipts", help="receipts that are not on paper yet")
    papers = receipts.add_subparsers(dest="verb", metavar="list|retry|drop", required=True)
    papers.add_parser("list", help="what waits for the receipt printer, and why")
    for name, text in (("retry", "print one now, as a late copy"), ("drop", "do not print one any more")):
        papers.add_parser(name, help=text).add_argument("number", metavar="ID", type=count)
    _settings(commands.add_parser("settings", help="the shop's settings"))
    _journal(commands.add_parser("journal", help="the audit trail"))
    _staff(commands.add_parser("staff", help="the people of the till"))
    _rights(commands.add_parser("rights", help="what each role may do, and up to which limits"))
    connect = commands.add_parser(
        "connect", help="work with this service from now on; nothing is kept before it answers"
    )
    connect.add_argument("--api-url", metavar="URL", default=argparse.SUPPRESS, help="the gift card service")
    connect.add_argument("--token-file", metavar="FILE", default=argparse.SUPPRESS, help="a file with its token")
    connect.add_argument("--client-id", metavar="ID", help="the client whose secret is given in place of a token")
    commands.add_parser("begin-anew", help="empty books where the database is lost; needs the service's token")
    _backup(commands)
    add_shop_words(commands.add_parser("shop", help="what the tills of the shop have in common"))
    add_policy_words(commands.add_parser("policy", help="the shop's policy for its cards, with sources"))
    add_records_words(commands.add_parser("records", help="old records that the books do not need"))
    add_backups_words(commands.add_parser("backups", help="backups by a plan, without anybody there"))
    _service(commands.add_parser("service", help="which service and shop this till belongs to"))
    told = commands.add_parser("diagnostics", help="a file for whoever helps: versions, doctor, log; nothing secret")
    told.add_argument("file", metavar="FILE.zip")
    told.add_argument("--replace", action="store_true", help="take the place of an older file")
    doctor = commands.add_parser("doctor", help="look the till over")
    doctor.add_argument(
        "--probe", metavar="CARD", help="try on this card of small value what the service can do; it stays as it is"
    )
    agent = commands.add_parser("agent", help="have the till open without a window, and carry out commands at once")
    agent.add_argument("--webhooks", metavar="PORT", type=port, help="hear webhooks on this port of loopback")
    tour = commands.add_parser("tour", help="play a day at the counter")
    tour.add_argument(
        "folder",
        metavar="FOLDER",
        nargs="?",
        help="for the pictures and the printed card; else the folder tour, or a new one where that cannot be made",
    )
    add_serve_words(commands.add_parser("serve", help="run the gift card service on its own"))


def _backup(commands: argparse._SubParsersAction[CommandParser]) -> None:
    for name, text, replacing in (
        ("backup", "all that the till needs in one sealed file", "take the place of an older file"),
        ("move", "a backup for another machine; this till sends nothing any more", "take the place of an older file"),
        ("restore", "put a backup in place", "lay the till that is here aside; needs the service's token"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("file", metavar="FILE")
        command.add_argument("--password-file", metavar="F", help="its password; else COUNTERFOIL_BACKUP_PASSWORD")
        command.add_argument("--replace", action="store_true", help=replacing)


def _service(service: CommandParser) -> None:
    verbs = service.add_subparsers(dest="verb", metavar="move|restored|new-shop", required=True)
    move = verbs.add_parser("move", help="the same service has another address; it must have this till's cards")
    move.add_argument("url", metavar="URL", help="its token from COUNTERFOIL_NEW_TOKEN, if it has another one")
    verbs.add_parser("restored", help="the service was restored and has none of this till's cards")
    shop = verbs.add_parser("new-shop", help="work with another shop from now on, in books of their own")
    shop.add_argument("url", metavar="URL", help="its token from COUNTERFOIL_NEW_TOKEN, or asked for")


def _journal(journal: argparse.ArgumentParser) -> None:
    books = journal.add_subparsers(dest="verb", metavar="verify|head|export|merge|end-alarm", required=True)
    verify = books.add_parser("verify", help="is it whole? exit status 7 if not")
    books.add_parser("head", help="how many entries, and the head of the last: note them outside the till")
    books.add_parser("end-alarm", help="a manager has looked into a journal that was cut off or restored")
    verify.add_argument("file", metavar="FILE", nargs="?", help="an exported journal instead of the till's own")
    export = books.add_parser("export", help="write a signed copy; into a folder, pages for the other tills")
    export.add_argument("file", metavar="FILE|FOLDER")
    merge = books.add_parser("merge", help="put the pages of all tills together: gaps, and whose a write in doubt was")
    merge.add_argument("file", metavar="FOLDER")


def _settings(settings: CommandParser) -> None:
    keys = settings.add_subparsers(dest="verb", metavar="list|get|set|import|export", required=True)
    keys.add_parser("list", help="all settings")
    keys.add_parser("get", help="one setting").add_argument("key", metavar="K")
    change = keys.add_parser("set", help="change a setting")
    change.add_argument("key", metavar="K")
    change.add_argument("value", metavar="V")
    taken = keys.add_parser("import", help="take all settings of a TOML file, or none")
    taken.add_argument("file", metavar="FILE.toml")
    taken.add_argument("--dry-run", action="store_true", help="look the file through and change nothing")
    keys.add_parser("export", help="write what was set by hand, for another till").add_argument(
        "file", metavar="FILE.toml"
    )


def _staff(staff: CommandParser) -> None:
    verbs_of_staff = staff.add_subparsers(
        dest="verb", metavar="list|add|change|change-pin|remove|reset-pin", required=True
    )
    verbs_of_staff.add_parser("list", help="who works here")
    for name, text in (
        ("add", "somebody who works here from now on; the PIN from COUNTERFOIL_NEW_PIN"),
        ("change", "another role and another PIN for somebody"),
    ):
        person = verbs_of_staff.add_parser(name, help=text)
        person.add_argument("name", metavar="NAME")
        person.add_argument("--role", choices=ROLES, required=True)
        _pin_file(person)
    verbs_of_staff.add_parser("remove", help="a PIN that works no more; what was done with it stays").add_argument(
        "name", metavar="NAME"
    )
    own = verbs_of_staff.add_parser("change-pin", help="another PIN of one's own; the old one from COUNTERFOIL_PIN")
    own.add_argument("name", metavar="NAME")
    _pin_file(own)
    reset = verbs_of_staff.add_parser("reset-pin", help="a new PIN for a forgotten one; needs the service's token")
    reset.add_argument("name", metavar="NAME")
    _pin_file(reset)


def _rights(rights: CommandParser) -> None:
    verbs = rights.add_subparsers(dest="verb", metavar="list|set", required=True)
    verbs.add_parser("list", help="the whole table")
    change = verbs.add_parser("set", help="change what a role may do of an act")
    change.add_argument("role", choices=ROLES, metavar="|".join(ROLES))
    change.add_argument("act", choices=ACTS, metavar="ACT", help="an act of the table, such as disable")
    change.add_argument("level", choices=LEVELS, metavar="|".join(LEVELS), nargs="?")
    change.add_argument("--most", metavar="A", help="the most at a time without another person; none for no limit")
    change.add_argument("--day", metavar="A", help="the most in a day without another person; none for no limit")


def _pin_file(command: CommandParser) -> None:
    command.add_argument("--pin-file", metavar="FILE", help="with the new PIN in one line; - is standard input")


def _settle(settle: CommandParser) -> None:
    settle.add_argument("operation", metavar="ID")
    settle.add_argument("how", choices=SETTLEMENTS, metavar="|".join(SETTLEMENTS))
    settle.add_argument("figure", metavar="A", nargs="?", help="of amount and balance; an amount may carry a sign")
    settle.add_argument("--reason", metavar="T", default="", help="is kept with the decision")
