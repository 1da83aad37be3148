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

from sqlalchemy import Engine, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from core.errors import BadInput, NotFound
from core.server.data.database import database_url, open_database, reading, writing
from core.server.data.tables import api_keys

REFRESH_S = 1.0
_KEYS = select(api_keys).order_by(api_keys.c.made_at, api_keys.c.name)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key without its secret. Times are UTC epoch seconds; from `retires_at` on it is refused."""

    name: str
    made_at: int
    retires_at: int | None


class ApiKeys:
    """The keys a request may carry. `fixed` tokens were given at the start and never retire."""

    def __init__(self, engine: Engine, fixed: Sequence[str], clock: Callable[[], float]) -> None:
        self._engine = engine
        self._clock = clock
        self._fixed = {_digest(token): f"start-{number}" for number, token in enumerate(fixed, 1)}
        self._live: dict[bytes, tuple[str, int | None]] = {}
        self._stale_at = 0.0

    def find_name(self, token: str) -> str | None:
        """Return the name of the key that `token` is, None for an unknown or retired one."""
        digest, now = _digest(token), self._clock()
        if digest in self._fixed:
            return self._fixed[digest]
        if not self._stale_at - REFRESH_S <= now < self._stale_at:
            self._refresh(now)
        name, retires_at = self._live.get(digest, (None, None))
        return name if retires_at is None or now < retires_at else None

    def _refresh(self, now: float) -> None:
        self._stale_at = now + REFRESH_S
        try:
            with reading(self._engine) as conn:
                rows = conn.execute(_KEYS).all()
        except DBAPIError as error:
            _log.warning("the API keys could not be read again: %s", error)
            return
        self._live = {bytes.fromhex(row.digest): (row.name, row.retires_at) for row in rows}


class ApiKeyStore:
    """The keys of one database, to be listed and changed. Raises CannotStart."""

    def __init__(self, database: str) -> None:
        self._engine = open_database(database_url(database))

    def add(self, name: str, now: int) -> str:
        """Add a key and return its secret, which is stored nowhere. Raises BadInput for a bad or taken name."""
        if not name.isprintable() or not 0 < len(name) <= 60:
            raise BadInput("setting.text", key="--add-key", most=60)
        secret = secrets.token_urlsafe(32)
        row = {"name": name, "digest": _digest(secret).hex(), "made_at": now}
        try:
            with writing(self._engine) as conn:
                conn.execute(insert(api_keys), row)
        except IntegrityError:
            expected = "There is a key of that name."
            raise BadInput("start.setting", key="--add-key", value=name, expected=expected) from None
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
            return [ApiKey(row.name, row.made_at, row.retires_at) for row in conn.execute(_KEYS)]

    def close(self) -> None:
        """Close the database."""
        self._engine.dispose()


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()
