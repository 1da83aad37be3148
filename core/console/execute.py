"""Runs one console command: opens the core, does it, closes; every known fault is one sentence and an exit status."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from core.bootstrap import Core, open_core
from core.console import journal
from core.console.acts import Counter, PrintCard
from core.console.holding import Holding
from core.console.output import Output, approval_fields, approval_words, say, stop_writing
from core.console.papers import Papers
from core.console.reads import Reader
from core.console.serving import serve
from core.console.staff import Staffing
from core.console.upkeep import Upkeep
from core.errors import KnownError, RuleRefused
from core.printing.bitmap import Draw
from core.settings import resolve


def execute(options: Namespace, print_card: PrintCard | None = None, draw: Draw | None = None) -> int:
    """The exit status of DESIGN.md section 6."""
    output = Output(options.json)
    try:
        if options.command == "serve":
            return serve(options, output)
        if options.command == "journal" and options.verb == "verify":
            return journal.verify(options, output)
        core = open_core(resolve(options), f"console {options.command}")
        for said in core.said:
            output.note(say(said))
        try:
            _sign_in(core, output, options)
            with _approved(core, output, options):
                if options.command == "receipts":
                    return Papers(core, output, draw).receipts(options)
                return _command(core, output, print_card, options.command)(options)
        finally:
            core.close()
    except RuleRefused as refusal:
        fields = {"outcome": "refused", "reason": refusal.sentence} | approval_fields(refusal)
        output.row(fields, refusal.sentence, *approval_words(refusal))
        return refusal.exit_status
    except KnownError as error:
        output.note(error.sentence)
        return error.exit_status
    except BrokenPipeError:
        stop_writing()
        return 0
    except KeyboardInterrupt:
        output.note("Stopped. What was accepted is in the outbox.")
        return 130


def _sign_in(core: Core, output: Output, options: Namespace) -> None:
    """Once there is staff, the name of --clerk is proved by the PIN of COUNTERFOIL_PIN, or asked for."""
    if core.staff.staffed and options.clerk:
        pin = _pin(output, options.clerk, "COUNTERFOIL_PIN")
        if pin is not None:
            core.staff.sign_in(options.clerk, pin)


def _approved(core: Core, output: Output, options: Namespace) -> AbstractContextManager[None]:
    """What the command does is approved by --approver, whose PIN is that of COUNTERFOIL_APPROVER_PIN or asked for."""
    if not (core.staff.staffed and options.approver):
        return nullcontext()
    pin = _pin(output, options.approver, "COUNTERFOIL_APPROVER_PIN")
    return nullcontext() if pin is None else core.staff.approving(options.approver, pin)


def _pin(output: Output, name: str, variable: str) -> str | None:
    """Where nobody can give one it is said, and counts as no try: the command goes on as if `name` were not given."""
    if variable in os.environ:
        return os.environ[variable]
    if sys.stdin.isatty():
        return getpass.getpass(f"PIN of {name}: ")
    output.note(f"No PIN of {name} was given. Put it into {variable}.")
    return None


def _command(core: Core, output: Output, print_card: PrintCard | None, name: str) -> Callable[[Namespace], int]:
    counter, reader, upkeep = Counter(core, output, print_card), Reader(core, output), Upkeep(core, output)
    holding = Holding(core, output, print_card)
    return {
        "issue": counter.issue,
        "redeem": counter.adjust,
        "top-up": counter.adjust,
        "set-balance": counter.adjust,
        "cash-out": counter.cash_out,
        "reverse": counter.reverse,
        "update": counter.update,
        "disable": counter.disable,
        "freeze": holding.freeze,
        "unfreeze": holding.unfreeze,
        "replace": holding.replace,
        "search": reader.search,
        "show": reader.show,
        "sync": upkeep.sync,
        "outbox": upkeep.outbox,
        "settings": upkeep.settings,
        "doctor": upkeep.doctor,
        "staff": Staffing(core, output).staff,
        "journal": journal.Auditor(core, output).export,
    }[name]
