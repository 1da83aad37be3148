"""A long reading ends as soon as somebody asks for it, and leaves the database as it was."""

import signal
import threading

import pytest

from core.console.waiting import ConsoleWait
from core.domain import stopping
from core.domain.stopping import Parts, StopRequest, stoppable, stopped_by
from core.errors import ReadingStopped
from core.store.database import Database, ask

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) AS found FROM n"
SHORT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000) SELECT COUNT(*) AS found FROM n"


class AtThirdLook(StopRequest):
    """Stopped by itself once the database has looked at it twice."""

    looks = 0

    def interrupts(self) -> bool:
        self.looks += 1
        if self.looks == 3:
            self.stop()
        return super().interrupts()


@pytest.fixture
def database(tmp_path):
    made = Database(tmp_path / "till.db")
    yield made
    made.close()


def count(database, statement):
    with database.reading() as conn:
        return next(ask(conn, statement))["found"]


def test_a_statement_ends_in_the_middle_and_the_next_one_is_whole(database):
    request = AtThirdLook()
    with stopped_by(request), pytest.raises(ReadingStopped):
        count(database, ENDLESS)
    assert request.looks == 3
    assert count(database, SHORT) == 100_000
    assert request.looks == 3, "who reads without a request is not looked after"


def test_another_thread_asks_for_it(database):
    request = StopRequest()
    ended: list[BaseException] = []

    def read() -> None:
        try:
            stoppable(request, lambda given: count(given, ENDLESS))(database)
        except ReadingStopped as error:
            ended.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    request.stop()
    thread.join(30)
    assert len(ended) == 1


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no such timer: Ctrl+C is not tried on this system")
def test_ctrl_c_is_heard_while_the_database_works(database):
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        with stopped_by(ConsoleWait()), pytest.raises(ReadingStopped):
            count(database, ENDLESS)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert count(database, SHORT) == 100_000


def test_what_is_asked_to_stop_before_it_begins_does_nothing():
    request = StopRequest()
    request.stop()
    with pytest.raises(ReadingStopped):
        stoppable(request, lambda _given: pytest.fail("it was begun"))(None)


def test_it_is_told_how_much_is_done():
    request = StopRequest()
    with stopped_by(request):
        assert request.fraction is None
        parts = Parts(4)
        parts.done()
        assert request.fraction == 0.25
        stopping.step()
        assert request.fraction is None
        request.stop()
        with pytest.raises(ReadingStopped):
            parts.done()
    parts.done()  # nobody may stop this thread any more
