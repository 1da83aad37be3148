"""One gate and one table: every verb of the core is in it, and every cell of it holds at both doors (attacks 6, 14)."""

from __future__ import annotations

import argparse
import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core import usecases
from core.bootstrap import Core
from core.console import arguments, execute
from core.console.output import Output
from core.domain.permission import OPEN, READS, Permission
from core.domain.rights import RIGHTS, WITH_LIMIT, Demand, Level, Who
from core.domain.staff import Role
from core.errors import KnownError, RuleRefused, SignInNeeded
from core.usecases.front_door import NEEDS
from tests import rights_page
from tests.core.usecases.edited_rights import TABLES, RightsOfShop
from tests.e2e.conftest import OpenTill

ROOT = Path(__file__).parents[3]
MODULES = sorted(path.stem for path in (ROOT / "core/usecases").glob("*.py") if path.stem not in {"__init__"})
WITHOUT_A_CORE = {
    "changes.of_card": "a value from a value",
    "commands.run_kept": "runs what it is given",
    "front_door.needs": "the gate's own",
    "orders.printable_sales": "chooses among rows",
    "receipts.has_receipt": "judges a row",
    "receipts.share_of": "judges a row",
    "receipts.source_of": "puts together what was read",
}
"""Public functions of the front door that ask nothing of the core by themselves, and why."""
PINS = {"Mia": "482913", "Cleo": "7294", "Max": "918273"}


def public_functions() -> Iterator[tuple[str, Callable[..., object]]]:
    for module in MODULES:
        loaded = importlib.import_module(f"{usecases.__name__}.{module}")
        for name, value in vars(loaded).items():
            if inspect.isfunction(value) and value.__module__ == loaded.__name__ and not name.startswith("_"):
                yield f"{module}.{name}", value


@pytest.mark.fault("attack 6")
def test_every_use_case_says_what_it_needs() -> None:
    """A new one without a word of the table fails here."""
    found = {name for name, _ in public_functions()}
    assert found - set(NEEDS) == set(WITHOUT_A_CORE)
    assert set(NEEDS) - found == set()


def test_every_permission_is_in_the_table_and_used() -> None:
    assert set(RIGHTS) == set(Permission)
    assert len(dict(public_functions())) > 90  # all are loaded now
    assert {permission for needed in NEEDS.values() for permission in needed} == set(Permission)
    assert {permission for permission, right in RIGHTS.items() if right.who in _OPEN_WHO} == OPEN
    assert all(RIGHTS[permission].who is Who.SIGNED_IN for permission in READS)
    assert all(Level.APPROVAL not in RIGHTS[permission].choices(role) for permission in READS for role in Role)


_OPEN_WHO = {Who.ANYBODY, Who.OWNER, Who.ITSELF}


def test_the_page_shows_the_table() -> None:
    text = rights_page.PAGE.read_text("utf-8")
    assert text.count("<!-- rights -->") == 1
    assert rights_page.written(text) == text, "python -m tests.rights_page"


def test_every_command_of_the_console_is_in_the_table_once() -> None:
    listed = [command for right in RIGHTS.values() for command in right.console]
    others = {
        "doctor --probe",
        "report close --counted",
        *(f"report close --{form}" for form in ("csv", "xlsx", "pdf")),
    }
    assert sorted(listed) == sorted({*_commands(), *others, *_saving_reports()})


def _saving_reports() -> Iterator[str]:
    reports = (command for command in _commands() if command.startswith("report ") and command != "report close")
    yield from (f"{listed} --{form}" for listed in ("history", "show") for form in ("csv", "xlsx", "pdf"))
    yield from (f"{command} --{form}" for command in reports for form in ("csv", "xlsx", "pdf"))


def _commands() -> Iterator[str]:
    parser = arguments.make_parser()
    for name, command in _choices(parser).items():
        verbs = _choices(command)
        if name not in {"agent", "serve", "tour"}:  # they do nothing to the shop by themselves
            yield from (f"{name} {verb}" for verb in verbs) if verbs else (name,)


