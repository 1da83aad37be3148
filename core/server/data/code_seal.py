"""How the codes of cards lie in the service's file: in clear, or sealed by a key that is not in the file.

A seal is the same for the same text, so that a code stays unique and can be looked for; no two cards share a code.
"""

from __future__ import annotations

import sqlite3
from typing import Final, Protocol

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from core.errors import CannotStart
from core.server.data.tables import cards, counters, remembered, unindexed

CODE: Final = "code"
REPLY: Final = "first reply"
REQUEST: Final = "request of a first reply"
PLAIN_CODE: Final = "plain_code"
"""The SQL function of a connection to a sealed file that opens a code."""
_STATE: Final = "sealed"
"""Names the counter that says how far sealing came; without it everything is in clear."""
_ROWS_SEALED: Final = 1
_NOTHING_LEFT: Final = 2
"""Also the pages that SQLite has freed hold nothing in clear any more."""


class CodeSeal(Protocol):
    """Seals texts under a key, each for its purpose."""

    @property
    def key_number(self) -> int:
        """Return what names the key, and tells nothing of it."""

    def seal(self, text: str, purpose: str) -> str:
        """Return the sealed text: always the same for the same text and purpose."""

    def unseal(self, sealed: str, purpose: str) -> str:
        """Return the text; "" for one that was sealed under another key or for another purpose."""


class Unsealed:
    """Leaves every text in clear: the service on its own, whose database belongs on a disk of its own."""

    key_number = 0

    def seal(self, text: str, purpose: str) -> str:  # noqa: ARG002 - the protocol's
        return text

    def unseal(self, sealed: str, purpose: str) -> str:  # noqa: ARG002 - the protocol's
        return sealed


UNSEALED: Final = Unsealed()


def seal_of(engine: Engine) -> CodeSeal:
    """Return the seal under which the database was opened."""
    seal: CodeSeal = engine.get_execution_options().get("seal", UNSEALED)
    return seal


def prepare_seal(engine: Engine, path: str) -> None:
    """Seal what the SQLite file still has in clear, once. A kill in between is made good at the next start.

    Raises CannotStart for a sealed file that is opened without a seal, DBAPIError when the file cannot be written.
    """
    with engine.connect() as conn:
        state = conn.execute(select(counters.c.value).where(counters.c.name == _STATE)).scalar()
    if seal_of(engine) is UNSEALED:
        if state is not None:
            raise CannotStart("start.sealed", path=path)
        return
    if state is None:
        _seal_rows(engine)
    if state != _NOTHING_LEFT:
        _rewrite_file(engine)
        with engine.connect().execution_options(immediate=True) as conn, conn.begin():
            conn.execute(update(counters).where(counters.c.name == _STATE).values(value=_NOTHING_LEFT))


def _seal_rows(engine: Engine) -> None:
    seal = seal_of(engine)
    with engine.connect().execution_options(immediate=True) as conn, conn.begin():
        for table in (cards, unindexed):
            for row in conn.execute(select(table.c.id, table.c.code)).all():
                sealed = seal.seal(row.code, CODE)
                conn.execute(update(table).where(table.c.id == row.id).values(code=sealed))
        for first in conn.execute(select(remembered)).all():
            sealed_reply = {
                "fingerprint": seal.seal(first.fingerprint, REQUEST),
                "body": seal.seal(bytes(first.body).decode(), REPLY).encode(),
            }
            conn.execute(update(remembered).where(remembered.c.key == first.key).values(sealed_reply))
        conn.execute(delete(counters).where(counters.c.name == _STATE))
        conn.execute(insert(counters).values(name=_STATE, value=_ROWS_SEALED))


def _rewrite_file(engine: Engine) -> None:
    """Write the file anew and empty its log: what was overwritten or freed would otherwise still be in there."""
    borrowed = engine.raw_connection()
    try:
        borrowed.driver_connection.execute("VACUUM")  # type: ignore[union-attr]
        borrowed.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
    except sqlite3.Error as error:
        raise DBAPIError(None, None, error) from error
    finally:
        borrowed.close()
