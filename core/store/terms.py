"""What the service said of itself and what its answers showed: the currencies of its cards, and its shop's name."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, select

from core.domain.currencies import CardCurrencies
from core.domain.reply import Described
from core.store import notes
from core.store.tables import CARDS

_DESCRIBED, _MADE_IN, _IGNORED = "service.described", "create.made_in", "create.ignored"
_LATEST = select(CARDS.c.currency).order_by(CARDS.c.card_id.desc()).limit(500)


def described(conn: Connection) -> Described | None:
    """Return what the service last said; None when it was never heard."""
    said = _said(conn)
    if said is None:
        return None
    return Described(**{**said["described"], "currencies": tuple(said["described"]["currencies"])})


def described_at(conn: Connection) -> float | None:
    """Return when that was, till time; None for never."""
    said = _said(conn)
    return None if said is None else float(said["at"])


def keep(conn: Connection, service: str, heard: Described, at: float) -> None:
    """Keep what `service` says. When it says something new, a create may be believed to take a currency again."""
    if described(conn) != heard:
        notes.set_watermark(conn, _IGNORED, "")
    said = {"service": service, "described": asdict(heard), "at": at}
    notes.set_watermark(conn, _DESCRIBED, json.dumps(said))


def is_of_another(conn: Connection, service: str) -> bool:
    """Return whether what is kept here was said by another service than this one."""
    said = _said(conn)
    return said is not None and said["service"] != service


def forget(conn: Connection) -> None:
    """Forget all that is known."""
    for name in (_DESCRIBED, _MADE_IN, _IGNORED):
        notes.set_watermark(conn, name, "")


def made(conn: Connection, currency: str, *, asked: str | None) -> None:
    """Learn from a card just made in `currency`, whose create named `asked`, or nothing."""
    if asked is None:
        if notes.watermark(conn, _MADE_IN) != currency:
            notes.set_watermark(conn, _MADE_IN, currency)
    elif asked != currency:
        notes.set_watermark(conn, _IGNORED, currency)


def card_currencies(conn: Connection) -> CardCurrencies:
    """Return what is known: by the service's word, by what its creates gave, at last by the cards it has.

    A service that gave another currency than the one that was named is not believed to take one.
    """
    said = described(conn) or Described(None)
    ignored = notes.watermark(conn, _IGNORED)
    if said.takes_currency and not ignored:
        usual = said.currency or notes.watermark(conn, _MADE_IN) or ""
        return CardCurrencies(True, said.currencies, usual, seen=_seen(conn))
    usual = ignored or notes.watermark(conn, _MADE_IN) or said.currency
    return CardCurrencies(usual=usual or next(iter(_seen(conn)), ""))


def _seen(conn: Connection) -> tuple[str, ...]:
    """Return the currencies of the cards made last, the most frequent first."""
    latest = list(conn.execute(_LATEST).scalars())
    return tuple(sorted(set(latest), key=lambda currency: (-latest.count(currency), currency)))


def _said(conn: Connection) -> Any:
    text = notes.watermark(conn, _DESCRIBED)
    return json.loads(text) if text else None
