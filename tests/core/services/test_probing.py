"""The probe as a manager sees it: on the console, kept with its date, stale after a month, and for one service only."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from core.bootstrap import Core
from core.console.arguments import parse
from core.console.output import Output
from core.console.upkeep import Upkeep
from core.domain.operation import State
from core.domain.outcome import Confirmed
from core.errors import RuleRefused
from core.protocol.attempt import Attempt, Fate
from core.server.embedded import EmbeddedService
from core.services.link.abilities import Abilities
from core.store import outbox
from core.store.database import Database
from tests.builders import NOON, StoppedClock, operation_row
from tests.e2e.conftest import OpenTill
from tests.e2e.counter import on_server, sell

MONTH = 31 * 24 * 3600.0


@pytest.fixture
def database(tmp_path: Path):
    opened = Database(tmp_path / "till.db")
    yield opened
    opened.close()


def test_answers_are_kept_with_their_date_and_only_for_their_service(database: Database) -> None:
    clock = StoppedClock()
    ours = Abilities("https://one.example", clock)
    with database.writing() as session:
        ours.keep(session, {"keys": "yes", "key_retention_s": "86400"})
    with database.reading() as session:
        assert ours.now(session).resend_window_s == 6 * 3600
        assert Abilities("https://two.example", clock).now(session).resend_window_s == 0
        assert ours.told(session) == ("ok", "probed 0 days ago: key_retention_s=86400, keys=yes")
    clock.now = NOON + MONTH + 1
    with database.reading() as session:
        assert ours.now(session).resend_window_s == 0
        assert ours.told(session)[0] == "warn"
        assert "stale" in ours.told(session)[1]


def test_a_new_probe_forgets_what_the_old_one_said(database: Database) -> None:
    ours = Abilities("sandbox", StoppedClock())
    with database.writing() as session:
        ours.keep(session, {"keys": "yes", "key_retention_s": "86400", "etags": "yes"})
        ours.keep(session, {"etags": "no"})
    with database.reading() as session:
        assert dict(ours.answers(session).texts) == {"etags": "no"}


def test_nothing_probed_is_the_plain_api(database: Database) -> None:
    with database.reading() as session:
        assert Abilities("sandbox", StoppedClock()).told(session)[0] == "ok"


def test_an_attempt_comes_back_from_disk_as_it_was_sent(open_till: OpenTill) -> None:
    till = open_till()
    records = till.probing.records
    with till.probing.database.writing() as session:
        outbox.append(session, operation_row("one", state="waiting"))
        operation = outbox.get(session, "one")
        assert operation is not None
        machine = records.load(session, operation)
        sent = Attempt(1, 500, 10, 20, 400, Fate.PENDING, None, "one/1", '"t"', "one/1")
        again = Attempt(1, 500, 10, 20, 400, Fate.PENDING, None, "one/1", '"t"', "one/1", 1)
        for attempt, at in ((sent, 100.0), (again, 900.0)):
            records.save(session, "one", type(machine)(7, "USD", -100, False, 0.0, attempts=(attempt,)), at)
        assert records.attempts(session, operation) == (again,)
        assert session.execute(text("SELECT sent_at FROM attempts")).scalar_one() == 100.0


def doctor(till: Core, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[dict[str, str]]]:
    capsys.readouterr()
    status = Upkeep(till, Output(True)).doctor(parse(["--json", "doctor", *words]))
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_doctor_probes_and_then_knows(
    service: EmbeddedService, open_till: OpenTill, capsys: pytest.CaptureFixture[str]
) -> None:
    till = open_till()
    card_id = sell(till, 100).card_id
    before = next(row for row in doctor(till, capsys)[1] if row["check"] == "abilities")
    assert (before["state"], "never probed" in before["text"]) == ("ok", True)
    status, rows = doctor(till, capsys, "--probe", str(card_id))
    assert status == 0
    answers = {row["ability"]: row["answer"] for row in rows}
    assert answers == {
        "keys": "no",
        "etags": "no",
        "updated_at": "yes",
        "epsilon_s": answers["epsilon_s"],
        "number": "yes",
        "transactions": "no",
        "reference": "no",
        "since_id": "yes",
        "range": "yes",
    }
    after = next(row for row in doctor(till, capsys)[1] if row["check"] == "abilities")
    assert "number=yes" in after["text"]
    assert on_server(service, card_id) == 100
    operation = till.queries.operations()[0]
    assert (operation.state, operation.want) == (State.DONE, 0)


def test_a_switched_off_till_does_not_probe(open_till: OpenTill) -> None:
    till = open_till()
    card_id = sell(till, 100).card_id
    till.connection.switch(True)
    with pytest.raises(RuleRefused):
        till.probing.probe(card_id)
    assert isinstance(sell_again(till), Confirmed)


def sell_again(till: Core) -> object:
    till.connection.switch(False)
    return sell(till, 100)
