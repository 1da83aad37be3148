"""Commands around the work: sync, outbox, settings, doctor."""

from __future__ import annotations

import time
from argparse import Namespace
from dataclasses import dataclass
from typing import Any

from core.bootstrap import Core
from core.console.finding import the_card, the_operation
from core.console.output import EXITS, Output, operation_fields, outcome_name, say
from core.console.reporting import report
from core.console.settling import operation_words, settle
from core.domain.operation import State
from core.rows import DeskStatus, OperationRow
from core.sentences import sentence
from core.settings import keep_language

_ROUND_S = 30.0
_NAP_S = 0.2


@dataclass(frozen=True, slots=True)
class Upkeep:
    """The chores of one core."""

    core: Core
    output: Output

    def sync(self, options: Namespace) -> int:
        """Sends what is due and pulls once; with --until-idle goes on until nothing waits, quarantines included."""
        if options.full:
            self.core.sync.restart()
        waits = options.until_idle is not None
        deadline = time.monotonic() + (options.until_idle if waits else _ROUND_S)
        pulled = False
        while time.monotonic() < deadline:
            pause = self.core.replay.round()
            pull = self.core.sync.step()
            pulled = pulled or self.core.sync.resting
            if pulled and (self.core.replay.idle() or (not waits and pause > 0)):
                break
            if not waits and (self.core.sync.failing or not self.core.connection.condition.usable):
                break
            time.sleep(min(pause, pull, _NAP_S) if not (pulled and pause == 0) else 0)
        self.core.terms.step()
        if pulled and self.core.replay.idle() and self.core.queries.status().pending == 0:
            self._pull_again()
        return self._told()

    def outbox(self, options: Namespace) -> int:
        if options.verb == "list":
            return self._list(options.limit)
        if options.verb == "show":
            return self._show(options.operation)
        if options.verb == "cancel":
            self.core.desk.cancel(options.operation)
            self.output.row({"operation_id": options.operation, "state": "cancelled"}, "Cancelled. Nothing was sent.")
            return 0
        if options.verb == "settle":
            return settle(self.core, self.output, options)
        if options.verb == "report":
            return report(self.core, self.output, options.all)
        self.core.desk.retry(options.operation)
        outcome = self.core.replay.run(options.operation)
        row = self.core.queries.operation(options.operation)
        self.output.outcome(outcome, row.last_characters if row else "")
        return EXITS[outcome_name(outcome)]

    def settings(self, options: Namespace) -> int:
        preferences = self.core.preferences
        if options.verb == "set":
            if options.key == "currency":
                self.core.terms.look_up(options.value.strip().upper())
            value = preferences.set(options.key, options.value)
            if options.key == "window.language":
                keep_language(self.core.settings.data_dir, value)
            self.output.row({"key": options.key, "value": value}, f"{options.key} = {value}")
            return 0
        chosen = preferences.shown()
        if options.verb == "get":
            preferences.get(options.key)  # refuses a key that does not exist
            chosen = {options.key: chosen[options.key]}
        for key, value in chosen.items():
            self.output.row({"key": key, "value": value}, f"{key} = {value}")
        return 0

    def doctor(self, options: Namespace) -> int:
        if options.probe is not None:
            return self._probe(options.probe)
        findings = self.core.doctor.examine()
        for finding in findings:
            fields = {"check": finding.check, "state": finding.state, "text": finding.text}
            self.output.row(fields, f"{finding.state:<5} {finding.check:<9} {finding.text}")
        return 7 if any(finding.state == "bad" for finding in findings) else 0

    def _probe(self, card: str) -> int:
        """One row a question; without answers, what became of the trials."""
        row = the_card(self.core, card)
        probed = self.core.probing.probe(row.card_id)
        for name, answer in probed.answers.items():
            self.output.row({"ability": name, "answer": answer}, sentence(f"probe.{name}", {"answer": answer}))
        if not probed.answers:
            self.output.outcome(probed.outcome, row.last_characters)
        return EXITS[outcome_name(probed.outcome)]

    def _pull_again(self) -> None:
        """What we just sent may stand beside what others did: level the cache once more."""
        self.core.sync.hurry()
        deadline = time.monotonic() + _ROUND_S
        while time.monotonic() < deadline and not self.core.sync.failing:
            self.core.sync.step()
            if self.core.sync.resting:
                break

    def _told(self) -> int:
        status = self.core.queries.status()
        fields = {
            "connection": status.connection,
            "cards": status.cards,
            "pending": status.pending,
            "needs_attention": status.needs_attention,
        }
        words = (
            f"{status.connection}: {status.cards} cards, {status.pending} waiting, {status.needs_attention} need you"
        )
        self.output.row(fields, words)
        if status.problem is not None:
            self.output.note(say(status.problem))
        return _standing(status)

    def _list(self, limit: int) -> int:
        rows = self.core.queries.operations(limit)
        if not rows:
            self.output.nothing(sentence("outbox.nothing", {}))
        for row in rows:
            fields = self._fields(row)
            self.output.row(fields, *operation_words(row, fields, full=row.state is State.PARKED))
        return 0

    def _show(self, operation_id: str) -> int:
        row = the_operation(self.core, operation_id)
        fields = self._fields(row)
        self.output.row(fields, *operation_words(row, fields, full=True))
        return 0

    def _fields(self, row: OperationRow) -> dict[str, Any]:
        return operation_fields(row, [say(line.said) for line in self.core.queries.evidence(row.operation_id)])


def _standing(status: DeskStatus) -> int:
    """What a script must know first: a person is needed, then what waits by itself, then that nobody answered."""
    if status.needs_attention:
        return EXITS["unknown"]
    if status.pending:
        return EXITS["queued"]
    return 7 if status.connection in {"offline", "unauthorised"} else 0
