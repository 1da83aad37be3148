"""The local copy of cards. Written from server replies only; a pull never overwrites what is newer or in flight."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert

from core.domain.reply import CardPage, CardRead, ServerCard, Transaction
from core.store.tables import ATTEMPTS, CARDS, OPERATIONS, SIGHTINGS

_FIELDS = tuple(column.name for column in CARDS.c if column.name not in {"seen_at", "missing_at"})
_INSERT = insert(CARDS)
_UPSERT = _INSERT.on_conflict_do_update(
    index_elements=["card_id"],
    set_={column.name: _INSERT.excluded[column.name] for column in CARDS.c if column.name != "card_id"},
)
_LAG_S = 90
"""PROTOCOL.md section 3, A3: a read made later than this shows every write of ours. By the server's clock alone."""
_BY_IDS = select(CARDS).where(CARDS.c.card_id.in_(bindparam("ids", expanding=True)))
_HEARD_AT = select(CARDS.c.seen_at).where(CARDS.c.card_id == bindparam("card_id"))
_IN_FLIGHT = (
    select(OPERATIONS.c.card_id)
    .join(ATTEMPTS, ATTEMPTS.c.operation_id == OPERATIONS.c.operation_id)
    .where(ATTEMPTS.c.fate.in_(["pending", "unknown"]), OPERATIONS.c.state.in_(["leased", "waiting", "deferred"]))
)
_LAST_WRITES = (
    select(OPERATIONS.c.card_id, func.max(ATTEMPTS.c.processed_at).label("second"))
    .join(ATTEMPTS, ATTEMPTS.c.operation_id == OPERATIONS.c.operation_id)
    .where(OPERATIONS.c.card_id.in_(bindparam("ids", expanding=True)))
    .group_by(OPERATIONS.c.card_id)
)


def get(connection: Connection, card_id: int) -> ServerCard | None:
    return _by_ids(connection, [card_id]).get(card_id)


def largest_id(connection: Connection) -> int:
    """The watermark of a create: 0 for an empty cache."""
    return connection.execute(select(func.max(CARDS.c.card_id))).scalar() or 0


def heard_at(connection: Connection, card_id: int) -> float:
    """When the service last told us of this card, till time; 0 for one that is not in the cache."""
    return connection.execute(_HEARD_AT, {"card_id": card_id}).scalar() or 0.0


def with_last_characters(connection: Connection, last: str) -> tuple[ServerCard, ...]:
    rows = connection.execute(select(CARDS).where(CARDS.c.last_characters == last)).mappings()
    return tuple(_card(row) for row in rows)


def pulled(connection: Connection, cards: Iterable[ServerCard], seen_at: float, skip: Collection[int]) -> list[int]:
    """Takes a pulled page in; returns the ids of cards that changed.

    Not over a card in `skip`, with a PUT in flight, or already known in a newer state (PROTOCOL.md section 10).
    """
    wanted = {card.card_id: card for card in cards}
    known = _by_ids(connection, list(wanted))
    flying = in_flight(connection) | set(skip)
    changed: list[int] = []
    rows = []
    for card in wanted.values():
        old = known.get(card.card_id)
        if card.card_id in flying or (old is not None and card.updated_at < old.updated_at):
            continue
        rows.append(_row(card, seen_at))
        if old != card:
            changed.append(card.card_id)
            _sight(connection, old, card, seen_at)
    if rows:
        connection.execute(_UPSERT, rows)
    return changed


def in_flight(connection: Connection) -> set[int]:
    """Cards with a balance write that was not answered yet, and is not decided."""
    return set(connection.execute(_IN_FLIGHT).scalars())


def just_written(connection: Connection, page: CardPage) -> set[int]:
    """Of a page of the lagging index: cards as they were in the second of a write of ours, maybe before that write.

    Only for a while: once the index has caught up, the page knows what came later in that second.
    """
    seconds = {card.card_id: card.updated_at for card in page.cards if _may_lag(card.updated_at, page.date)}
    rows = connection.execute(_LAST_WRITES, {"ids": list(seconds)})
    return {row.card_id for row in rows if row.second == seconds[row.card_id]}


def read(connection: Connection, answer: CardRead, seen_at: float, skip: Collection[int]) -> bool:
    """Takes in a card that was asked for by its id; True when it differs from the cached one.

    An older `updated_at` than ours is a lagging reader's for a while; after that, it is a service whose balance
    writes do not move `updated_at` (PROTOCOL.md C1), and the card is as it says.
    """
    card, known = answer.card, get(connection, answer.card.card_id)
    if known is None or card.updated_at >= known.updated_at:
        return bool(pulled(connection, [card], seen_at, skip))
    if _may_lag(known.updated_at, answer.date) or card.card_id in {*skip, *in_flight(connection)}:
        return False
    own_reply(connection, card, seen_at)
    return True


