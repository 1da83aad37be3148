"""The pages for `man`, written from the command lines themselves: what a page says is what the program takes.

`python packaging/manual.py counterfoil | man -l -` shows one.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from contents import ROOT  # noqa: F401 - lets core be found

from core.about import NAME, PURPOSE, SERVICE_PROGRAM, VERSION
from core.console.arguments import make_parser
from core.console.command_line import CommandParser
from core.console.serve_arguments import make_service_parser

DESK_PROGRAM = "counterfoil"
SUMMARY = {DESK_PROGRAM: f"{PURPOSE[0].lower()}{PURPOSE[1:]}", SERVICE_PROGRAM: "the gift card service of a shop"}
_EXAMPLES = {
    DESK_PROGRAM: (
        ("open the window", "counterfoil"),
        ("sell a card of 25.00 and print it into a file", "counterfoil issue 25.00 --print card.pdf"),
        ("pay 10.00 by a card", "counterfoil redeem CARD 10 --reason Purchase"),
        ("send what waits, for a minute at most", "counterfoil --json sync --until-idle 60"),
    ),
    SERVICE_PROGRAM: (
        ("serve on this machine, from an SQLite file", "counterfoil-service --database /srv/cards.db"),
        ("let another till in", 'counterfoil-service --json --add-key "till 3"'),
    ),
}
_ENVIRONMENT = {
    "COUNTERFOIL_DATA_DIR": "the folder of the till, or of the service; the same as --data-dir",
    "COUNTERFOIL_TOKEN": "the token of the service",
    "COUNTERFOIL_API_URL": "the address of the gift card service; the same as --api-url",
    "COUNTERFOIL_PIN": "the PIN of --clerk",
    "COUNTERFOIL_APPROVER_PIN": "the PIN of --approver",
    "COUNTERFOIL_NEW_PIN": "a PIN to be kept: staff add, staff change, staff reset-pin",
    "COUNTERFOIL_NEW_TOKEN": "the token of the service that is moved to: service move, service new-shop",
    "COUNTERFOIL_BACKUP_PASSWORD": "what seals a backup: backup, restore, move",
    "COUNTERFOIL_TILL_FILE": "the file that the first start reads; empty for none",
}
_OF_SERVICE = 2
"""So many of these count for the service."""
_FILES = {
    DESK_PROGRAM: (
        ("~/.local/share/counterfoil", "the till: its database, its key and its log"),
        ("/etc/counterfoil/till.toml", "how the first start sets a till up"),
        ("/usr/share/doc/counterfoil", "licences and the bill of materials"),
    ),
    SERVICE_PROGRAM: (
        ("/etc/default/counterfoil-service", "what the unit of systemd starts it with"),
        ("/var/lib/counterfoil-service", "the folder of the unit"),
        ("/usr/share/doc/counterfoil-service", "service.md, and examples for nginx, Caddy and containers"),
    ),
}


def page(name: str, when: int) -> str:
    """Return the page of that program in roff; `when` is its date in seconds of the epoch."""
    parser = _parser(name)
    day = datetime.fromtimestamp(when, UTC).date().isoformat()
    lines = [
        f'.TH {name.upper()} 1 {day} "{NAME} {VERSION}" "User Commands"',
        *(".nh", ".ad l"),
        *(".SH NAME", f"{safe(name)} \\- {safe(SUMMARY[name])}"),
        *(".SH SYNOPSIS", *_usage(parser)),
        *(".SH DESCRIPTION", safe(parser.description or "")),
        *(".SH OPTIONS", *_arguments(parser)),
    ]
    commands = list(_commands(parser))
    if commands:
        lines.append(".SH COMMANDS")
    for words, said, command in commands:
        lines += [f'.SS "{safe(words)}"', safe(f"{said[0].upper()}{said[1:]}."), ".PP"]
        lines += [*_usage(command), *_arguments(command)]
    lines += [".SH EXIT STATUS", safe((parser.epilog or "").removeprefix("Exit status: "))]
    settings = list(_ENVIRONMENT.items())[: _OF_SERVICE if name == SERVICE_PROGRAM else None]
    lines += [".SH ENVIRONMENT", *_listed(settings), ".SH FILES", *_listed(_FILES[name])]
    lines.append(".SH EXAMPLES")
    for said, typed in _EXAMPLES[name]:
        lines += [".TP", safe(f"{said[0].upper()}{said[1:]}:"), _bold(typed)]
    (other,) = set(SUMMARY) - {name}
    lines += [".SH SEE ALSO", f".BR {safe(other)} (1)"]
    return "\n".join(lines) + "\n"


def write(place: Path, name: str, when: int) -> None:
    """Write the packed page into a package's folder of pages: the same bytes whenever it is built."""
    place.mkdir(parents=True)
    with gzip.GzipFile(place / f"{name}.1.gz", "wb", 9, mtime=0) as packed:
        packed.write(page(name, when).encode("utf-8"))


def _parser(name: str) -> CommandParser:
    if name == SERVICE_PROGRAM:
        return make_service_parser()
    return make_parser(DESK_PROGRAM)


def _commands(parser: CommandParser, before: str = "") -> Iterator[tuple[str, str, CommandParser]]:
    """Yield the words, the help and the parser of each command; of a command with verbs, those of its verbs."""
    for action in parser.words():
        if isinstance(action, argparse._SubParsersAction):
            said = {each.dest: each.help or "" for each in action._choices_actions}
            for word, command in action.choices.items():
                verbs = list(_commands(command, f"{before}{word} "))
                yield from verbs or [(f"{before}{word}", said[word], command)]


def _usage(parser: CommandParser) -> list[str]:
    program, _, words = re.sub(r"\s+", " ", parser.format_usage()).strip().removeprefix("usage: ").partition(" [-h]")
    return [_bold(program), *filter(None, [safe(words.strip())])]


def _arguments(parser: CommandParser) -> list[str]:
    """Return what there is to say of its words; one that says it by its name stands in the usage alone."""
    lines: list[str] = []
    for action in parser.words():
        if not isinstance(action, argparse._SubParsersAction) and action.dest != "help":
            shown = _value(action)
            named = ", ".join(_bold(word) for word in action.option_strings)
            if _said(action):
                lines += [".TP", " ".join(filter(None, (named, shown))), safe(_said(action))]
    return lines


def _value(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    shown = action.metavar or ("|".join(map(str, action.choices)) if action.choices else action.dest.upper())
    return f"\\fI{safe(str(shown))}\\fR"


def _said(action: argparse.Action) -> str:
    kept = action.default
    told = "" if kept in (None, False, "", argparse.SUPPRESS) or isinstance(kept, list) else f"{kept} when left out"
    return "; ".join(filter(None, (action.help or "", told)))


def _listed(named: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> list[str]:
    return [line for name, said in named for line in (".TP", _bold(name), safe(said))]


def _bold(text: str) -> str:
    return f"\\fB{safe(text)}\\fR"


def safe(text: str) -> str:
    """Return text as roff reads it: no letter of it is an instruction, and a hyphen can be copied."""
    safe = text.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti").replace("\u2026", "...")
    return f"\\&{safe}" if safe[:1] in {".", "'"} else safe


if __name__ == "__main__":
    sys.stdout.write(page(sys.argv[1], int(datetime.now(UTC).timestamp())))
