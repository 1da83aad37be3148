"""The settings of a shop as they are kept: text in its normal form, by key; which there are: known_settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from core.domain import policy, role_limits
from core.domain.design import Design, parse_amounts, parse_designs
from core.domain.limits import OfflineLimits
from core.domain.money import Money, parse_typed
from core.domain.outcome import Message
from core.domain.permission import Permission
from core.domain.rights import Demand
from core.domain.role_limits import RoleTable
from core.domain.scanner import CurrentScanner, Scanner
from core.domain.staff import Proposal
from core.services.books.journal import Journal
from core.services.people.gate import Gate
from core.services.people.known_settings import (
    DEFAULTS,
    ON_PAPER,
    PERSONAL,
    check_currency,
    check_known,
    limits_in,
    normal_form,
)
from core.services.people.role_table import permit_change, table_of
from core.services.people.saved_filters import SavedFilters
from core.store import notes, terms
from core.store.database import Connection, Database, after_commit


class Preferences:
    """Text in, text out; the check of each key says what is expected. `journal` None: no till works here yet.

    `real`: on a real service, where names that nobody chose are never printed. The sandbox has a believable one.
    """

    def __init__(
        self, database: Database, journal: Journal | None = None, gate: Gate | None = None, *, real: bool = False
    ) -> None:
        self._database = database
        self._journal = journal
        self._gate = gate
        self._real = real
        self.filters = SavedFilters(database, gate)
        self.current_scanner = CurrentScanner()
        """As it was read or set last: one process owns the folder, so nobody else changes it."""

    def get(self, key: str) -> str:
        """Return the value. Raises BadInput for a key that does not exist."""
        check_known(key)
        return self.all()[key]

    def all(self, conn: Connection | None = None) -> dict[str, str]:
        """Return all settings, in the transaction of `conn` or in a snapshot of their own."""
        if conn is None:
            with self._database.reading() as own:
                return self.all(own)
        return _whole(notes.preferences(conn))

    def unnamed(self, conn: Connection | None = None) -> tuple[str, ...]:
        """Return which of the names on paper nobody has set by hand: only what was set by hand is stored.

        A currency that the service makes cards in anyway needs no hand.
        """
        if not self._real:
            return ()
        if conn is None:
            with self._database.reading() as own:
                return self.unnamed(own)
        stored = notes.preferences(conn)
        missing = tuple(key for key in ON_PAPER if key not in stored)
        if "currency" in missing and terms.card_currencies(conn).usual == DEFAULTS["currency"]:
            missing = tuple(key for key in missing if key != "currency")
        return missing

    def shop_on_paper(self) -> str:
        """Return what the shop is called on cards and receipts; "" until all names on paper are known."""
        return self.on_paper()["shop.name"]

    def on_paper(self) -> dict[str, str]:
        """Return all settings as they are printed: the shop has no name until all names on paper are known."""
        with self._database.reading() as conn:
            values, unnamed = self.all(conn), self.unnamed(conn)
        return values | ({"shop.name": ""} if unnamed else {})

    def said_of_paper(self) -> tuple[Message, ...]:
        """Return what a person should hear at the start: that nothing can be printed yet, and where to mend it."""
        return (Message("print.unnamed"),) if self.unnamed() else ()

    def shown(self) -> dict[str, str]:
        """Return all settings as people see them: a name that nobody has set is empty, not somebody else's."""
        return self.all() | dict.fromkeys(self.unnamed(), "")

    def set(self, key: str, value: str) -> str:
        """Store the value in its normal form and return that. Raises BadInput."""
        return self.set_all({key: value})[key]

    def set_all(self, values: Mapping[str, str], file: str = "") -> dict[str, str]:
        """Store all of them in their normal form, or none, and return that. Raises BadInput.

        `file`: where they come from, for the journal.
        """
        values = policy.completed(values)
        with self._database.writing() as conn:
            stored = notes.preferences(conn)
            before = _whole(stored)
            currency = normal_form("currency", values.get("currency", before["currency"]), "")
            normal = {key: normal_form(key, value, currency) for key, value in values.items()}
            moved = dict(_moved(currency, before))
            changed = moved | normal
            after = _whole(stored | changed)
            tables = table_of(_whole(stored | moved), currency), table_of(after, currency)
            self._permit(conn, tables, normal)
            if "currency" in normal:
                check_currency(terms.card_currencies(conn), currency)
            for name, text in changed.items():
                notes.set_preference(conn, name, text)
                if self._journal is not None:
                    origin = {"file": file} if file else {}
                    told = {"key": name, "value": text, "before": before[name]}
                    self._journal.write(conn, "setting", values=told | origin)
            if self._gate is not None:
                after_commit(conn, "rights", partial(self._gate.adopt, role_limits.rights_of(after)))
        if any(key.startswith("scan.") for key in normal):
            self.scanner()
        return normal

    def _permit(self, conn: Connection, tables: tuple[RoleTable, RoleTable], normal: Mapping[str, str]) -> None:
        """Ask for what is changed: one's own choices, the settings, the table of what each role may do.

        `tables` are that before and after.
        """
        if self._gate is None:
            return
        detail = "; ".join(f"{key} = {text}" for key, text in normal.items())
        others = [key for key in normal if not role_limits.is_cell(key)]
        if len(others) < len(normal):
            permit_change(conn, self._gate, tables, detail)
        if others or not normal:
            permission = Permission.PERSONAL if PERSONAL.issuperset(others) else Permission.SETTINGS
            self._gate.permit(conn, Demand(permission, proposal=Proposal(detail=detail)))

    def set_by_hand(self) -> dict[str, str]:
        """Return what somebody has set; all else is as it comes."""
        with self._database.reading() as conn:
            return {key: value for key, value in notes.preferences(conn).items() if key in DEFAULTS}

    def limits(self, conn: Connection | None = None) -> OfflineLimits:
        """Return the offline limits in minor units of the shop's currency."""
        values = self.all(conn)
        currency = values["currency"]
        sale, day, till = (
            parse_typed(values[f"offline.{name}"], currency) for name in ("per_sale", "per_card_day", "per_till")
        )
        return OfflineLimits(currency, sale, day, till, int(values["offline.balance_days"]))

    def role_table(self, conn: Connection) -> tuple[RoleTable, str]:
        """Return what each role may do, and the currency of its limits."""
        values = self.all(conn)
        return table_of(values, values["currency"]), values["currency"]

    def largest(self, key: str) -> Money:
        """Return an amount of the settings beyond which something is told."""
        values = self.all()
        return Money(parse_typed(values[key], values["currency"]), values["currency"])

    def designs(self) -> tuple[Design, ...]:
        """Return what the shop sells; the first one is the usual one."""
        return parse_designs(self.get("sell.designs"))

    def ready_amounts(self) -> tuple[int, ...]:
        """Return what cards are usually sold for, minor units of the shop's currency."""
        values = self.all()
        return parse_amounts(values["sell.amounts"], values["currency"])

    def scanner(self, conn: Connection | None = None) -> Scanner:
        """Return how the scanner at this till types, and keep it as the current one."""
        values = self.all(conn)
        self.current_scanner.value = Scanner(
            pause_ms=int(values["scan.pause"]),
            pace_ms=int(values["scan.pace"]),
            prefix=values["scan.prefix"],
            suffix=values["scan.suffix"],
            terminator=values["scan.terminator"],
            layout=values["scan.layout"],
        )
        return self.current_scanner.value

    def tills(self) -> int:
        """Return how many tills share what the service allows the shop."""
        return int(self.get("shop.tills"))


def _whole(stored: Mapping[str, str]) -> dict[str, str]:
    """Return all settings, of which these are stored; some limits are as another one until somebody sets them."""
    known = {key: value for key, value in stored.items() if key in DEFAULTS}
    following = {key: known[other] for key, other in role_limits.FOLLOWING.items() if other in known}
    return DEFAULTS | following | known


def _moved(currency: str, before: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Return the limits in another currency than before; nothing where it stays."""
    return limits_in(currency, before).items() if currency != before["currency"] else ()
