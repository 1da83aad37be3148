"""The error tree: what a person may be told, whether it is worth another try, and the exit status it means.

`KnownError` is for the world's faults and carries its sentence; anything else that is raised is a bug.
"""

from __future__ import annotations


class KnownError(Exception):
    """Something that can happen to anybody. `key` names the sentence, `values` fill it."""

    exit_status = 7
    retryable = False

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    @property
    def sentence(self) -> str:
        from core.sentences import sentence  # noqa: PLC0415 - the first frame tells of no error

        return sentence(self.key, self.values)

    def __str__(self) -> str:
        return self.sentence


class BadInput(KnownError):
    """What was typed cannot be meant."""

    exit_status = 2


class RuleRefused(KnownError):
    """A rule of the shop or of the card says no; nothing was written."""

    exit_status = 4


class StaffNeeded(RuleRefused):
    """It may be done, by somebody else or with somebody else's PIN; nothing was written."""


class SignInNeeded(StaffNeeded):
    """Nobody said who is at the till. Its value `act` is the core.domain.permission.Permission asked for."""


class ApprovalNeeded(StaffNeeded):
    """A manager must allow it, signed in or by PIN. Its value `act` is the Permission asked for."""


class ReadingStopped(KnownError):
    """Whoever waited for a long reading has stopped it; nothing was written."""

    exit_status = 130

    def __init__(self) -> None:
        super().__init__("report.stopped")


class NotFound(KnownError):
    """No card, or more than one, for what was given."""

    exit_status = 6


class CannotStart(KnownError):
    """The program cannot work with this folder, database, address or token."""

    exit_status = 7


class StorageFailed(KnownError):
    """The disk refused a write; the transaction was rolled back."""

    exit_status = 7
    retryable = True


class ServiceFailed(KnownError):
    """The service could not be asked; nothing was changed there."""

    exit_status = 7
    retryable = True
