"""The words of `serve`, and the command line of the service's own program, which needs no word `serve`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from core.about import SERVICE_PROGRAM
from core.console.command_line import CommandParser, count, port, understand


def parse_service(argv: Sequence[str]) -> argparse.Namespace:
    """Parse the command line of the service's program into what `serve` is given. Exits as the desk's parser does."""
    return understand(make_service_parser(), argv)


def make_service_parser() -> CommandParser:
    """Return what knows the words of the service's program: `serve`'s, and what goes before `serve` on the desk."""
    parser = CommandParser(
        prog=SERVICE_PROGRAM,
        description="The gift card service that the tills of a shop talk to. It serves until SIGTERM; replies"
        " under way are still sent.",
        epilog="Exit status: 0 done, 2 usage, 6 no such key, 7 cannot start.",
    )
    parser.add_argument("--data-dir", metavar="DIR", help="the service's folder")
    parser.add_argument("--token-file", metavar="FILE", help="a file with its first token; else COUNTERFOIL_TOKEN")
    parser.add_answer_words()
    add_serve_words(parser)
    parser.set_defaults(command="serve")
    return parser


def add_serve_words(serve: CommandParser) -> None:
    """Add what the service is started with."""
    serve.add_argument("--host", metavar="H", default="127.0.0.1", help="the address to listen on")
    serve.add_argument("--port", metavar="P", type=port, default=8443, help="0 takes a free one")
    serve.add_argument("--database", metavar="URL", help="an SQLite file or a database URL; a file in the data folder")
    serve.add_argument("--read-database", metavar="URL", help="a replica of it, for lists, searches and counts")
    serve.add_argument("--workers", metavar="N", type=count, default=1, help="how many processes answer")
    serve.add_argument("--sandbox", action="store_true", help="fill an empty service with believable cards")
    serve.add_argument("--seed", metavar="N", type=int, default=1, help="of the believable cards")
    serve.add_argument("--weather", metavar="N", type=int, help="a bad day for the sandbox; the same N, the same day")
    serve.add_argument("--switch", metavar="NAME=VALUE", action="append", default=[], help="see docs/service.md")
    serve.add_argument("--catalogue", metavar="FILE", help="a TOML file of what the shop sells")
    serve.add_argument("--mail", metavar="FILE", help="a TOML file of the mail server that brings ordered cards")
    serve.add_argument("--sms", metavar="FILE", help="a TOML file of the gateway that sends links to ordered cards")
    serve.add_argument(
        "--recipients-days", metavar="N", type=count, default=90, help="how long it is kept whom cards were for"
    )
    serve.add_argument("--certificate", metavar="FILE", help="speak TLS 1.2 or newer, with this PEM file")
    serve.add_argument("--private-key", metavar="FILE", help="of the certificate, when it is in a file of its own")
    serve.add_argument("--allow", metavar="NET", action="append", default=[], help="only these addresses may call")
    serve.add_argument("--proxy", metavar="IP", help="believe this proxy about the client's address")
    serve.add_argument(
        "--public-url", metavar="URL", default="", help="what clients call it by; links are relative without"
    )
    serve.add_argument("--connections", metavar="N", type=count, default=900, help="the most that one worker serves")
    serve.add_argument(
        "--webhook-allow", metavar="NET", action="append", default=[], help="webhooks may call these private addresses"
    )
    serve.add_argument("--webhook-ca", metavar="FILE", help="PEM certificates that webhooks trust beside the system's")
    serve.add_argument("--webhook-key", metavar="FILE", help="seals secrets of webhooks; made in the data folder")
    serve.add_argument("--insecure", action="store_true", help="speak plain HTTP beyond this machine")
    serve.add_argument("--access-log", metavar="FILE", help="one JSON object for each request; - is standard error")
    keys = serve.add_mutually_exclusive_group()
    keys.add_argument("--check", action="store_true", help="look at the database and the certificate, and end")
    keys.add_argument("--backup", metavar="FILE", help="copy the SQLite file while it is in use, and end")
    keys.add_argument("--forget-recipient", metavar="ADDRESS", help="of all orders, by e-mail or phone, and end")
    keys.add_argument("--add-key", metavar="NAME", help="make a live API key, print its secret once, and end")
    keys.add_argument("--retire-key", metavar="NAME", help="let a key open nothing, from --at on, and end")
    keys.add_argument("--list-keys", action="store_true", help="the keys without their secrets, and end")
    serve.add_argument("--scopes", metavar="SCOPES", help="of a new key: some of read,issue,redeem,manage; else all")
    serve.add_argument("--expires", metavar="DAY", help="the last day of a new key, like 2027-12-31, or a time")
    serve.add_argument("--at", metavar="TIME", help="like 2027-12-31T18:00:00+01:00; now when left out")
