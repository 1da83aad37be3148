"""Invites a till into the shop, and accepts an invitation (docs/decisions/0141).

The file holds what a till needs and nothing that signs: the shop's keys but that one, the service with its token, and
the shop file of that moment. Only the password opens it, and it says itself until when it counts.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.data_folder.whole_file import write_whole
from core.domain.invitation import DAY_S, DAYS_MOST, InvitationFacts, JoinAsked, Joined, draw_code, password_of
from core.domain.permission import Permission
from core.domain.rights import Demand
from core.errors import BadInput, RuleRefused, StorageFailed
from core.security.sealed_file import check_password, read_sealed, write_sealed
from core.security.shop_key import ShopKey, key_of
from core.security.tokens import TokenPlace
from core.services.people.access import Door
from core.services.people.known_settings import normal_form
from core.services.sharing.sharing import Sharing, forget_version, version
from core.store import notes
from core.store.database import Connection

_FORM = 1
_NAME, _DESK = "till.name", "till.desk"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What was in the file, once it was opened and found to count still."""

    path: Path
    key: ShopKey
    service: str
    token: str = field(repr=False)
    shop_file: bytes = field(repr=False)


class Invitations:
    """`door` None: only where a test gives the gateway itself."""

    def __init__(self, sharing: Sharing, door: Door | None, url: str) -> None:
        self._sharing = sharing
        self._door = door
        self._url = url

    def invite(self, path: Path, password: str = "", days: int = 7) -> InvitationFacts:
        """Write an invitation; without a password one is drawn, for a QR code. Raises BadInput, RuleRefused."""
        if not 1 <= days <= DAYS_MOST:
            raise BadInput("shop.days", most=DAYS_MOST)
        self._sharing.shop.gate.may(Demand(Permission.SHOP))
        if self._door is None or self._door.place is TokenPlace.SANDBOX:
            raise RuleRefused("shop.sandbox")
        if path.exists():
            raise BadInput("shop.exists", path=path)
        if password:
            check_password(password)
        expires_at = self._sharing.storage.clock.wall() + days * DAY_S
        token = self._token()
        with self._sharing.storage.database.writing() as conn:
            self._sharing.permit(conn, path.name)
            _facts, shop_file = self._sharing.make(conn)
            key = self._sharing.keys.read(conn)
            assert key is not None
            self._sharing.tell(conn, "invited", file=path.name, days=days, shop=key.fingerprint)
        code = "" if password else draw_code(key.fingerprint)
        content = {
            "form": _FORM,
            "expires_at": expires_at,
            "service": self._url,
            "token": token,
            "key": key.for_others().as_text(),
            "shop_file": shop_file.decode("ascii"),
        }
        _write(path, content, password or password_of(code)[0])
        return InvitationFacts(expires_at, key.fingerprint, bool(token), code)

    def join(self, asked: JoinAsked) -> Joined:
        """Open an invitation and accept it. Raises as `read_invitation` and `accept` do."""
        self._sharing.shop.gate.may(Demand(Permission.SHOP))
        return self.accept(read_invitation(asked, self._sharing.storage.clock.wall()), asked.till, desk=asked.desk)

    def accept(self, invitation: Invitation, till: str = "", *, desk: bool = False) -> Joined:
        """Belong to the shop from now on, with its settings and people; what is the till's own stays.

        `till` is its name, "" for the one that it has; `desk` makes it one that only reads.

        Raises RuleRefused where it works with another service.
        """
        sharing, file = self._sharing, invitation.path.name
        name = normal_form(_NAME, till, "") if till else ""
        with sharing.storage.database.writing() as conn:
            sharing.permit(conn, file)
            before = sharing.keys.read(conn)
            if before is None or before.public != invitation.key.public:
                forget_version(conn)
                sharing.keys.keep(conn, invitation.key)
            elif before.leads:
                raise RuleRefused("shop.leads")
            taken = sharing.take_over(conn, invitation.shop_file, file)
            sharing.tell(conn, "joined", file=file, shop=invitation.key.fingerprint)
            if name:
                self._own(conn, _NAME, name)
            if desk:
                self._own(conn, _DESK, "on")
            counts = version(conn)
        return Joined(invitation.key.fingerprint, counts, len(taken.changes), _erase(invitation.path))

    def _own(self, conn: Connection, key: str, text: str) -> None:
        """Set what is this till's own, as part of the act that was let through."""
        values = {"key": key, "value": text, "before": self._sharing.shop.preferences.all(conn)[key]}
        notes.set_preference(conn, key, text)
        self._sharing.storage.journal.write(conn, "setting", values=values)

    def _token(self) -> str:
        """Return the service's token that is kept; "" where it is given anew at each start."""
        assert self._door is not None
        kept = self._door.tokens.load(self._url)
        return "" if kept is None else kept[0]


def read_invitation(asked: JoinAsked, now: float) -> Invitation:
    """Open an invitation by a password, or by what a QR code says. Raises BadInput, RuleRefused where it ran out."""
    path = asked.path
    password, named = password_of(asked.typed)
    fields = _opened(path, password)
    try:
        if fields["form"] != _FORM:
            raise BadInput("shop.newer", path=path.name)
        key = key_of(fields["key"])
        service, token, text = (_text(fields[name]) for name in ("service", "token", "shop_file"))
        expires_at = float(fields["expires_at"])
    except (ValueError, KeyError, TypeError):
        raise BadInput("shop.no_invitation", path=path.name) from None
    if named and named != key.fingerprint:
        raise RuleRefused("shop.another_shop", path=path.name, shop=key.fingerprint)
    if now > expires_at:
        raise RuleRefused("shop.expired", path=path.name)
    return Invitation(path, key, service, token, text.encode("ascii", "replace"))


def _opened(path: Path, password: str) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            content = read_sealed(file, password)
    except OSError as error:
        raise BadInput("shop.unreadable", path=path, why=error.strerror or error) from error
    except BadInput as error:
        key = {"backup.not_opened": "shop.not_opened", "backup.damaged": "shop.damaged"}
        raise BadInput(key.get(error.key, "shop.no_invitation"), path=path.name) from error
    try:
        fields = json.loads(content)
    except ValueError:
        fields = None
    if not isinstance(fields, dict):
        raise BadInput("shop.no_invitation", path=path.name)
    return fields


def _write(path: Path, content: dict[str, object], password: str) -> None:
    room = io.BytesIO()
    write_sealed(room, json.dumps(content).encode(), password)
    try:
        write_whole(path, room.getvalue())
    except StorageFailed as error:
        raise StorageFailed("shop.unwritten", **error.values) from error


def _erase(path: Path) -> bool:
    """Remove the used invitation; False where it cannot be, as from a stick that is write-protected."""
    try:
        path.unlink()
    except OSError:
        return False
    return True


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
