"""A lent connection to PostgreSQL that waits for answers only where somebody asks for one.

BEGIN, and what changes rows and returns none, is sent together with the next statement that returns some, or with the
COMMIT: one way to the server and back instead of one for each. Nothing is left out and nothing changes its place. A
statement that fails makes the server skip those behind it, and its error is raised where the answer is waited for.
"""

from __future__ import annotations

from typing import Any

from psycopg.generators import execute, fetch_many
from psycopg.pq import TransactionStatus
from psycopg.pq.abc import PGresult

from core.server.data.code_seal import CodeSeal
from core.server.data.driver import DriverConnection, NoRow, Parameters, R, Statement
from core.server.data.prepared import Asked, prepared_of

_SENT_LATER = ("BEGIN", "SAVEPOINT", "ROLLBACK TO")


class PipelinedConnection(DriverConnection):
    """Does what a DriverConnection does, on PostgreSQL."""

    def __init__(self, raw: Any, seal: CodeSeal) -> None:
        self.dialect = "postgresql"
        self.seal = seal
        self.raw = raw
        self.committing = False
        self._prepared = prepared_of(raw)
        self._held: list[Asked] = []
        self._begun = False

    def close(self) -> None:
        """Forget what was held back: its transaction was ended."""
        self._held.clear()

    def first(self, statement: Statement[R], parameters: Parameters) -> R | None:
        """Return the first row, None when there is none."""
        found = self._rows(statement, parameters)
        return statement.row(found[0]) if found else None

    def one(self, statement: Statement[R], parameters: Parameters) -> R:
        """Return the row of a statement that always gives one."""
        return statement.row(self._rows(statement, parameters)[0])

    def all(self, statement: Statement[tuple[Any, ...]], parameters: Parameters) -> list[tuple[Any, ...]]:
        """Return all rows, as the driver gives them."""
        return self._rows(statement, parameters)

    def execute(self, statement: Statement[NoRow], parameters: Parameters) -> None:
        """Run a statement that returns no row, in a transaction at the latest with its COMMIT."""
        asked = self._prepared.asked(*statement.asked(self.dialect, parameters))
        if self._begun:
            self._held.append(asked)
        else:
            self._answer(asked)

    def execute_text(self, text: str) -> None:
        """Run a statement that both dialects know, as BEGIN or SAVEPOINT."""
        asked = Asked(text.encode())
        if text == "ROLLBACK":
            self._held.clear()
            if self.raw.info.transaction_status is not TransactionStatus.IDLE:
                self._answer(asked)
        elif text.startswith(_SENT_LATER):
            self._begun = True
            self._held.append(asked)
        else:
            self._answer(asked)

    def _rows(self, statement: Statement[Any], parameters: Parameters) -> list[tuple[Any, ...]]:
        asked = self._prepared.asked(*statement.asked(self.dialect, parameters))
        return self._prepared.rows(self._answer(asked))

    def _answer(self, asked: Asked) -> PGresult:
        """Send what was held back and this; return the answer to this. Raises what the driver raises."""
        sent, self._held = [*self._held, asked], []
        for each in sent:
            if self._prepared.begin_prepare(each):
                self._prepared.end_prepare(each, self.raw.wait(execute(self.raw.pgconn)))
        results = self._sent_alone(asked) if len(sent) == 1 else self._sent_together(sent)
        self._prepared.check(results)
        return results[-1]

    def _sent_alone(self, asked: Asked) -> list[PGresult]:
        self._prepared.send(asked)
        results: list[PGresult] = self.raw.wait(execute(self.raw.pgconn))
        return results

    def _sent_together(self, sent: list[Asked]) -> list[PGresult]:
        pgconn = self.raw.pgconn
        try:
            pgconn.enter_pipeline_mode()
            for each in sent:
                self._prepared.send(each)
            pgconn.pipeline_sync()
            results: list[PGresult] = self.raw.wait(execute(pgconn))
            for _ in sent[1:]:
                results += self.raw.wait(fetch_many(pgconn))
            self.raw.wait(fetch_many(pgconn))  # of the end
            pgconn.exit_pipeline_mode()
        except BaseException:
            self.raw.close()  # in the middle of answers
            raise
        return results
