"""Bearers: tokens of a quarter of an hour that a client gets for its key. Only digests are kept, and not for long.

Every worker process finds them in the database, and remembers those it has seen. They end with their key.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import bindparam, delete, insert, select

from core.server.contract.scopes import ordered, read_scopes
from core.server.data.api_keys import ApiClient, ApiKey, ApiKeys, digest_of
from core.server.data.connection_pool import ConnectionPool, begin_write, open_connection
from core.server.data.driver import NoRow, Statement
from core.server.data.tables import bearers

LIFETIME_S = 900
PREFIX = "cfb_"
_SHAPE = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{43}}", re.ASCII)
_MOST_REMEMBERED = 10_000
"""In one process. One that was forgotten is read again."""


class _Row(NamedTuple):
    """A row of `bearers`, in the order of its columns."""

    digest: str
    name: str
    scopes: str
    expires_at: int


class Bearer(NamedTuple):
    """A bearer as its client gets it. `lasts_s`: whole seconds."""

    token: str
    scopes: frozenset[str]
    lasts_s: int


_FIND = Statement(select(bearers).where(bearers.c.digest == bindparam("wanted")), _Row._make)
_KEEP = Statement(insert(bearers), NoRow._make, _Row._fields)
_DROP_OLD = Statement(delete(bearers).where(bearers.c.expires_at <= bindparam("before")), NoRow._make)


def is_bearer(token: str) -> bool:
    """Return whether a token can be a bearer: others need not be looked for."""
    return _SHAPE.fullmatch(token) is not None


class KeptBearers:
    """The bearers of one service. `clock` gives UTC epoch seconds."""

    def __init__(self, pool: ConnectionPool, keys: ApiKeys, clock: Callable[[], float]) -> None:
        self._pool = pool
        self._keys = keys
        self._clock = clock
        self._seen: dict[str, _Row] = {}

    def make(self, key: ApiKey, scopes: frozenset[str]) -> Bearer:
        """Make a bearer with `scopes` of the key's, and drop those that have run out. Raises DBAPIError."""
        token, now = PREFIX + secrets.token_urlsafe(32), int(self._clock())
        ends = [end for end in (key.retires_at, key.expires_at) if end is not None]
        row = _Row(_digest(token), key.name, " ".join(ordered(scopes)), min([now + LIFETIME_S, *ends]))
        with begin_write(self._pool) as conn:
            conn.execute(_DROP_OLD, {"before": now})
            conn.execute(_KEEP, row._asdict())
        self._remember(row)
        return Bearer(token, scopes, row.expires_at - now)

    def may_stand_for(self, key: ApiKey) -> bool:
        """Return whether the key opens anything now."""
        return key.is_live(self._clock())

    def find(self, token: str) -> ApiClient | None:
        """Return whose bearer it is, of those that this process has seen; None for one that opens nothing."""
        row = self._seen.get(_digest(token))
        key = None if row is None else self._keys.named(row.name)
        now = self._clock()
        if row is None or key is None or row.expires_at <= now or not key.is_live(now):
            return None
        return ApiClient(key.name, key.client_id, key.scopes & read_scopes(row.scopes))

    def load(self, token: str) -> ApiClient | None:
        """Return whose bearer it is: another process may have made it, and for a key that is new. Raises DBAPIError."""
        with open_connection(self._pool) as conn:
            row = conn.first(_FIND, {"wanted": _digest(token)})
        if row is None:
            return None
        self._remember(row)
        if self._keys.named(row.name) is None:
            self._keys.refresh()
        return self.find(token)

    def _remember(self, row: _Row) -> None:
        if len(self._seen) >= _MOST_REMEMBERED:
            self._seen.clear()
        self._seen[row.digest] = row


def _digest(token: str) -> str:
    return digest_of(token).hex()
