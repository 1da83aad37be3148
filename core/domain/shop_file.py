"""What the tills of a shop have in common, as one file: settings, people and a version that only grows.

Pure values and their text. Who may write such a file, and how it is proved, is core.security.shop_key's
(docs/decisions/0141).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from core.domain.outcome import Message
from core.domain.staff import Role

FORM = 1
FILE_NAME = "counterfoil.shop"
"""In a folder that the tills share there is one."""
FOLDER = "shop.folder"
"""The setting: where a till looks for a newer one."""
MOST_PEOPLE, _LONGEST = 500, 1000
_OWN = frozenset(
    {
        *("till.name", "till.desk", "clerk.name", "receipt.paper", "receipt.drawer"),
        *("service.authority", "service.proxy"),
    }
)
_OWN_ROOMS = ("scan.", "window.")
_OWN_ENDS = (".printer", ".folder")
_SHARED = frozenset({"window.idle_lock"})


def is_shared(key: str) -> bool:
    """Tell whether a setting is the shop's; what depends on a machine and what is on it is the till's own."""
    own = key in _OWN or key.startswith(_OWN_ROOMS) or key.endswith(_OWN_ENDS)
    return key in _SHARED or not own


@dataclass(frozen=True, slots=True)
class SharedPerson:
    """Somebody who works in the shop. `pin` is the hash of their PIN, which never stands in the open.

    `since` is when they got it, seconds since 1970 UTC: the newer of two counts (docs/decisions/0141).
    """

    name: str
    role: Role
    pin: str
    since: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class ShopState:
    """What is shared: the settings that were set by hand, and the people by name."""

    settings: Mapping[str, str]
    people: tuple[SharedPerson, ...]


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a shop file says of itself. `version` is the time of its making, UTC seconds, or one more than the last.

    `service` is the address that the shop works with, `till` the name of the till that wrote it.
    """

    version: int
    service: str
    till: str

    @property
    def made(self) -> str:
        """Return its version as people read it."""
        return version_text(self.version)


@dataclass(frozen=True, slots=True)
class ShopBody:
    """The signed part. `pins` are sealed: only a till of this shop opens them."""

    shop: str
    facts: FileFacts
    settings: Mapping[str, str]
    roles: Mapping[str, Role]
    pins: str


@dataclass(frozen=True, slots=True)
class SharedChange:
    """What would be another than before: a setting by its key, or a person by their name. "" is none.

    `new_pin`: a person has another PIN as well.
    """

    kind: str
    name: str
    before: str
    after: str
    new_pin: bool = False


@dataclass(frozen=True, slots=True)
class ShopPreview:
    """What a file would change here; nothing where all of it counts already."""

    facts: FileFacts
    changes: tuple[SharedChange, ...]


@dataclass(frozen=True, slots=True)
class ShopStanding:
    """How this till stands to the others. `shop` is the fingerprint of the shop's key, "" for a till on its own.

    `leads`: it writes the file. `version` is of the file written or taken last, 0 for none. `trouble` says why the
    file in the folder is not taken; None where it is.
    """

    shop: str = ""
    leads: bool = False
    version: int = 0
    made_by: str = ""
    folder: str = ""
    trouble: Message | None = None

    @property
    def made(self) -> str:
        """Return the version as people read it."""
        return version_text(self.version)


def version_text(version: int) -> str:
    """Return a version as a time, UTC; "" for none."""
    return datetime.fromtimestamp(version, UTC).strftime("%Y-%m-%d %H:%M:%S UTC") if version else ""


def compare(before: ShopState, after: ShopState) -> tuple[SharedChange, ...]:
    """Return what is another, the settings first. A setting that nobody set is ""."""
    keys = sorted({*before.settings, *after.settings})
    told = [
        SharedChange("setting", key, before.settings.get(key, ""), after.settings.get(key, ""))
        for key in keys
        if before.settings.get(key) != after.settings.get(key)
    ]
    old, new = ({each.name: each for each in state.people} for state in (before, after))
    for name in sorted({*old, *new}):
        was, now = old.get(name), new.get(name)
        if was != now:
            new_pin = was is not None and now is not None and was.pin != now.pin
            told.append(SharedChange("person", name, _role(was), _role(now), new_pin))
    return tuple(told)


def write_body(body: ShopBody) -> bytes:
    """Return the one line that is signed."""
    fields = {
        "form": FORM,
        "shop": body.shop,
        "version": body.facts.version,
        "service": body.facts.service,
        "till": body.facts.till,
        "settings": dict(body.settings),
        "people": {name: role.value for name, role in body.roles.items()},
        "pins": body.pins,
    }
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def read_body(line: bytes) -> ShopBody:
    """Return what a line says, to the letter. Raises ValueError for what is no such line."""
    fields = json.loads(line.decode("ascii"), object_pairs_hook=_once)
    if not isinstance(fields, dict) or fields.get("form") != FORM:
        raise ValueError
    if set(fields) != {"form", "shop", "version", "service", "till", "settings", "people", "pins"}:
        raise ValueError
    version, roles = fields["version"], _texts(fields["people"])
    if type(version) is not int or not 0 < version < 1 << 40 or len(roles) > MOST_PEOPLE:
        raise ValueError
    shop, service, till, pins = (_text(fields[name]) for name in ("shop", "service", "till", "pins"))
    people = {name: Role(role) for name, role in roles.items()}
    if Role.MANAGER not in people.values():
        raise ValueError
    return ShopBody(shop, FileFacts(version, service, till), _texts(fields["settings"]), people, pins)


def _role(person: SharedPerson | None) -> str:
    return "" if person is None else person.role.value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the object; a name twice is no such file."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value


def _texts(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise ValueError
    if any(len(each) > _LONGEST for pair in value.items() for each in pair):
        raise ValueError
    return value
