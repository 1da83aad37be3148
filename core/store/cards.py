"""The local copy of cards. Written from server replies only; a pull never overwrites what is newer or in flight."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from core.domain.reply import CardPage, CardRead, ServerCard, Transaction
from core.store import fingerprints, unreadable_cards
from core.store.database import run, run_each
from core.store.tables import CARDS, UNREADABLE_CARDS

_FIELDS = tuple(field.name for field in fields(ServerCard) if field.name in CARDS.c)
"""The columns that a ServerCard is made of, in the order in which it takes them."""
_GET = f"SELECT {', '.join(_FIELDS)} FROM cards WHERE card_id = :card_id"
_WITH_LAST = f"SELECT {', '.join(_FIELDS)} FROM cards WHERE last_characters = :last"
_ROW = (*_FIELDS, "seen_at")
_values = attrgetter(*_FIELDS)
_CLEARED = [column.name for column in CARDS.c if column.name not in _ROW]
_UPSERT = f"""
    INSERT INTO cards ({", ".join(_ROW)}) VALUES ({", ".join("?" for _ in _ROW)})
    ON CONFLICT (card_id) DO UPDATE SET
    {", ".join(f"{name} = excluded.{name}" for name in (*_ROW, *_CLEARED) if name != "card_id")}
"""
"""What shows a card says all that is known of it: that it was missing or gone is cleared."""
_LAG_S = 90
"""docs/protocol.md A3: a read made later than this shows every write of ours. By the server's clock alone."""
_BY_IDS = f"SELECT {', '.join(_FIELDS)} FROM cards WHERE card_id IN (SELECT value FROM json_each(:ids))"
_HEARD_AT = "SELECT seen_at FROM cards WHERE card_id = :card_id"
_GONE_AT = "SELECT gone_at FROM cards WHERE card_id = :card_id"
_IN_FLIGHT = """
    SELECT o.card_id FROM operations o JOIN attempts a ON a.operation_id = o.operation_id
    WHERE a.fate IN ('pending', 'unknown') AND o.state IN ('leased', 'waiting', 'deferred')
"""
_LAST_WRITES = """
    SELECT o.card_id, MAX(a.processed_at) FROM operations o JOIN attempts a ON a.operation_id = o.operation_id
    WHERE o.card_id IN (SELECT value FROM json_each(:ids)) GROUP BY o.card_id
"""
_UNLISTED_YET = (
    "SELECT card_id FROM cards WHERE missing_at IS NOT NULL AND gone_at IS NULL ORDER BY card_id LIMIT :most"
)
_ADD_SIGHTING = """
    INSERT INTO sightings (card_id, amount, changed_at, seen_at, disabled)
    VALUES (:card_id, :amount, :changed_at, :seen_at, :disabled)
"""


def get(conn: Connection, card_id: int) -> ServerCard | None:
    return next((_of(row) for row in run(conn, _GET, {"card_id": card_id})), None)


def largest_id(conn: Connection) -> int:
    """Return the watermark of a create: 0 for an empty cache."""
    return conn.execute(select(func.max(CARDS.c.card_id))).scalar() or 0


def heard_at(conn: Connection, card_id: int) -> float:
    """Return when the service last told us of this card, till time; 0 for one that is not in the cache."""
    row: tuple[float] | None = run(conn, _HEARD_AT, {"card_id": card_id}).fetchone()
    return 0.0 if row is None else row[0]


def with_last_characters(conn: Connection, last: str) -> tuple[ServerCard, ...]:
    return tuple(map(_of, run(conn, _WITH_LAST, {"last": last})))


def pulled(conn: Connection, cards: Iterable[ServerCard], seen_at: float, skip: Collection[int]) -> list[int]:
    """Take a pulled page in; return the ids of cards that changed.

    Not over a card in `skip`, with a PUT in flight, or already known in a newer state (docs/protocol.md 10).
    """
    wanted = {card.card_id: card for card in cards}
    known = _by_ids(conn, list(wanted))
    flying = in_flight(conn) | set(skip)
    changed: list[int] = []
    fresh = []
    for card in wanted.values():
        old = known.get(card.card_id)
        if card.card_id in flying or (old is not None and _is_older(card, old)):
            continue
        fresh.append(card)
        if old != card:
            changed.append(card.card_id)
            _sight(conn, old, card, seen_at)
    _keep(conn, fresh, seen_at)
    return changed


