"""The keys of the shop as this till keeps them: sealed by the till's own, so they go where its database goes.

With another `till.key` they do not open: then the till is on its own until it is invited again.
"""

from __future__ import annotations

import base64
from functools import partial

from core.security.shop_key import ShopKey, key_of, new_key
from core.security.vault import Vault
from core.services.people.pins import Pins
from core.store import notes
from core.store.database import Connection, Database, after_commit

_KEY = "shop.key"
_BOUND_TO = "the shop's key"


class ShopKeys:
    """`pins` goes by the shop's pepper as soon as there is one."""

    def __init__(self, vault: Vault, pins: Pins) -> None:
        self._vault = vault
        self._pins = pins

    def begin(self, database: Database) -> None:
        """Let the PINs count as the shop hashed them. Called once, before anybody signs in."""
        with database.reading() as conn:
            key = self.read(conn)
        if key is not None:
            self._pins.use(key.pepper)

    def read(self, conn: Connection) -> ShopKey | None:
        """Return the keys; None on a till of its own, and where they do not open."""
        kept = notes.watermark(conn, _KEY)
        if not kept:
            return None
        try:
            text = self._vault.unseal(base64.b64decode(kept, validate=True), _BOUND_TO)
            return None if text is None else key_of(text)
        except ValueError:
            return None

    def draw(self, conn: Connection) -> ShopKey:
        """Let this till lead a shop with keys of its own. PINs count as they are, here and on the others."""
        key = new_key(self._pins.pepper)
        self.keep(conn, key)
        return key

    def keep(self, conn: Connection, key: ShopKey) -> None:
        """Belong to this shop from the end of the transaction on."""
        sealed = self._vault.seal(key.as_text(), _BOUND_TO)
        notes.set_watermark(conn, _KEY, base64.b64encode(sealed).decode())
        after_commit(conn, "pepper", partial(self._pins.use, key.pepper))
