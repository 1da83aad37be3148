"""What is told where the owner of the till did not answer a command: in words, and as one object for a script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.console import answers
from core.console.answers import asks_for_json
from core.console.output import Output, failure_fields
from core.data_folder.owner_client import BUSY, GONE, LONG, OTHER, STOPPED, reference_of
from core.domain.outcome import Message

_UNKNOWN = 5
_KEYS = {BUSY: ("agent.busy", 7), OTHER: ("agent.other_version", 7), LONG: ("agent.too_long", 2)}


def tell_unanswered(words: Sequence[str], why: int) -> int:
    """Tell it; return the exit status. `why` is one of core.data_folder.owner_client."""
    as_json = asks_for_json(words)
    if why == STOPPED:
        return answers.stop(as_json=as_json)
    output = Output(as_json)
    if why == GONE:
        output.fail_with(_gone(reference_of(words)))
        return _UNKNOWN
    key, status = _KEYS[why]
    output.fail_with(failure_fields(Message(key)))
    return status


def _gone(reference: str) -> dict[str, Any]:
    """Return the answer to an act that may be done: with its reference, by which it is found."""
    message = Message("agent.gone", {"reference": reference}) if reference else Message("agent.gone_unnamed")
    fields = failure_fields(message)
    unknown: dict[str, Any] = {"outcome": "unknown", "operation_id": None, "reason": fields["message"]}
    return unknown | fields | ({"reference": reference} if reference else {})
