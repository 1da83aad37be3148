"""`report`: what the office asks, one report a verb."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass

from core.bootstrap import Core
from core.console.closing_commands import ClosingCommands, PrintClosing
from core.console.output import Output


@dataclass(frozen=True, slots=True)
class ReportCommands:
    """`print_closing` paints a closing of the day into a PDF; given by main.py, because painting needs Qt."""

    core: Core
    output: Output
    print_closing: PrintClosing | None = None

    def report(self, options: Namespace) -> int:
        verbs = {"close": ClosingCommands(self.core, self.output, self.print_closing).close}
        return verbs[options.verb](options)
