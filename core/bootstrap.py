"""The only place that wires the parts together: folder, keys, database, service, gateway, and what works on them."""

from __future__ import annotations

import secrets
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from core.clock import Clock
from core.domain.outcome import Said
from core.domain.priority import Priority
from core.domain.training import Drill
from core.errors import CannotStart
from core.ownership import Ownership
from core.queries import Facts, Queries
from core.remote.address import check_base_url, check_token
from core.remote.gateway import Gateway
from core.remote.http_gateway import HttpGateway
from core.remote.trial import try_service
from core.server.embedded import EmbeddedService
from core.server.training import Training
from core.services.acts.batch import Batches
from core.services.acts.batch_run import BatchRun
from core.services.acts.desk import Desk
from core.services.acts.freeze import Freezes
from core.services.acts.lookup import Lookup
from core.services.acts.replacement import Replacement
from core.services.books.book import Book, Checked
from core.services.books.journal import Journal
from core.services.link.abilities import Abilities
from core.services.link.calls import Calls
from core.services.link.connection import Connection
from core.services.link.limiter import Limiter
from core.services.link.pacing import paced
from core.services.link.terms import Terms
from core.services.link.touches import Touches
from core.services.outbox.acceptance import Acceptance
from core.services.outbox.codes import Codes
from core.services.outbox.lanes import Lanes
from core.services.outbox.records import Records
from core.services.outbox.replay import Replay
from core.services.paper.labels import Labels
from core.services.paper.receipts import ReceiptQueue
from core.services.parked.settle import Settle
from core.services.parked.settling import Settling
from core.services.parked.unmade import Unmade
from core.services.people.access import Access, Door
from core.services.people.pins import Pins
from core.services.people.preferences import Preferences
from core.services.people.staff import Staff
from core.services.probing import Probing
from core.services.sweep import Sweeping
from core.services.sync import Sync
from core.services.till.doctor import Doctor
from core.services.till.epoch import Epoch, kept_head
from core.services.till.provenance import Provenance
from core.settings import Settings, keep_url, remember_url
from core.store.database import Database
from core.tokens import Place, Tokens
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
    freezes: Freezes
    replacement: Replacement
    replay: Replay
    sync: Sync
    connection: Connection
    terms: Terms
    staff: Staff
    access: Access | None
    """None only where a test gives the gateway itself."""
    preferences: Preferences
    journal: Journal
    book: Book
    said: tuple[Said, ...]
    """What a person should hear of this start."""
    doctor: Doctor
    probing: Probing
    batches: Batches
    batch_run: BatchRun
    receipts: ReceiptQueue
    labels: Labels
    service: EmbeddedService | None
    """The embedded sandbox, for training and tests; None when a real service is configured."""
    training: Training | None
    """What a trainer can do to the sandbox."""
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
    door: Door | None = None
    limiter: Limiter | None = None
    """Given where the gateway tells it of the service's bucket."""


