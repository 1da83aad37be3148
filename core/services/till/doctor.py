"""Looks the till over and says in words what is well and what is not. Changes nothing."""

from __future__ import annotations

import shutil

from core.domain.money import Money
from core.domain.reply import CardPage, Unauthorised
from core.errors import KnownError
from core.remote.gateway import Gateway
from core.sentences import sentence
from core.services.link.abilities import Abilities
from core.services.link.connection import Connection
from core.services.outbox.acceptance import Acceptance
from core.services.sweep import last_sweep
from core.services.till.finding import Finding
from core.services.till.provenance import Provenance
from core.settings import Settings
from core.store import cards, receipts
from core.store.database import HEAD, Database

_SOME = 3
_LOW_DISK = 200 * 1024 * 1024


class Doctor:
    """Each check is one finding; a check that fails never hides the others."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        gateway: Gateway,
        connection: Connection,
        provenance: Provenance,
        abilities: Abilities,
        acceptance: Acceptance,
    ) -> None:
        self._settings = settings
        self._database = database
        self._gateway = gateway
        self._connection = connection
        self._provenance = provenance
        self._abilities = abilities
        self._acceptance = acceptance

    def examine(self) -> tuple[Finding, ...]:
        return (
            self._folder(),
            self._disk(),
            self._integrity(),
            Finding("schema", "ok", f"revision {HEAD}"),
            *self._provenance.findings(),
            self._service(),
            self._capable(),
            self._sweep(),
            self._outbox(),
            self._receipts(),
            self._offline(),
        )

    def _folder(self) -> Finding:
        return Finding("folder", "ok", str(self._settings.data_dir))

    def _disk(self) -> Finding:
        free = shutil.disk_usage(self._settings.data_dir).free
        state = "ok" if free > _LOW_DISK else "warn"
        return Finding("disk", state, f"{free // (1024 * 1024)} MB free")

    def _integrity(self) -> Finding:
        try:
            with self._database.reading() as transaction:
                answer = transaction.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        except KnownError as error:
            return Finding("database", "bad", error.sentence)
        return Finding("database", "ok" if answer == "ok" else "bad", f"{self._database.path.name}: {answer}")

    def _service(self) -> Finding:
        url = "the training sandbox of this program" if self._settings.sandbox else self._connection.url
        if self._connection.condition.state == "switched_off":
            return Finding("service", "warn", f"{url}; this till is switched offline")
        answer = self._gateway.list_cards(None, 1)
        if isinstance(answer, CardPage):
            self._connection.answered()
            return Finding("service", "ok", url)
        self._connection.failed(answer)
        if isinstance(answer, Unauthorised):
            return Finding("service", "bad", f"{url} does not accept our token")
        return Finding("service", "bad", f"{url}: {getattr(answer, 'why', '') or getattr(answer, 'message', '')}")

    def _capable(self) -> Finding:
        try:
            with self._database.reading() as transaction:
                return Finding("abilities", *self._abilities.told(transaction))
        except KnownError as error:
            return Finding("abilities", "bad", error.sentence)

    def _sweep(self) -> Finding:
        """The weekly comparison of all cards with the service, and which of them it does not list any more."""
        try:
            with self._database.reading() as transaction:
                last, gone = last_sweep(transaction), cards.missing(transaction)
        except KnownError as error:
            return Finding("cards", "bad", error.sentence)
        if gone:
            some = ", ".join(last_four.upper() for last_four in gone[:_SOME])
            return Finding("cards", "warn", f"no longer listed by the service: {len(gone)}, among them {some}")
        if last is None:
            return Finding("cards", "ok", "not compared with the service as a whole yet; that is done once a week")
        return Finding(
            "cards", "ok", f"{last.listed} compared with the service, {last.mended} of them brought up to date"
        )

    def _offline(self) -> Finding:
        """What may be promised without a connection now."""
        try:
            allowance = self._acceptance.allowance(None)
        except KnownError as error:
            return Finding("offline", "bad", error.sentence)
        if allowance.stopped is not None:
            return Finding("offline", "warn", sentence(allowance.stopped.key, allowance.stopped.values))
        if allowance.off:
            return Finding("offline", "ok", "nothing is sold without a connection")
        sale, left = (Money(minor, allowance.currency) for minor in (allowance.per_sale, allowance.till_left))
        days = allowance.balance_days
        return Finding(
            "offline", "ok", f"up to {sale} a sale, {left} left on this till, balances up to {days} days old"
        )

    def _outbox(self) -> Finding:
        sql = "SELECT SUM(state IN ('ready','leased','waiting','deferred')), SUM(state = 'parked') FROM operations"
        try:
            with self._database.reading() as transaction:
                waiting, parked = transaction.exec_driver_sql(sql).one()
        except KnownError as error:
            return Finding("outbox", "bad", error.sentence)
        text = f"{waiting or 0} waiting, {parked or 0} need a person"
        return Finding("outbox", "warn" if parked else "ok", text)

    def _receipts(self) -> Finding:
        """What the receipt printer has not taken yet, and why the oldest of it was not."""
        try:
            with self._database.reading() as transaction:
                waiting = receipts.waiting(transaction)
        except KnownError as error:
            return Finding("receipts", "bad", error.sentence)
        if not waiting:
            return Finding("receipts", "ok", "every one is on paper")
        problem = waiting[0].problem
        told = f": {sentence(problem.key, problem.values)}" if problem else ""
        return Finding("receipts", "warn", f"{len(waiting)} not on paper yet{told}")