def own_read(connection: Connection, answer: CardRead, seen_at: float) -> None:
    """Takes in what our own operation has read, whatever is in flight; but not a lagging reader's older word."""
    known = get(connection, answer.card.card_id)
    if known is None or answer.card.updated_at >= known.updated_at or not _may_lag(known.updated_at, answer.date):
        own_reply(connection, answer.card, seen_at)


def _may_lag(second: int, date: int | None) -> bool:
    """What a server says at `date` may still be as it was before a change in this second."""
    return date is None or date - second <= _LAG_S


def swept(connection: Connection, page: CardPage, seen_at: float, skip: Collection[int]) -> list[int]:
    """Takes in a page of the service's own list, which no index stands before; returns the ids of cards that changed.

    So an older `updated_at` than ours is believed as `read` believes it.
    """
    known = _by_ids(connection, [card.card_id for card in page.cards])
    wanted = [card for card in page.cards if card.card_id not in skip]
    older = [card for card in wanted if (old := known.get(card.card_id)) and card.updated_at < old.updated_at]
    changed = pulled(connection, [card for card in wanted if card not in older], seen_at, ())
    return changed + [card.card_id for card in older if read(connection, CardRead(card, page.date), seen_at, ())]


def unlisted(
    connection: Connection, span: tuple[int, int | None], listed: Collection[int], now: float, skip: Collection[int]
) -> int:
    """Marks what is missing of a part of the list: ids above the first of `span`, up to its second. Returns how many.

    Nothing is deleted: whatever the card did stays on its page.
    """
    low, high = span
    within = [CARDS.c.card_id > low, *([] if high is None else [CARDS.c.card_id <= high])]
    found = set(connection.execute(select(CARDS.c.card_id).where(*within)).scalars()) - set(listed) - set(skip)
    fresh = update(CARDS).where(CARDS.c.card_id == bindparam("gone"), CARDS.c.missing_at.is_(None))
    if found:
        connection.execute(fresh.values(missing_at=now), [{"gone": card_id} for card_id in sorted(found)])
    return len(found)


def unlike(connection: Connection, cards: Collection[ServerCard]) -> set[int]:
    """Those of these that are not in the cache as they are listed."""
    known = _by_ids(connection, [card.card_id for card in cards])
    return {card.card_id for card in cards if known.get(card.card_id) != card}


def missing(connection: Connection) -> list[str]:
    """The last characters of all cards that the service does not list any more."""
    statement = select(CARDS.c.last_characters).where(CARDS.c.missing_at.is_not(None)).order_by(CARDS.c.card_id)
    return list(connection.execute(statement).scalars())


def own_reply(connection: Connection, card: ServerCard, seen_at: float) -> None:
    """Takes in the card of our own create, update, disable or read before a write, whatever is in flight."""
    _sight(connection, get(connection, card.card_id), card, seen_at)
    connection.execute(_UPSERT, [_row(card, seen_at)])


def written(connection: Connection, transaction: Transaction, base: int, target: int, seen_at: float) -> None:
    """After our PUT the card shows what we set; where `amount` differs, somebody else changed it just before."""
    card = get(connection, transaction.card_id)
    if card is None:
        return
    before = target - transaction.amount
    if before != base:
        _add_sighting(connection, card.card_id, before - base, transaction.processed_at, seen_at, disabled=False)
    new = replace(card, balance=target, updated_at=max(card.updated_at, transaction.processed_at))
    connection.execute(_UPSERT, [_row(new, seen_at)])


def _sight(connection: Connection, old: ServerCard | None, new: ServerCard, seen_at: float) -> None:
    """What somebody else did between two looks goes on the card's timeline."""
    if old is None:
        return
    disabled = old.disabled_at is None and new.disabled_at is not None
    if old.balance != new.balance or disabled:
        _add_sighting(connection, new.card_id, new.balance - old.balance, new.updated_at, seen_at, disabled=disabled)


def _add_sighting(
    connection: Connection, card_id: int, amount: int, changed_at: int, seen_at: float, *, disabled: bool
) -> None:
    values = {
        "card_id": card_id,
        "amount": amount,
        "changed_at": changed_at,
        "seen_at": seen_at,
        "disabled": disabled,
    }
    connection.execute(SIGHTINGS.insert(), values)


def _by_ids(connection: Connection, ids: list[int]) -> dict[int, ServerCard]:
    return {row["card_id"]: _card(row) for row in connection.execute(_BY_IDS, {"ids": ids}).mappings()}


def _card(row: Any) -> ServerCard:
    return ServerCard(**{name: row[name] for name in _FIELDS})


def _row(card: ServerCard, seen_at: float) -> dict[str, Any]:
    return {**{name: getattr(card, name) for name in _FIELDS}, "seen_at": seen_at}
