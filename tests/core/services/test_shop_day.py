"""The shop's day is the service's, however wrong the clock of the computer is (docs/protocol.md D9)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.bootstrap import Core, open_core
from core.clock import Clock
from core.domain.command import Redeem
from core.domain.outcome import Refused
from core.domain.reply import CardRead
from core.errors import RuleRefused
from core.protocol.adjustment import Adjustment
from core.protocol.doubt import DoubtResolver
from core.protocol.ledger import AttemptLedger
from core.protocol.machine import End, PutBalance
from core.settings import Settings
from tests.builders import server_card
from tests.core.remote.scripted_server import CARD, ScriptedServer, reply
from tests.e2e.counter_actions import act

DAY_S = 86_400.0
HEARD = datetime(2026, 2, 14, 15, 26, 57, tzinfo=UTC).timestamp()
DATE = "Date: Sat, 14 Feb 2026 15:26:57 GMT\r\n"
NEW_YORK, BERLIN, KIRITIMATI = -5 * 3600, 3600, 14 * 3600
EXPIRES = CARD | {"expires_on": "2026-02-14", "updated_at": "2026-02-14T10:26:00-05:00"}


class WrongClock(Clock):
    """Shows `now`; suspended, only `slept` tells."""

    def __init__(self, now: float) -> None:
        super().__init__()
        self.now, self.slept = now, 0.0

    def wall(self) -> float:
        return self.now

    def boottime(self) -> float:
        return super().monotonic() + self.slept


@pytest.mark.parametrize("off", [DAY_S, -DAY_S, 10 * DAY_S, 5 * 365 * DAY_S], ids="{:+.0f}".format)
def test_reply_5_the_day_is_the_service_s_whatever_the_clock_shows(off: float) -> None:
    clock = WrongClock(HEARD + off)
    assert clock.off_s() == 0.0
    clock.hear(int(HEARD), (int(HEARD), NEW_YORK))
    assert clock.shop_day() == "2026-02-14"
    assert abs(clock.off_s() - off) < 5
    clock.now += 77 * DAY_S  # set by hand
    assert clock.shop_day() == "2026-02-14"
    clock.slept = DAY_S  # suspended for a day: monotonic time stood still
    assert clock.shop_day() == "2026-02-15"


@pytest.mark.parametrize(
    ("offset", "day"), [(NEW_YORK, "2026-02-14"), (BERLIN, "2026-02-14"), (KIRITIMATI, "2026-02-15")]
)
def test_reply_5_the_day_is_in_the_offset_of_the_service_s_own_times(offset: int, day: str) -> None:
    clock = WrongClock(HEARD)
    clock.hear(int(HEARD), (int(HEARD), offset))
    assert clock.shop_day() == day
    clock.hear(int(HEARD), (int(HEARD) - 180 * 86_400, BERLIN))  # of last summer: it says nothing of now
    assert clock.shop_day() == day


def test_after_a_restart_the_wall_clock_counts_if_it_is_not_before_what_was_heard() -> None:
    for wall, day in ((HEARD + 3 * DAY_S, "2026-02-17"), (HEARD - 300 * DAY_S, "2026-02-14")):
        clock = WrongClock(wall)
        clock.recall(int(HEARD), (int(HEARD), NEW_YORK))
        assert not clock.knows_day
        assert clock.shop_day() == day


def opened(folder: Path, server: ScriptedServer, clock: Clock) -> Core:
    folder.mkdir(exist_ok=True)
    return open_core(Settings(folder, server.url, "token", state_dir=folder / "state"), clock=clock)


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer(reply(200, {"gift_cards": [EXPIRES]}, DATE)) as server:
        yield server


def test_reply_5_a_card_on_its_last_day_is_promised_and_the_day_after_it_is_not(
    tmp_path: Path, server: ScriptedServer
) -> None:
    clock = WrongClock(HEARD + DAY_S)  # a day ahead: by it the card is expired
    with closing(opened(tmp_path / "till", server, clock)) as till:
        till.sync.step()
        till.connection.switch(True)
        assert till.desk.submit(Redeem(42, 100)).offline
        clock.now, clock.slept = HEARD - 400 * DAY_S, DAY_S  # the day after, and the clock a year behind
        with pytest.raises(RuleRefused) as refused:
            till.desk.submit(Redeem(42, 200))
        assert refused.value.key == "card.expired"
    again = WrongClock(HEARD - 400 * DAY_S)
    with closing(opened(tmp_path / "till", server, again)):  # no line yet: what was heard last is kept
        assert again.shop_day() == "2026-02-14"


def test_reply_5_online_the_service_is_asked(tmp_path: Path, server: ScriptedServer) -> None:
    with closing(opened(tmp_path / "till", server, WrongClock(HEARD))) as till:
        till.sync.step()
    server.answers = [reply(200, {"gift_card": EXPIRES}, DATE), reply(422, {"errors": "The card has expired."}, DATE)]
    with closing(opened(tmp_path / "till", server, WrongClock(HEARD + 9 * DAY_S))) as till:
        outcome = act(till, Redeem(42, 100))
        assert isinstance(outcome, Refused)
        assert outcome.message.key == "outcome.refused.service"


def test_reply_5_a_wrong_clock_is_told_in_the_band_and_by_the_doctor(tmp_path: Path, server: ScriptedServer) -> None:
    wrong = {600.0: "ahead", -600.0: "behind", 7300.0: "ahead_hours", -12 * DAY_S: "behind_days"}
    for off, way in (*wrong.items(), (60.0, "")):
        key = f"service.clock_{way}" if way else ""
        with closing(opened(tmp_path / f"till{off}", server, WrongClock(HEARD + off))) as till:
            found = {finding.check: finding for finding in till.doctor.alerts.findings()}
            assert found["clock"].state == "ok", "nobody told the time yet"
            found = {finding.check: finding for finding in till.doctor.examine()}
            assert found["clock"].state == ("warn" if key else "ok")
            problem = till.queries.status().problem
            assert (problem.key if problem else "") == key


@pytest.mark.parametrize(
    ("offset", "hour", "ends"),
    [(NEW_YORK, 6, True), (NEW_YORK, 5, False), (BERLIN, 0, True), (None, 6, False), (None, 12, True)],
)
def test_g1_takes_the_read_s_own_date_and_offset(offset: int | None, hour: int, ends: bool) -> None:
    """The card's last day is the 14th; at 6:00 UTC of the 15th it is over in New York, also by last summer's offset."""
    date = int(datetime(2026, 2, 15, hour, 0, 1, tzinfo=UTC).timestamp())
    card = server_card(expires_on="2026-02-14", updated_at=date - 9000, offset=offset)
    machine = Adjustment(AttemptLedger(1001, "USD", -1500), DoubtResolver(90.0)).begin().machine
    action = machine.after(CardRead(card, date)).action
    assert isinstance(action, End if ends else PutBalance)


@pytest.mark.parametrize("offset", [NEW_YORK, BERLIN, KIRITIMATI, None])
def test_a_day_of_the_shop_begins_where_the_one_before_ends(offset: int | None) -> None:
    clock = Clock()
    if offset is not None:
        clock.hear(int(HEARD), (int(HEARD), offset))
    for day, before in (("2026-02-14", "2026-02-13"), ("2026-03-01", "2026-02-28"), ("2026-11-02", "2026-11-01")):
        begin = clock.begin_of(day)
        assert (clock.shop_day_of(begin - 1), clock.shop_day_of(begin)) == (before, day)
        assert clock.end_of(before) == begin
