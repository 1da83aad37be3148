"""The doctor says what to do about whatever is not well."""

import ast
import re
from pathlib import Path

import core.services.till
from core.sentences import SENTENCES
from core.sentences.cures import SENTENCES as CURES
from core.services.till import folder_check
from core.store import revisions
from tests.e2e.conftest import OpenTill

SERVICES = Path(core.services.till.__file__).parents[1]
ROOMS = SERVICES / "till", SERVICES / "sharing"


def checks() -> set[str]:
    """Every check that a finding of the doctor can have, as it stands in the code."""
    calls = [
        node for room in ROOMS for path in room.glob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8")))
    ]
    return {
        node.args[0].value
        for node in calls
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in {"Finding", "found", "told", "failed"}
        and isinstance(node.args[0], ast.Constant)
    }


def test_every_check_has_a_cure_and_every_cure_a_check(open_till: OpenTill) -> None:
    found = {finding.check for finding in open_till().doctor.examine()}
    assert found <= checks()
    assert {f"cure.{check}" for check in checks()} == set(CURES)
    assert set(CURES) <= set(SENTENCES)


def test_what_is_well_needs_no_cure_and_the_rest_has_one(open_till: OpenTill, monkeypatch) -> None:
    till = open_till()
    assert {
        finding.check: finding.cure for finding in till.doctor.examine() if finding.state == "ok" and finding.cure
    } == {}
    monkeypatch.setattr(revisions, "SCRIPTS", Path("/nowhere"))
    monkeypatch.setattr(folder_check, "LOW_DISK", 1 << 80)
    (till.settings.data_dir).chmod(0o770)
    found = {finding.check: finding for finding in till.doctor.examine() if finding.state != "ok"}
    till.settings.data_dir.chmod(0o700)
    assert {"folder", "disk", "schema"} <= found.keys()
    assert all(finding.cure == CURES[f"cure.{check}"] for check, finding in found.items())
    assert "0001" in found["schema"].text


def test_a_cure_names_commands_that_there_are() -> None:
    from core.console import arguments

    words = set(
        re.findall(
            r"(?:doctor --probe|journal end-alarm|sync --full|outbox list|receipts retry)", " ".join(CURES.values())
        )
    )
    assert len(words) == 5
    for line in words:
        arguments.parse([*line.split(), *(["1"] if line.endswith(("retry", "probe")) else [])])
