"""A shop file on its way out and in: made of what counts here, and looked through before any of it counts there."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from core.domain.shop_file import SharedPerson, ShopBody, ShopState, is_shared, read_body, write_body
from core.domain.staff import checked_name
from core.errors import BadInput, KnownError, RuleRefused
from core.security.shop_key import MAGIC, MOST_BYTES, ShopKey, split
from core.services.people.known_settings import DEFAULTS, check_known, normal_form
from core.store import binding, notes, staff
from core.store.database import Connection

_HASH = "$argon2id$"


def read_content(path: Path) -> bytes:
    """Return what is in a file. Raises BadInput for one that cannot be read or is too long for a shop file."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadInput("shop.unreadable", path=path, why=error.strerror or error) from error
    if len(content) > MOST_BYTES:
        raise BadInput("shop.no_file", path=path)
    return content


def is_shop_file(path: Path) -> bool:
    """Tell whether a file is one that may be replaced by a newer one."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def shared_here(conn: Connection) -> ShopState:
    """Return what counts on this till of what the tills share."""
    settings = {key: text for key, text in notes.preferences(conn).items() if key in DEFAULTS and is_shared(key)}
    people = (SharedPerson(each.person.name, each.person.role, each.pin, each.since) for each in staff.people(conn))
    return ShopState(settings, tuple(people))


def make_content(key: ShopKey, body: ShopBody, state: ShopState) -> bytes:
    """Return the signed file; the PINs of `state` are sealed into it."""
    pins = json.dumps({each.name: [each.pin, each.since] for each in state.people})
    roles = {each.name: each.role for each in state.people}
    sealed = key.seal(pins, _bound_to(body.facts.version))
    return key.sign(write_body(ShopBody(key.fingerprint, body.facts, state.settings, roles, sealed)))


def open_content(conn: Connection, key: ShopKey | None, content: bytes, file: str) -> tuple[ShopBody, ShopState]:
    """Return what a file says, once all of it is proved. Raises BadInput or RuleRefused, saying what is wrong."""
    if key is None:
        raise RuleRefused("shop.alone")
    parts = split(content)
    if parts is None:
        raise BadInput("shop.no_file" if not content.startswith(MAGIC) else "shop.damaged", path=file)
    line, signature = parts
    signed = key.is_signed(line, signature)
    body = _body(line, file, signed=signed)
    if body.shop != key.fingerprint:
        raise RuleRefused("shop.another_shop", path=file, shop=body.shop[:19])
    if not signed:
        raise BadInput("shop.damaged", path=file)
    own = binding.address(conn)
    if body.facts.service != own:
        raise RuleRefused("shop.another_service", path=file, service=body.facts.service, own=own)
    _check_settings(body, file)
    return body, ShopState(body.settings, _people(key, body, file))


def with_newer_pins(conn: Connection, state: ShopState) -> ShopState:
    """Return what a file says, with the PIN of each person who chose another one on this till since."""
    own = {each.person.name: each for each in staff.people(conn)}
    people = (
        replace(each, pin=kept.pin, since=kept.since)
        if (kept := own.get(each.name)) is not None and kept.since > each.since
        else each
        for each in state.people
    )
    return ShopState(state.settings, tuple(people))


def _body(line: bytes, file: str, *, signed: bool) -> ShopBody:
    """Return what the line says. One that is ours and cannot be read comes from a newer program."""
    try:
        return read_body(line)
    except (ValueError, RecursionError):
        raise BadInput("shop.newer" if signed else "shop.damaged", path=file) from None


def _check_settings(body: ShopBody, file: str) -> None:
    """Check each as if somebody typed it here: a newer program may know others, and other values."""
    try:
        currency = normal_form("currency", body.settings.get("currency", DEFAULTS["currency"]), "")
        for key, text in body.settings.items():
            check_known(key)
            if not is_shared(key) or normal_form(key, text, currency) != text:
                raise BadInput("shop.newer", path=file)
    except KnownError as error:
        raise BadInput("shop.newer", path=file) from error


def _people(key: ShopKey, body: ShopBody, file: str) -> tuple[SharedPerson, ...]:
    opened = key.unseal(body.pins, _bound_to(body.facts.version))
    try:
        pins = json.loads(opened or "")
        if pins.keys() != body.roles.keys() or not all(str(pin).startswith(_HASH) for pin, _ in pins.values()):
            raise ValueError
        return tuple(
            SharedPerson(checked_name(name), role, pins[name][0], float(pins[name][1]))
            for name, role in sorted(body.roles.items())
        )
    except (ValueError, TypeError, AttributeError, KnownError):
        raise BadInput("shop.damaged", path=file) from None


def _bound_to(version: int) -> str:
    return f"pins {version}"
