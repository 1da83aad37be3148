"""What the journals of all tills come to, put together."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.merged_acts import MergedAct, MergedClosing
from core.domain.merging import Claim
from core.rows.cards import CardRow


@dataclass(frozen=True, slots=True)
class MergedTill:
    """One till's journal: how many entries it has, how many are missing, and at which it parts; 0 for nowhere.

    `till` is the fingerprint of its key, `name` what it is called, `own`: it is this one.
    """

    till: str
    name: str
    entries: int
    missing: int
    parts_at: int
    own: bool
    until: float = 0.0
    """When its last entry was written, UTC seconds by its own clock."""

    @property
    def whole(self) -> bool:
        """Tell whether every entry is there, once."""
        return not self.missing and not self.parts_at


@dataclass(frozen=True, slots=True)
class MergedJournals:
    """`expected` is how many tills the shop has by its settings; `unread` names files that are no page of this shop."""

    tills: tuple[MergedTill, ...]
    expected: int
    unread: tuple[str, ...]
    claims: tuple[Claim, ...]

    @property
    def whole(self) -> bool:
        """Tell whether every till's journal is there, with every entry once."""
        return not self.unread and len(self.tills) >= self.expected and all(each.whole for each in self.tills)


@dataclass(frozen=True, slots=True)
class ClaimedWrite:
    """A claim as it is shown: by which till, its name, whether that is this one, and the card, where it is known."""

    claim: Claim
    till: str
    own: bool
    card: CardRow | None


@dataclass(frozen=True, slots=True)
class MergedBooks:
    """What all journals that are there tell was done, each act once."""

    journals: MergedJournals
    acts: tuple[MergedAct, ...]
    closings: tuple[MergedClosing, ...]
    days: dict[str, str]
    """The day of the shop of each act, by its operation."""
    alone: bool = False
    """There is no folder with pages of other tills: it is the journal of this one."""
