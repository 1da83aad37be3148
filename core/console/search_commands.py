"""Commands that only look: search and show. The cache answers; it is freshened first while the service does."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from core.bootstrap import Core
from core.console.output import Output, card_fields, card_words, say, timeline_fields, utc
from core.console.painters import NO_PAINTERS, Painters
from core.console.report_giving import GivenReport
from core.domain.card import Status
from core.errors import BadInput
from core.rows import CardRow
from core.sentences import sentence
from core.usecases import background, cards, till

_PAGE = 500


@dataclass(frozen=True, slots=True)
class SearchCommands:
    """Search and show on one core."""

    core: Core
    output: Output
    painters: Painters = NO_PAINTERS

    def search(self, options: Namespace) -> int:
        if options.since and (options.text or options.status):
            raise BadInput("search.since_all")
        freshen(self.core, self.output)
        if options.since:
            return self._changes(options.since, options.limit)
        row = None
        for row in islice(self._found(options.text, options.status), options.limit):
            self.output.row(card_fields(row), card_words(row))
        if row is None:
            self.output.nothing(sentence("search.nothing", {}))
        return 0

    def _changes(self, cursor: str, most: int | None) -> int:
        """Print each card that changed once, with the cursor behind it, until there is nothing newer or enough."""
        left, complete, found = most, False, False
        while not complete and left != 0:
            page = cards.read_card_changes(self.core, cursor, _PAGE if left is None else min(left, _PAGE))
            for behind, row in page.rows:
                self.output.row(card_fields(row) | {"cursor": behind}, f"{card_words(row)}  [{behind}]")
            cursor, complete, found = page.cursor, page.complete, found or bool(page.rows)
            left = None if left is None else left - len(page.rows)
        if not found:
            self.output.nothing(sentence("search.unchanged", {}))
        return 0

    def _found(self, text: str, status: str | None) -> Iterator[CardRow]:
        """Yield all matching cards, newest first, page by page."""
        enabled = status == "enabled"
        wanted = None if enabled or status is None else Status(status)
        size, offset = _PAGE + till.read_status(self.core).pending, 0  # those still to be made stand on the first page
        while True:
            rows = cards.search_cards(self.core, text, wanted, (size, offset))
            yield from (row for row in rows if not enabled or row.status in {Status.ACTIVE, Status.EXPIRED})
            if len(rows) < size:
                return
            offset += sum(row.card_id > 0 for row in rows)

    def show(self, options: Namespace) -> int:
        row = cards.card_for_console(self.core, options.card)
        if options.life or options.csv or options.xlsx or options.pdf:
            life = cards.read_card_life(self.core, row.card_id, say)
            return GivenReport(self.core, self.output, self.painters).give(life, options)
        self.output.row(card_fields(row), card_words(row))
        for line in cards.read_card(self.core, row.card_id).timeline if options.history else ():
            fields = timeline_fields(line, row.currency)
            words = f"  {utc(line.at)}  {fields['amount'] or '':>10} {fields['balance'] or '':>10}  "
            self.output.row(fields, words + _told(fields["said"], line.reason))
        return 0


def _told(said: list[str], reason: str) -> str:
    """Put the reason of what was done beside it, before how it was settled and why."""
    return " ".join(filter(None, [*said[:1], reason and f"({reason})", *said[1:]]))


def freshen(core: Core, output: Output) -> None:
    """Freshen the till's copy; an outage is said, and the copy serves."""
    problem = background.freshen(core)
    if problem is not None:
        output.note(f"From the till's own copy. {say(problem)}")