def open_core(settings: Settings, purpose: str = "window", clock: Clock | None = None, *, owned: bool = False) -> Core:
    """Opens the folder and all on it. Raises CannotStart or StorageFailed; what was opened is closed again then.

    `owned`: the caller has the Ownership of the folder, and keeps it.
    """
    with ExitStack() as stack:
        clock = clock or Clock()
        if not owned:
            stack.callback(Ownership(settings.data_dir, purpose, clock).release)
        core = assemble(settings, _ground(settings, clock, stack), stack)
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
    staff = Staff(database, Pins(vault.pin_pepper), journal, clock, settings.clerk)
    preferences, touches = Preferences(database, journal, staff, real=not settings.sandbox), Touches()
    connection = Connection(url, clock, switched_off=settings.offline)
    acceptance = Acceptance(database, preferences, clock)
    codes = Codes(database, vault, journal, clock)
    service = "sandbox" if settings.sandbox else url
    abilities, terms = Abilities(service, clock), Terms(database, at(Priority.PULL), connection, service, clock)
    terms.begin()
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
    desk = Desk(database, replay, codes, acceptance, connection, preferences, journal, clock, staff)
    lookup = Lookup(database, gateway, codes, keys, connection, acceptance, touches, clock, preferences.scanner)
    settling = Settling(journal, preferences, clock, staff)
    unmade = Unmade(database, gateway, connection, settling, clock)
    book = Book(database, vault, journal)
    sweeping = Sweeping(database, at(Priority.SWEEP), connection, touches, limiter, clock)
    training = None if ground.service is None else Training(ground.service)
    door = ground.door
    closing.callback(clock.stop)
    return Core(
        settings=settings,
        queries=Queries(database, acceptance, connection, preferences, _facts(settings, url, staff, training)),
        desk=desk,
        lookup=lookup,
        settle=Settle(database, desk, lookup, connection, settling, unmade),
        freezes=Freezes(database, preferences, journal, clock, staff),
        replacement=Replacement(database, desk, codes, lookup, replay, clock),
        replay=replay,
        sync=Sync(database, at(Priority.PULL), connection, acceptance, touches, limiter, clock, sweeping),
        connection=connection,
        terms=terms,
        staff=staff,
        access=None if door is None else Access(door, database, journal, connection, staff),
        preferences=preferences,
        journal=journal,
        book=book,
        said=said,
        doctor=Doctor(
            settings, database, gateway, connection, Provenance(database, vault, epoch, book), abilities, acceptance
        ),
        probing=Probing(database, gateway, desk, replay, records),
        batches=Batches(database, vault, codes, acceptance, connection, preferences, journal, clock, staff),
        batch_run=BatchRun(database, vault, desk, replay, journal),
        receipts=ReceiptQueue(database, preferences, clock),
        labels=Labels(preferences),
        service=ground.service,
        training=training,
        _closing=closing,
    )


def _ground(settings: Settings, clock: Clock, stack: ExitStack) -> Ground:
    database = Database(settings.database_path)
    stack.callback(database.close)
    vault = open_vault(settings.data_dir)
    tokens = Tokens(settings.data_dir, vault)
    url, token, place, service = _service(settings, tokens, stack)
    limiter = Limiter(clock)
    gateway = HttpGateway(url, token, bucket_shown=limiter.told)
    stack.callback(gateway.close)
    remember_url(settings)
    door = Door(settings.data_dir, tokens, try_service, gateway.use_token, place)
    return Ground(database, vault, gateway, clock, url, service, door, limiter)


def _facts(settings: Settings, url: str, staff: Staff, training: Training | None) -> Facts:
    drill = Drill if training is None else lambda: training.drill
    return Facts(settings.sandbox, url, settings.clerk, staff, drill)


def enrol(folder: Path, url: str, token: str) -> Place:
    """Before the first start: tries both, keeps the token, and the address last. Raises as core.remote.trial does."""
    address = try_service(url, token)
    place = Tokens(folder, open_vault(folder)).save(address, token)
    keep_url(folder, address)
    return place


def _token(settings: Settings, url: str, tokens: Tokens) -> tuple[str, Place]:
    """What was given for this start goes before what is kept. Raises CannotStart."""
    kept = (settings.token, Place.GIVEN) if settings.token else tokens.load(url)
    if kept is None:
        raise CannotStart("start.token_missing", url=url)
    return check_token(kept[0], "COUNTERFOIL_TOKEN"), kept[1]


def _service(settings: Settings, tokens: Tokens, stack: ExitStack) -> tuple[str, str, Place, EmbeddedService | None]:
    """The configured service, or the sandbox with a token that lives as long as this process."""
    if settings.api_url is not None:
        url = check_base_url(settings.api_url)
        return url, *_token(settings, url, tokens), None
    token = secrets.token_urlsafe(32)
    service = EmbeddedService(settings.data_dir / "sandbox-service.db", token, seed=_SANDBOX_SEED)
    url = service.start()
    stack.callback(service.stop)
    return url, token, Place.SANDBOX, service
