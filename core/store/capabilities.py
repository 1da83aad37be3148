"""What a probe found out about the service, by name. The answers of another service do not count."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from core.domain.capabilities import Answers
from core.store.tables import CAPABILITIES

_SERVICE = "service"


def answers(connection: Connection, service: str) -> Answers:
    """The answers of this service (its address, or a name for it); none when they are another's."""
    rows = connection.execute(select(CAPABILITIES)).mappings().all()
    texts = {row["name"]: row["value"] for row in rows}
    if texts.pop(_SERVICE, None) != service:
        return Answers()
    return Answers(texts, min(row["probed_at"] for row in rows))


def keep(connection: Connection, service: str, texts: Mapping[str, str], at: float) -> None:
    """Replaces all that was known: what is not answered now is not known any more. `at` is till time."""
    connection.execute(delete(CAPABILITIES))
    named = {**texts, _SERVICE: service}
    rows = [{"name": name, "value": value, "probed_at": at} for name, value in named.items()]
    connection.execute(insert(CAPABILITIES), rows)
