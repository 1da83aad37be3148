"""First replies by `Idempotency-Key` (IETF draft): a repeat gets the first reply again, whatever it was.

Called inside the transaction of the write itself, so a reply is remembered exactly when the write is.
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

from core.server.driver import Driver, Nothing, Statement
from core.server.refusals import Refused, Reply
from core.server.tables import remembered

_QUOTED = re.compile(r'"[\x21\x23-\x7e]{1,253}"', re.ASCII)


class _First(NamedTuple):
    key: str
    fingerprint: str
    status: int
    body: bytes
    made_at: int
    head: str | None


_FIRST = Statement(select(remembered).where(remembered.c.key == bindparam("wanted")), _First._make)
_KEEP = Statement(insert(remembered), Nothing._make, _First._fields)
_FORGET = Statement(delete(remembered).where(remembered.c.made_at < bindparam("before")), Nothing._make)
_CLAIM = Statement(select(func.pg_try_advisory_xact_lock(func.hashtext(bindparam("wanted")))), tuple)


@dataclass(frozen=True, slots=True)
class Repeatable:
    """A write with a key. `content` is what must be the same for it to be the same write."""

    key: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Running:
    """The keys whose first request is being carried out in this process; PostgreSQL knows those of the others."""

    _keys: set[str] = field(default_factory=set)

    @contextmanager
    def hold(self, write: Repeatable | None) -> Iterator[None]:
        """Raises Refused 409 when the first request with this key is still under way."""
        if write is None:
            yield
            return
        if write.key in self._keys:
            raise _running()
        self._keys.add(write.key)
        try:
            yield
        finally:
            self._keys.discard(write.key)


def repeatable(header: str | None, content: bytes) -> Repeatable | None:
    """None when no key was sent. Raises Refused 400 when it is not a quoted string."""
    if header is None:
        return None
    if not _QUOTED.fullmatch(header.strip()):
        raise Refused(400, "Idempotency-Key must be a quoted string.")
    return Repeatable(header.strip(), hashlib.sha256(content).hexdigest())


def recall(driver: Driver, write: Repeatable) -> Reply | None:
    """The first reply. Raises Refused 409 while it is being made, 422 when the key was used for another write."""
    if driver.dialect == "postgresql" and not driver.one(_CLAIM, {"wanted": write.key})[0]:
        raise _running()
    first = driver.first(_FIRST, {"wanted": write.key})
    if first is None:
        return None
    if first.fingerprint != write.fingerprint:
        raise Refused(422, "This Idempotency-Key was used for another request.")
    if first.head is None:
        return Reply(first.status, bytes(first.body))
    media_type, headers = json.loads(first.head)
    return Reply(first.status, bytes(first.body), tuple((name, text) for name, text in headers), media_type)


def remember(driver: Driver, write: Repeatable, reply: Reply, now: int, lifetime_s: int) -> None:
    driver.run(_FORGET, {"before": now - lifetime_s})
    head = json.dumps([reply.media_type, reply.headers])
    row = _First(write.key, write.fingerprint, reply.status, reply.body, now, head)
    driver.run(_KEEP, row._asdict())


def _running() -> Refused:
    return Refused(409, "The first request with this Idempotency-Key is still under way.", Retry_After="1.0")
