"""The words of what changes a card. Nothing heavy is imported here, as in core.console.arguments."""

from __future__ import annotations

import argparse

from core.console.command_line import CommandParser, count


def add_act_words(commands: argparse._SubParsersAction[CommandParser]) -> None:
    """Add the commands that act on a card, and those about what waits for approval."""
    issue = commands.add_parser("issue", help="sell a new card")
    issue.add_argument("amount", metavar="AMOUNT")
    issue.add_argument("--currency", metavar="C")
    issue.add_argument("--code", metavar="CODE", help="of a pre-printed card; drawn when left out")
    issue.add_argument("--note", metavar="T")
    issue.add_argument("--expires-on", metavar="D", help="a date like 2027-12-31")
    issue.add_argument("--template", metavar="S", help="template suffix")
    issue.add_argument("--print", metavar="FILE.pdf", help="print the card into this file")
    issue.add_argument("--label", action="store_true", help="print a label of the card on the label printer")
    issue.add_argument("--to", metavar="NAME", default="", help="printed on the card: who gets it")
    issue.add_argument("--from", dest="sender", metavar="NAME", default="", help="printed on the card: who gives it")
    issue.add_argument("--message", metavar="T", default="", help="printed on the card")
    _naming(issue)
    many = commands.add_parser("issue-many", help="sell the cards of a CSV file as one order")
    many.add_argument("file", metavar="FILE.csv", nargs="?", help="columns as in the window; amount is needed")
    many.add_argument("--dry-run", action="store_true", help="look the file through and make nothing")
    many.add_argument("--resume", metavar="ORDER", help="go on with an order that stopped")
    for name, text in (
        ("redeem", "take an amount off a card"),
        ("top-up", "put an amount on a card"),
        ("set-balance", "correct the balance of a card; needs a reason"),
    ):
        act = commands.add_parser(name, help=text)
        act.add_argument("card", metavar="CARD", help="id, local reference, full code or scanned QR payload")
        act.add_argument("amount", metavar="AMOUNT")
        act.add_argument("--reason", metavar="T", default="")
        _naming(act)
        if name != "redeem":
            _asking(act)
    cash_out = commands.add_parser("cash-out", help="pay out what is on a card in cash; needs a reason")
    cash_out.add_argument("card", metavar="CARD")
    cash_out.add_argument("amount", metavar="AMOUNT", nargs="?", help="all that is on the card when left out")
    cash_out.add_argument("--reason", metavar="T", default="")
    _naming(cash_out)
    _changes(commands)
    _lost_cards(commands)
    _approvals(commands.add_parser("approvals", help="what waits for a manager's approval, and what was decided"))


def _changes(commands: argparse._SubParsersAction[CommandParser]) -> None:
    reverse = commands.add_parser("reverse", help="take back a sale, redeem, top-up or cash-out; needs a reason")
    reverse.add_argument("operation", metavar="OPERATION", help="its number, or the reference on its receipt")
    reverse.add_argument("--reason", metavar="T", default="")
    _naming(reverse)
    _asking(reverse)
    update = commands.add_parser("update", help="change note, expiry or template of a card")
    update.add_argument("card", metavar="CARD")
    update.add_argument("--note", metavar="T")
    update.add_argument("--expires-on", metavar="D", help="a date like 2027-12-31, or none")
    update.add_argument("--template", metavar="S", help="template suffix, or none")
    _asking(update)
    disable = commands.add_parser("disable", help="disable a card for good")
    disable.add_argument("card", metavar="CARD")
    disable.add_argument("--reason", metavar="T", default="")
    disable.add_argument("--yes", action="store_true", help="confirms that this cannot be undone")
    _asking(disable)


def _lost_cards(commands: argparse._SubParsersAction[CommandParser]) -> None:
    freeze = commands.add_parser("freeze", help="refuse a card's money on this till only, until it is unfrozen")
    freeze.add_argument("card", metavar="CARD")
    freeze.add_argument("--reason", metavar="T", default="")
    commands.add_parser("unfreeze", help="take a frozen card back into use").add_argument("card", metavar="CARD")
    replace = commands.add_parser("replace", help="move all of a lost card to a new one, and disable the lost one")
    replace.add_argument("card", metavar="CARD")
    replace.add_argument("--reason", metavar="T", default="")
    replace.add_argument("--print", metavar="FILE.pdf", help="print the new card into this file")


def _naming(act: CommandParser) -> None:
    act.add_argument("--reference", metavar="R", default="", help="your own name of this act: it is never done twice")


def _asking(act: CommandParser) -> None:
    act.add_argument("--ask", action="store_true", help="do nothing now, and ask a manager who comes later")


def _approvals(approvals: CommandParser) -> None:
    verbs = approvals.add_subparsers(dest="verb", metavar="list|approve|refuse|withdraw")
    approvals.set_defaults(verb="list")
    verbs.add_parser("list", help="what waits, then what was decided; a clerk sees their own")
    for name, text in (
        ("approve", "approve requests, and carry each out for whoever asked"),
        ("refuse", "refuse requests; needs a reason"),
        ("withdraw", "take a request of one's own back"),
    ):
        verb = verbs.add_parser(name, help=text)
        verb.add_argument("number", metavar="N", type=count, nargs="+")
        if name == "refuse":
            verb.add_argument("--reason", metavar="T", default="")
