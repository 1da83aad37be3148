"""The only place that wires the parts together: folder, keys, database, service, gateway, and what works on them."""

from __future__ import annotations

import secrets
from contextlib import ExitStack
from dataclasses import dataclass, field

from core.clock import Clock
from core.domain.outcome import Said
from core.domain.priority import Priority
from core.errors import CannotStart
from core.ownership import Ownership
from core.queries import Facts, Queries
from core.remote.address import check_base_url, check_token
from core.remote.gateway import Gateway
from core.remote.http_gateway import HttpGateway
from core.server.embedded import EmbeddedService
from core.services.abilities import Abilities
from core.services.acceptance import Acceptance
from core.services.batch import Batches
from core.services.batch_run import BatchRun
from core.services.book import Book, Checked
from core.services.calls import Calls
from core.services.codes import Codes
from core.services.connection import Connection
from core.services.desk import Desk
from core.services.doctor import Doctor
from core.services.epoch import Epoch, kept_head
from core.services.journal import Journal
from core.services.lanes import Lanes
from core.services.limiter import Limiter
from core.services.lookup import Lookup
from core.services.pacing import paced
from core.services.preferences import Preferences
from core.services.probing import Probing
from core.services.provenance import Provenance
from core.services.records import Records
from core.services.replay import Replay
from core.services.settle import Settle
from core.services.settling import Settling
from core.services.sync import Sync
from core.services.touches import Touches
from core.services.unmade import Unmade
from core.settings import Settings, remember_url
from core.store.database import Database
from core.vault import Vault, open_vault

_SANDBOX_SEED = 1


@dataclass(frozen=True, slots=True)
class Core:
    """Everything a front end may use. All parts are thread-safe; all calls block."""

    settings: Settings
    queries: Queries
    desk: Desk
    lookup: Lookup
    settle: Settle
    replay: Replay
    sync: Sync
    connection: Connection
    preferences: Preferences
    journal: Journal
    book: Book
    said: tuple[Said, ...]
    """What a person should hear of this start."""
    doctor: Doctor
    probing: Probing
    batches: Batches
    batch_run: BatchRun
    service: EmbeddedService | None
    """The embedded sandbox, for training and tests; None when a real service is configured."""
    _closing: ExitStack = field(repr=False)

    def close(self) -> None:
        """Stops waiting threads, the sandbox and the database, and gives the folder free."""
        self._closing.close()


@dataclass(frozen=True, slots=True)
class Ground:
    """What all parts stand on. `url` names the service to people; `service` is the sandbox, if this process runs it."""

    database: Database
    vault: Vault
    gateway: Gateway
    clock: Clock
    url: str
    service: EmbeddedService | None = None
    limiter: Limiter | None = None
    """Given where the gateway tells it of the service's bucket."""


def open_core(settings: Settings, purpose: str = "window") -> Core:
    """Opens the folder and all on it. Raises CannotStart or StorageFailed; what was opened is closed again then."""
    with ExitStack() as stack:
        core = assemble(settings, _ground(settings, purpose, stack), stack)
        object.__setattr__(core, "_closing", stack.pop_all())
    return core


def check_journal(settings: Settings, clock: Clock) -> Checked:
    """Looks at the journal of a folder that no till has open, and adds nothing to it. Raises CannotStart."""
    path = settings.database_path
    if not path.exists():
        raise CannotStart("start.database", path=path, why="it does not exist")
    with ExitStack() as stack:
        owner = Ownership(settings.data_dir, "console journal verify", clock)
        stack.callback(owner.release)
        database = Database(path)
        stack.callback(database.close)
        vault = open_vault(settings.data_dir, make=False)
        return Book(database, vault, Journal(vault.journal_key, clock)).check(kept_head(database, settings.state_dir))


def assemble(settings: Settings, ground: Ground, closing: ExitStack) -> Core:
    """Puts together everything above the ground, in life and in simulation alike. `closing` closes what it opens."""
    database, clock, url = ground.database, ground.clock, ground.url
    vault, limiter = ground.vault, ground.limiter or Limiter(clock)

    def at(priority: Priority) -> Gateway:
        return paced(ground.gateway, limiter, priority, clock)

    gateway = at(Priority.COUNTER)
    journal = Journal(vault.journal_key, clock)
    epoch = Epoch(database, journal, vault, clock, settings.state_dir)
    closing.callback(epoch.close)
    said = epoch.begin()
    preferences, touches = Preferences(database, journal), Touches()
    connection = Connection(url, clock, switched_off=settings.offline)
    acceptance = Acceptance(database, preferences, clock)
    codes = Codes(database, vault, journal, clock)
    abilities = Abilities("sandbox" if settings.sandbox else url, clock)
    records = Records(settings.quarantine_s, abilities)
    lanes = Lanes(
        database,
        Calls(at(Priority.MONEY), vault),
        Calls(at(Priority.REPLAY), vault),
        codes,
        records,
        acceptance,
        connection,
        touches,
        journal,
        clock,
    )
    limiter.tills = preferences.tills()
    replay = Replay(database, lanes, acceptance, connection, journal, limiter, clock)
    closing.callback(replay.stop)
    keys = {vault.qr_key_id: vault.qr_key}
    desk = Desk(database, replay, codes, acceptance, connection, preferences, journal, clock, settings.clerk)
    lookup = Lookup(database, gateway, codes, keys, connection, acceptance, touches, clock)
    settling = Settling(journal, preferences, clock, settings.clerk)
    unmade = Unmade(database, gateway, connection, settling, clock)
    book = Book(database, vault, journal)
    closing.callback(clock.stop)
    return Core(
        settings=settings,
        queries=Queries(database, acceptance, connection, preferences, Facts(settings.sandbox, url, settings.clerk)),
        desk=desk,
        lookup=lookup,
        settle=Settle(database, desk, lookup, connection, settling, unmade),
        replay=replay,
        sync=Sync(database, at(Priority.PULL), connection, acceptance, touches, limiter, clock),
        connection=connection,
        preferences=preferences,
        journal=journal,
        book=book,
        said=said,
        doctor=Doctor(
            settings, database, gateway, connection, Provenance(database, vault, epoch, book), abilities, acceptance
        ),
        probing=Probing(database, gateway, desk, replay, records),
        batches=Batches(database, vault, codes, acceptance, connection, preferences, journal, clock, settings.clerk),
        batch_run=BatchRun(database, vault, desk, replay, journal),
        service=ground.service,
        _closing=closing,
    )


def _ground(settings: Settings, purpose: str, stack: ExitStack) -> Ground:
    clock = Clock()
    owner = Ownership(settings.data_dir, purpose, clock)
    stack.callback(owner.release)
    database = Database(settings.database_path)
    stack.callback(database.close)
    vault = open_vault(settings.data_dir)
    url, token, service = _service(settings, stack)
    limiter = Limiter(clock)
    gateway = HttpGateway(url, token, bucket_shown=limiter.told)
    stack.callback(gateway.close)
    remember_url(settings)
    return Ground(database, vault, gateway, clock, url, service, limiter)


def _service(settings: Settings, stack: ExitStack) -> tuple[str, str, EmbeddedService | None]:
    """The configured service, or the sandbox with a token that lives as long as this process."""
    if settings.api_url is not None:
        return check_base_url(settings.api_url), check_token(settings.token or "", "COUNTERFOIL_TOKEN"), None
    token = secrets.token_urlsafe(32)
    service = EmbeddedService(settings.data_dir / "sandbox-service.db", token, seed=_SANDBOX_SEED)
    url = service.start()
    stack.callback(service.stop)
    return url, token, service
