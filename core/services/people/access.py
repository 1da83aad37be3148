"""The way to the service: the token is swapped while the till works, and a sandbox is connected to a real service.

The old token stays until the new one has been answered. The token is in no journal: only that it was swapped.
Whoever has a token that the service takes is the shop's owner, and may give a new PIN for a forgotten one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.domain.staff import Act, Person
from core.errors import RuleRefused
from core.services.books.journal import Journal
from core.services.link.connection import Connection
from core.services.people.staff import Staff
from core.settings import keep_url
from core.store.database import Database
from core.tokens import Place, Tokens

Trial = Callable[[str, str], str]
"""Address and token in, the address in its normal form out (core.remote.trial)."""


@dataclass(frozen=True, slots=True)
class Door:
    """What leads to the service. `use` gives the gateway another token; `place` says where the first came from."""

    folder: Path
    tokens: Tokens
    trial: Trial
    use: Callable[[str], None]
    place: Place


class Access:
    """Every call asks the service and may take seconds."""

    def __init__(self, door: Door, database: Database, journal: Journal, connection: Connection, staff: Staff) -> None:
        self._door = door
        self._database = database
        self._journal = journal
        self._connection = connection
        self._staff = staff
        self.place = door.place
        """Where the token that works now is kept."""

    def swap(self, token: str) -> Place:
        """Works with another token of the same service from now on. Raises BadInput, CannotStart or ServiceFailed."""
        if self._door.place is Place.SANDBOX:
            raise RuleRefused("connect.sandbox")
        self._staff.may(Act.SERVICE)
        self._door.trial(self._connection.url, token)
        place = self._door.tokens.save(self._connection.url, token)
        self._door.use(token)
        self._told("token", place)
        self.place = place
        self._connection.try_again()
        return place

    def connect(self, url: str, token: str) -> Place:
        """From the next start on this till works with a real service. Raises as `swap` does; the sandbox stays."""
        if self._door.place is not Place.SANDBOX:
            raise RuleRefused("connect.real")
        self._staff.may(Act.SERVICE)
        address = self._door.trial(url, token)
        place = self._door.tokens.save(address, token)
        keep_url(self._door.folder, address)
        self._told("connected", place)
        return place

    def reset_pin(self, name: str, pin: str, token: str) -> Person:
        """Another PIN for who forgot it: `token` proves the owner, whom alone the service's own pages give one.

        The sandbox has no owner and asks for no token. Raises as `swap` does, and as `Staff.reset_pin`.
        """
        if self._door.place is not Place.SANDBOX:
            self._door.trial(self._connection.url, token)
        return self._staff.reset_pin(name, pin)

    def _told(self, what: str, place: Place) -> None:
        with self._database.writing() as transaction:
            approver = self._staff.require(transaction, Act.SERVICE)
            values = {"place": place.value, "clerk": self._staff.name} | ({"approver": approver} if approver else {})
            self._journal.write(transaction, what, values=values)
