"""The words of `shop`, as data."""

from __future__ import annotations

from core.console.command_line import CommandParser, count


def add_shop_words(shop: CommandParser) -> None:
    """Let `shop` know its verbs."""
    verbs = shop.add_subparsers(dest="verb", metavar="show|begin|export|import|invite|join", required=True)
    verbs.add_parser("show", help="how this till stands to the others")
    begin = verbs.add_parser("begin", help="let this till lead the shop: its settings and people go to the others")
    begin.add_argument("--again", action="store_true", help="with new keys; every other till must be invited again")
    for name, text in (
        ("export", "write settings and people, signed, for the other tills"),
        ("import", "take over what the leading till wrote"),
    ):
        verb = verbs.add_parser(name, help=text)
        verb.add_argument("file", metavar="FILE.shop", nargs="?", help="else the one in the folder shop.folder")
        if name == "import":
            verb.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")
    invite = verbs.add_parser("invite", help="write a sealed file by which another till joins")
    join = verbs.add_parser("join", help="become one of the shop's tills by such a file")
    for verb in (invite, join):
        verb.add_argument("file", metavar="FILE.invitation")
        verb.add_argument("--password-file", metavar="F", help="its password; else COUNTERFOIL_INVITATION_PASSWORD")
    invite.add_argument("--code", action="store_true", help="draw the password, and print it for a QR code")
    invite.add_argument("--days", metavar="N", type=count, help="how long it counts; 7, at most 30")
    join.add_argument("--name", metavar="T", default="", help="what this till is called")
    join.add_argument("--desk", action="store_true", help="it only reads what all tills did, and never sells")
