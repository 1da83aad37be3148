"""A database with its read side alone: what each screen is shown, of rows as the store writes them."""

from itertools import count
from pathlib import Path
from shutil import copyfile

import pytest

from core.domain.card import CardIdentity
from core.domain.reply import Transaction
from core.queries import Facts, Queries
from core.services.link.connection import ServiceConnection
from core.services.outbox.offline_limits import OfflinePolicy
from core.services.people.preferences import Preferences
from core.store import cards, outbox
from core.store.database import Database
from tests.builders import NOON, StoppedClock, book, server_card


class ReadingTill:
    """A database with its read side, and the few ways to put something in."""

    def __init__(self, path: Path) -> None:
        self.clock = StoppedClock()
        self.database = Database(path)
        self.preferences = Preferences(self.database)
        self.connection = ServiceConnection("https://cards.example", self.clock, switched_off=False)
        acceptance = OfflinePolicy(self.database, self.preferences, self.clock)
        facts = Facts(sandbox=True, service_url="https://cards.example", clerk="")
        self.queries = Queries(self.database, acceptance, self.connection, self.preferences, facts)
        self.today = acceptance.clock.shop_day()
        self.numbers = count(1)

    def hold(self, *found) -> None:
        with self.database.writing() as conn:
            for card in found:
                cards.own_reply(conn, card, NOON)

    def order(self, *rows) -> None:
        with self.database.writing() as conn:
            for row in rows:
                outbox.append(conn, row)

    def make(self, operation_id: str, card_id: int) -> None:
        """The service made the card that this issue asked for."""
        with self.database.writing() as conn:
            operation = outbox.get(conn, operation_id)
            cards.own_reply(conn, server_card(card_id=card_id, balance=2500, initial_value=2500), NOON)
            outbox.give_real_id(conn, operation.local_id, CardIdentity(card_id, int(NOON), "ab12"))
            outbox.change(conn, operation_id, state="done", balance_after=2500)

    def pay(self, operation_id: str, card_id: int, amount: int, number: int = 1) -> None:
        """The service answered one PUT of the operation."""
        with self.database.writing() as conn:
            book(conn, operation_id, amount, number)
            base = cards.get(conn, card_id).balance
            transaction = Transaction(next(self.numbers), card_id, 1, amount, int(NOON))
            cards.written(conn, transaction, (base, base + amount), NOON)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A database at the newest schema, to be copied: making one takes longer than a test."""
    path = tmp_path_factory.mktemp("empty") / "till.db"
    Database(path).close()
    return path


@pytest.fixture
def till(tmp_path, empty):
    copyfile(empty, tmp_path / "till.db")
    till = ReadingTill(tmp_path / "till.db")
    yield till
    till.database.close()
