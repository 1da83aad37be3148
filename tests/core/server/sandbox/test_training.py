"""Each button of the training mode does on the real sandbox what it says, and nothing to the till's own reading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.bootstrap import Core, open_core
from core.domain.command import Redeem
from core.domain.outcome import Confirmed, Queued, Refused, Unknown
from core.domain.training import Drill, Lesson
from core.server.sandbox.embedded import EmbeddedService
from core.settings import Settings
from tests.e2e.counter_actions import act, on_server, sell, settle_down
from tests.e2e.leaping_clock import LeapingClock


@pytest.fixture
def clock() -> LeapingClock:
    """A clock that passes the pauses of the protocol at once; the delays of the sandbox are real."""
    return LeapingClock()


@pytest.fixture
def core(tmp_path: Path, clock: LeapingClock) -> Iterator[Core]:
    """A till on its sandbox."""
    (tmp_path / "till").mkdir()
    opened = open_core(Settings(tmp_path / "till", quarantine_s=0.0), clock=clock)
    yield opened
    opened.close()


def training(core: Core):
    assert core.training is not None
    return core.training


def test_an_outage_is_a_line_that_is_down(core: Core) -> None:
    sold = sell(core)
    training(core).set_outage(True)
    assert training(core).drill == Drill(outage=True)
    act(core, Redeem(sold.card_id, 100))  # meets the silence
    assert isinstance(act(core, Redeem(sold.card_id, 100)), Queued)
    training(core).set_outage(False)
    core.connection.try_again()
    settle_down(core)
    assert core.service is not None
    assert on_server(core.service, sold.card_id) == 9_800
    assert training(core).drill.fair


def test_a_lost_answer_was_carried_out(core: Core) -> None:
    sold = sell(core)
    training(core).teach(Lesson.LOSE_ANSWER)
    assert training(core).drill.waiting == (Lesson.LOSE_ANSWER,)
    core.sync.step()  # the till's own reading does not use it up
    assert training(core).drill.waiting == (Lesson.LOSE_ANSWER,)
    assert isinstance(act(core, Redeem(sold.card_id, 100)), Unknown)
    assert core.service is not None
    assert on_server(core.service, sold.card_id) == 9_900
    assert training(core).drill.fair


def test_a_refusal_takes_nothing(core: Core) -> None:
    sold = sell(core)
    training(core).teach(Lesson.REFUSE)
    outcome = act(core, Redeem(sold.card_id, 100))
    assert isinstance(outcome, Refused)
    assert "training refusal" in str(outcome.message.values)
    assert core.service is not None
    assert on_server(core.service, sold.card_id) == 10_000


def test_the_web_shop_spends_half_of_a_card(core: Core) -> None:
    sold = sell(core)
    training(core).spend_elsewhere(sold.card_id)
    assert core.lookup.refresh(sold.card_id)
    card = core.queries.card(sold.card_id)
    assert card is not None
    assert card.balance == 5_000


def test_a_bad_day_ends_when_it_is_told_to(core: Core) -> None:
    training(core).set_weather(7)
    training(core).teach(Lesson.BUSY)
    assert training(core).drill == Drill(waiting=(Lesson.BUSY,), weather=7)
    training(core).end()
    assert training(core).drill.fair
    assert isinstance(act(core, Redeem(sell(core).card_id, 100)), Confirmed)


@pytest.mark.slow
@pytest.mark.parametrize("lesson", [Lesson.SLOW, Lesson.BUSY])
def test_slow_and_busy_end_well(core: Core, clock: LeapingClock, lesson: Lesson) -> None:
    sold = sell(core)
    training(core).teach(lesson)
    began = clock.monotonic()
    outcome = act(core, Redeem(sold.card_id, 100))
    settle_down(core)
    assert isinstance(outcome, (Confirmed, Unknown, Queued)), outcome
    assert clock.monotonic() - began > 1.5
    assert core.service is not None
    assert on_server(core.service, sold.card_id) == 9_900


def test_a_real_service_has_no_training(tmp_path: Path) -> None:
    service = EmbeddedService(tmp_path / "service.db", "a-token-1234", seed=None)
    url = service.start()
    (tmp_path / "till").mkdir()
    core = open_core(Settings(tmp_path / "till", url, "a-token-1234"))
    assert core.training is None
    assert core.queries.status().drill.fair
    core.close()
    service.stop()
