"""Commands that only look: search and show. The cache answers; it is freshened first while the service does."""

from __future__ import annotations

import time
from argparse import Namespace
from dataclasses import dataclass

from core.bootstrap import Core
from core.console.finding import the_card
from core.console.output import Output, card_fields, card_words, say, timeline_fields, utc
from core.domain.card import Status

_FRESHEN_S = 20.0
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Reader:
    """Search and show on one core."""

    core: Core
    output: Output

    def search(self, options: Namespace) -> int:
        freshen(self.core, self.output)
        status = Status(options.status) if options.status else None
        left, offset = options.limit, 0
        page_size = _PAGE + self.core.queries.status().pending  # cards still to be made all stand on the first page
        while left is None or left > 0:
            page = page_size if left is None else min(page_size, left)
            rows = self.core.queries.cards(options.text, status, page, offset)
            for row in rows:
                self.output.row(card_fields(row), card_words(row))
            if len(rows) < page:
                break
            offset += len([row for row in rows if row.card_id > 0])
            left = None if left is None else left - len(rows)
        return 0

    def show(self, options: Namespace) -> int:
        row = the_card(self.core, options.card)
        self.output.row(card_fields(row), card_words(row))
        for line in self.core.queries.timeline(row.card_id) if options.history else ():
            fields = timeline_fields(line, row.currency)
            words = f"  {utc(line.at)}  {line.what:<12} {fields['amount'] or '':>10} {fields['balance'] or '':>10}"
            self.output.row(fields, f"{words}  {line.reason}")
        return 0


def freshen(core: Core, output: Output, patience_s: float = _FRESHEN_S) -> None:
    """Pulls until the cache is level, for a bounded time; an outage is said and the cache serves."""
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline and core.connection.condition.usable and not core.sync.resting:
        core.sync.step()
        if core.sync.failing:
            break
    problem = core.connection.condition.problem
    if problem is not None:
        output.note(f"From the till's own copy. {say(problem)}")
