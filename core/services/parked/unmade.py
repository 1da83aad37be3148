"""Settling a sale whose card was not confirmed: one order is one tag and one code, whatever a person says."""

from __future__ import annotations

from core.clock import Clock
from core.domain.money import Money
from core.domain.operation import State
from core.domain.outcome import Accepted, Said
from core.domain.reply import CardPage, ServerCard
from core.domain.settlement import Decision, How, Plan, Settled
from core.errors import RuleRefused, ServiceFailed
from core.protocol.creation import Stage
from core.remote.gateway import Gateway
from core.services.link.connection import Connection
from core.services.outbox.ending import card_made
from core.services.parked.settling import Settling
from core.store import outbox
from core.store.database import Database, Session
from core.store.outbox import Operation


class Unmade:
    """Applied: found by its tag, never by a guess. Not applied: the same order goes on with the same code."""

    def __init__(
        self, database: Database, gateway: Gateway, connection: Connection, settling: Settling, clock: Clock
    ) -> None:
        self._database = database
        self._gateway = gateway
        self._connection = connection
        self._settling = settling
        self._clock = clock

    def settle(self, operation: Operation, decision: Decision) -> Settled:
        """Raises RuleRefused, ServiceFailed."""
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
        with self._database.writing() as transaction:
            _unchanged(transaction, operation)
            made = card_made(transaction, operation, card, self._clock.wall())
            outbox.change(transaction, operation.operation_id, **made)
            self._settling.end(transaction, operation, decision, Plan())
            follow = self._settling.go_on(transaction, operation)
        return Settled(
            operation.operation_id, decision.how, card.card_id, operation.currency, card.initial_value, follow=follow
        )

    def _taken_up(self, operation: Operation, decision: Decision) -> Settled:
        """Not a second operation: what waits for the card keeps waiting for this one, and no second card can be made.

        After a doubt the service's list is read for the tag before the same code is asked for again.
        """
        stage = Stage.DOUBT if operation.ever_doubted else Stage.FRESH
        with self._database.writing() as transaction:
            _unchanged(transaction, operation)
            self._settling.tell(transaction, operation, decision, Plan())
            outbox.change(
                transaction,
                operation.operation_id,
                state=State.WAITING.value,
                stage=stage.value,
                said=Said("wait.service"),
                finished_at=None,
            )
        again = Accepted(operation.operation_id, operation.card_id, operation.offline)
        return Settled(operation.operation_id, decision.how, operation.card_id, operation.currency, 0, follow=again)

    def _dropped(self, operation: Operation, decision: Decision) -> Settled:
        with self._database.writing() as transaction:
            _unchanged(transaction, operation)
            wiped = operation.payload | {"greeting": {}}
            outbox.change(transaction, operation.operation_id, sealed_code=None, payload=wiped)
            stranded = self._settling.abandon(transaction, operation)
            self._settling.end(transaction, operation, decision, Plan())
            follow = self._settling.go_on(transaction, operation)
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
        """Reads the list, not the index, from the largest id that was seen before the sale. Raises when not found."""
        cursor: int = operation.payload["watermark"]
        while True:
            answer = self._gateway.list_cards(cursor)
            if not isinstance(answer, CardPage):
                self._connection.failed(answer)
                problem = self._connection.condition.problem
                raise ServiceFailed(problem.key, **problem.values) if problem else ServiceFailed("wait.service")
            self._connection.answered()
            for card in answer.cards:
                if (card.note or "").endswith(operation.payload["mark"]):
                    return card
            if not answer.cards:
                raise RuleRefused("settle.not_found")
            cursor = max(card.card_id for card in answer.cards)


def _unchanged(transaction: Session, operation: Operation) -> None:
    """Nobody was faster."""
    fresh = outbox.get(transaction, operation.operation_id)
    if fresh is None or fresh.state is not State.PARKED:
        raise RuleRefused("settle.already")
