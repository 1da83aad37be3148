"""The primary is killed under load and its replica promoted; the service, which knows both, goes on by itself.

The oracle is the history of the card, read from the new primary.
"""

from __future__ import annotations

import time
from contextlib import ExitStack, closing
from pathlib import Path

import psycopg
import pytest

from core.bootstrap import open_core
from core.domain.command import Redeem
from core.domain.operation import State
from core.domain.outcome import Confirmed, Refused, Unknown
from core.settings import Settings
from tests.builders import HastyClock
from tests.core.server.data.test_killed import check_history, make_card, served, writing_tills
from tests.core.server.postgresql import Cluster, cluster, either, replica
from tests.core.server.serving import posix_only
from tests.core.server.serving import served as served_with_two_keys
from tests.core.server.test_database_away import ask, caller, statuses
from tests.e2e.counter_actions import act, sell, settle_down

pytestmark = [pytest.mark.slow, posix_only]


def test_with_synchronous_replication_no_answered_write_is_lost() -> None:
    with cluster("-c synchronous_standby_names=*") as primary, replica(primary) as copy:
        with served(either(primary, copy)) as (url, _):
            card = make_card(url)
            with writing_tills(card) as (tills, wait_for_answers):
                wait_for_answers()
                primary.kill()
                copy.promote()
                wait_for_answers()
                wait_for_answers()
        assert sum(till.again for till in tills) > 0
        check_history(copy.url, card, tills)


def test_with_asynchronous_replication_the_till_takes_nothing_that_was_lost_for_granted(tmp_path: Path) -> None:
    """What the replica had not received is gone, though it was answered: money is on a card again, a card is not."""
    with ExitStack() as stack:
        primary = stack.enter_context(cluster())
        copy = stack.enter_context(replica(primary))
        url, _ = stack.enter_context(served_with_two_keys(either(primary, copy)))
        session = stack.enter_context(caller("one"))
        till = stack.enter_context(closing(open_core(Settings(tmp_path, url, "one"), "test", HastyClock())))
        settle_down(till)
        kept = sell(till).card_id
        received_all(primary, copy)
        copy.cut_off()
        spent = act(till, Redeem(kept, 500, "Purchase"))
        lost = sell(till).card_id
        primary.kill()
        copy.promote()
        assert set(statuses(session, url, ("GET", f"/gift-cards/{kept}", None), 200)) <= {200, 503}
        assert isinstance(spent, Confirmed)
        assert ask(session, url, ("GET", f"/gift-cards/{kept}", None)).json()["gift_card"]["balance"] == "100.00"

        doubtful = act(till, Redeem(kept, 300, "Purchase"))
        assert isinstance(doubtful, Unknown), doubtful
        assert isinstance(act(till, Redeem(lost, 300, "Purchase")), Refused)
        assert sell(till, 1_000).card_id == lost, "the service gives the number again"
        assert till.queries.card(lost).balance == 1_000
        settle_down(till, longest_s=100)
        assert till.queries.operation(doubtful.operation_id).state is State.PARKED


def received_all(primary: Cluster, copy: Cluster) -> None:
    """Wait until the replica has all that the primary has."""
    with psycopg.connect(primary.url, autocommit=True) as conn:
        (written,) = conn.execute("SELECT pg_current_wal_lsn()").fetchone() or ("",)
    until = time.monotonic() + 30
    with psycopg.connect(copy.url, autocommit=True) as conn:
        while conn.execute("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", (written,)).fetchone() != (True,):
            assert time.monotonic() < until
