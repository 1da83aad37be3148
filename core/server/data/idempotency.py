"""First replies by `Idempotency-Key` (IETF draft): a repeat gets the first reply again, whatever it was.

The reply is stored in the transaction of the write itself, so there is one exactly when the write is there.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, insert, select

from core.server.contract.refusals import RequestRefused
from core.server.contract.replies import Reply
from core.server.data.code_seal import REPLY, REQUEST
from core.server.data.driver import DriverConnection, NoRow, Statement
from core.server.data.tables import remembered

_QUOTED = re.compile(r'"[\x21\x23-\x7e]{1,253}"', re.ASCII)


class _First(NamedTuple):
    """A row of `remembered_replies`, in the order of its columns."""

    key: str
    fingerprint: str
    status: int
    body: bytes
    made_at: int
    head: str | None


_FIRST = Statement(select(remembered).where(remembered.c.key == bindparam("wanted")), _First._make)
_KEEP = Statement(insert(remembered), NoRow._make, _First._fields)
_DROP_OLD = Statement(delete(remembered).where(remembered.c.made_at < bindparam("before")), NoRow._make)
_CLAIM = Statement(select(func.pg_try_advisory_xact_lock(func.hashtext(bindparam("wanted")))), tuple)


@dataclass(frozen=True, slots=True)
class IdempotencyKey:
    """A client's key for one write. `fingerprint`: SHA-256 of what a repeat must have in common with the first."""

    key: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class KeysInUse:
    """The keys whose first request is being carried out in this process; PostgreSQL knows those of the others."""

    _keys: set[str] = field(default_factory=set)

    @contextmanager
    def hold(self, key: IdempotencyKey | None) -> Iterator[None]:
        """Keep the key in use meanwhile. Raises RequestRefused 409 when another request is using it."""
        if key is None:
            yield
            return
        if key.key in self._keys:
            raise _under_way()
        self._keys.add(key.key)
        try:
            yield
        finally:
            self._keys.discard(key.key)


@dataclass(frozen=True, slots=True)
class FirstReplies:
    """The stored replies, inside one write transaction at `now` (UTC epoch seconds)."""

    conn: DriverConnection
    now: int
    lifetime_s: int

    def find(self, key: IdempotencyKey) -> Reply | None:
        """Return the first reply, None before there is one.

        Raises RequestRefused 409 while it is being made, 422 when the key was used for another write.
        """
        if self.conn.dialect == "postgresql" and not self.conn.one(_CLAIM, {"wanted": key.key})[0]:
            raise _under_way()
        first = self.conn.first(_FIRST, {"wanted": key.key})
        if first is None:
            return None
        if first.fingerprint != self._fingerprint(key):
            told = "This Idempotency-Key was used for another request."
            raise RequestRefused(422, told, code="idempotency_key_reused")
        body = self.conn.seal.unseal(bytes(first.body).decode(), REPLY).encode()
        if first.head is None:
            return Reply(first.status, body)
        media_type, headers = json.loads(first.head)
        return Reply(first.status, body, tuple((name, text) for name, text in headers), media_type)

    def keep(self, key: IdempotencyKey, reply: Reply) -> None:
        """Store the first reply; drop those older than `lifetime_s`."""
        self.conn.execute(_DROP_OLD, {"before": self.now - self.lifetime_s})
        head = json.dumps([reply.media_type, reply.headers])
        body = self.conn.seal.seal(reply.body.decode(), REPLY).encode()
        row = _First(key.key, self._fingerprint(key), reply.status, body, self.now, head)
        self.conn.execute(_KEEP, row._asdict())

    def _fingerprint(self, key: IdempotencyKey) -> str:
        """Return what is kept of the request: sealed, because a short code could be found from its plain digest."""
        return self.conn.seal.seal(key.fingerprint, REQUEST)


def read_idempotency_key(header: str, content: bytes) -> IdempotencyKey:
    """Return the key of a request. Raises RequestRefused 400 when it is not a quoted string.

    `content` is what a repeat must have in common with the first request.
    """
    if not _QUOTED.fullmatch(header.strip()):
        raise RequestRefused(400, "Idempotency-Key must be a quoted string.", code="invalid_idempotency_key")
    return IdempotencyKey(header.strip(), hashlib.sha256(content).hexdigest())


def _under_way() -> RequestRefused:
    told = "The first request with this Idempotency-Key is still under way."
    return RequestRefused(409, told, code="idempotency_key_in_use", Retry_After="1.0")
