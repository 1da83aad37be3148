"""Which deliveries of webhooks were heard: for a day, on the disk, so that none counts twice after a restart either."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.staff import ITSELF
from core.domain.webhook import KEPT_S
from core.services.books.storage import Storage
from core.store.database import run

_FORGET = "DELETE FROM heard_webhooks WHERE at < :before"
_HEAR = "INSERT OR IGNORE INTO heard_webhooks (name, at) VALUES (:name, :at)"


@dataclass(frozen=True, slots=True)
class HeardWebhooks:
    """Thread-safe."""

    storage: Storage

    def note(self, name: str) -> bool:
        """Remember one; return False where it was heard within the last day. Raises StorageFailed."""
        now = self.storage.clock.wall()
        with self.storage.database.writing(ITSELF) as conn:
            run(conn, _FORGET, {"before": now - KEPT_S})
            return run(conn, _HEAR, {"name": name, "at": now}).rowcount == 1
