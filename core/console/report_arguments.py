"""The words of `report`, each report a verb of it. Nothing heavy is imported here."""

from __future__ import annotations

from core.console.command_line import CommandParser, count, day


def add_report_words(report: CommandParser) -> None:
    """Give the command its verbs."""
    verbs = report.add_subparsers(dest="verb", metavar="close", required=True)
    _close(verbs.add_parser("close", help="close the day: what should be in the drawer, and what was counted"))


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
    close.add_argument("--pdf", metavar="FILE.pdf", default="", help="write it as an A4 page, with --number or closing")
