"""The file of the shop: written by the till that leads it, taken over by the others, by hand or from a folder.

All of a file counts or nothing, and never one that is older than what counts already.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

from core.data_folder.whole_file import write_whole
from core.domain import role_limits
from core.domain.outcome import Message
from core.domain.permission import Permission
from core.domain.rights import Demand
from core.domain.shop_file import (
    FILE_NAME,
    FOLDER,
    FileFacts,
    ShopBody,
    ShopPreview,
    ShopStanding,
    ShopState,
    compare,
    version_text,
)
from core.domain.staff import ITSELF, Person, Proposal, Role
from core.errors import BadInput, KnownError, RuleRefused, StorageFailed
from core.security.shop_key import ShopKey
from core.services.books.storage import Storage
from core.services.people.known_settings import check_currency
from core.services.people.shop import Shop
from core.services.sharing.shop_file import (
    is_shop_file,
    make_content,
    open_content,
    read_content,
    shared_here,
    with_newer_pins,
)
from core.services.sharing.shop_keys import ShopKeys
from core.store import binding, notes, staff, terms
from core.store.database import Connection, after_commit

_VERSION, _MADE_BY = "shop.version", "shop.made_by"
_LOOK_S = 60.0


class Sharing:
    """Thread-safe. `step` is the background's: it looks into the folder."""

    def __init__(self, storage: Storage, shop: Shop, keys: ShopKeys) -> None:
        self.storage = storage
        self.shop = shop
        self.keys = keys
        self._due = 0.0
        self._seen: tuple[str, int, int] | None = None
        self._trouble: Message | None = None
        self.pages_trouble: Message | None = None
        """Why the pages of the journal could not be written the last time (core.services.sharing.page_writer)."""

    def standing(self) -> ShopStanding:
        """Return how this till stands to the others."""
        with self.storage.database.reading() as conn:
            key = self.keys.read(conn)
            folder = self.shop.preferences.all(conn)[FOLDER]
            made_by = notes.watermark(conn, _MADE_BY) or ""
            if key is None:
                return ShopStanding(folder=folder)
            return ShopStanding(key.fingerprint, key.leads, version(conn), made_by, folder, self._trouble)

    def begin(self, *, again: bool = False) -> ShopStanding:
        """Let this till lead the shop: from now on its settings and people can go to the others.

        `again`: draw new keys; whoever has the old ones takes nothing of this till any more. Raises RuleRefused.
        """
        with self.storage.database.writing() as conn:
            self.permit(conn, "begin")
            if self.keys.read(conn) is not None and not again:
                raise RuleRefused("shop.begun")
            if not self.shop.gate.staffed:
                raise RuleRefused("shop.no_manager")
            key = self.keys.draw(conn)
            self.tell(conn, "begun", shop=key.fingerprint)
        return self.standing()

    def export(self, path: Path | None = None) -> tuple[FileFacts, Path]:
        """Write the shop file, into the shop's folder without a path. Raises BadInput, RuleRefused, StorageFailed.

        The version is used up before a byte is written: a file that could not be written leaves a gap, never a twin.
        """
        path = path or self._in_folder()
        if path.exists() and not is_shop_file(path):
            raise BadInput("shop.exists", path=path)
        with self.storage.database.writing() as conn:
            self.permit(conn, path.name)
            facts, content = self.make(conn)
            self.tell(conn, "written", file=path.name, version=facts.version)
        _write(path, content)
        return facts, path

    def make(self, conn: Connection) -> tuple[FileFacts, bytes]:
        """Return the next version of the file. Raises RuleRefused where this till does not lead."""
        key = self.keys.read(conn)
        if key is None or not key.leads:
            raise RuleRefused("shop.alone" if key is None else "shop.not_leading")
        state = shared_here(conn)
        till = self.shop.preferences.all(conn)["till.name"]
        number = max(version(conn) + 1, int(self.storage.clock.wall()))
        facts = FileFacts(number, binding.address(conn), till)
        _keep_facts(conn, facts)
        return facts, make_content(key, ShopBody(key.fingerprint, facts, {}, {}, ""), state)

    def look_through(self, path: Path | None = None) -> ShopPreview:
        """Return what a file would change, and change nothing. Raises BadInput or RuleRefused for one that cannot."""
        path = path or self._in_folder()
        content = read_content(path)
        with self.storage.database.reading() as conn:
            facts, state = self._opened(conn, self.keys.read(conn), content, path.name)
            return ShopPreview(facts, compare(shared_here(conn), state))

    def take(self, path: Path | None = None) -> ShopPreview:
        """Let a file count from now on: a manager's act. Return what it changed. Raises as `look_through` does."""
        self.shop.gate.may(Demand(Permission.SHOP))
        path = path or self._in_folder()
        content = read_content(path)
        with self.storage.database.writing() as conn:
            self.permit(conn, path.name)
            taken = self.take_over(conn, content, path.name)
        self._trouble = None
        return taken

    def take_over(self, conn: Connection, content: bytes, file: str) -> ShopPreview:
        """Take over all of a file in this transaction, which somebody let through. Raises as `look_through` does."""
        facts, state = self._opened(conn, self.keys.read(conn), content, file)
        before = shared_here(conn)
        changes = compare(before, state)
        check_currency(terms.card_currencies(conn), state.settings.get("currency", "USD"))
        self._set(conn, before, state, file)
        self._put(conn, before, state, file)
        _keep_facts(conn, facts)
        self.tell(conn, "taken", file=file, version=facts.version, till=facts.till, changes=len(changes))
        return ShopPreview(facts, changes)

    def step(self) -> float:
        """Take a newer file from the folder, if there is one. Return the seconds until another look."""
        clock = self.storage.clock
        if clock.monotonic() < self._due:
            return self._due - clock.monotonic()
        self._due = clock.monotonic() + _LOOK_S
        try:
            self._look()
        except StorageFailed as error:
            self._trouble, self._seen = Message(error.key, error.values), None  # again at the next look
        except KnownError as error:
            self._refuse(error)
        return _LOOK_S

    def hurry(self) -> None:
        """Let the next step look at once."""
        self._due = 0.0

    def permit(self, conn: Connection, detail: str) -> None:
        """Ask for a manager. Raises SignInNeeded, ApprovalNeeded."""
        self.shop.gate.permit(conn, Demand(Permission.SHOP, proposal=Proposal(detail=detail)))

    def tell(self, conn: Connection, act: str, **values: object) -> None:
        """Journal what was done with the shop's file or its keys."""
        self.storage.journal.write(conn, "shop-file", values={"clerk": self.shop.gate.name, "act": act, **values})

    def _look(self) -> None:
        with self.storage.database.reading() as conn:
            key, folder = self.keys.read(conn), self.shop.preferences.all(conn)[FOLDER]
        if not folder or key is None or key.leads:
            self._trouble, self._seen = None, None
            return
        path = Path(folder) / FILE_NAME
        try:
            stat = path.stat()
        except OSError as error:
            self._trouble, self._seen = Message("shop.unreadable", {"path": path, "why": error.strerror}), None
            return
        seen = (str(path), stat.st_mtime_ns, stat.st_size)
        if seen == self._seen:
            return
        content = read_content(path)
        self._seen = seen
        with self.storage.database.reading() as conn:
            facts, _ = self._opened(conn, key, content, path.name)
            newer = facts.version > version(conn)
        if newer:
            with self.storage.database.writing(ITSELF) as conn:
                self.take_over(conn, content, path.name)
        self._trouble = None

    def _refuse(self, error: KnownError) -> None:
        """Say once for each file why it is not taken."""
        said = Message(error.key, error.values)
        if said != self._trouble:
            with suppress(StorageFailed), self.storage.database.writing(ITSELF) as conn:
                self.tell(conn, "refused", file=FILE_NAME, why=error.key)
        self._trouble = said

    def _in_folder(self) -> Path:
        folder = self.shop.preferences.get(FOLDER)
        if not folder:
            raise BadInput("shop.no_folder")
        return Path(folder) / FILE_NAME

    def _opened(self, conn: Connection, key: ShopKey | None, content: bytes, file: str) -> tuple[FileFacts, ShopState]:
        """Return what a file says, where it may count here."""
        if key is not None and key.leads:
            raise RuleRefused("shop.leads")
        body, state = open_content(conn, key, content, file)
        if body.facts.version < version(conn):
            made = {"made": body.facts.made, "kept": version_text(version(conn))}
            raise RuleRefused("shop.older", path=file, **made)
        if version(conn):  # before the first file of a shop, PINs were kept with another pepper
            state = with_newer_pins(conn, state)
        return body.facts, state

    def _set(self, conn: Connection, before: ShopState, after: ShopState, file: str) -> None:
        """Set what is another. What nobody set in the shop is as it comes here too."""
        was = self.shop.preferences.all(conn)
        changed = [each.name for each in compare(before, after) if each.kind == "setting"]
        for key in changed:
            if key in after.settings:
                notes.set_preference(conn, key, after.settings[key])
            else:
                notes.drop_preference(conn, key)
        now = self.shop.preferences.all(conn)
        for key in changed:
            values = {"key": key, "value": now[key], "before": was[key], "file": file}
            self.storage.journal.write(conn, "setting", values=values)
        after_commit(conn, "rights", partial(self.shop.gate.adopt, role_limits.rights_of(now)))

    def _put(self, conn: Connection, before: ShopState, after: ShopState, file: str) -> None:
        """Let the people of the shop work here, and nobody else. Whose PIN stays keeps their wrong tries."""
        stay = {each.name for each in after.people}
        for name in sorted(each.name for each in before.people if each.name not in stay):
            staff.remove(conn, name)
            self._tell_of(conn, {"act": "removed", "name": name, "file": file})
        for each in (each for each in after.people if each not in before.people):
            staff.put(conn, Person(each.name, each.role), each.pin, each.since)
            self._tell_of(conn, {"act": "put", "name": each.name, "role": each.role.value, "file": file})
        people = tuple(Person(each.name, each.role) for each in after.people)
        after_commit(conn, "people", partial(self._admit, people))

    def _tell_of(self, conn: Connection, values: dict[str, object]) -> None:
        self.storage.journal.write(conn, "staff", values={"clerk": self.shop.gate.name, **values})

    def _admit(self, people: tuple[Person, ...]) -> None:
        """Let whoever is at the till stay as what they are now; who works here no more is signed out."""
        gate = self.shop.gate
        if not gate.staffed:
            gate.close_to_nobody(next(each for each in people if each.role is Role.MANAGER))
            gate.admit(None)
        elif gate.present is not None and gate.present not in people:
            name = gate.present.name
            gate.admit(next((each for each in people if each.name == name), None))


def version(conn: Connection) -> int:
    """Return the version that was written or taken last; 0 for none."""
    return int(notes.watermark(conn, _VERSION) or 0)


def forget_version(conn: Connection) -> None:
    """Begin to count anew: another shop's versions say nothing of this one's."""
    notes.set_watermark(conn, _VERSION, "0")


def _keep_facts(conn: Connection, facts: FileFacts) -> None:
    notes.set_watermark(conn, _VERSION, str(facts.version))
    notes.set_watermark(conn, _MADE_BY, facts.till)


def _write(path: Path, content: bytes) -> None:
    try:
        write_whole(path, content)
    except StorageFailed as error:
        raise StorageFailed("shop.unwritten", **error.values) from error
