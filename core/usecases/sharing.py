"""What the tills of a shop have in common: the shop file, written and taken over, and how a till joins."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.domain.permission import Permission
from core.usecases.changes import Changes
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.invitation import InvitationFacts, JoinAsked, Joined
    from core.domain.shop_file import FileFacts, ShopPreview, ShopStanding
    from core.rows.merged import ClaimedWrite, MergedJournals

SHARED = Changes(settings=True, people=True, status=True)
_JOURNALLED = Changes(status=True)


@dataclass(frozen=True, slots=True)
class ShopFileWritten:
    """What a file says of itself, and where it is."""

    facts: FileFacts
    path: Path

    @property
    def changes(self) -> Changes:
        return _JOURNALLED


@dataclass(frozen=True, slots=True)
class TillInvited:
    """What an invitation says, and its code, which is kept nowhere."""

    facts: InvitationFacts

    @property
    def changes(self) -> Changes:
        return _JOURNALLED


@dataclass(frozen=True, slots=True)
class ShopFileTaken:
    """What a file changed here."""

    preview: ShopPreview

    @property
    def changes(self) -> Changes:
        return SHARED


@dataclass(frozen=True, slots=True)
class SharingBegun:
    """How the till stands now."""

    standing: ShopStanding

    @property
    def changes(self) -> Changes:
        return SHARED


@dataclass(frozen=True, slots=True)
class ShopJoined:
    """What came of an invitation."""

    joined: Joined

    @property
    def changes(self) -> Changes:
        return SHARED


@dataclass(frozen=True, slots=True)
class JournalsMerged:
    """What the journals in the shop's folder come to, and what they say of writes in doubt."""

    journals: MergedJournals
    claimed: tuple[ClaimedWrite, ...]

    @property
    def changes(self) -> Changes:
        return _JOURNALLED


@needs(Permission.STATUS)
def read_standing(core: Core) -> ShopStanding:
    """Return how this till stands to the other tills of the shop."""
    return core.sharing.standing()


@needs(Permission.SHOP)
def begin_sharing(core: Core, *, again: bool = False) -> SharingBegun:
    """Let this till lead the shop; `again` with new keys. Raises RuleRefused."""
    return SharingBegun(core.sharing.begin(again=again))


@needs(Permission.SHOP)
def write_shop_file(core: Core, path: Path | None = None) -> ShopFileWritten:
    """Write the shop file; without a path into the folder of the shop. Raises BadInput, RuleRefused, StorageFailed."""
    return ShopFileWritten(*core.sharing.export(path))


@needs(Permission.SHOP)
def look_through_shop_file(core: Core, path: Path | None = None) -> ShopPreview:
    """Return what a shop file would change here. Raises BadInput or RuleRefused for one that cannot be taken."""
    return core.sharing.look_through(path)


@needs(Permission.SHOP)
def take_shop_file(core: Core, path: Path | None = None) -> ShopFileTaken:
    """Let a shop file count from now on. Raises as `look_through_shop_file` does: then nothing of it counts."""
    return ShopFileTaken(core.sharing.take(path))


@needs(Permission.EXPORT)
def share_journal(core: Core, folder: Path) -> int:
    """Write what is new in the journal as pages for the other tills; return how many entries. Raises BadInput."""
    return core.page_writer.share(folder)


@needs(Permission.EXPORT)
def merge_journals(core: Core, folder: Path) -> MergedJournals:
    """Return how whole the journals of all tills are, and whose the missing writes were. Nothing is settled."""
    return core.journals.merge.merge(folder)


@needs(Permission.EXPORT)
def merge_in_folder(core: Core) -> JournalsMerged:
    """Do the same with the journals in the shop's folder, and add what is known of the cards. Raises BadInput."""
    from core.rows.merged import ClaimedWrite  # noqa: PLC0415 - imported before the window's first frame

    merged = core.journals.merge.merge(core.journals.merge.in_folder())
    tills = {each.till: each for each in merged.tills}
    claimed = (
        ClaimedWrite(each, tills[each.till].name, tills[each.till].own, core.queries.card(each.card_id))
        for each in merged.claims
    )
    return JournalsMerged(merged, tuple(claimed))


@needs(Permission.SHOP)
def invite_till(core: Core, path: Path, password: str = "", days: int = 7) -> TillInvited:
    """Write an invitation; without a password a code is drawn, to be scanned. Raises BadInput, RuleRefused."""
    return TillInvited(core.invitations.invite(path, password, days))


@needs(Permission.SHOP)
def join_shop(core: Core, asked: JoinAsked) -> ShopJoined:
    """Belong to the shop of an invitation from now on. Raises BadInput, RuleRefused: then nothing of it counts."""
    return ShopJoined(core.invitations.join(asked))
