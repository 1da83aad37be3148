"""A sale: a new card with a code of its own, sealed in the outbox until the service has it and the customer too."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from core.domain.command import Issue
from core.domain.limits import OfflineLimits
from core.domain.money import Money, largest, parse_currency
from core.domain.operation import Kind
from core.domain.outcome import Accepted
from core.errors import BadInput, RuleRefused
from core.services.commands.acceptance import OutboxEntries
from core.services.commands.target_card import check_made_in
from core.services.commands.validation import NOTE_MOST, REASON_MOST, check_future, positive, short
from core.services.outbox.codes import Codes, Marked
from core.services.outbox.offline_limits import OfflinePolicy
from core.store import cards, fingerprints, outbox
from core.store.database import Connection


@dataclass(frozen=True, slots=True)
class CardSale:
    """One of the desk's commands; everything in its transaction."""

    codes: Codes
    acceptance: OfflinePolicy
    accepting: OutboxEntries

    def sell(
        self, conn: Connection, command: Issue, marked: Marked, row: dict[str, Any], limits: OfflineLimits
    ) -> Accepted:
        """Accept the sale of a new card. Raises BadInput, RuleRefused."""
        currency = parse_currency(command.currency)
        if positive(command.amount) > largest(currency):
            raise BadInput("money.most", most=Money(largest(currency), currency))
        check_future(command.expires_on, date.fromisoformat(self.acceptance.clock.shop_day()))
        note = short(command.note, NOTE_MOST)
        command.greeting.check()
        if fingerprints.card_of(conn, marked.fingerprint) is not None:
            raise RuleRefused("outcome.code_taken")
        makes = check_made_in(conn, currency)
        if row["offline"]:
            self.acceptance.check(conn, limits, Kind.ISSUE, 0, command.amount, currency)
        row |= {
            "kind": Kind.ISSUE.value,
            "currency": currency,
            "want": command.amount,
            "reason": short(command.reason, REASON_MOST) or command.kind,
            "last_characters": marked.last_characters,
            "sealed_code": marked.sealed,
            "payload": {
                "note": self.codes.note(conn, note, marked),
                "expires_on": command.expires_on,
                "template_suffix": command.template_suffix,
                "sold_as": command.kind,
                "mark": marked.mark,
                "watermark": cards.largest_id(conn),
                "own_code": command.code is None,
                "currency_sent": makes.takes,
                "handed_over": False,
                "greeting": asdict(command.greeting),
            },
        }
        seq = outbox.append(conn, row)
        self.codes.store(conn, marked, -seq)
        return self.accepting.accepted(conn, row, -seq)
