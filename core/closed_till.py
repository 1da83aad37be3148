"""What is done with a folder that no till has open: connect it for the first time, begin it anew, restore a backup."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from core.bootstrap import Core, open_core
from core.clock import Clock
from core.data_folder import machine_place
from core.data_folder.ownership import Ownership
from core.domain.backup import BackupAsked, BackupFacts
from core.domain.invitation import JoinAsked, Joined
from core.domain.staff import NO_STAFF, OWNER
from core.ground import enrol
from core.remote.address import canonical
from core.remote.trial import prove_owner
from core.security.tokens import TokenPlace
from core.services.sharing.invitations import read_invitation
from core.services.till import diagnostics
from core.services.till.backup_file import read_backup
from core.services.till.database_choice import address_of, path_of, shops_of
from core.services.till.lost_books import give_up_books
from core.services.till.restoring import check_place, put_back
from core.settings import Settings, remembered_url


def is_same_service(one: str, other: str) -> bool:
    """Tell whether two addresses are one. Raises CannotStart for what is no address."""
    return canonical(one) == canonical(other)


def kept_address(folder: Path, named: str) -> str | None:
    """Return the address that this folder works with; None for the training.

    Where the file that keeps it is gone it is that of the books, and `named` where those are too old to know theirs.
    """
    kept = remembered_url(folder)
    shops = shops_of(folder) if kept is None else None
    if shops is None:
        return kept
    return next((shop for shop in shops if is_same_service(shop, named)), shops[0] if shops else named)


def connect_fresh(settings: Settings, purpose: str) -> Core:
    """Connect a folder in which no till ever worked with the service and the token of these settings, and open it.

    Nothing is kept before the service has answered. Raises as `enrol` and `open_core` do.
    """
    brought = machine_place.file_for(settings.data_dir)
    place = enrol(settings.data_dir, settings.api_url or "", settings.token or "")
    if brought is not None:
        machine_place.begin(settings.data_dir)  # settings and manager count all the same
    return _connected(open_core(replace(settings, token=None), purpose), place)


def _connected(core: Core, place: TokenPlace) -> Core:
    """Journal as the first thing that this folder has a service."""
    with core.probing.database.writing(NO_STAFF) as conn:
        core.journal.write(conn, "connected", values={"place": place.value, "clerk": ""})
    return core


def join_fresh(settings: Settings, asked: JoinAsked, purpose: str, *, owned: bool = False) -> tuple[Core, Joined]:
    """Make a till of the shop in a folder in which none ever worked: connect it, then accept the invitation.

    A token of these settings goes before that of the invitation, and the invitation before what the machine brings
    along. `owned` is that of `open_core`. Raises as `read_invitation`, `enrol` and `open_core` do.
    """
    invitation = read_invitation(asked, Clock().wall())
    token = settings.token or invitation.token
    place = enrol(settings.data_dir, invitation.service, token)
    core = open_core(replace(settings, api_url=invitation.service, token=None), purpose, owned=owned)
    try:
        _connected(core, place)
        return core, core.invitations.accept(invitation, asked.till, desk=asked.desk)
    except BaseException:
        core.close()
        raise


def begin_anew(settings: Settings, purpose: str, clerk: str, *, owned: bool = False) -> Core:
    """Open a folder whose database is lost with empty books: the owner's act, journalled as the first thing in them.

    `owned` is that of `open_core`.

    Raises RuleRefused where nothing is lost, BadInput, CannotStart or ServiceFailed where the owner is not proved.
    """
    address = address_of(settings, canonical)
    lost = give_up_books(path_of(settings, canonical), settings, address, prove_owner)
    core = open_core(settings, purpose, owned=owned)
    with core.probing.database.writing(NO_STAFF if settings.sandbox else OWNER) as conn:
        core.journal.write(
            conn, "begun-anew", values={"entries": lost.head.number, "starts": lost.epoch, "clerk": clerk}
        )
    return core


def restore(settings: Settings, asked: BackupAsked, purpose: str, *, owned: bool = False) -> tuple[Core, BackupFacts]:
    """Put a backup in the place of this folder's till, and open it; what waits is treated as docs/protocol.md D6 says.

    Books that are here are laid aside where that was asked for; the token of these settings proves the owner then.
    `owned` is that of `open_core`.

    Raises BadInput, RuleRefused, ServiceFailed, CannotStart or StorageFailed: then what was here is as it was.
    """
    with ExitStack() as stack:
        if not owned:
            stack.callback(Ownership(settings.data_dir, purpose, Clock()).release)
        bundle = read_backup(asked.path, asked.password)
        if check_place(settings.data_dir, replace=asked.replace):
            prove_owner(remembered_url(settings.data_dir) or bundle.facts.service, settings.token or "")
        aside = put_back(bundle, settings.data_dir)
    back = replace(settings, api_url=remembered_url(settings.data_dir), token=None, local=True)
    core = open_core(back, purpose, owned=owned)
    values = {"file": asked.path.name, "made_at": bundle.facts.made_at, "aside": aside.name if aside else ""}
    with core.probing.database.writing(OWNER if aside else NO_STAFF) as conn:
        core.journal.write(conn, "backup-restored", values=values)
    return core, bundle.facts


def write_closed_diagnostics(folder: Path, problem: str, path: Path, *, over: bool) -> int:
    """Write what can be told of a till that does not open, and why: `problem` is the key of the sentence.

    Nobody can sign in there, and nothing in it is secret. Return how many parts there are.
    """
    told = {
        "versions": diagnostics.versions(),
        "problem": {"key": problem},
        "folder": diagnostics.files_told(folder),
    }
    logged = diagnostics.logs(folder)
    diagnostics.write(path, told, logged, replace=over)
    return len(told) + len(logged)
