"""The probe as a manager sees it: on the console, kept with its date, stale after a month, and for one service only."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from core.bootstrap import Core
from core.console.arguments import parse
from core.console.output import Output
from core.console.upkeep import Upkeep
from core.domain.operation import State
from core.domain.outcome import Confirmed, Message
from core.errors import RuleRefused
from core.protocol.adjustment import Adjustment
from core.protocol.attempt import Attempt, Fate
from core.protocol.ledger import AttemptLedger
from core.server.sandbox.embedded import EmbeddedService
from core.services.link.capability_store import CapabilityStore
from core.store import outbox
from core.store.database import Database
from core.usecases import background
from tests.builders import NOON, StoppedClock, operation_row
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import on_server, sell

MONTH = 31 * 24 * 3600.0


@pytest.fixture
def database(tmp_path: Path):
    opened = Database(tmp_path / "till.db")
    yield opened
    opened.close()


def test_answers_are_kept_with_their_date_and_only_for_their_service(database: Database) -> None:
    clock = StoppedClock()
    ours = CapabilityStore("https://one.example", clock)
    with database.writing() as conn:
        ours.keep(conn, {"keys": "yes", "key_retention_s": "86400"})
    with database.reading() as conn:
        assert ours.now(conn).resend_window_s == 6 * 3600
        assert CapabilityStore("https://two.example", clock).now(conn).resend_window_s == 0
        values = {"days": 0, "answers": "key_retention_s=86400, keys=yes"}
        assert ours.told(conn) == ("ok", Message("found.probed", values))
    clock.now = NOON + MONTH + 1
    with database.reading() as conn:
        assert ours.now(conn).resend_window_s == 0
        assert ours.told(conn)[0] == "warn"
        assert ours.told(conn)[1].key == "found.probed_stale"


def test_a_new_probe_forgets_what_the_old_one_said(database: Database) -> None:
    ours = CapabilityStore("sandbox", StoppedClock())
    with database.writing() as conn:
        ours.keep(conn, {"keys": "yes", "key_retention_s": "86400", "etags": "yes"})
        ours.keep(conn, {"etags": "no"})
    with database.reading() as conn:
        assert dict(ours.answers(conn).texts) == {"etags": "no"}


def test_nothing_probed_is_the_plain_api(database: Database) -> None:
    with database.reading() as conn:
        assert CapabilityStore("sandbox", StoppedClock()).told(conn)[0] == "ok"


def test_an_attempt_comes_back_from_disk_as_it_was_sent(open_till: OpenTill) -> None:
    till = open_till()
    records = till.probing.machines
    with till.probing.database.writing() as conn:
        outbox.append(conn, operation_row("one", state="waiting"))
        operation = outbox.get(conn, "one")
        assert operation is not None
        machine = records.load(conn, operation)
        assert isinstance(machine, Adjustment)
        sent = Attempt(1, 500, 10, 20, 400, Fate.PENDING, None, "one/1", '"t"', "one/1")
        again = Attempt(1, 500, 10, 20, 400, Fate.PENDING, None, "one/1", '"t"', "one/1", 1)
        for attempt, at in ((sent, 100.0), (again, 900.0)):
            made = replace(machine, ledger=AttemptLedger(7, "USD", -100, attempts=(attempt,)))
            records.save(conn, "one", made, at)
        assert records.attempts(conn, operation) == (again,)
        assert conn.execute(text("SELECT sent_at FROM attempts")).scalar_one() == 100.0


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
        "keys": "yes",
        "key_retention_s": "86400",
        "keys_with_write": "yes",
        "etags": "no",
        "updated_at": "yes",
        "epsilon_s": answers["epsilon_s"],
        "number": "yes",
        "fresh_reads": "yes",
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


def test_reply_30_a_probe_is_no_correction_in_the_past_of_its_card(
    open_till: OpenTill, capsys: pytest.CaptureFixture[str]
) -> None:
    till = open_till()
    card_id = sell(till, 100).card_id
    assert doctor(till, capsys, "--probe", str(card_id))[0] == 0
    newest, sold = till.queries.timeline(card_id)
    assert (newest.what, newest.amount, newest.balance, sold.what) == ("probe", None, 100, "sold")
    assert [said.key for said in newest.message] == ["line.tried"]


def test_reply_30_the_doctor_says_when_all_cards_were_compared(
    open_till: OpenTill, capsys: pytest.CaptureFixture[str]
) -> None:
    till = open_till()
    sell(till, 100)

    def compared() -> str:
        return next(row["text"] for row in doctor(till, capsys)[1] if row["check"] == "cards")

    assert compared() == "not compared with the service as a whole yet; that is done once a week"
    background.sync_now(till, full=True)
    assert re.fullmatch(r"all read from the service at \d{4}-\d\d-\d\d \d\d:\d\d", compared())
