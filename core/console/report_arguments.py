"""The words of `report`, each report a verb of it. Nothing heavy is imported here."""

from __future__ import annotations

from core.console.command_line import CommandParser, count, day

PERIODS = ("today", "yesterday", "week", "month", "last-month", "year")
BY = ("day", "clerk", "till", "kind", "reason")
COMPARED = ("before", "last-year", "none")


def add_report_words(report: CommandParser) -> None:
    """Give the command its verbs."""
    verbs = report.add_subparsers(dest="verb", metavar="activity|liability|cards|exceptions|tills|close", required=True)
    _activity(verbs.add_parser("activity", help="what was done in some days, counted and summed"))
    _liability(verbs.add_parser("liability", help="what the shop owes on its cards, and what changed it"))
    add_file_words(verbs.add_parser("cards", help="the cards that are out: their age, their end, their use"))
    _exceptions(verbs.add_parser("exceptions", help="acts to look at for losses, by clerk"))
    _tills(verbs.add_parser("tills", help="what all tills did, by their journals, act by act"))
    _close(verbs.add_parser("close", help="close the day: what should be in the drawer, and what was counted"))


def add_file_words(report: CommandParser) -> None:
    """Add the files that a report can be written into."""
    report.add_argument("--csv", metavar="FILE.csv", default="", help="write it into this file too")
    report.add_argument("--xlsx", metavar="FILE.xlsx", default="", help="and into this workbook")
    report.add_argument("--pdf", metavar="FILE.pdf", default="", help="and print it into this file")


def add_day_words(report: CommandParser) -> None:
    """Add the days that a report is of."""
    report.add_argument("--from", dest="first_day", metavar="D", type=day, default=None, help="a date like 2027-12-31")
    report.add_argument("--to", dest="last_day", metavar="D", type=day, default=None, help="this day included")
    report.add_argument("--period", metavar="P", choices=PERIODS, default="", help=", ".join(PERIODS))


def _activity(activity: CommandParser) -> None:
    add_day_words(activity)
    activity.add_argument("--by", metavar="BY", choices=BY, default="day", help=", ".join(BY))
    _add_comparison(activity, "before")
    add_file_words(activity)


def _add_comparison(report: CommandParser, usual: str) -> None:
    report.add_argument("--compare", metavar="C", choices=COMPARED, default=usual, help=", ".join(COMPARED))


def _liability(liability: CommandParser) -> None:
    liability.add_argument("--on", dest="on", metavar="D", type=day, default=None, help="at the end of this day alone")
    add_day_words(liability)
    _add_comparison(liability, "none")
    add_file_words(liability)


def _exceptions(exceptions: CommandParser) -> None:
    add_day_words(exceptions)
    _add_comparison(exceptions, "none")
    exceptions.add_argument("--all-tills", action="store_true", help="of all tills of the shop, by their journals")
    add_file_words(exceptions)


def _tills(tills: CommandParser) -> None:
    add_day_words(tills)
    tills.add_argument("--till", metavar="NAME", default="", help="of this till alone")
    tills.add_argument("--folder", metavar="FOLDER", default="", help="where the pages are; else that of the shop")
    add_file_words(tills)


def _close(close: CommandParser) -> None:
    close.add_argument(
        "--counted", metavar="AMOUNT", action="append", default=[], help="what is in the drawer for gift cards; closes"
    )
    close.add_argument(
        "--otherwise", metavar="AMOUNT", action="append", default=[], help="of it, what was paid another way"
    )
    close.add_argument("--note", metavar="T", default="", help="needed where what was counted is not what should be")
    close.add_argument("--day", metavar="D", type=day, default=None, help="an earlier day that has no closing yet")
    close.add_argument("--list", action="store_true", help="the closings that were made, newest first")
    close.add_argument("--number", metavar="N", type=count, default=None, help="show one that was made")
    close.add_argument("--csv", metavar="FILE.csv", default="", help="write the list into this file, with --list")
    close.add_argument("--xlsx", metavar="FILE.xlsx", default="", help="and into this workbook")
    close.add_argument(
        "--pdf", metavar="FILE.pdf", default="", help="write it as an A4 page, with --number or closing; or the list"
    )
