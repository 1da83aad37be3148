"""The way to the service: its token, its address, and which shop it is of (docs/protocol.md D5).

The old token stays until the new one has been answered. The token is in no journal: only that it was swapped.
Whoever has a token that the service takes is the shop's owner, and may give a new PIN for a forgotten one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.domain.permission import Permission
from core.domain.reply import AnotherService, CardRead, Failure
from core.domain.rights import Demand
from core.domain.staff import Person
from core.errors import BadInput, RuleRefused, ServiceFailed
from core.security.tokens import TokenPlace, TokenStore
from core.services.books.storage import Storage
from core.services.link.binding import Bond, ServiceBinding, recognise
from core.services.link.connection import ServiceConnection
from core.services.people.staff import Staff
from core.settings import keep_url
from core.store import binding
from core.store.database import Connection

Trial = Callable[[str, str], str]
"""Address and token in, the address in its normal form out (core.remote.trial)."""


@dataclass(frozen=True, slots=True)
class Door:
    """What leads to the service. `use` gives the gateway another token; `place` says where the first came from."""

    folder: Path
    tokens: TokenStore
    trial: Trial
    use: Callable[[str], None]
    place: TokenPlace
    read: Callable[[str, str, int], CardRead | Failure]
    """Address, token and id in: the card as it is shown to that token."""
    look: Callable[[int], CardRead | Failure]
    """An id in: the card as it is shown to the token that works now."""
    prove: Trial
    """As `trial`, for a token of the owner's."""
    canonical: Callable[[str], str]
    """An address in, the one form of it that is compared out (core.remote.address)."""


class Access:
    """Every call asks the service and may take seconds."""

    def __init__(
        self, door: Door, storage: Storage, link: tuple[ServiceConnection, ServiceBinding], staff: Staff
    ) -> None:
        self._door = door
        self._connection, self._binding = link
        self._database = storage.database
        self._journal = storage.journal
        self._staff = staff
        self.place = door.place
        """Where the token that works now is kept."""

    def swap(self, token: str) -> TokenPlace:
        """Work with another token of the same service from now on. Raises BadInput, CannotStart or ServiceFailed."""
        if self._door.place is TokenPlace.SANDBOX:
            raise RuleRefused("connect.sandbox")
        self._staff.gate.may(Demand(Permission.SERVICE))
        self._door.trial(self._connection.url, token)
        self._recognise(self._connection.url, token)
        place = self._door.tokens.save(self._connection.url, token)
        self._door.use(token)
        self._told("token", {"place": place.value})
        if self.place is TokenPlace.MISSING:
            self._connection.switch(False)  # that alone kept the line unplugged
        self.place = place
        self._connection.try_again()
        return place

    def connect(self, url: str, token: str) -> TokenPlace:
        """Connect this till with a real service from the next start on. Raises as `swap` does; the sandbox stays."""
        if self._door.place is not TokenPlace.SANDBOX:
            raise RuleRefused("connect.real")
        self._staff.gate.may(Demand(Permission.SERVICE))
        address = self._door.trial(url, token)
        place = self._door.tokens.save(address, token)
        keep_url(self._door.folder, address)
        self._told("connected", {"place": place.value})
        return place

    def reset_pin(self, name: str, pin: str, token: str) -> Person:
        """Set another PIN for who forgot it: `token` proves the owner, whom alone the service's own pages give one.

        The sandbox has no owner and asks for no token. Raises as `swap` does, and as `Staff.reset_pin`.
        """
        if self._door.place is not TokenPlace.SANDBOX:
            self._door.prove(self._connection.url, token)
            self._recognise(self._connection.url, token)
        return self._staff.reset_pin(name, pin)

    def move(self, url: str, token: str = "") -> TokenPlace:
        """Work with the same service at another address from the next start on; it must have our cards.

        Without a token, with the one that is kept. Raises as `swap` does, RuleRefused where it is another shop.
        """
        self._is_real()
        self._staff.gate.may(Demand(Permission.SERVICE))
        token = token or self._kept_token()
        address = self._door.trial(url, token)
        self._recognise(address, token)
        place = self._door.tokens.save(address, token)
        with self._database.writing() as conn:
            self._permit(conn)
            self._write(conn, "moved", {"place": place.value, "from": self._connection.url, "to": address})
            binding.keep_address(conn, self._door.canonical(address))
        keep_url(self._door.folder, address)
        return place

    def open_shop(self, url: str, token: str) -> TokenPlace:
        """Work with another shop from the next start on, in a database of its own. Raises as `swap` does.

        What is open here stays here, and is sent by nobody until this shop's address is given again.
        """
        self._is_real()
        self._staff.gate.may(Demand(Permission.SERVICE))
        address = self._door.trial(url, token)
        if self._door.canonical(address) == self._door.canonical(self._connection.url):
            raise RuleRefused("connect.same_address")
        place = self._door.tokens.save(address, token)
        with self._database.writing() as conn:
            self._permit(conn)
            self._write(conn, "new-shop", {"place": place.value, "from": self._connection.url, "to": address})
            binding.allow_other(conn, self._door.canonical(address))
        keep_url(self._door.folder, address)
        return place

    def accept_restored(self) -> int:
        """Belong to the service that answers now, though it has none of our cards: it was restored.

        Return how many cards are taken for missing until it shows them again. Raises RuleRefused where it has ours.
        """
        self._staff.gate.may(Demand(Permission.SERVICE))
        answer = self._binding.check(self._door.look)
        if answer is not None and not isinstance(answer, AnotherService):
            raise ServiceFailed("service.unreachable", url=self._connection.url)
        if answer is None:
            raise RuleRefused("connect.not_restored")
        with self._database.writing() as conn:
            self._permit(conn)
            count = self._binding.accept(conn)
            self._write(conn, "service-restored", {"missing": count})
        self._connection.try_again()
        return count

    def _is_real(self) -> None:
        if self._door.place is TokenPlace.SANDBOX:
            raise RuleRefused("connect.sandbox_stays")

    def _kept_token(self) -> str:
        kept = self._door.tokens.load(self._connection.url)
        if kept is None:
            raise BadInput("connect.token_empty")
        return kept[0]

    def _recognise(self, url: str, token: str) -> None:
        """Check that this token opens our shop: it reads a card that we know. Raises RuleRefused or ServiceFailed."""
        found = recognise(self._binding.anchor(), lambda card_id: self._door.read(url, token, card_id))
        if found is Bond.FOREIGN:
            raise RuleRefused("connect.another_shop", url=url)
        if not isinstance(found, Bond):
            raise ServiceFailed("service.unreachable", url=url)

    def _told(self, what: str, values: dict[str, object]) -> None:
        with self._database.writing() as conn:
            self._permit(conn)
            self._write(conn, what, values)

    def _write(self, conn: Connection, what: str, values: dict[str, object]) -> None:
        self._journal.write(conn, what, values=values | {"clerk": self._staff.gate.name})

    def _permit(self, conn: Connection) -> None:
        self._staff.gate.permit(conn, Demand(Permission.SERVICE))
