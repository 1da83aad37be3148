"""`begin-anew`: empty books where the till's database is lost. The owner is known by the service's token."""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace
from contextlib import closing
from dataclasses import replace

from core.closed_till import begin_anew
from core.console.codes import code_of
from core.console.output import Output
from core.sentences import sentence
from core.settings import Settings, resolve


def begin(options: Namespace, output: Output) -> int:
    """Begin anew, and say so."""
    settings = resolve(options)
    with closing(begin_anew(_with_token(settings), "console begin-anew", settings.clerk)):
        text = sentence("books.begun", {})
        output.answer({"text": text}, text, code=code_of("books.begun"))
    return 0


def _with_token(settings: Settings) -> Settings:
    """Ask for a token, never take the one that the till keeps: whoever is at this machine could use that."""
    if settings.sandbox or settings.token or not sys.stdin.isatty():
        return settings
    return replace(settings, token=getpass.getpass("Token, from the service's own pages: "))
