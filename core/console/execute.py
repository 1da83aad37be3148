"""Runs one console command: opens the core, does it, closes; every known fault is one sentence and an exit status."""

from __future__ import annotations

import traceback
from argparse import Namespace
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import partial

from core.bootstrap import Core, open_core
from core.closed_till import is_same_service
from core.console import connecting, diagnosing, journal, lost_books
from core.console.answers import FAULT, STOPPED, STOPPED_STATUS, STOPPED_TEXT
from core.console.approval_commands import ApprovalCommands
from core.console.backup_commands import BackupCommands, run_restore
from core.console.backups_commands import BackupsCommands
from core.console.caller import caller
from core.console.card_commands import CardCommands
from core.console.history_commands import HistoryCommands
from core.console.lost_card_commands import LostCardCommands
from core.console.order_commands import OrderCommands
from core.console.output import Output, say
from core.console.painters import NO_PAINTERS, Painters
from core.console.policy_commands import PolicyCommands
from core.console.receipt_commands import ReceiptCommands
from core.console.records_commands import RecordsCommands
from core.console.report_commands import ReportCommands
from core.console.rights_commands import RightsCommands
from core.console.search_commands import SearchCommands
from core.console.service_commands import ServiceCommands
from core.console.serving import serve
from core.console.settings_commands import SettingsCommands
from core.console.shop_commands import ShopCommands, run_join
from core.console.staff import Staffing
from core.console.upkeep import Upkeep
from core.console.waiting import ConsoleWait
from core.domain.rights import REPORTS, RIGHTS
from core.domain.stopping import stopped_by
from core.errors import BadInput, CannotStart, KnownError, ReadingStopped
from core.settings import given_url, resolve
from core.usecases import people, till

FAULT_STATUS = 1
_FAULT = "Counterfoil has a fault, told above. What was accepted is in the outbox."


def execute(options: Namespace, painters: Painters = NO_PAINTERS) -> int:
    """Run the command; return the exit status of docs/console.md 3."""
    output = Output(options.json)
    return answered(output, partial(_open_and_carry_out, output, options, painters))


def execute_in(core: Core, options: Namespace, painters: Painters = NO_PAINTERS) -> int:
    """Run the command of a caller on a till that is open already; return what `execute` would.

    The caller is nobody until its own name and PIN are proved: see people.called_by.
    """
    output = Output(options.json)
    return answered(output, partial(_carry_out_for, core, output, options, painters))


def is_its_own(options: Namespace) -> bool:
    """Tell whether a command opens the folder itself, or none: nobody else can carry it out."""
    return options.command in {None, "agent", "begin-anew", "restore", "serve", "tour"} or options.version


def _open_and_carry_out(output: Output, options: Namespace, painters: Painters) -> int:
    done = _without_core(options, output)
    if done is not None:
        return done
    resolved = connecting.as_it_was(options) if options.command == "connect" else resolve(options)
    settings = replace(resolved, local=words_of(options) in WITHOUT_TOKEN)
    try:
        core = open_core(settings, f"console {options.command}")
    except KnownError as error:
        if options.command == "diagnostics":
            return diagnosing.of_closed(options, output, error)
        raise
    for said in till.said_at_start(core):
        output.note(say(said))
    try:
        return _as_signed_in(core, output, options, painters)
    finally:
        core.close()


def _carry_out_for(core: Core, output: Output, options: Namespace, painters: Painters) -> int:
    if options.command == "connect":
        connecting.check_other(options)
    else:
        _check_service(core, options)
    return _as_signed_in(core, output, options, painters)


def _check_service(core: Core, options: Namespace) -> None:
    """Refuse another service than the one that the till is open with. Raises BadInput, CannotStart."""
    if options.api_url or options.token_file or options.offline:
        raise BadInput("agent.own_service")
    status, asked = till.read_status(core), given_url(options, caller().environment)
    if asked and (status.sandbox or not is_same_service(status.service_url, asked)):
        raise BadInput("agent.other_service", url=asked)
    if till.token_place(core) == "missing" and words_of(options) not in WITHOUT_TOKEN:
        raise CannotStart("start.token_missing", url=status.service_url)


