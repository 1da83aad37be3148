"""Answers come back in the GUI thread, to objects that still live; steps run when they are due."""

import threading
from functools import partial
from types import SimpleNamespace

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread, Signal

from core.errors import BadInput, CannotStart, StorageFailed
from core.usecases.background import StepDone
from core.usecases.changes import EVERYTHING, Changes
from gui.work.core_bridge import CoreBridge
from gui.work.task_thread import BackgroundSteps
from tests.gui.builders import status

LONG_ID = 564744552298
"""Longer than Qt's int."""


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
        self.changed = frozenset()

    def step(self, *_given: object) -> float:
        self.calls += 1
        if self.fault is not None:
            raise self.fault
        return self.pause

    round = step

    def done(self) -> StepDone:
        return StepDone(self.step())


class SmallCore:
    def __init__(self) -> None:
        self.closed = False
        self.now = status()
        self.replay, self.sync, self.terms, self.heads = Steps(), Steps(), Steps(), Steps()
        self.batch_run, self.receipts, self.approvals = Steps(), Steps(), Steps()
        self.sharing, self.page_writer, self.backups, self.retention = Steps(), Steps(), Steps(), Steps()
        self.queries = SimpleNamespace(status=lambda _card: self.now)
        self.connection = SimpleNamespace(condition="online")
        self.written = 0

    def commits(self) -> int:
        return self.written

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def core():
    return SmallCore()


@pytest.fixture
def bridge(qtbot, core):
    made = CoreBridge(lambda: core)
    with qtbot.waitSignal(made.opened):
        made.start()
    yield made
    assert made.close()


@pytest.mark.parametrize("lane", ["read", "counter", "queue", "background"])
def test_work_is_done_elsewhere_and_answered_here(qtbot, bridge, core, lane):
    listener = Listener()
    with qtbot.waitSignal(listener.heard):
        bridge.ask(lambda given: (given, threading.get_ident()), listener.on_value, thread=lane)
    given, where = listener.values[0]
    assert given is core
    assert where != threading.get_ident()
    assert listener.threads == [qtbot_thread()]


def qtbot_thread():
    return QThread.currentThread()


def test_what_is_asked_before_the_core_is_open_waits_for_it(qtbot, core):
    bridge, listener = CoreBridge(lambda: core), Listener()
    bridge.ask(lambda given: given, listener.on_value)
    with qtbot.waitSignal(listener.heard):
        bridge.start()
    assert listener.values == [core]
    assert bridge.close()


def test_a_known_error_goes_to_who_takes_it(qtbot, bridge):
    listener = Listener()
    with qtbot.waitSignal(listener.heard):
        bridge.ask(refuse, listener.on_value, failed=listener.on_value)
    assert isinstance(listener.values[0], BadInput)


def test_a_known_error_that_nobody_takes_is_trouble(qtbot, bridge):
    listener = Listener()
    with qtbot.waitSignal(bridge.trouble) as trouble:
        bridge.ask(refuse, listener.on_value)
    assert trouble.args[0].key == "reason.missing"
    assert listener.values == []


def test_the_emit_of_a_signal_is_no_receiver(bridge):
    """It does not tell whose it is, and the answer for an object that is gone was an error of the program."""
    here = Listener()
    for receiver in (here.heard.emit, partial(here.heard.emit, 1)):
        with pytest.raises(TypeError):
            bridge.ask(lambda _core: None, receiver)
        with pytest.raises(TypeError):
            bridge.ask(lambda _core: None, here.on_value, failed=receiver)


def test_an_answer_for_an_object_that_is_gone_is_dropped(qtbot, bridge):
    gone, here = Listener(), Listener()
    begun, go = threading.Event(), threading.Event()

    def slow(_core):
        begun.set()
        assert go.wait(5)

    bridge.ask(slow, gone.on_value)
    assert begun.wait(5)
    shiboken6.delete(gone)
    with qtbot.waitSignal(here.heard):
        bridge.ask(lambda _core: "next", here.on_value)
        go.set()
    assert gone.values == []


