"""First replies by `Idempotency-Key` (IETF draft): a repeat gets the first reply again, whatever it was.

Called inside the transaction of the write itself, so a reply is remembered exactly when the write is.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from core.server.refusals import Refused, Reply
from core.server.tables import remembered

_RETENTION_S = 24 * 3600
_QUOTED = re.compile(r'"[\x21\x23-\x7e]{1,253}"', re.ASCII)
_FIRST = select(remembered).where(remembered.c.key == bindparam("wanted"))
_KEEP = insert(remembered)
_FORGET = delete(remembered).where(remembered.c.made_at < bindparam("before"))


@dataclass(frozen=True, slots=True)
class Repeatable:
    """A write with a key. `content` is what must be the same for it to be the same write."""

    key: str
    fingerprint: str


def repeatable(header: str | None, content: bytes) -> Repeatable | None:
    """None when no key was sent. Raises Refused 400 when it is not a quoted string."""
    if header is None:
        return None
    if not _QUOTED.fullmatch(header.strip()):
        raise Refused(400, "Idempotency-Key must be a quoted string.")
    return Repeatable(header.strip(), hashlib.sha256(content).hexdigest())


def recall(connection: Connection, write: Repeatable) -> Reply | None:
    """The first reply. Raises Refused 422 when the key was used for another write."""
    if connection.dialect.name == "postgresql":  # SQLite lets only one write run anyway
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(write.key))))
    first = connection.execute(_FIRST, {"wanted": write.key}).one_or_none()
    if first is None:
        return None
    if first.fingerprint != write.fingerprint:
        raise Refused(422, "This Idempotency-Key was used for another request.")
    return Reply(first.status, bytes(first.body))


def remember(connection: Connection, write: Repeatable, reply: Reply, now: int) -> None:
    connection.execute(_FORGET, {"before": now - _RETENTION_S})
    row = {
        "key": write.key,
        "fingerprint": write.fingerprint,
        "status": reply.status,
        "body": reply.body,
        "made_at": now,
    }
    connection.execute(_KEEP, row)
