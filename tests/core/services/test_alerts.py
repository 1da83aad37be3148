"""The alerts of a till: each by its real condition, who sees which, and that each is told once a day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from core.bootstrap import Core, open_core
from core.clock import Clock
from core.domain.alert import ALERTS
from core.domain.command import Issue, Redeem
from core.domain.receipt import Receipt
from core.domain.staff import Role
from core.errors import KnownError, NotFound, ServiceFailed, SignInNeeded
from core.printing.bitmap import Bitmap
from core.rows.alert import AlertRow
from core.rows.journal import JournalRow
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import Endpoint, answer
from core.services.books.storage import Storage
from core.services.people.shop import Shop
from core.services.till import folder_check
from core.services.till.office_check import OfficeCheck
from core.settings import Settings
from core.usecases import alerts, operations
from core.usecases.operations import HistoryQuestion
from tests.builders import HastyClock, database_of
from tests.core.printing.counter_printer import CounterPrinter
from tests.e2e.conftest import TOKEN, OpenTill
from tests.e2e.counter_actions import act, redeem, sell, settle_down

MIA, CLEO = "482913", "7294"
JSON = "application/json"


@pytest.fixture
def till(open_till: OpenTill) -> Core:
    return open_till()


@pytest.fixture
def printer() -> Iterator[CounterPrinter]:
    with CounterPrinter().listening() as made:
        yield made


def found(core: Core) -> dict[str, AlertRow]:
    return {row.code: row for row in alerts.read_alerts(core)}


def told(core: Core, code: str) -> str:
    """The same alert as the doctor tells it, with the same cure and the same time."""
    row = found(core)[code]
    (finding,) = (each for each in core.doctor.examine() if each.check == code)
    assert (finding.state, finding.cure, finding.since) == (row.finding.state, row.finding.cure, row.finding.since)
    assert finding.cure
    return row.finding.text


def test_a_till_that_has_just_begun_has_none(till: Core) -> None:
    sell(till)
    settle_down(till)
    assert found(till) == {}


def test_a_token_that_is_refused_is_told_with_its_time_until_another_works(
    till: Core, service: EmbeddedService
) -> None:
    card = sell(till).card_id
    service.faults.always(Endpoint.BALANCE, answer(401, body=b"{}", media_type=JSON))
    before = till.connection.condition.since
    with pytest.raises(ServiceFailed):
        redeem(till, card, 1000)
    row = found(till)["token"]
    assert (row.finding.state, row.place) == ("bad", "settings.service")
    assert row.finding.since is not None
    assert row.finding.since >= (before or 0.0)
    assert "does not accept our token" in row.finding.text
    service.faults.clear()
    redeem(till, card, 1000)
    assert found(till) == {}


def test_a_till_without_a_token_tells_so_and_one_that_is_switched_offline_does_not(
    open_till: OpenTill, service: EmbeddedService, tmp_path: Path
) -> None:
    assert found(open_till(offline=True)) == {}
    (tmp_path / "bare").mkdir()
    bare = open_core(Settings(tmp_path / "bare", service.url, "", local=True), "console doctor", HastyClock())
    try:
        assert found(bare)["token"].finding.state == "bad"
    finally:
        bare.close()


def test_an_account_that_is_not_paid_is_told(till: Core, service: EmbeddedService) -> None:
    body = b'{"errors": "your account is out of funds"}'
    service.faults.always(Endpoint.CREATE, answer(402, body=body, media_type=JSON))
    with pytest.raises(ServiceFailed):
        act(till, Issue(2500, "USD"))
    assert "out of funds" in told(till, "account")
    service.faults.clear()
    till.connection.try_again()
    assert found(till) == {}


def test_what_needs_a_person_is_told_with_the_time_of_the_oldest(till: Core, service: EmbeddedService) -> None:
    card = sell(till).card_id
    service.faults.always(Endpoint.BALANCE, answer(422, body=b"<h1>No</h1>"))
    redeem(till, card, 1000)
    settle_down(till)
    assert told(till, "outbox") == "0 waiting, 1 need a person"
    (parked,) = operations.read_parked(till)
    assert found(till)["outbox"].finding.since == pytest.approx(parked.created_at, abs=1)
    assert found(till)["outbox"].place == "outbox"


def test_a_receipt_that_the_printer_did_not_take_is_told_with_the_reason(till: Core, printer: CounterPrinter) -> None:
    till.preferences.set("receipt.printer", str(printer.address))
    printer.fault = "no paper"
    words = Receipt("Harbour Books", "Gift card redeemed", "$40.00", ((("Card", "•••• 7K2M"),),))
    with pytest.raises(KnownError):
        till.receipts.print("an operation", words, "LATE COPY, printed {at}", _no_picture)
    assert told(till, "receipts").startswith("1 not on paper yet: ")
    row = found(till)["receipts"]
    assert (row.finding.since, row.place) == (till.receipts.waiting()[0].made_at, "settings.printing")
    printer.fault = ""
    till.receipts.retry(till.receipts.waiting()[0].number, _no_picture)
    assert found(till) == {}


def _no_picture(*_: object) -> Bitmap:
    return Bitmap(8, (b"\xaa",))


def test_a_disk_with_little_room_is_told_from_when_it_was_noticed(till: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(till) == {}
    monkeypatch.setattr(folder_check, "LOW_DISK", 1 << 80)
    assert told(till, "disk").endswith(" MB free")
    since = found(till)["disk"].finding.since
    assert since is not None
    assert found(till)["disk"].finding.since == since, "it stays"


def test_what_was_so_before_this_start_has_no_time_of_its_own(open_till: OpenTill) -> None:
    till = open_till()
    sell(till, 5000)
    till.preferences.set("alert.liability", "10")
    till.close()
    again = open_till()
    assert found(again)["liability"].finding.since is None
    again.preferences.set("alert.liability", "0")
    assert found(again) == {}
    again.preferences.set("alert.liability", "10")
    assert found(again)["liability"].finding.since is not None


def test_a_clock_that_is_days_off_is_told(service: EmbeddedService, tmp_path: Path) -> None:
    """The service of the tests is days behind, and this till listens to it."""
    (tmp_path / "late").mkdir()
    till = open_core(Settings(tmp_path / "late", service.url, TOKEN), "late", Clock())
    try:
        assert found(till) == {}
        till.sync.step()
        assert "ahead of the service" in told(till, "clock")
        assert found(till)["clock"].place == ""
    finally:
        till.close()


def test_no_request_is_made_for_any_of_them(till: Core, service: EmbeddedService) -> None:
    sell(till)
    before = len(service.faults.seen)
    alerts.read_alerts(till)
    assert len(service.faults.seen) == before
    till.doctor.examine()
    assert len(service.faults.seen) > before


# who sees which, and what was seen


@pytest.fixture
def staffed(till: Core) -> Core:
    """A till that owes too much and has an old operation: one alert for the manager, one for the counter."""
    till.staff.put("Mia", Role.MANAGER, MIA)
    till.staff.put("Cleo", Role.CLERK, CLEO)
    card = sell(till, 5000).card_id
    till.preferences.set("alert.liability", "10")
    till.connection.switch(True)
    till.desk.submit(Redeem(card, 500, "Purchase"))
    with database_of(till).writing() as conn:
        conn.execute(text("UPDATE operations SET created_at = created_at - 5 * 3600 WHERE kind = 'redeem'"))
    return till


def be(core: Core, name: str) -> None:
    core.staff.sign_out()
    core.staff.sign_in(name, {"Mia": MIA, "Cleo": CLEO}[name])


def due(core: Core) -> dict[str, bool]:
    return {code: row.due for code, row in found(core).items()}


def test_a_clerk_sees_what_concerns_the_counter_and_nobody_sees_nothing(staffed: Core) -> None:
    assert due(staffed) == {"queue": True, "liability": True}
    be(staffed, "Cleo")
    assert due(staffed) == {"queue": True}
    with pytest.raises(NotFound):
        alerts.note_alert_seen(staffed, "liability")
    staffed.staff.sign_out()
    with pytest.raises(SignInNeeded):
        alerts.read_alerts(staffed)
    with pytest.raises(SignInNeeded):
        alerts.note_alert_seen(staffed, "queue")


def test_what_a_manager_saw_is_not_told_again_today_and_what_a_clerk_saw_to_clerks_alone(staffed: Core) -> None:
    be(staffed, "Cleo")
    seen = alerts.note_alert_seen(staffed, "queue").alerts
    assert [(row.code, row.due, row.seen_by) for row in seen] == [("queue", False, "Cleo")]
    be(staffed, "Mia")
    assert due(staffed) == {"queue": True, "liability": True}
    alerts.note_alert_seen(staffed, "queue")
    alerts.note_alert_seen(staffed, "liability")
    assert due(staffed) == {"queue": False, "liability": False}
    be(staffed, "Cleo")
    alerts.note_alert_seen(staffed, "queue")
    be(staffed, "Mia")
    assert due(staffed)["queue"] is False, "a clerk who sees it later does not bring it back"


def test_it_is_kept_over_a_start_and_told_again_the_next_day(staffed: Core) -> None:
    alerts.note_alert_seen(staffed, "queue")
    alerts.note_alert_seen(staffed, "liability")
    with database_of(staffed).reading() as conn:
        (kept,) = conn.execute(text("SELECT value FROM watermarks WHERE name = 'alerts.seen'")).one()
    today = staffed.queries.shop_day()
    assert kept.count(today) == 2
    with database_of(staffed).writing() as conn:
        earlier = {"value": kept.replace(today, "2020-02-28", 1)}
        conn.execute(text("UPDATE watermarks SET value = :value WHERE name = 'alerts.seen'"), earlier)
    assert sorted(due(staffed).values()) == [False, True]


def test_who_saw_what_stands_in_the_history(staffed: Core) -> None:
    be(staffed, "Cleo")
    alerts.note_alert_seen(staffed, "queue")
    rows = operations.read_history(staffed, HistoryQuestion()).rows
    (row,) = (row for row in rows if isinstance(row, JournalRow) and row.what == "alert-seen")
    assert (row.clerk, row.messages[0].key) == ("Cleo", "entry.alert-seen.queue")


def test_what_is_over_cannot_be_noted_as_seen(till: Core) -> None:
    with pytest.raises(NotFound) as over:
        alerts.note_alert_seen(till, "disk")
    assert over.value.key == "alert.over"


def test_every_check_of_the_list_is_an_alert_with_a_kind(till: Core) -> None:
    assert {finding.check for finding in till.doctor.alerts.findings()} == set(ALERTS)


def test_balances_are_added_up_every_minute_only_where_there_is_a_mark(till: Core) -> None:
    sell(till, 5000)
    check = OfficeCheck(Storage(database_of(till), till.journal, Clock()), Shop(till.preferences, till.staff))
    assert [each.check for each in check.watched()] == ["queue", "approvals", "closing"]
    assert [each.check for each in check.findings()] == ["queue", "approvals", "closing", "liability"]
    till.preferences.set("alert.liability", "10")
    assert [each.state for each in check.watched()] == ["ok", "ok", "ok", "warn"]
