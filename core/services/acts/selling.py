"""A sale: a new card with a code of its own, sealed in the outbox until the service has it and the customer too."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from core.domain import mark
from core.domain.command import Issue
from core.domain.limits import OfflineLimits
from core.domain.money import Money, largest, parse_currency
from core.domain.operation import Kind
from core.domain.outcome import Accepted
from core.errors import BadInput, RuleRefused
from core.services.acts.accepting import Accepting
from core.services.acts.subject import check_made_in
from core.services.acts.typed import NOTE_MOST, REASON_MOST, check_future, positive, short
from core.services.outbox.acceptance import Acceptance
from core.services.outbox.codes import Codes, Marked
from core.store import cards, fingerprints, outbox
from core.store.database import Session


@dataclass(frozen=True, slots=True)
class Selling:
    """One of the desk's commands; everything in its transaction."""

    codes: Codes
    acceptance: Acceptance
    accepting: Accepting

    def sell(
        self, transaction: Session, command: Issue, marked: Marked, row: dict[str, Any], limits: OfflineLimits
    ) -> Accepted:
        """Raises BadInput, RuleRefused."""
        currency = parse_currency(command.currency)
        if positive(command.amount) > largest(currency):
            raise BadInput("money.most", most=Money(largest(currency), currency))
        check_future(command.expires_on, date.fromisoformat(self.acceptance.shop_day()))
        short(command.note, NOTE_MOST)
        command.greeting.check()
        if fingerprints.card_of(transaction, marked.fingerprint) is not None:
            raise RuleRefused("outcome.code_taken")
        makes = check_made_in(transaction, currency)
        if row["offline"]:
            self.acceptance.check(transaction, limits, Kind.ISSUE, 0, command.amount, currency)
        row |= {
            "kind": Kind.ISSUE.value,
            "currency": currency,
            "want": command.amount,
            "reason": short(command.reason, REASON_MOST) or command.kind,
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
                "currency_sent": makes.takes,
                "handed_over": False,
                "greeting": asdict(command.greeting),
            },
        }
        seq = outbox.append(transaction, row)
        self.codes.store(transaction, marked, -seq)
        return self.accepting.accepted(transaction, row, -seq)
