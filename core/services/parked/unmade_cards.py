"""Settle a sale whose card was not confirmed: one order is one tag and one code, whatever a person says."""

from __future__ import annotations

from core.domain.money import Money
from core.domain.operation import State
from core.domain.outcome import Accepted, Message
from core.domain.reply import CardPage, ServerCard
from core.domain.settlement import Decision, How, Settled, SettlementPlan
from core.errors import RuleRefused, ServiceFailed
from core.protocol.creation import CreationStage
from core.remote.gateway import Gateway
from core.services.books.storage import Storage
from core.services.link.connection import ServiceConnection
from core.services.link.refused_acts import LIST
from core.services.outbox.operation_end import card_made
from core.services.parked.settlement_steps import SettlementSteps
from core.store import outbox
from core.store.database import Connection
from core.store.outbox import Operation


class Unmade:
    """Applied: found by its tag, or the card that was offered; never by a guess. Not applied: the same order goes on
    with the same code.
    """

    def __init__(
        self, storage: Storage, gateway: Gateway, connection: ServiceConnection, settling: SettlementSteps
    ) -> None:
        self.database = storage.database
        self.connection = connection
        self._gateway = gateway
        self._settling = settling
        self._clock = storage.clock

    def settle(self, operation: Operation, decision: Decision) -> Settled:
        """Settle the sale of a card that was not made. Raises RuleRefused, ServiceFailed."""
        if decision.how is How.APPLIED:
            return self._found(operation, decision, self._search(operation))
        if decision.how is How.NOT_APPLIED:
            return self._taken_up(operation, decision)
        if decision.how is How.DROP:
            return self._dropped(operation, decision)
        raise RuleRefused("settle.not_for_this")

    def _found(self, operation: Operation, decision: Decision, card: ServerCard) -> Settled:
        value, asked = Money(card.initial_value, card.currency), Money(operation.want, operation.currency)
        if value != asked:
            raise RuleRefused("settle.other_value", made=value, asked=asked)
        with self.database.writing() as conn:
            _unchanged(conn, operation)
            self._settling.permit(conn, operation, decision)
            made = card_made(conn, operation, card, self._clock.wall())
            outbox.change(conn, operation.operation_id, **made)
            self._settling.end(conn, operation, decision, SettlementPlan())
            follow = self._settling.go_on(conn, operation)
        return Settled(
            operation.operation_id, decision.how, card.card_id, operation.currency, card.initial_value, follow=follow
        )

    def _taken_up(self, operation: Operation, decision: Decision) -> Settled:
        """Take the same operation up again: what waits for the card keeps waiting, and no second card can be made.

        After a doubt the service's list is read for the tag before the same code is asked for again.
        """
        stage = CreationStage.DOUBT if operation.ever_doubted else CreationStage.FRESH
        with self.database.writing() as conn:
            _unchanged(conn, operation)
            self._settling.permit(conn, operation, decision)
            self._settling.tell(conn, operation, decision, SettlementPlan())
            outbox.change(
                conn,
                operation.operation_id,
                state=State.WAITING.value,
                stage=stage.value,
                said=Message("wait.service"),
                finished_at=None,
            )
        again = Accepted(operation.operation_id, operation.card_id, operation.offline)
        return Settled(operation.operation_id, decision.how, operation.card_id, operation.currency, 0, follow=again)

    def _dropped(self, operation: Operation, decision: Decision) -> Settled:
        with self.database.writing() as conn:
            _unchanged(conn, operation)
            self._settling.permit(conn, operation, decision)
            wiped = operation.payload | {"greeting": {}}
            outbox.change(conn, operation.operation_id, sealed_code=None, payload=wiped)
            stranded = self._settling.abandon(conn, operation)
            self._settling.end(conn, operation, decision, SettlementPlan())
            follow = self._settling.go_on(conn, operation)
        return Settled(
            operation.operation_id,
            decision.how,
            operation.card_id,
            operation.currency,
            0,
            follow=follow,
            stranded=stranded,
        )

    def _search(self, operation: Operation) -> ServerCard:
        """Read the list, not the index, from the largest id that was seen before the sale. Raises when not found."""
        cursor: int = operation.payload["watermark"]
        unread = False
        while True:
            answer = self._gateway.list_cards(cursor)
            if not isinstance(answer, CardPage):
                self.connection.failed(answer, LIST)
                problem = self.connection.condition.problem
                raise ServiceFailed(problem.key, **problem.values) if problem else ServiceFailed("wait.service")
            self.connection.answered()
            for card in answer.cards:
                if (card.note or "").endswith(operation.payload["mark"]) or card.card_id == _offered(operation):
                    return card
            if not answer.ids or max(answer.ids) <= cursor:
                raise RuleRefused("settle.not_found_unread" if unread else "settle.not_found")
            unread = unread or bool(answer.unreadable)
            cursor = max(answer.ids)


def _offered(operation: Operation) -> int | None:
    """Return the card without a mark that the operation was parked for (docs/protocol.md D3)."""
    said = operation.message
    return int(str(said.values["card"])) if said is not None and said.key == "park.match" else None


def _unchanged(conn: Connection, operation: Operation) -> None:
    """Check that nobody settled it in the meantime."""
    fresh = outbox.get(conn, operation.operation_id)
    if fresh is None or fresh.state is not State.PARKED:
        raise RuleRefused("settle.already")
