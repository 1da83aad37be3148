"""How this run was asked to work: folder, service, token, plug. Validated once; preferences are elsewhere."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import CannotStart
from core.file_owners import check_owner

QUARANTINE_S = 90.0
"""docs/protocol.md 2, T_q: seconds after a send before a lost answer is judged."""


def state_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return where a till keeps what must not travel with its data directory. It is made at the first write."""
    chosen = environment.get("COUNTERFOIL_STATE_DIR")
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs  # noqa: PLC0415 - 5 ms that a start with folders of its own need not pay

    return platformdirs.user_state_path("counterfoil", appauthor=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """`api_url` None means the embedded sandbox; `token` None, the one that is kept. `quarantine_s` is for tests."""

    data_dir: Path
    api_url: str | None = None
    token: str | None = field(default=None, repr=False)
    offline: bool = False
    clerk: str = ""
    quarantine_s: float = QUARANTINE_S
    state_dir: Path = field(default_factory=state_folder)
    """Outside the data directory: by what is written there a copied or restored till is known."""
    local: bool = False
    """What is asked for needs no service: without a token the till opens all the same, and asks it nothing."""

    @property
    def sandbox(self) -> bool:
        return self.api_url is None

    @property
    def database_path(self) -> Path:
        """Sandbox cards and real cards never share a database."""
        return self.data_dir / ("sandbox-till.db" if self.sandbox else "till.db")


def resolve(options: Namespace, environment: Mapping[str, str] = os.environ) -> Settings:
    """Resolve settings from the command line, the environment, then what this folder remembers. Raises CannotStart."""
    data_dir = folder(options, environment)
    api_url = _option(options, "api_url") or environment.get("COUNTERFOIL_API_URL") or remembered_url(data_dir)
    return Settings(
        data_dir=data_dir,
        api_url=api_url,
        token=given_token(options, environment) if api_url else None,
        offline=bool(_option(options, "offline")),
        clerk=_option(options, "clerk") or "",
        quarantine_s=_quarantine(environment),
        state_dir=state_folder(environment),
    )


def given_url(options: Namespace, environment: Mapping[str, str] = os.environ) -> str:
    """Return the address that was given for this start; "" for none."""
    return (_option(options, "api_url") or environment.get("COUNTERFOIL_API_URL") or "").strip()


def remember_url(settings: Settings) -> None:
    """Remember the address: a folder that once worked with a real service never falls back to the sandbox."""
    if settings.api_url and remembered_url(settings.data_dir) != settings.api_url:
        keep_url(settings.data_dir, settings.api_url)


def keep_url(data_dir: Path, url: str) -> None:
    """Let the folder work with this service from the next start on. Raises CannotStart."""
    path = data_dir / "service-url"
    try:
        write_private(path, url)
    except OSError as error:
        raise CannotStart("start.folder", path=path, why=error.strerror or error) from error


def kept_language(data_dir: Path) -> str:
    """Return what the window of this till speaks from its start, before its database is open; "" for nothing kept."""
    try:
        return (data_dir / "language").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def keep_language(data_dir: Path, choice: str) -> None:
    """Let the window speak `choice` from the next start on, or from the one after if the disk fails."""
    with suppress(OSError):
        write_private(data_dir / "language", choice)


def _option(options: Namespace, name: str) -> str | None:
    value = getattr(options, name, None)
    return value if value else None


def folder_path(options: Namespace, environment: Mapping[str, str] = os.environ) -> Path:
    """Return where the data directory is, or will be."""
    chosen = _option(options, "data_dir") or environment.get("COUNTERFOIL_DATA_DIR")
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs  # noqa: PLC0415 - as above

    return platformdirs.user_data_path("counterfoil", appauthor=False)


def folder(options: Namespace, environment: Mapping[str, str] = os.environ) -> Path:
    """Return the data directory, made if need be. Raises CannotStart."""
    path = folder_path(options, environment)
    check_owner(path)
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise CannotStart("start.folder", path=path, why=error.strerror or error) from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise CannotStart("start.folder", path=path, why="it is not writable")
    return path.resolve()


def remembered_url(data_dir: Path) -> str | None:
    """Return the service that this folder works with unless another is named. Raises CannotStart."""
    try:
        return (data_dir / "service-url").read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise CannotStart("start.folder", path=data_dir / "service-url", why=error) from error


def given_token(options: Namespace, environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the token from --token-file or COUNTERFOIL_TOKEN. Raises CannotStart when the file is unreadable."""
    path = _option(options, "token_file")
    if path is None:
        return environment.get("COUNTERFOIL_TOKEN", "").strip() or None
    try:
        return Path(path).expanduser().read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text"
        raise CannotStart("start.token_file", path=path, why=why) from error


def _quarantine(environment: Mapping[str, str]) -> float:
    text = environment.get("COUNTERFOIL_QUARANTINE_S", "")
    try:
        seconds = float(text) if text else QUARANTINE_S
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 3600:
        raise CannotStart(
            "start.setting",
            key="COUNTERFOIL_QUARANTINE_S",
            value=text,
            expected="It is a number of seconds, 0 to 3600.",
        )
    return seconds


def kept_token(path: Path) -> str:
    """Return the token of a self-hosted service, made on its first start, in a file that only this user can read."""
    import secrets  # noqa: PLC0415 - 6 ms of OpenSSL that the window's first frame must not pay

    try:
        if not path.exists():
            write_private(path, secrets.token_urlsafe(32))
        token = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text"
        raise CannotStart("start.token_file", path=path, why=why) from error
    if not token:
        raise CannotStart("start.token_file", path=path, why="it is empty")
    return token


def write_private(path: Path, line: str) -> None:
    """Write a file of this user alone.

    To a side file first: a crash or a full disk leaves the old line or the new one, never half of it.
    """
    side = path.with_name(path.name + ".new")
    side.unlink(missing_ok=True)
    descriptor = os.open(side, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(side, path)
