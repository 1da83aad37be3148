"""`records`: how many old records the rules of the shop would remove, and removing them."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict, dataclass

from core.bootstrap import Core
from core.console.output import Output
from core.domain.retention import FOR_EVER, RecordsDue
from core.errors import BadInput
from core.sentences import sentence
from core.usecases import retention


@dataclass(frozen=True, slots=True)
class RecordsCommands:
    """The old records of one core."""

    core: Core
    output: Output

    def records(self, options: Namespace) -> int:
        if options.verb == "remove":
            return self._remove(confirmed=options.yes)
        for each in retention.read_due(self.core):
            self.output.row(asdict(each), f"{each.rule:<7} {_said(each)}")
        return 0

    def _remove(self, *, confirmed: bool) -> int:
        if not confirmed:
            raise BadInput("records.unconfirmed")
        gone = retention.remove_due(self.core).records
        text = sentence("records.removed", {"count": sum(each.count for each in gone)})
        self.output.answer({each.rule: each.count for each in gone} | {"text": text}, text)
        return 0


def _said(each: RecordsDue) -> str:
    key = "records.kept" if each.days == FOR_EVER else f"records.{each.rule}"
    return sentence(key, {"days": each.days, "count": each.count})