def _is_older(card: ServerCard, known: ServerCard) -> bool:
    """Return whether the cache has the same card in a newer state. Another card with its id is news (D4)."""
    return card.updated_at < known.updated_at and card.identity == known.identity


def in_flight(conn: Connection) -> set[int]:
    """Return the cards with a balance write that was not answered yet, and is not decided."""
    return {row[0] for row in run(conn, _IN_FLIGHT)}


def just_written(conn: Connection, page: CardPage) -> set[int]:
    """Return cards of a lagging page as they were in the second of a write of ours, maybe before that write.

    Only for a while: once the index has caught up, the page knows what came later in that second.
    """
    seconds = {card.card_id: card.updated_at for card in page.cards if _may_lag(card.updated_at, page.date)}
    rows = run(conn, _LAST_WRITES, {"ids": json.dumps(list(seconds))}) if seconds else ()
    return {card_id for card_id, second in rows if second == seconds[card_id]}


def read(conn: Connection, answer: CardRead, seen_at: float, skip: Collection[int]) -> bool:
    """Take in a card that was asked for by its id; True when it differs from the cached one.

    An older `updated_at` than ours is a lagging reader's for a while; after that, it is a service whose balance
    writes do not move `updated_at` (docs/protocol.md C1), and the card is as it says.
    """
    card, known = answer.card, get(conn, answer.card.card_id)
    if known is None or not _is_older(card, known):
        return bool(pulled(conn, [card], seen_at, skip))
    if _may_lag(known.updated_at, answer.date) or card.card_id in {*skip, *in_flight(conn)}:
        return False
    own_reply(conn, card, seen_at)
    return True


def own_read(conn: Connection, answer: CardRead, seen_at: float) -> None:
    """Take in what our own operation has read, whatever is in flight; but not a lagging reader's older word."""
    known = get(conn, answer.card.card_id)
    if known is None or not _is_older(answer.card, known) or not _may_lag(known.updated_at, answer.date):
        own_reply(conn, answer.card, seen_at)


def _may_lag(second: int, date: int | None) -> bool:
    """Return whether what a server says at `date` may still be as it was before a change in this second."""
    return date is None or date - second <= _LAG_S


def swept(conn: Connection, page: CardPage, seen_at: float, skip: Collection[int]) -> list[int]:
    """Take in a page of the service's own list, before which stands no index; return the ids of changed cards.

    So an older `updated_at` than ours is believed as `read` believes it.
    """
    known = _by_ids(conn, [card.card_id for card in page.cards])
    wanted = [card for card in page.cards if card.card_id not in skip]
    older = [card for card in wanted if (old := known.get(card.card_id)) and _is_older(card, old)]
    changed = pulled(conn, [card for card in wanted if card not in older], seen_at, ())
    return changed + [card.card_id for card in older if read(conn, CardRead(card, page.date), seen_at, ())]


def unlisted(conn: Connection, span: tuple[int, int | None], there: Collection[int], now: float) -> int:
    """Mark what is missing of a part of the list: ids above the first of `span`, up to its second. Returns how many.

    `there` are those that are not missed: listed, or being written on right now.

    Nothing is deleted: whatever the card did stays on its page.
    """
    low, high = span
    within = [CARDS.c.card_id > low, *([] if high is None else [CARDS.c.card_id <= high])]
    found = set(conn.execute(select(CARDS.c.card_id).where(*within)).scalars()) - set(there)
    fresh = update(CARDS).where(CARDS.c.card_id == bindparam("gone"), CARDS.c.missing_at.is_(None))
    if found:
        conn.execute(fresh.values(missing_at=now), [{"gone": card_id} for card_id in sorted(found)])
    return len(found)


def unlike(conn: Connection, cards: Collection[ServerCard]) -> set[int]:
    """Return those of these that are not in the cache as they are listed."""
    known = _by_ids(conn, [card.card_id for card in cards])
    return {card.card_id for card in cards if known.get(card.card_id) != card}


def gone(conn: Connection, card_id: int, now: float) -> bool:
    """Mark a card of which the service itself says that it is not there. Return False when it was marked before."""
    fresh = update(CARDS).where(CARDS.c.card_id == card_id, CARDS.c.gone_at.is_(None)).values(gone_at=now)
    return conn.execute(fresh).rowcount > 0


