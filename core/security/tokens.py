"""Where the service's token is kept: the system's keyring if there is a good one, else a sealed file of this folder.

Never in the database, the settings or a log. A back end that only pretends to keep secrets is refused by its class.
"""

from __future__ import annotations

import base64
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from core.errors import CannotStart
from core.security.vault import Vault
from core.settings import write_private

_SERVICE = "Counterfoil"
_REFUSED = ("keyring.backends.null", "keyring.backends.fail", "keyrings.alt")
"""One forgets, one fails, and all of the third are files that anybody may read or that ask on a terminal."""
_LEAST_PRIORITY = 1
"""What the keyring package itself calls recommended."""


class TokenPlace(StrEnum):
    """Where the token of this start came from. GIVEN: by the environment or a file, for this start alone.

    MISSING: nowhere, at a start that asks nothing of the service.
    """

    KEYRING = "keyring"
    FILE = "file"
    GIVEN = "given"
    SANDBOX = "sandbox"
    MISSING = "missing"


class Ring(Protocol):
    """What we need of a back end of the keyring package."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


class TokenStore:
    """The tokens of one till, by the service's address. `ring` None: look for the system's own when it is needed."""

    def __init__(self, folder: Path, vault: Vault, ring: Ring | None = None) -> None:
        self._path = folder / "token.sealed"
        self._vault = vault
        self._ring = ring

    def load(self, url: str) -> tuple[str, TokenPlace] | None:
        """Return the token, None without one for this address. Raises CannotStart when the keyring does not open.

        The file first: it is there only when the keyring could not be used, and costs no look at the desktop.
        """
        kept = self._from_file(url)
        if kept is not None:
            return kept, TokenPlace.FILE
        ring = self._good_ring()
        if ring is None:
            return None
        try:
            found = ring.get_password(_SERVICE, self._name(url))
        except Exception as error:  # each back end raises what its desktop does
            raise CannotStart("start.keyring", why=type(error).__name__) from error
        return None if found is None else (found, TokenPlace.KEYRING)

    def save(self, url: str, token: str) -> TokenPlace:
        """Store the token and return where. Raises CannotStart when neither place takes it."""
        ring = self._good_ring()
        if ring is not None and _takes(ring, self._name(url), token):
            self._path.unlink(missing_ok=True)
            return TokenPlace.KEYRING
        sealed = base64.b64encode(self._vault.seal(token, _purpose(url))).decode()
        try:
            write_private(self._path, sealed)
        except OSError as error:
            raise CannotStart("start.folder", path=self._path, why=error.strerror or error) from error
        return TokenPlace.FILE

    def _from_file(self, url: str) -> str | None:
        try:
            sealed = base64.b64decode(self._path.read_bytes().strip(), validate=True)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is damaged"
            raise CannotStart("start.token_file", path=self._path, why=why) from error
        return self._vault.unseal(sealed, _purpose(url))

    def _good_ring(self) -> Ring | None:
        if self._ring is None:
            self._ring = system_ring()
        return self._ring

    def _name(self, url: str) -> str:
        """Return the entry's name in the keyring: the till's own, because two tills of one user have two tokens."""
        return f"{self._vault.key_id} {url}"


def system_ring() -> Ring | None:
    """Return the system's keyring, None unless it is one that protects."""
    try:
        import keyring  # noqa: PLC0415 - 0.3 s, and only a till of a real service needs it
        from keyring.backends.chainer import ChainerBackend  # noqa: PLC0415

        chosen = keyring.get_keyring()
        several = chosen.backends if isinstance(chosen, ChainerBackend) else [chosen]
    except Exception:  # noqa: BLE001 - a broken configuration of the desktop: as if there were no keyring
        return None
    return next((ring for ring in several if trusted(ring)), None)


def trusted(ring: object) -> bool:
    """Return whether a back end protects: by its class, by its ancestors, and by its priority in the package."""
    modules = [base.__module__ for base in type(ring).__mro__]
    if any(module == bad or module.startswith(f"{bad}.") for module in modules for bad in _REFUSED):
        return False
    return bool(getattr(ring, "priority", 0) >= _LEAST_PRIORITY)


def _takes(ring: Ring, name: str, token: str) -> bool:
    """Return whether the keyring kept it, by reading it back; Windows, for one, refuses more than 2,560 bytes."""
    try:
        ring.set_password(_SERVICE, name, token)
        return ring.get_password(_SERVICE, name) == token
    except Exception:  # noqa: BLE001 - each back end raises what its desktop does; the file takes it then
        return False


def _purpose(url: str) -> str:
    return f"token for {url}"