def _as_signed_in(core: Core, output: Output, options: Namespace, painters: Painters) -> int:
    _sign_in(core, output, options)
    with _approved(core, output, options):
        return carry_out(core, output, options, painters)


def answered(output: Output, work: Callable[[], int]) -> int:
    """Do it; every known fault is one sentence and an exit status."""
    try:
        return work()
    except ReadingStopped:
        return _stopped(output)
    except KnownError as error:
        return output.fail(error)
    except BrokenPipeError:
        caller().stop_writing()
        return 0
    except KeyboardInterrupt:
        return _stopped(output)
    except Exception as bug:  # noqa: BLE001 - the last resort: a script gets an answer for a fault of the program too
        traceback.print_exception(bug, file=caller().err)
        output.fail_with({"code": FAULT, "message": _FAULT, "values": {"kind": type(bug).__name__}})
        return FAULT_STATUS


def _stopped(output: Output) -> int:
    output.fail_with({"code": STOPPED, "message": STOPPED_TEXT, "values": {}})
    return STOPPED_STATUS


def _without_core(options: Namespace, output: Output) -> int | None:
    """Do what opens no till, or opens one itself; return None for all else."""
    if options.command == "serve":
        return serve(options, output)
    if options.command == "journal" and options.verb == "verify":
        return journal.verify(options, output)
    if options.command == "begin-anew":
        return lost_books.begin(options, output)
    if options.command == "restore":
        return run_restore(options, output)
    if options.command == "shop" and options.verb == "join" and connecting.is_first(options):
        return run_join(options, output)
    if options.command == "connect" and connecting.is_first(options):
        return connecting.begin(options, output)
    return None


def carry_out(core: Core, output: Output, options: Namespace, painters: Painters = NO_PAINTERS) -> int:
    """Do it for whoever is signed in, if they may begin it. Raises KnownError; returns the exit status."""
    people.begin(core, NEEDED[words_of(options)])
    command = _command(core, output, painters, options)
    if words_of(options).split(" --")[0] not in _READ_ONLY:
        return command(options)
    wait = ConsoleWait()
    try:
        with stopped_by(wait):
            return command(options)
    finally:
        wait.end()


_READ_ONLY = frozenset({"history", *map("report {}".format, REPORTS), "search"})
"""What only reads, and may take long over large books: Ctrl+C interrupts the database in it."""


def words_of(options: Namespace) -> str:
    """Return the command as the table of rights has it: its word, its verb, and what makes another act of it."""
    probing = "--probe" if getattr(options, "probe", None) is not None else ""
    counting = "--counted" if getattr(options, "counted", None) else ""
    saving = next((f"--{name}" for name in ("csv", "xlsx", "pdf") if getattr(options, name, "") and not counting), "")
    return " ".join(filter(None, (options.command, getattr(options, "verb", ""), probing, counting, saving)))


NEEDED = {command: permission for permission, right in RIGHTS.items() for command in right.console}
"""What each command needs (docs/security.md 5)."""
WITHOUT_TOKEN = frozenset(
    {
        "approvals list",
        "approvals refuse",
        "approvals withdraw",
        "backup",
        "backups list",
        "backups now",
        "backups password",
        "connect",
        "diagnostics",
        "doctor",
        "freeze",
        "history",
        *(f"{listed} --{form}" for listed in ("history", "show") for form in ("csv", "xlsx", "pdf")),
        "journal export",
        "journal merge",
        "journal head",
        "move",
        "outbox cancel",
        "outbox find",
        "outbox list",
        "outbox report",
        "outbox show",
        *(f"report {report}{saving}" for report in REPORTS for saving in ("", " --csv", " --xlsx", " --pdf")),
    }
    | {"receipts drop", "receipts list", "receipts retry", "search", "settings get", "settings list", "settings set"}
    | {"settings export", "settings import", "report close", "report close --counted"}
    | {f"report close --{form}" for form in ("csv", "xlsx", "pdf")}
    | {
        *map("policy {}".format, ("show", "use", "set", "limits")),
        "records due",
        "records remove",
        "rights list",
        "rights set",
        *map("shop {}".format, ("show", "begin", "export", "import", "join")),
        "show",
        "staff add",
        "staff change",
        "staff list",
        "staff remove",
        "staff change-pin",
        "staff reset-pin",
        "unfreeze",
    }
)
"""What the till alone can answer, or asks for a token itself."""


