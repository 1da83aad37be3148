"""What a clerk can do, each as one transaction: check against the projected card, then append to the outbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from core.clock import Clock
from core.domain import mark
from core.domain.card import Status, status_of
from core.domain.code import draw
from core.domain.command import Command, Disable, Issue, OnCard, Redeem, SetBalance, TopUp, Update
from core.domain.greeting import Greeting
from core.domain.identity import uuid7
from core.domain.limits import OfflineLimits
from core.domain.money import Money, parse_currency
from core.domain.operation import MONEY_KINDS, Kind, State
from core.domain.outcome import Accepted, Said
from core.domain.reply import ServerCard
from core.domain.staff import Act
from core.errors import BadInput, NotFound, RuleRefused
from core.protocol.updating import FIELDS
from core.services.acts.freeze import refuse_frozen
from core.services.books.journal import Journal
from core.services.link.connection import Connection
from core.services.outbox import audit
from core.services.outbox.acceptance import Acceptance
from core.services.outbox.codes import Codes, Marked
from core.services.outbox.replay import Replay
from core.services.people.preferences import Preferences
from core.services.people.staff import Staff
from core.store import cards, fingerprints, outbox, projection
from core.store.database import Database, Session
from core.store.outbox import Operation

NOTE_MOST = 2000
REASON_MOST = 500


@dataclass(frozen=True, slots=True)
class _Subject:
    """The card a command is about, projected: in the cache, or (negative id) still in the outbox."""

    card_id: int
    currency: str
    last_characters: str
    balance: int
    card: ServerCard | None


class Desk:
    """`submit` never sends anything; `replay.run` does. Thread-safe."""

    def __init__(
        self,
        database: Database,
        replay: Replay,
        codes: Codes,
        acceptance: Acceptance,
        connection: Connection,
        preferences: Preferences,
        journal: Journal,
        clock: Clock,
        staff: Staff,
    ) -> None:
        self._database = database
        self._replay = replay
        self._codes = codes
        self._acceptance = acceptance
        self._connection = connection
        self._preferences = preferences
        self._journal = journal
        self._clock = clock
        self._staff = staff

    def submit(self, command: Command, also: Callable[[Session, Accepted], None] | None = None) -> Accepted:
        """Accepts the command durably. Raises BadInput, NotFound, RuleRefused, StorageFailed: nothing written.

        `also` writes in the same transaction; what it raises takes the command back.
        """
        offline = not self._connection.condition.usable
        limits = self._preferences.limits()
        operation_id = uuid7(self._clock.wall())
        marked = self._codes.prepare(command.code or draw(), operation_id) if isinstance(command, Issue) else None
        row = self._row(operation_id, offline)
        with self._database.writing() as transaction:
            self._allow(transaction, command)
            if isinstance(command, Issue):
                assert marked is not None
                accepted = self._issue(transaction, command, marked, row, limits)
            else:
                if not isinstance(command, (Update, Disable)):
                    refuse_frozen(transaction, command.card_id)
                accepted = self._on_card(transaction, command, row, limits)
            if also is not None:
                also(transaction, accepted)
        return accepted

    def follow(self, transaction: Session, settled: Operation, command: OnCard) -> Accepted:
        """Accepts what a settled operation left undone, in the caller's transaction and by the rules of `submit`.

        What was promised without a connection stays a promise: the goods are gone, so a refusal parks it again.
        """
        row = self._row(uuid7(self._clock.wall()), not self._connection.condition.usable)
        row["follows"] = settled.operation_id
        row["payload"] = {"act": settled.act} if settled.act else {}
        accepted = self._on_card(transaction, command, row, self._preferences.limits())
        if settled.offline and settled.kind in MONEY_KINDS:
            outbox.change(transaction, accepted.operation_id, offline=True)
        return accepted

    def probe(self, card_id: int) -> Accepted:
        """Accepts trials of what the service can do, on a card that is in no doubt. They want no money in the end.

        Raises NotFound, RuleRefused.
        """
        row = self._row(uuid7(self._clock.wall()), not self._connection.condition.usable)
        with self._database.writing() as transaction:
            self._staff.require(transaction, Act.SERVICE)
            subject = self._online_only(transaction, card_id, row)
            self._usable(subject)
            self._settled(transaction, subject.card_id)
            row |= {"kind": Kind.SET_BALANCE.value, "want": 0, "reason": "Probe", "payload": {"probe": True}}
            return self._append(transaction, row, subject)

    def take_all(self, card_id: int, reason: str, payload: dict[str, Any]) -> Accepted:
        """Accepts the first step of a replacement: everything that is on the card. A freeze is no obstacle.

        Raises BadInput, NotFound, RuleRefused; it takes a manager, as a disabling does.
        """
        row = self._row(uuid7(self._clock.wall()), not self._connection.condition.usable)
        with self._database.writing() as transaction:
            self._staff.require(transaction, Act.REPLACE)
            subject = self._online_only(transaction, card_id, row)
            self._usable(subject)
            self._quiet(transaction, subject)
            row |= {"kind": Kind.REDEEM.value, "want": -subject.balance, "reason": _reason(reason)}
            row["payload"] = payload | {"act": row["operation_id"]}
            return self._append(transaction, row, subject)

    def code_of(self, operation_id: str) -> str | None:
        return self._codes.code_of(operation_id)

    def greeting_of(self, operation_id: str) -> Greeting:
        return self._codes.greeting_of(operation_id)

    def qr_payload(self, operation_id: str) -> str | None:
        return self._codes.qr_payload(operation_id)

    def hand_over(self, operation_id: str) -> None:
        self._codes.hand_over(operation_id)

    def retry(self, operation_id: str) -> None:
        self._replay.retry(operation_id)

    def cancel(self, operation_id: str) -> None:
        self._replay.cancel(operation_id)

    # each command

    def _on_card(self, transaction: Session, command: OnCard, row: dict[str, Any], limits: OfflineLimits) -> Accepted:
        match command:
            case Redeem() | TopUp() | SetBalance():
                return self._adjust(transaction, command, row, limits)
            case Update():
                return self._update(transaction, command, row)
            case Disable():
                return self._disable(transaction, command, row)

    def _issue(
        self, transaction: Session, command: Issue, marked: Marked, row: dict[str, Any], limits: OfflineLimits
    ) -> Accepted:
        _positive(command.amount)
        currency = parse_currency(command.currency)
        self._usable_from_today(command.expires_on)
        _short(command.note, NOTE_MOST)
        command.greeting.check()
        if fingerprints.card_of(transaction, marked.fingerprint) is not None:
            raise RuleRefused("outcome.code_taken")
        if row["offline"]:
            self._acceptance.check(transaction, limits, Kind.ISSUE, 0, command.amount, currency)
        if not cards.sells_in(transaction, currency):
            raise RuleRefused("money.not_sold", currency=currency)
        row |= {
            "kind": Kind.ISSUE.value,
            "currency": currency,
            "want": command.amount,
            "reason": _short(command.reason, REASON_MOST) or command.kind,
            "last_characters": marked.last_characters,
            "sealed_code": marked.sealed,
            "payload": {
                "note": mark.join(command.note, marked.mark),
                "expires_on": command.expires_on,
                "template_suffix": command.template_suffix,
                "sold_as": command.kind,
                "mark": marked.mark,
                "watermark": cards.largest_id(transaction),
                "own_code": command.code is None,
                "handed_over": False,
                "greeting": asdict(command.greeting),
            },
        }
        seq = outbox.append(transaction, row)
        self._codes.store(transaction, marked, -seq)
        return self._accepted(transaction, row, -seq)

    def _adjust(
        self, transaction: Session, command: Redeem | TopUp | SetBalance, row: dict[str, Any], limits: OfflineLimits
    ) -> Accepted:
        subject = self._subject(transaction, command.card_id)
        self._usable(subject)
        kind, want = _difference(command, subject)
        if subject.balance + want < 0:
            raise RuleRefused("card.short", available=Money(subject.balance, subject.currency))
        if row["offline"]:
            self._acceptance.check(transaction, limits, kind, subject.card_id, abs(want), subject.currency)
        else:
            self._settled(transaction, subject.card_id)
        row |= {"kind": kind.value, "want": want, "reason": _short(command.reason, REASON_MOST) or ""}
        if isinstance(command, Redeem) and command.bill:
            row["payload"] = {"bill": command.bill}
        return self._append(transaction, row, subject)

    def _update(self, transaction: Session, command: Update, row: dict[str, Any]) -> Accepted:
        subject = self._online_only(transaction, command.card_id, row)
        assert subject.card is not None
        changes = []
        for field, wanted in command.changes:
            if field not in FIELDS:
                raise BadInput("update.nothing")
            base = getattr(subject.card, field)
            changes.append([field, base, self._wanted(field, base, wanted)])
        if not any(base != wanted for _, base, wanted in changes):
            raise RuleRefused("update.nothing")
        row |= {"kind": Kind.UPDATE.value, "want": 0, "reason": "", "payload": {"changes": changes}}
        return self._append(transaction, row, subject)

    def _disable(self, transaction: Session, command: Disable, row: dict[str, Any]) -> Accepted:
        subject = self._online_only(transaction, command.card_id, row)
        reason = _reason(command.reason)
        if subject.card is not None and subject.card.disabled_at is not None:
            raise RuleRefused("card.disabled")
        row |= {"kind": Kind.DISABLE.value, "want": 0, "reason": reason}
        return self._append(transaction, row, subject)

    # rules

    def _allow(self, transaction: Session, command: Command) -> None:
        """What a clerk may not do alone. Raises SignInNeeded or ApprovalNeeded.

        What is a large top-up is said in the shop's currency only, so in another one each is.
        """
        act = {SetBalance: Act.SET_BALANCE, Disable: Act.DISABLE}.get(type(command), Act.COUNTER)
        if isinstance(command, TopUp) and self._staff.staffed:
            largest = self._preferences.largest_top_up()
            same = self._subject(transaction, command.card_id).currency == largest.currency
            act = Act.COUNTER if same and command.amount <= largest.minor else Act.TOP_UP
        self._staff.require(transaction, act)

    def _subject(self, transaction: Session, card_id: int) -> _Subject:
        pending = projection.pending(transaction, card_id).amount
        card = cards.get(transaction, card_id)
        if card is not None:
            return _Subject(card_id, card.currency, card.last_characters, card.balance + pending, card)
        local = outbox.making(transaction, card_id)
        if local is None:
            raise NotFound("card.unknown")
        if local.card_id != card_id:  # it was made meanwhile
            return self._subject(transaction, local.card_id)
        if not local.open:
            raise RuleRefused("outcome.card_not_made")
        return _Subject(card_id, local.currency, local.last_characters, pending, None)

    def _online_only(self, transaction: Session, card_id: int, row: dict[str, Any]) -> _Subject:
        subject = self._subject(transaction, card_id)
        if row["offline"]:
            raise RuleRefused("offline.off")
        if subject.card is None:
            raise RuleRefused("card.unconfirmed")
        return subject

    def _usable(self, subject: _Subject) -> None:
        card = subject.card
        if card is None:
            return
        status = status_of(card.disabled_at, card.expires_on, self._today())
        if status is Status.DISABLED:
            raise RuleRefused("card.disabled")
        if status is Status.EXPIRED:
            raise RuleRefused("card.expired", date=card.expires_on)

    def _settled(self, transaction: Session, card_id: int) -> None:
        """Online, nothing is piled on an amount whose answer was lost a moment ago."""
        if any(o.touched and o.state is State.WAITING for o in outbox.open_on(transaction, card_id, MONEY_KINDS)):
            raise RuleRefused("card.unsettled")

    def _quiet(self, transaction: Session, subject: _Subject) -> None:
        """There is something to move, and nothing on its way or in doubt that would be left behind."""
        unsettled = projection.pending(transaction, subject.card_id).unsettled
        if unsettled or outbox.open_on(transaction, subject.card_id, frozenset(Kind)):
            raise RuleRefused("card.unsettled")
        if subject.balance <= 0:
            raise RuleRefused("replace.empty")
        if not cards.sells_in(transaction, subject.currency):
            raise RuleRefused("money.not_sold", currency=subject.currency)

    def _usable_from_today(self, expires_on: str | None) -> None:
        if expires_on is not None and _date(expires_on) < self._today():
            raise BadInput("date.past", date=expires_on)

    def _wanted(self, field: str, base: str | None, wanted: str | None) -> str | None:
        if field == "expires_on":
            self._usable_from_today(wanted)
        if field == "note":
            return mark.join(_short(wanted, NOTE_MOST), mark.split(base)[1])
        return _short(wanted, NOTE_MOST)

    def _today(self) -> date:
        return date.fromisoformat(self._acceptance.shop_day())

    # rows

    def _row(self, operation_id: str, offline: bool) -> dict[str, Any]:
        names = self._preferences.all()
        return {
            "operation_id": operation_id,
            "card_id": 0,
            "offline": offline,
            "state": (State.WAITING if offline else State.READY).value,
            "said": Said("wait.service") if offline else None,
            "clerk": self._staff.name or names["clerk.name"],
            "till": names["till.name"],
            "created_at": self._clock.wall(),
            "shop_day": self._acceptance.shop_day(),
            "last_characters": "",
            "payload": {},
            "epoch": self._journal.epoch,
        }

    def _append(self, transaction: Session, row: dict[str, Any], subject: _Subject) -> Accepted:
        row |= {
            "card_id": subject.card_id,
            "currency": subject.currency,
            "last_characters": subject.last_characters,
        }
        outbox.append(transaction, row)
        return self._accepted(transaction, row, subject.card_id)

    def _accepted(self, transaction: Session, row: dict[str, Any], card_id: int) -> Accepted:
        key = "evidence.accepted_offline" if row["offline"] else "evidence.accepted"
        said = Said(key, {"clerk": row["clerk"] or row["till"]})
        outbox.add_evidence(transaction, row["operation_id"], row["created_at"], [("accepted", said)])
        audit.accepted(self._journal, transaction, row, card_id)
        return Accepted(row["operation_id"], card_id, row["offline"])


def _difference(command: Redeem | TopUp | SetBalance, subject: _Subject) -> tuple[Kind, int]:
    """A correction is the difference to the balance that the clerk saw, so that it stays right between many tills."""
    if isinstance(command, Redeem):
        return Kind.REDEEM, -_positive(command.amount)
    if isinstance(command, TopUp):
        return Kind.TOP_UP, _positive(command.amount)
    seen = subject.balance if command.seen is None else command.seen
    if command.balance < 0:
        raise BadInput("money.positive")
    if command.balance == seen:
        raise RuleRefused("card.same_balance")
    return Kind.SET_BALANCE, command.balance - seen


def _positive(amount: int) -> int:
    if amount <= 0:
        raise BadInput("money.positive")
    return amount


def _short(text: str | None, most: int) -> str | None:
    if text is not None and len(text) > most:
        raise BadInput("text.long", length=len(text), most=most)
    return text


def _reason(text: str) -> str:
    if not text.strip():
        raise BadInput("reason.missing")
    return _short(text, REASON_MOST) or ""


def _date(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise BadInput("date.shape", text=text) from error
