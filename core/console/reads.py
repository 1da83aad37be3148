"""Commands that only look: search and show. The cache answers; it is freshened first while the service does."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from core.bootstrap import Core
from core.console.finding import the_card
from core.console.output import Output, card_fields, card_words, say, timeline_fields, utc
from core.domain.card import Status
from core.rows import CardRow
from core.sentences import sentence

_FRESHEN_S = 20.0
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Reader:
    """Search and show on one core."""

    core: Core
    output: Output

    def search(self, options: Namespace) -> int:
        freshen(self.core, self.output)
        row = None
        for row in islice(self._found(options.text, options.status), options.limit):
            self.output.row(card_fields(row), card_words(row))
        if row is None:
            self.output.nothing(sentence("search.nothing", {}))
        return 0

    def _found(self, text: str, status: str | None) -> Iterator[CardRow]:
        """All matching cards, newest first, page by page."""
        enabled = status == "enabled"
        wanted = None if enabled or status is None else Status(status)
        size, offset = _PAGE + self.core.queries.status().pending, 0  # those still to be made stand on the first page
        while True:
            rows = self.core.queries.cards(text, wanted, size, offset)
            yield from (row for row in rows if not enabled or row.status in {Status.ACTIVE, Status.EXPIRED})
            if len(rows) < size:
                return
            offset += sum(row.card_id > 0 for row in rows)

    def show(self, options: Namespace) -> int:
        row = the_card(self.core, options.card)
        self.output.row(card_fields(row), card_words(row))
        for line in self.core.queries.timeline(row.card_id) if options.history else ():
            fields = timeline_fields(line, row.currency)
            words = f"  {utc(line.at)}  {fields['amount'] or '':>10} {fields['balance'] or '':>10}  "
            self.output.row(fields, words + _told(fields["said"], line.reason))
        return 0


def _told(said: list[str], reason: str) -> str:
    """The reason of what was done stands beside it, before how it was settled and why."""
    return " ".join(filter(None, [*said[:1], reason and f"({reason})", *said[1:]]))


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