def unlisted_yet(conn: Connection, most: int) -> list[int]:
    """Return the ids of cards that a sweep missed, and of which nobody has asked the service since."""
    return [row[0] for row in run(conn, _UNLISTED_YET, {"most": most})]


def count_gone(conn: Connection) -> int:
    """Return how many cards the service says are not there any more."""
    return conn.execute(select(func.count()).select_from(CARDS).where(CARDS.c.gone_at.is_not(None))).scalar() or 0


def is_gone(conn: Connection, card_id: int) -> bool:
    row: tuple[float | None] | None = run(conn, _GONE_AT, {"card_id": card_id}).fetchone()
    return row is not None and row[0] is not None


def other_than(conn: Connection, card_ids: Collection[int]) -> int | None:
    """Return the id of another card that is there and can be read, as far as we know: the one that changed last."""
    odd = select(UNREADABLE_CARDS.c.card_id)
    there = (CARDS.c.card_id.not_in(list(card_ids)), CARDS.c.gone_at.is_(None), CARDS.c.missing_at.is_(None))
    found = select(CARDS.c.card_id).where(*there, CARDS.c.card_id.not_in(odd))
    return conn.execute(found.order_by(CARDS.c.updated_at.desc(), CARDS.c.card_id.desc()).limit(1)).scalar()


def newest(conn: Connection) -> int | None:
    """Return the largest `updated_at` in the cache."""
    return conn.execute(select(func.max(CARDS.c.updated_at))).scalar()


def missing(conn: Connection) -> list[str]:
    """Return the last characters of all cards that the service does not list any more."""
    statement = select(CARDS.c.last_characters).where(CARDS.c.missing_at.is_not(None)).order_by(CARDS.c.card_id)
    return list(conn.execute(statement).scalars())


def own_reply(conn: Connection, card: ServerCard, seen_at: float) -> None:
    """Take in the card of our own create, update, disable or read before a write, whatever is in flight."""
    _sight(conn, get(conn, card.card_id), card, seen_at)
    _keep(conn, [card], seen_at)


def written(conn: Connection, transaction: Transaction, put: tuple[int, int], seen_at: float) -> None:
    """Show what our PUT set; where `amount` differs, somebody else changed the card just before.

    `put` is the balance we had read, and the one we set.
    """
    base, target = put
    card = get(conn, transaction.card_id)
    if card is None:
        return
    before = target - transaction.amount
    if before != base:
        _add_sighting(conn, Sighting(card.card_id, before - base, transaction.processed_at, seen_at))
    new = replace(card, balance=target, updated_at=max(card.updated_at, transaction.processed_at))
    _keep(conn, [new], seen_at)


def _keep(conn: Connection, shown: Collection[ServerCard], seen_at: float) -> None:
    """Write what was read. A card that can be read is no longer unreadable, and one that is shown is not gone."""
    if shown:
        run_each(conn, _UPSERT, [(*_values(card), seen_at) for card in shown])
        unreadable_cards.forget(conn, [card.card_id for card in shown])


def _sight(conn: Connection, old: ServerCard | None, new: ServerCard, seen_at: float) -> None:
    """Put what somebody else did between two looks on the timeline, and forget what was bound to another card."""
    if old is None:
        return
    if old.identity != new.identity:
        fingerprints.unbind_others(conn, new.identity)
        return
    disabled = old.disabled_at is None and new.disabled_at is not None
    if old.balance != new.balance or disabled:
        amount = new.balance - old.balance
        _add_sighting(conn, Sighting(new.card_id, amount, new.updated_at, seen_at, disabled))


@dataclass(frozen=True, slots=True)
class Sighting:
    """What somebody else did to a card between two looks of ours: `amount` signed, `changed_at` service time."""

    card_id: int
    amount: int
    changed_at: int
    seen_at: float
    disabled: bool = False


def _add_sighting(conn: Connection, seen: Sighting) -> None:
    values = {"card_id": seen.card_id, "amount": seen.amount, "disabled": seen.disabled}
    run(conn, _ADD_SIGHTING, values | {"changed_at": seen.changed_at, "seen_at": seen.seen_at})


def _by_ids(conn: Connection, ids: list[int]) -> dict[int, ServerCard]:
    found = map(_of, run(conn, _BY_IDS, {"ids": json.dumps(ids)}))
    return {card.card_id: card for card in found}


def _of(row: tuple[Any, ...]) -> ServerCard:
    return ServerCard(*row)
