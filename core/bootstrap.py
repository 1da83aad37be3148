"""The only place that wires the parts together, on the ground that core.ground opens."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from core.clock import Clock
from core.data_folder.ownership import Ownership
from core.data_folder.privacy import check_folder
from core.domain.outcome import Message
from core.domain.permission import Permission
from core.domain.priority import Priority
from core.domain.training import Drill
from core.ground import Ground, enrol, open_ground
from core.log.writer import open_log
from core.queries import Facts, Queries
from core.queries.tills_journals import TillsJournals
from core.remote.address import canonical
from core.remote.gateway import Gateway
from core.remote.trust import Trust
from core.security.kept_head import KeptHead
from core.security.till_key import TillKey
from core.security.tokens import TokenPlace, system_ring
from core.security.vault import Vault
from core.services.books.book import Book, Checked
from core.services.books.journal import Journal
from core.services.books.storage import Storage
from core.services.commands.approvals import Approvals
from core.services.commands.batch import Batches
from core.services.commands.batch_run import BatchRun
from core.services.commands.capability_probe import CapabilityProbe
from core.services.commands.desk import Desk
from core.services.commands.freeze import Freezes
from core.services.commands.lookup import Lookup
from core.services.commands.references import References
from core.services.commands.replacement import Replacement
from core.services.link.binding import ServiceBinding
from core.services.link.bound_gateway import BoundGateway
from core.services.link.capability_store import CapabilityStore
from core.services.link.card_source import CardSource
from core.services.link.connection import ServiceConnection
from core.services.link.gateway_executor import GatewayExecutor
from core.services.link.limiter import Limiter
from core.services.link.local_writes import LocalWrites
from core.services.link.pacing import PacedGateway
from core.services.link.service_link import ServiceLink
from core.services.link.suspects import Suspects
from core.services.link.terms import Terms
from core.services.outbox import audit
from core.services.outbox.codes import Codes
from core.services.outbox.dispatcher import Dispatcher
from core.services.outbox.machine_store import MachineStore
from core.services.outbox.offline_limits import OfflinePolicy
from core.services.outbox.outbox import Outbox
from core.services.outbox.replay import Replay
from core.services.outbox.runner import OperationRunner
from core.services.outbox.step_commit import StepCommit
from core.services.outbox.unsent import UnsentCommands
from core.services.paper.labels import Labels
from core.services.paper.print_record import PrintRecord
from core.services.paper.receipts import ReceiptQueue
from core.services.parked.settle import Settle
from core.services.parked.settlement_steps import SettlementSteps
from core.services.parked.unmade_cards import Unmade
from core.services.people.access import Access
from core.services.people.gate import Gate
from core.services.people.look_ups import LookUps
from core.services.people.pins import Pins
from core.services.people.preferences import Preferences
from core.services.people.shop import Shop
from core.services.people.staff import Staff
from core.services.sharing.invitations import Invitations
from core.services.sharing.page_writer import PageWriter
from core.services.sharing.pages import Pages
from core.services.sharing.sharing import Sharing
from core.services.sharing.shop_check import ShopCheck
from core.services.sharing.shop_keys import ShopKeys
from core.services.sync.heard_webhooks import HeardWebhooks
from core.services.sync.pull import Sync
from core.services.sync.sweep import Sweeping
from core.services.till.alerts import Alerts
from core.services.till.backup import Backup
from core.services.till.database_choice import path_of
from core.services.till.day_closings import DayClosings
from core.services.till.doctor import Doctor
from core.services.till.epoch import Epoch
from core.services.till.examination import surroundings
from core.services.till.folder_check import DiskCheck
from core.services.till.found import DoctorCheck
from core.services.till.head_keeper import HeadKeeper
from core.services.till.journal_check import check_at
from core.services.till.machine_setup import complete, connect_first, find_setup
from core.services.till.provenance import Provenance
from core.services.till.retention import Retention
from core.services.till.scheduled_backups import ScheduledBackups
from core.services.till.service_check import ServiceCheck
from core.settings import Settings

if TYPE_CHECKING:
    from core.server.sandbox.embedded import EmbeddedService
    from core.server.sandbox.training import Training


@dataclass(frozen=True, slots=True)
class Core:
    """Everything a front end may use. All parts are thread-safe; all calls block."""

    settings: Settings
    queries: Queries
    desk: Desk
    references: References
    heard_webhooks: HeardWebhooks
    lookup: Lookup
    settle: Settle
    freezes: Freezes
    approvals: Approvals
    replacement: Replacement
    replay: Replay
    dispatcher: Dispatcher  # the background's part of the replay
    sync: Sync
    connection: ServiceConnection
    terms: Terms
    staff: Staff
    gate: Gate
    look_ups: LookUps
    access: Access | None  # none only where a test gives the gateway itself
    preferences: Preferences
    journal: Journal
    book: Book
    day_closings: DayClosings
    heads: HeadKeeper
    start_messages: tuple[Message, ...]  # what a person should hear of this start
    doctor: Doctor
    probing: CapabilityProbe
    batches: Batches
    batch_run: BatchRun
    receipts: ReceiptQueue
    labels: Labels
    backup: Backup
    sharing: Sharing  # what the tills of a shop have in common
    invitations: Invitations
    backups: ScheduledBackups
    page_writer: PageWriter  # this till's journal for the other tills
    journals: TillsJournals  # those of all tills, put together
    retention: Retention
    service: EmbeddedService | None  # the embedded sandbox; none where a real service is configured
    training: Training | None  # what a trainer can do to the sandbox
    commits: Callable[[], int]  # how many transactions were written so far: unchanged, nothing on disk has changed
    _closing: ExitStack = field(repr=False)

    def close(self) -> None:
        """Stop waiting threads, the sandbox and the database, and give the folder free."""
        self._closing.close()


def open_core(settings: Settings, purpose: str = "window", clock: Clock | None = None, *, owned: bool = False) -> Core:
    """Open the folder and all on it. Raises CannotStart or StorageFailed; what was opened is closed again then.

    `owned`: the caller has the Ownership of the folder, and keeps it.
    """
    check_folder(settings.state_dir)
    with ExitStack() as stack:
        clock = clock or Clock()
        if not owned:
            stack.callback(Ownership(settings.data_dir, purpose, clock).release)
        stack.enter_context(open_log(settings.data_dir, purpose))
        setup = find_setup(settings)
        if setup is not None:
            settings = connect_first(setup, settings, partial(enrol, trust=Trust(*setup.way)))
        core = assemble(settings, open_ground(settings, clock, stack), stack)
        if setup is not None:
            core.terms.look_up(setup.file.settings.values.get("currency", "").strip().upper())
            storage = Storage(core.probing.database, core.journal, clock)
            complete(setup, Shop(core.preferences, core.staff), storage, settings.data_dir)
        object.__setattr__(core, "_closing", stack.pop_all())
    return core


def check_journal(settings: Settings, clock: Clock) -> Checked:
    """Look at the journal of a folder that no till has open, and add nothing to it. Raises CannotStart."""
    heads = KeptHead(None if settings.sandbox else system_ring())
    return check_at(path_of(settings, canonical), settings, clock, heads)


def assemble(settings: Settings, ground: Ground, closing: ExitStack) -> Core:
    """Put together everything above the ground, in life and in simulation alike. `closing` closes what it opens."""
    database, clock, vault = ground.database, ground.clock, ground.vault
    storage = Storage(database, Journal(vault.journal_key, clock), clock)
    epoch = _epoch(settings, ground, storage, closing)
    shop, sharing = _people(settings, vault, storage)
    staff = shop.staff
    ways = _Ways(settings, ground, storage, shop)
    outbox, dispatcher = _outbox(storage, shop, ways, closing)
    desk = Desk(storage, shop, outbox, ways.connection)
    lookup = Lookup(storage, ways.source(Priority.COUNTER), outbox, shop.preferences)
    book = Book(database, vault, storage.journal, staff.gate.permit_for(Permission.EXPORT))
    training = None if ground.service is None else _training(ground.service)
    facts = Facts(settings.sandbox, ground.url, settings.clerk, staff, lambda: training.drill if training else Drill())
    backups, alerts = _backups(settings, storage, shop, ways)
    journals = _journals(sharing, Pages(database, TillKey(vault.signing_key)), closing)
    return Core(
        settings=settings,
        queries=Queries(database, outbox.policy, ways.connection, shop.preferences, facts),
        desk=desk,
        references=References(storage, desk, vault),
        heard_webhooks=HeardWebhooks(storage),
        lookup=lookup,
        settle=Settle(desk, lookup, *_settling(storage, shop, ways)),
        freezes=Freezes(storage, shop),
        approvals=Approvals(storage, shop, desk, lookup.refresh),
        replacement=Replacement(storage, desk, outbox, lookup),
        replay=outbox.replay,
        dispatcher=dispatcher,
        sync=Sync(storage, ways.source(Priority.PULL), outbox.policy, Sweeping(storage, ways.source(Priority.SWEEP))),
        connection=ways.connection,
        terms=_terms(storage, ways),
        staff=staff,
        gate=staff.gate,
        look_ups=_look_ups(storage, staff.gate, closing),
        access=None if ground.door is None else Access(ground.door, storage, (ways.connection, ways.binding), staff),
        preferences=shop.preferences,
        journal=storage.journal,
        book=book,
        day_closings=DayClosings(storage, shop),
        heads=epoch.heads,
        start_messages=epoch.messages,
        doctor=_doctor(settings, ways, outbox, alerts, Provenance(database, vault, epoch, book), ShopCheck(sharing)),
        probing=CapabilityProbe(database, ways.at(Priority.COUNTER), desk, outbox.replay, ways.machines),
        batches=Batches(storage, shop, outbox, ways.connection),
        batch_run=BatchRun(storage, desk, outbox, staff.gate),
        receipts=ReceiptQueue(database, shop.preferences, clock, PrintRecord(storage, staff.gate)),
        labels=Labels(shop.preferences, PrintRecord(storage, staff.gate)),
        backup=backups.backup,
        backups=backups,
        sharing=sharing,
        invitations=Invitations(sharing, ground.door, ground.url),
        page_writer=journals.writer,
        journals=journals,
        retention=Retention(storage, shop, settings.data_dir),
        service=ground.service,
        training=training,
        commits=lambda: database.commits,
        _closing=closing,
    )


def _epoch(settings: Settings, ground: Ground, storage: Storage, closing: ExitStack) -> Epoch:
    epoch = Epoch(storage, ground.vault, settings.state_dir, ground.heads)
    closing.callback(epoch.close)
    epoch.begin()
    return epoch


def _look_ups(storage: Storage, gate: Gate, closing: ExitStack) -> LookUps:
    """Return them; at the end nobody waits any more before the last of them are written."""
    look_ups = LookUps(storage, gate)
    closing.callback(look_ups.close)
    closing.callback(storage.clock.stop)
    return look_ups


def _journals(sharing: Sharing, pages: Pages, closing: ExitStack) -> TillsJournals:
    journals = TillsJournals(PageWriter(sharing, pages))
    closing.callback(journals.close)
    return journals


def _settling(storage: Storage, shop: Shop, ways: _Ways) -> tuple[SettlementSteps, Unmade]:
    steps = SettlementSteps(storage.journal, shop.preferences, storage.clock, shop.gate)
    return steps, Unmade(storage, ways.at(Priority.COUNTER), ways.connection, steps)


def _people(settings: Settings, vault: Vault, storage: Storage) -> tuple[Shop, Sharing]:
    """Put together what the shop has set and who works there, and how this till shares it with others."""
    pins = Pins(vault.pin_pepper)
    staff = Staff(storage, pins, settings.clerk)
    shop = Shop(Preferences(storage.database, storage.journal, staff.gate, real=not settings.sandbox), staff)
    shop.preferences.scanner()  # the look-up takes it as the current one
    keys = ShopKeys(vault, pins)
    keys.begin(storage.database)
    return shop, Sharing(storage, shop, keys)


def _terms(storage: Storage, ways: _Ways) -> Terms:
    terms = Terms(storage, ways.at(Priority.PULL), ways.connection, ways.service)
    terms.begin()
    return terms


def _backups(settings: Settings, storage: Storage, shop: Shop, ways: _Ways) -> tuple[ScheduledBackups, Alerts]:
    backup = Backup(settings, storage, shop.gate, ways.ground.url)
    backups = ScheduledBackups(backup, shop, ways.ground.vault.backup_key)
    return backups, Alerts(storage, shop, ways.connection, (DiskCheck(settings.data_dir), backups))


def _training(service: EmbeddedService) -> Training:
    from core.server.sandbox.training import Training  # noqa: PLC0415 - as in _service

    return Training(service)


def _doctor(settings: Settings, ways: _Ways, outbox: Outbox, alerts: Alerts, *own: DoctorCheck) -> Doctor:
    ground, store = ways.ground, ways.machines.capability_store
    service = ServiceCheck(ground.database, ways.source(Priority.COUNTER), store, sandbox=settings.sandbox)
    return Doctor(ground.database, outbox.policy, alerts, (*own, *surroundings(settings, service, ground.unused)))


def _connection(settings: Settings, ground: Ground) -> ServiceConnection:
    missing = ground.door is not None and ground.door.place is TokenPlace.MISSING
    why = Message("start.token_missing", {"url": ground.url}) if missing else None
    return ServiceConnection(ground.url, ground.clock, switched_off=settings.offline or missing, why=why)


class _Ways:
    """The ways to the service, each by the priority of what uses it."""

    def __init__(self, settings: Settings, ground: Ground, storage: Storage, shop: Shop) -> None:
        self.service = "sandbox" if settings.sandbox else ground.url
        self.connection = _connection(settings, ground)
        self.local_writes, self.suspects = LocalWrites(), Suspects()
        self.machines = MachineStore(settings.quarantine_s, CapabilityStore(self.service, ground.clock))
        self.ground = ground
        self.limiter = ground.limiter or Limiter(ground.clock)
        self.limiter.tills = shop.preferences.tills()
        self.binding = ServiceBinding(storage, self.connection, audit.parked)

    def at(self, priority: Priority) -> Gateway:
        return BoundGateway(PacedGateway(self.ground.gateway, self.limiter, priority, self.ground.clock), self.binding)

    def source(self, priority: Priority) -> CardSource:
        return CardSource(self.at(priority), self.connection, self.limiter, self.local_writes, self.suspects)

    def link(self) -> ServiceLink:
        counter = GatewayExecutor(self.at(Priority.MONEY), self.ground.vault)
        queue = GatewayExecutor(self.at(Priority.REPLAY), self.ground.vault)
        return ServiceLink(self.connection, counter, queue, self.local_writes, self.suspects)


def _outbox(storage: Storage, shop: Shop, ways: _Ways, closing: ExitStack) -> tuple[Outbox, Dispatcher]:
    policy = OfflinePolicy(storage.database, shop.preferences, storage.clock)
    codes = Codes(storage, ways.ground.vault, shop.preferences)
    runner = OperationRunner(storage, ways.link(), policy, StepCommit(storage, ways.machines, codes, ways.local_writes))
    dispatcher = Dispatcher(runner, ways.limiter)
    outbox = Outbox(Replay(runner, dispatcher, UnsentCommands(runner)), codes, policy)
    closing.callback(outbox.replay.stop)
    return outbox, dispatcher