def test_a_bug_is_not_waited_for_for_ever(qtbot, bridge):
    listener = Listener()
    with qtbot.capture_exceptions() as met:
        bridge.ask(lambda _core: 1 // 0, listener.on_value, thread="counter", failed=listener.on_value)
        qtbot.waitUntil(lambda: bool(listener.values and met))
    assert met[0][0] is ZeroDivisionError
    assert len(listener.values) == 1


def test_steps_rest_until_they_are_woken(qtbot, bridge, core):
    qtbot.waitUntil(lambda: (core.replay.calls, core.sync.calls) == (1, 1))
    bridge.wake()
    qtbot.waitUntil(lambda: (core.replay.calls, core.sync.calls) == (2, 2))


def test_a_changed_status_is_told_once(qtbot, bridge, core):
    core.now = status(pending=2)
    with qtbot.waitSignal(bridge.status_changed):
        bridge.renew_status()
    assert bridge.status.pending == 2
    listener = Listener()
    with qtbot.assertNotEmitted(bridge.status_changed), qtbot.waitSignal(listener.heard):
        bridge.renew_status()
        bridge.ask(lambda _core: None, listener.on_value)


def test_what_an_operation_changed_is_told_after_its_answer(qtbot, bridge, core):
    listener, told = Listener(), []
    bridge.changed.connect(lambda changes, result: told.append((changes, result, list(listener.values))))
    with qtbot.waitSignal(bridge.changed):
        bridge.run(lambda _core: Changes(frozenset({LONG_ID}), queue=True), listener.on_value)
    (result,) = listener.values
    assert told == [(Changes(frozenset({LONG_ID}), queue=True), result, [result])]


def test_a_question_changes_nothing(qtbot, bridge, core):
    listener = Listener()
    with qtbot.assertNotEmitted(bridge.changed), qtbot.waitSignal(listener.heard):
        bridge.ask(lambda _core: Changes(queue=True), listener.on_value)


def test_after_a_bug_anything_may_have_changed(qtbot, bridge):
    listener = Listener()
    with qtbot.capture_exceptions() as met, qtbot.waitSignal(bridge.changed) as changed:
        bridge.run(lambda _core: 1 // 0, listener.on_value, failed=listener.on_value)
        qtbot.waitUntil(lambda: bool(met))
    assert changed.args[0] == EVERYTHING


def test_a_step_tells_what_it_changed(qtbot, bridge, core):
    qtbot.waitUntil(lambda: core.sync.calls == 1)
    core.sync.changed = frozenset({LONG_ID})
    with qtbot.waitSignal(bridge.changed) as changed:
        bridge.wake()
    assert changed.args == [Changes(frozenset({LONG_ID}), status=True), None]


def test_the_status_is_told_again_for_a_card_that_comes_back_to_the_counter_at_once(qtbot, bridge, core):
    with qtbot.waitSignal(bridge.status_changed):
        bridge.serve(LONG_ID)
    bridge.serve(None)  # the window shows nothing of the card any more
    with qtbot.waitSignal(bridge.status_changed):
        bridge.serve(LONG_ID)


def test_a_core_that_cannot_open_says_why(qtbot):
    bridge = CoreBridge(cannot_start)
    with qtbot.waitSignal(bridge.could_not_open) as told:
        bridge.start()
    assert told.args == ["start.owner", {"owner": "the other one"}]
    assert bridge.close()


def test_closing_closes_the_core(qtbot, core):
    bridge = CoreBridge(lambda: core)
    with qtbot.waitSignal(bridge.opened):
        bridge.start()
    assert bridge.close()
    assert core.closed


def test_steps_keep_the_pauses_that_steps_ask_for():
    quick, slow = Steps(0.0), Steps(60.0)
    steps = BackgroundSteps((quick.done, slow.done))
    steps.go()
    steps.go()
    assert (quick.calls, slow.calls) == (2, 1)
    assert steps.pause() == 0.0
    steps.hurry()
    steps.go()
    assert slow.calls == 2


def test_a_disk_that_is_full_is_told_in_the_bar_and_tried_again(qtbot, bridge, core):
    qtbot.waitUntil(lambda: core.replay.calls == 1)
    core.replay.fault = StorageFailed("start.disk_full")
    with qtbot.waitSignal(bridge.trouble) as trouble:
        bridge.wake()
    assert trouble.args[0].key == "start.disk_full"


def test_a_step_that_fails_holds_no_other_up():
    def fail():
        raise StorageFailed("start.disk_full")

    other = Steps(60.0)
    steps = BackgroundSteps((fail, other.done))
    with pytest.raises(StorageFailed):
        steps.go()
    assert steps.pause() == 0.0
    steps.go()
    assert other.calls == 1
    assert 20 < steps.pause() <= 30


def refuse(_core):
    raise BadInput("reason.missing")


def cannot_start():
    raise CannotStart("start.owner", owner="the other one")
