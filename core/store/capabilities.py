"""What a probe found out about the service, by name. The answers of another service do not count."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert

from core.domain.capabilities import Answers
from core.store.database import run
from core.store.tables import CAPABILITIES

_SERVICE = "service"
_ALL = "SELECT name, value, probed_at FROM capabilities"


def answers(conn: Connection, service: str) -> Answers:
    """Return the answers of this service (its address, or a name for it); none when they are another's."""
    rows: list[tuple[str, str, float]] = run(conn, _ALL).fetchall()
    texts = {name: value for name, value, _ in rows}
    if texts.pop(_SERVICE, None) != service:
        return Answers()
    return Answers(texts, min(probed_at for *_, probed_at in rows))


def keep(conn: Connection, service: str, texts: Mapping[str, str], at: float) -> None:
    """Replace all that was known: what is not answered now is not known any more. `at` is till time."""
    conn.execute(delete(CAPABILITIES))
    named = {**texts, _SERVICE: service}
    rows = [{"name": name, "value": value, "probed_at": at} for name, value in named.items()]
    conn.execute(insert(CAPABILITIES), rows)