def _choices(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the commands, or verbs, that the parser tells apart."""
    found = (action.choices for action in vars(parser)["_actions"] if isinstance(action.choices, dict))
    return dict(next(found, {}))


SIGNS = ("permit", "permit_for", "by_itself", "sign")


@pytest.mark.slow
@pytest.mark.fault("attack 6")
def test_every_transaction_of_the_services_has_an_author() -> None:
    """It is signed when it begins, or asks the gate inside; a new one that does neither fails here."""
    unsigned = {
        f"{path.relative_to(ROOT).as_posix()}: {function.name}"
        for path in (
            ROOT / "core/bootstrap.py",
            ROOT / "core/ground.py",
            *sorted((ROOT / "core/services").rglob("*.py")),
        )
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef) and _writes_unsigned(function)
    }
    assert unsigned == set()


def _writes_unsigned(function: ast.FunctionDef) -> bool:
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    opened = [call for call in calls if _name(call) == "writing" and not call.args]
    return bool(opened) and not any(_name(call).lstrip("_") in SIGNS for call in calls)


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


# every cell: role by act by door


@pytest.fixture
def staffed(open_till: OpenTill) -> Core:
    till = open_till("one")
    till.staff.put("Mia", Role.MANAGER, PINS["Mia"])
    till.staff.put("Cleo", Role.CLERK, PINS["Cleo"])
    till.staff.sign_out()
    return till


ROLES = ("", "Cleo", "Mia")


def at_till(till: Core, name: str) -> None:
    till.staff.sign_out()
    if name:
        till.staff.sign_in(name, PINS[name])


@pytest.mark.slow
@pytest.mark.fault("attack 14")
@pytest.mark.parametrize("name", ROLES)
@pytest.mark.parametrize("table", TABLES, ids=str)
def test_each_cell_of_the_table_at_the_gate(open_till: OpenTill, table: RightsOfShop, name: str) -> None:
    """As it comes and as shops edit it: alone what the table says, with a manager what it does not forbid."""
    till = open_till("one")
    till.preferences.set_all(table.settings)
    for each, pin in PINS.items():
        till.staff.put(each, Role.CLERK if each == "Cleo" else Role.MANAGER, pin)
    at_till(till, name)
    for permission, right in RIGHTS.items():
        level = table.level(name, permission)
        assert _begins(till, permission) is (level != "no"), permission
        for beyond in (False, True):
            demand = Demand(permission, beyond)
            alone = level == "alone" and not (name and beyond and permission in WITH_LIMIT)
            assert _may(till, demand) is alone, (permission, beyond)
            if name:
                with till.staff.approving("Max", PINS["Max"]):
                    assert _may(till, demand) is (level != "no"), (permission, beyond)
                    own = Demand(permission, beyond, made_by="Max")
                    wants = right.who is Who.OTHER_MANAGER and level == "approval"
                    assert _may(till, own) is (level != "no" and not wants), permission
        if right.who is Who.OTHER_MANAGER:
            assert not _may(till, Demand(permission, made_by=name)) or not name


def _begins(till: Core, permission: Permission) -> bool:
    try:
        till.gate.enter(permission)
    except RuleRefused:
        return False
    return True


def _may(till: Core, demand: Demand) -> bool:
    try:
        till.gate.may(demand)
    except RuleRefused:
        return False
    return True


@pytest.mark.fault("attack 14")
def test_the_window_is_let_in_by_the_table(staffed: Core) -> None:
    """Each use case, called with nothing: whoever may not begin it is sent to sign in before anything is looked at."""
    for name, use_case in public_functions():
        if name not in NEEDS or set(NEEDS[name]) <= OPEN:
            continue
        wanted = [
            each for each in list(inspect.signature(use_case).parameters.values())[1:] if each.default is each.empty
        ]
        with pytest.raises(SignInNeeded):
            use_case(staffed, *[None] * len(wanted))


LINES = {
    "approvals approve": "approvals approve 1",
    "approvals refuse": "approvals refuse 1 --reason x",
    "approvals withdraw": "approvals withdraw 1",
    "cash-out": "cash-out 1 5 --reason x",
    "backup": "backup {folder}/till.backup",
    "backups now": "backups now",
    "backups password": "backups password",
    "connect": "--api-url http://127.0.0.1:1 connect",
    "diagnostics": "diagnostics {folder}/help.zip",
    "disable": "disable 1 --reason x --yes",
    "doctor --probe": "doctor --probe 1",
    "freeze": "freeze 1 --reason x",
    "issue": "issue 5",
    "history": "history",
    **{f"history --{form}": f"history --{form} {{folder}}/history.{form}" for form in ("csv", "xlsx", "pdf")},
    **{f"show --{form}": f"show 1 --{form} {{folder}}/life.{form}" for form in ("csv", "xlsx", "pdf")},
    **{
        f"report {report}{saving}": f"report {report}{file}"
        for report in ("activity", "liability", "cards", "exceptions", "tills")
        for saving, file in (
            ("", ""),
            *((f" --{form}", f" --{form} {{folder}}/{report}.{form}") for form in ("csv", "xlsx", "pdf")),
        )
    },
    "journal export": "journal export {folder}/journal.jsonl",
    "journal merge": "journal merge {folder}",
    "move": "move {folder}/moved.backup",
    "outbox cancel": "outbox cancel nothing",
    "outbox find": "outbox find --reference nothing",
    "outbox retry": "outbox retry nothing",
    "outbox settle": "outbox settle nothing drop --reason x",
    "outbox show": "outbox show nothing",
    "report close --counted": "report close --counted 5",
    "report close --csv": "report close --list --csv {folder}/closings.csv",
    "report close --xlsx": "report close --list --xlsx {folder}/closings.xlsx",
    "report close --pdf": "report close --number 1 --pdf {folder}/closing.pdf",
    "receipts drop": "receipts drop 1",
    "receipts retry": "receipts retry 1",
    "policy limits": "policy limits --yes",
    "policy set": "policy set expiry 4",
    "policy use": "policy use us",
    "records remove": "records remove --yes",
    "redeem": "redeem 1 5",
    "replace": "replace 1 --reason x",
    "reverse": "reverse nothing --reason x",
    "service move": "service move http://127.0.0.1:1",
    "service new-shop": "service new-shop http://127.0.0.1:1",
    "set-balance": "set-balance 1 5",
    "settings export": "settings export {folder}/settings.toml",
    "settings import": "settings import {folder}/none.toml",
    "settings get": "settings get till.name",
    "settings set": "settings set till.name X",
    "issue-many": "issue-many {folder}/none.csv",
    "show": "show 1",
    "shop export": "shop export {folder}/out.shop",
    "shop import": "shop import {folder}/none.shop",
    "shop invite": "shop invite {folder}/till.invitation --code",
    "shop join": "shop join {folder}/none.invitation",
    "rights set": "rights set clerk disable no",
    "staff add": "staff add Eve --role clerk",
    "staff change": "staff change Eve --role clerk",
    "staff change-pin": "staff change-pin Eve",
    "staff remove": "staff remove Eve",
    "sync": "sync",
    "top-up": "top-up 1 5",
    "unfreeze": "unfreeze 1",
    "update": "update 1 --note x",
}
"""A command line for each command that takes words; no card 1 is there, so nothing comes of most of them."""
NOT_HERE = {
    "begin-anew": "opens no till, and takes the owner",
    "journal verify": "opens no till",
    "restore": "tests/core/services/test_backup.py proves the owner",
    "staff reset-pin": "tests/e2e/test_staff_console.py proves the owner",
}


@pytest.mark.slow
@pytest.mark.fault("attack 14")
@pytest.mark.parametrize("name", ROLES)
def test_the_console_is_let_in_by_the_table(
    staffed: Core, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at_till(staffed, name)
    for permission, right in RIGHTS.items():
        for command in right.console:
            if command in NOT_HERE:
                continue
            line = LINES.get(command, command).format(folder=tmp_path)
            refused = _refused(staffed, line)
            assert isinstance(refused, SignInNeeded) is (not name and permission not in OPEN), (command, refused)
    capsys.readouterr()


def _refused(till: Core, line: str) -> KnownError | None:
    options = arguments.parse(line.split())
    try:
        execute.carry_out(till, Output(True), options)
    except KnownError as error:
        return error
    return None


def test_without_staff_everybody_may_do_everything(open_till: OpenTill) -> None:
    till = open_till("one")
    assert all(_begins(till, permission) and _may(till, Demand(permission)) for permission in Permission)
