"""API keys: added and retired while the service runs, seen by every worker process within a second.

Only digests are kept. A key is 256 random bits, so a plain hash is enough, and finding one by its digest tells a
listener nothing of the others.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Row, func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from core.errors import BadInput, NotFound
from core.server.contract.request import OUR_CLIENT_ID
from core.server.contract.scopes import ALL_SCOPES, ordered, read_scopes
from core.server.data.database import database_url, open_database, reading, reason_of, writing
from core.server.data.quiet_log import quiet
from core.server.data.tables import api_keys

REFRESH_S = 1.0
_RETRY_S = 0.1
"""Until the keys are tried again when they could not be read."""
START = "start"
"""The name of the key that the service was started with."""
_KEYS = select(api_keys).order_by(api_keys.c.made_at, api_keys.c.name)
_log = quiet(logging.getLogger(__name__))


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key without its secret. Times are UTC epoch seconds; from `retires_at` or `expires_at` on it is refused."""

    name: str
    made_at: int
    retires_at: int | None
    client_id: int
    """`api_client_id` of what is done with it."""
    scopes: frozenset[str]
    expires_at: int | None
    last_used_at: int | None
    """Up to a minute behind; None: never, or by an older version only."""

    def is_live(self, now: float) -> bool:
        """Return whether it opens anything at `now`."""
        return all(end is None or now < end for end in (self.retires_at, self.expires_at))


class NewKey(NamedTuple):
    """A key to be made; `expires_at` in UTC epoch seconds, None for never."""

    name: str
    scopes: frozenset[str] = ALL_SCOPES
    expires_at: int | None = None


class ApiClient(NamedTuple):
    """Whose request it is, and what that key may do."""

    name: str
    client_id: int
    scopes: frozenset[str] = ALL_SCOPES
    kept: bool = True
    """Whether the key is one of the database, which knows when it was used last."""


class ApiKeys:
    """The keys a request may carry. `fixed` tokens were given at the start and never retire."""

    def __init__(self, engine: Engine, fixed: Sequence[str], clock: Callable[[], float]) -> None:
        self._engine = engine
        self._clock = clock
        self._fixed = {
            digest_of(token): ApiClient(f"{START}-{each}", OUR_CLIENT_ID, kept=False)
            for each, token in enumerate(fixed, 1)
        }
        self._live: dict[bytes, ApiKey] = {}
        self._named: dict[str, ApiKey] = {}
        self._stale_at = 0.0
        self.unread = False
        """Whether the database could not be asked for the keys: one that is unknown may be new."""

    def find(self, token: str) -> ApiClient | None:
        """Return whose key `token` is, None for an unknown or retired one."""
        digest = digest_of(token)
        if digest in self._fixed:
            return self._fixed[digest]
        key = self._live.get(digest)
        if key is None or not key.is_live(self._clock()):
            return None
        return ApiClient(key.name, key.client_id, key.scopes)

    def holding(self, secret: str) -> ApiKey | None:
        """Return the key of that secret, live or not; None where the database has none."""
        return self._live.get(digest_of(secret))

    def named(self, name: str) -> ApiKey | None:
        """Return the key of that name, live or not."""
        return self._named.get(name)

    def is_stale(self) -> bool:
        """Return whether the keys were read more than a second ago."""
        return not self._stale_at - REFRESH_S <= self._clock() < self._stale_at

    def refresh(self) -> None:
        """Read the keys again. Where that fails, those of before count."""
        now = self._clock()
        try:
            with reading(self._engine) as conn:
                rows = conn.execute(_KEYS).all()
        except (DBAPIError, PoolTimeout) as error:
            self.unread = True
            self._stale_at = now + _RETRY_S
            _log.warning("the API keys could not be read again: %s", reason_of(error))
            return
        self.unread = False
        self._live = {bytes.fromhex(row.digest): _key(row) for row in rows}
        self._named = {key.name: key for key in self._live.values()}
        self._stale_at = now + REFRESH_S  # last: until then, whoever comes waits for these


