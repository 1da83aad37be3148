"""A till that kills itself with SIGKILL at the n-th labelled moment. Run as a process of its own by test_kill.py.

Moments are the real ones: before and after each commit, before and after each request. With n = 0 it only
prints how many there are.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import core.bootstrap
import core.services.till.database_choice
from core.domain.command import Issue, Redeem, Replace
from core.domain.outcome import Confirmed
from core.domain.staff import Author
from core.remote.http_gateway import HttpGateway
from core.settings import Settings
from core.store.database import Connection, Database
from core.usecases import approvals

_deadly = 0
_passed = 0


def moment() -> None:
    global _passed
    _passed += 1
    if _passed == _deadly:
        os.kill(os.getpid(), signal.SIGKILL)


class MortalGateway(HttpGateway):
    def _ask(self, *words: Any, **named: Any) -> Any:
        moment()
        answer = super()._ask(*words, **named)
        moment()
        return answer


class MortalDatabase(Database):
    @contextmanager
    def writing(self, author: Author | None = None) -> Iterator[Connection]:
        with super().writing(author) as conn:
            yield conn
            moment()
        moment()


def sale(till: core.bootstrap.Core) -> None:
    sold = till.replay.run(till.desk.submit(Issue(10_000, "USD")).operation_id)
    assert isinstance(sold, Confirmed)
    till.replay.run(till.desk.submit(Redeem(sold.card_id, 3000, "Purchase")).operation_id)


def replacement(till: core.bootstrap.Core) -> None:
    """Of the only card that the service has: it was made before the first moment counts."""
    (lost,) = till.queries.cards()
    till.replacement.run(till.replacement.start(Replace(lost.card_id, "lost")).operation_id)


def approval(till: core.bootstrap.Core) -> None:
    """Of the only request that waits, by the manager."""
    till.staff.sign_in("Mia", "482913")
    (decided,) = approvals.approve_requests(till, (1,)).decided
    assert decided.result is not None, decided


def main(folder: str, url: str, token: str, deadly: int, play: str = "sale") -> None:
    global _deadly
    core.ground.HttpGateway = MortalGateway  # type: ignore[misc]
    core.services.till.database_choice.Database = MortalDatabase  # type: ignore[misc]
    _deadly = deadly
    till = core.bootstrap.open_core(Settings(Path(folder), url, token, quarantine_s=0.0), "mortal")
    {"sale": sale, "replacement": replacement, "approval": approval}[play](till)
    print(_passed, flush=True)
    till.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), *sys.argv[5:])
