"""The ways to a till out of a file, a backup or an invitation, as the program gives them before there is a till."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.backup import BackupFacts
    from core.domain.invitation import JoinAsked, Joined
    from core.domain.outcome import Message


@dataclass(frozen=True, slots=True)
class RestoredTill:
    """The till that came out of a backup, open, what the backup held, and what a person should hear of it.

    `problem`: what keeps it from the service, as a token that did not come along.
    """

    core: Core
    facts: BackupFacts
    said: tuple[Message, ...]
    problem: Message | None


@dataclass(frozen=True, slots=True)
class JoinedTill:
    """The till that an invitation made one of the shop, open."""

    core: Core
    joined: Joined


@dataclass(frozen=True, slots=True)
class RestoreWay:
    """`restore` takes file and password, may take seconds, and raises KnownError: then nothing was changed.

    `join` does the same with an invitation; None where no till begins.
    """

    restore: Callable[[Path, str], RestoredTill]
    join: Callable[[JoinAsked], JoinedTill] | None = None