class ApiKeyStore:
    """The keys of one database, to be listed and changed. Raises CannotStart."""

    def __init__(self, database: str) -> None:
        self._engine = open_database(database_url(database))

    def add(self, new: NewKey, now: int) -> str:
        """Add a key and return its secret, which is stored nowhere.

        Raises BadInput for a bad or taken name, and for an end that is past.
        """
        if not new.name.isprintable() or not 0 < len(new.name) <= 60:
            raise BadInput("setting.text", key="--add-key", most=60)
        if new.expires_at is not None and new.expires_at <= now:
            past = datetime.fromtimestamp(new.expires_at, UTC).isoformat()
            raise BadInput("start.setting", key="--expires", value=past, expected="That time is past.")
        secret = secrets.token_urlsafe(32)
        try:
            with writing(self._engine) as conn:
                _insert(conn, new, secret, now)
        except IntegrityError:
            expected = "There is a key of that name."
            raise BadInput("start.setting", key="--add-key", value=new.name, expected=expected) from None
        return secret

    def retire(self, name: str, at: int) -> None:
        """Refuse the key from `at` (UTC epoch seconds) on. Raises NotFound."""
        change = update(api_keys).where(api_keys.c.name == name).values(retires_at=at)
        with writing(self._engine) as conn:
            if not conn.execute(change).rowcount:
                raise NotFound("start.setting", key="--retire-key", value=name, expected="There is no such key.")

    def all(self) -> list[ApiKey]:
        """Return all keys, oldest first, the retired ones too."""
        with reading(self._engine) as conn:
            return [_key(row) for row in conn.execute(_KEYS)]

    def close(self) -> None:
        """Close the database."""
        self._engine.dispose()


def adopt_start_tokens(engine: Engine, tokens: Sequence[str], now: int) -> list[str]:
    """Make each token that the service is started with a key like the others; return the names of retired ones.

    A start key that is not given any more opens nothing from now on: whoever changes the token wants that. One that
    was retired stays so, whatever the service is started with.
    """
    wanted = {digest_of(token).hex(): token for token in tokens}
    with writing(engine) as conn:
        rows = {row.digest: row for row in conn.execute(_KEYS)}
        names = {row.name for row in rows.values()}
        for digest, row in rows.items():
            if _is_start(row.name) and digest not in wanted and row.retires_at is None:
                conn.execute(update(api_keys).where(api_keys.c.digest == digest).values(retires_at=now))
        for digest, token in wanted.items():
            if digest not in rows:
                name = next(name for each in count(1) if (name := f"{START}-{each}") not in names)
                names.add(name)
                _insert(conn, NewKey(name), token, now)
    retired = (rows[digest] for digest in wanted if digest in rows)
    return [row.name for row in retired if row.retires_at is not None and row.retires_at <= now]


def _is_start(name: str) -> bool:
    head, _, number = name.partition("-")
    return head == START and number.isdecimal()


def _insert(conn: Connection, new: NewKey, secret: str, now: int) -> None:
    last = conn.execute(select(func.max(api_keys.c.client_id))).scalar()
    client_id = OUR_CLIENT_ID if last is None and _is_start(new.name) else max(last or 0, OUR_CLIENT_ID) + 1
    row = {"name": new.name, "digest": digest_of(secret).hex(), "made_at": now, "client_id": client_id}
    scopes = None if new.scopes == ALL_SCOPES else " ".join(ordered(new.scopes))
    conn.execute(insert(api_keys), row | {"scopes": scopes, "expires_at": new.expires_at})


def _key(row: Row[Any]) -> ApiKey:
    return ApiKey(
        row.name,
        row.made_at,
        row.retires_at,
        row.client_id or OUR_CLIENT_ID,
        read_scopes(row.scopes),
        row.expires_at,
        row.last_used_at,
    )


def digest_of(token: str) -> bytes:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()