def _sign_in(core: Core, output: Output, options: Namespace) -> None:
    """Have the name of --clerk proved by the PIN of COUNTERFOIL_PIN, or asked for, once there is staff."""
    if people.is_staffed(core) and options.clerk and words_of(options) != "staff change-pin":
        pin = _pin(output, options.clerk, "COUNTERFOIL_PIN")
        if pin is not None:
            people.sign_in(core, options.clerk, pin)


def _approved(core: Core, output: Output, options: Namespace) -> AbstractContextManager[None]:
    """Have the command approved by --approver, whose PIN is that of COUNTERFOIL_APPROVER_PIN or asked for."""
    if not (people.is_staffed(core) and options.approver):
        return nullcontext()
    pin = _pin(output, options.approver, "COUNTERFOIL_APPROVER_PIN")
    return nullcontext() if pin is None else people.approving(core, options.approver, pin)


def _pin(output: Output, name: str, variable: str) -> str | None:
    """Return the PIN. Where nobody can give one it is said, and counts as no try: as if `name` were not given."""
    if variable in caller().environment:
        return caller().environment[variable]
    if caller().at_terminal:
        return caller().ask_secret(f"PIN of {name}: ")
    output.note(f"No PIN of {name} was given. Put it into {variable}.")
    return None


def _command(core: Core, output: Output, painters: Painters, options: Namespace) -> Callable[[Namespace], int]:
    asks = getattr(options, "ask", False)
    search, upkeep = SearchCommands(core, output, painters), Upkeep(core, output)
    cards = CardCommands(core, output, painters.print_card, asks)
    lost_cards = LostCardCommands(core, output, painters.print_card)
    return {
        "issue": cards.issue,
        "issue-many": OrderCommands(core, output).issue_many,
        "redeem": cards.adjust,
        "top-up": cards.adjust,
        "set-balance": cards.adjust,
        "cash-out": cards.cash_out,
        "reverse": cards.reverse,
        "update": cards.update,
        "disable": cards.disable,
        "freeze": lost_cards.freeze,
        "unfreeze": lost_cards.unfreeze,
        "replace": lost_cards.replace,
        "approvals": ApprovalCommands(core, output).approvals,
        "search": search.search,
        "history": HistoryCommands(core, output, painters).history,
        "report": ReportCommands(core, output, painters).report,
        "receipts": ReceiptCommands(core, output, painters.draw).receipts,
        "show": search.show,
        "sync": upkeep.sync,
        "outbox": upkeep.outbox,
        "settings": SettingsCommands(core, output).settings,
        "doctor": upkeep.doctor,
        "diagnostics": diagnosing.Diagnosing(core, output).diagnostics,
        "backup": BackupCommands(core, output).backup,
        "backups": BackupsCommands(core, output).backups,
        "move": BackupCommands(core, output).move,
        "connect": connecting.Connecting(core, output).connect,
        "service": ServiceCommands(core, output).service,
        "shop": ShopCommands(core, output).shop,
        "staff": Staffing(core, output).staff,
        "policy": PolicyCommands(core, output).policy,
        "records": RecordsCommands(core, output).records,
        "rights": RightsCommands(core, output).rights,
        "journal": journal.Auditor(core, output).journal,
    }[options.command]
