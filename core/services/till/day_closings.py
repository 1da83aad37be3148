"""Closes the day: the figures since the last closing, signed, numbered, and kept with their place in the journal.

One transaction holds the closing and its entry in the journal, so that a kill leaves both or neither.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from core.domain.chain import canonical
from core.domain.code import without_codes
from core.domain.day_closing import ClosedFigures, ClosingOrder, DayClosing, OpenDay, counted_figures
from core.domain.money import Money
from core.domain.permission import Permission
from core.domain.rights import Demand
from core.domain.staff import Proposal
from core.errors import BadInput, NotFound, RuleRefused
from core.services.books.storage import Storage
from core.services.commands.role_limits import RoleLimits
from core.services.people.shop import Shop
from core.store import day_closings, journal
from core.store.database import Connection
from core.store.day_closings import Boundary

_NOTE_MOST = 500


class DayClosings:
    """Thread-safe. Nothing here changes or deletes a closing, and the database would not let it."""

    def __init__(self, storage: Storage, shop: Shop) -> None:
        self._database = storage.database
        self._journal = storage.journal
        self._clock = storage.clock
        self._preferences = shop.preferences
        self._gate = shop.gate
        self._limits = RoleLimits(shop.preferences, shop.gate, storage.clock)

    def open_day(self, day: str | None = None) -> OpenDay:
        """Return what a closing made now would hold; `day` None is today."""
        today = self._clock.shop_day()
        with self._database.reading() as conn:
            last, currency = day_closings.boundary(conn), self._preferences.all(conn)["currency"]
            figures = day_closings.figures_since(conn, last)
            return OpenDay(
                day=day or today,
                number=last.number + 1,
                since=last.at,
                figures=tuple(sorted(figures, key=lambda each: (each.currency != currency, each.currency))),
                currency=currency,
                closed=day_closings.of_day(conn, day or today),
                days=_days_to_close(today, last),
            )

    def close(self, order: ClosingOrder) -> DayClosing:
        """Close the day in the name of whoever is at the till.

        Raises BadInput, RuleRefused, SignInNeeded, ApprovalNeeded or StorageFailed: then nothing is closed.
        """
        note = _checked_note(order.note)
        now = self._clock.wall()
        with self._database.writing() as conn:
            last, names = day_closings.boundary(conn), self._preferences.all(conn)
            day = self._day_to_close(conn, last, order.day)
            figures = day_closings.figures_since(conn, last)
            if order.expected is not None and order.expected != {each.currency: each.expected for each in figures}:
                raise RuleRefused("close.changed")
            currencies = counted_figures(figures, order.counts, names["currency"])
            if not note and any(each.difference for each in currencies):
                raise BadInput("close.note")
            clerk = self._gate.name or names["clerk.name"]
            author = self._gate.permit(conn, self._demand(conn, currencies, note))
            closing = DayClosing(
                number=last.number + 1,
                day=day,
                at=now,
                since=last.at,
                till=names["till.name"],
                clerk=clerk,
                approver=author.approver,
                note=note,
                currencies=currencies,
                operations=day_closings.decided_since(conn, last),
            )
            head = self._journal.write(conn, "day-closed", values=_entry_of(closing))
            closing = replace(closing, journal_number=head.number, journal_head=head.mac.hex())
            day_closings.append(conn, closing, last, head.mac)
        return closing

    def closings(self) -> tuple[DayClosing, ...]:
        """Return all closings, newest first, each compared with the journal."""
        with self._database.reading() as conn:
            return tuple(_compared(conn, each) for each in day_closings.newest_first(conn))

    def closing(self, number: int) -> DayClosing:
        """Return one closing, compared with the journal. Raises NotFound."""
        with self._database.reading() as conn:
            found = day_closings.get(conn, number)
            if found is None:
                raise NotFound("close.unknown", number=number)
            return _compared(conn, found)

    def _day_to_close(self, conn: Connection, last: Boundary, wanted: str | None) -> str:
        """Return the day. Raises BadInput for none, RuleRefused for one that is closed, past or still to come."""
        today = self._clock.shop_day()
        day = today if wanted is None else _checked_day(wanted)
        closed = day_closings.of_day(conn, day)
        if closed is not None:
            raise RuleRefused("close.already", number=closed.number, day=date.fromisoformat(day))
        if day > today:
            raise RuleRefused("close.future")
        if day < last.day:
            raise RuleRefused("close.past", number=last.number, day=date.fromisoformat(last.day))
        return day

    def _demand(self, conn: Connection, currencies: Sequence[ClosedFigures], note: str) -> Demand:
        """Ask for another manager where the difference is large, by the role of whoever closes."""
        off = [each for each in currencies if each.difference]
        beyond = self._limits.is_beyond(conn, Permission.CLOSE_DAY, {each.currency: each.difference for each in off})
        first = Money(off[0].difference, off[0].currency) if off else None
        more = "; ".join(str(Money(each.difference, each.currency)) for each in off[1:])
        proposal = Proposal(amount=first, reason=note, detail=more)
        return Demand(Permission.CLOSE_DAY, beyond, proposal=proposal)


def _days_to_close(today: str, last: Boundary) -> tuple[str, ...]:
    """Return today, and yesterday for a shop that closes after midnight, as far as they have no closing."""
    yesterday = (date.fromisoformat(today) - timedelta(days=1)).isoformat()
    found = (today, yesterday) if last.number else (today,)
    return tuple(day for day in found if day > last.day)


def _entry_of(closing: DayClosing) -> dict[str, object]:
    """Return what the journal keeps: the sums, and a digest that every word of the closing is in."""
    return {
        "number": closing.number,
        "day": closing.day,
        "clerk": closing.clerk,
        "currencies": [
            {
                "currency": each.currency,
                "expected": each.figures.expected,
                "counted": each.counted,
                "otherwise": each.otherwise,
                "difference": each.difference,
            }
            for each in closing.currencies
        ],
        "content": _digest(closing),
    }


def _digest(closing: DayClosing) -> str:
    content = {
        "number": closing.number,
        "day": closing.day,
        "at": closing.at,
        "till": closing.till,
        "clerk": closing.clerk,
        "approver": closing.approver,
        "note": closing.note,
        "operations": closing.operations,
        "currencies": day_closings.to_json(closing.currencies),
    }
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def _compared(conn: Connection, closing: DayClosing) -> DayClosing:
    entry = journal.get(conn, closing.journal_number)
    same = (
        entry is not None
        and entry.mac.hex() == closing.journal_head
        and entry.values.get("content") == _digest(closing)
    )
    return closing if same else replace(closing, changed=True)


def _checked_note(text: str) -> str:
    note = without_codes(text.strip())
    if len(note) > _NOTE_MOST:
        raise BadInput("text.long", length=len(note), most=_NOTE_MOST)
    return note


def _checked_day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise BadInput("close.day", text=text) from None
