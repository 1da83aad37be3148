"""How a finding of the doctor is made: by the key of its sentence, so that a window tells it in its own language."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from core.domain.outcome import Message
from core.errors import KnownError
from core.rows.health import Finding
from core.sentences import sentence


class DoctorCheck(Protocol):
    """What looks over one part of the till."""

    def findings(self) -> tuple[Finding, ...]: ...


def found(check: str, state: str, key: str, **values: object) -> Finding:
    """Return the finding that this sentence tells."""
    return told(check, state, Message(key, values))


def told(check: str, state: str, said: Message) -> Finding:
    return Finding(check, state, sentence(said.key, said.values), said=said)


def failed(check: str, error: KnownError) -> Finding:
    """Return that it could not be looked at, and why."""
    return told(check, "bad", Message(error.key, error.values))


def with_cure(finding: Finding) -> Finding:
    """Return the finding with the sentence for its check; each check that can be unwell has one."""
    return finding if finding.state == "ok" else replace(finding, cure=sentence(f"cure.{finding.check}", {}))
