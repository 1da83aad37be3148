"""Answers come back in the GUI thread, to objects that still live; steps run when they are due."""

import threading
from types import SimpleNamespace

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread, Signal

from core.errors import BadInput, CannotStart, StorageFailed
from gui.work.lane import Rounds
from gui.work.worker import Desk
from tests.gui.shown import status


class Listener(QObject):
    heard = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.values = []
        self.threads = []

    def on_value(self, value) -> None:
        self.values.append(value)
        self.threads.append(QThread.currentThread())
        self.heard.emit()


class Steps:
    """Counts its calls and asks for a long pause."""

    def __init__(self, pause: float = 3600.0) -> None:
        self.calls = 0
        self.pause = pause
        self.fault = None

    def step(self, *_given: object) -> float:
        self.calls += 1
        if self.fault is not None:
            raise self.fault
        return self.pause

    round = step


class SmallCore:
    def __init__(self) -> None:
        self.closed = False
        self.now = status()
        self.replay, self.sync, self.terms = Steps(), Steps(), Steps()
        self.batch_run, self.receipts = Steps(), Steps()
        self.queries = SimpleNamespace(status=lambda _card: self.now, card=lambda _card: self.card)
        self.card = "card as it was"

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def core():
    return SmallCore()


@pytest.fixture
def desk(qtbot, core):
    made = Desk(lambda: core)
    with qtbot.waitSignal(made.opened):
        made.start()
    yield made
    assert made.close()


@pytest.mark.parametrize("lane", ["read", "counter", "queue", "background"])
def test_work_is_done_elsewhere_and_answered_here(qtbot, desk, core, lane):
    listener = Listener()
    with qtbot.waitSignal(listener.heard):
        desk.ask(lambda given: (given, threading.get_ident()), listener.on_value, lane=lane)
    given, where = listener.values[0]
    assert given is core
    assert where != threading.get_ident()
    assert listener.threads == [qtbot_thread()]


def qtbot_thread():
    return QThread.currentThread()


def test_what_is_asked_before_the_core_is_open_waits_for_it(qtbot, core):
    desk, listener = Desk(lambda: core), Listener()
    desk.ask(lambda given: given, listener.on_value)
    with qtbot.waitSignal(listener.heard):
        desk.start()
    assert listener.values == [core]
    assert desk.close()


def test_a_known_error_goes_to_who_takes_it(qtbot, desk):
    listener = Listener()
    with qtbot.waitSignal(listener.heard):
        desk.ask(refuse, listener.on_value, failed=listener.on_value)
    assert isinstance(listener.values[0], BadInput)


def test_a_known_error_that_nobody_takes_is_trouble(qtbot, desk):
    listener = Listener()
    with qtbot.waitSignal(desk.trouble) as trouble:
        desk.ask(refuse, listener.on_value)
    assert trouble.args[0].key == "reason.missing"
    assert listener.values == []


def test_an_answer_for_an_object_that_is_gone_is_dropped(qtbot, desk):
    gone, here = Listener(), Listener()
    begun, go = threading.Event(), threading.Event()

    def slow(_core):
        begun.set()
        assert go.wait(5)

    desk.ask(slow, gone.on_value)
    assert begun.wait(5)
    shiboken6.delete(gone)
    with qtbot.waitSignal(here.heard):
        desk.ask(lambda _core: "next", here.on_value)
        go.set()
    assert gone.values == []


def test_a_bug_is_not_waited_for_for_ever(qtbot, desk):
    listener = Listener()
    with qtbot.capture_exceptions() as met:
        desk.ask(lambda _core: 1 // 0, listener.on_value, lane="counter", failed=listener.on_value)
        qtbot.waitUntil(lambda: bool(listener.values and met))
    assert met[0][0] is ZeroDivisionError
    assert len(listener.values) == 1


def test_steps_rest_until_they_are_woken(qtbot, desk, core):
    qtbot.waitUntil(lambda: (core.replay.calls, core.sync.calls) == (1, 1))
    desk.wake()
    qtbot.waitUntil(lambda: (core.replay.calls, core.sync.calls) == (2, 2))


def test_a_changed_status_is_told_once(qtbot, desk, core):
    core.now = status(pending=2)
    with qtbot.waitSignals([desk.status_changed, desk.outbox_changed]):
        desk.look_again()
    assert desk.status.pending == 2
    listener = Listener()
    with qtbot.assertNotEmitted(desk.status_changed), qtbot.waitSignal(listener.heard):
        desk.look_again()
        qtbot.waitUntil(lambda: not desk._glance_timer.isActive())
        desk.ask(lambda _core: None, listener.on_value)


def test_a_change_of_the_card_at_the_counter_is_told_with_its_long_id(qtbot, desk, core):
    desk.serve(564744552298)
    qtbot.waitUntil(lambda: desk._card == core.card)
    core.card = "card as it is now"
    with qtbot.waitSignal(desk.card_changed) as changed:
        desk.look_again()
    assert changed.args == [564744552298]


def test_the_status_is_told_again_for_a_card_that_comes_back_to_the_counter_at_once(qtbot, desk, core):
    with qtbot.waitSignal(desk.status_changed):
        desk.serve(564744552298)
    desk.serve(None)  # the window shows nothing of the card any more
    with qtbot.waitSignal(desk.status_changed):
        desk.serve(564744552298)


def test_a_core_that_cannot_open_says_why(qtbot):
    desk = Desk(cannot_start)
    with qtbot.waitSignal(desk.could_not_open) as told:
        desk.start()
    assert told.args == ["start.owner", {"owner": "the other one"}]
    assert desk.close()


def test_closing_closes_the_core(qtbot, core):
    desk = Desk(lambda: core)
    with qtbot.waitSignal(desk.opened):
        desk.start()
    assert desk.close()
    assert core.closed


def test_rounds_keep_the_pauses_that_steps_ask_for():
    quick, slow = Steps(0.0), Steps(60.0)
    rounds = Rounds((quick.step, slow.step))
    rounds.go()
    rounds.go()
    assert (quick.calls, slow.calls) == (2, 1)
    assert rounds.pause() == 0.0
    rounds.hurry()
    rounds.go()
    assert slow.calls == 2


def test_a_disk_that_is_full_is_told_in_the_bar_and_tried_again(qtbot, desk, core):
    qtbot.waitUntil(lambda: core.replay.calls == 1)
    core.replay.fault = StorageFailed("start.disk_full")
    with qtbot.waitSignal(desk.trouble) as trouble:
        desk.wake()
    assert trouble.args[0].key == "start.disk_full"


def test_a_step_that_fails_holds_no_other_up():
    def fail():
        raise StorageFailed("start.disk_full")

    other = Steps(60.0)
    rounds = Rounds((fail, other.step))
    with pytest.raises(StorageFailed):
        rounds.go()
    assert rounds.pause() == 0.0
    rounds.go()
    assert other.calls == 1
    assert 20 < rounds.pause() <= 30


def refuse(_core):
    raise BadInput("reason.missing")


def cannot_start():
    raise CannotStart("start.owner", owner="the other one")
