"""What all parts of a till stand on: the database, the keys, the clock and the way to the service."""

from __future__ import annotations

import secrets
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.clock import Clock
from core.errors import CannotStart
from core.remote.address import canonical, check_base_url, check_token
from core.remote.gateway import Gateway
from core.remote.http_gateway import HttpGateway
from core.remote.trial import prove_owner, read_card, try_service
from core.remote.trust import Trust
from core.security.kept_head import KeptHead
from core.security.service_seal import ServiceSeal
from core.security.tokens import TokenPlace, TokenStore, system_ring
from core.security.vault import Vault, open_vault
from core.services.link.limiter import Limiter
from core.services.people.access import Door
from core.services.till.database_choice import open_database
from core.services.till.way_to_service import read_way
from core.settings import Settings, keep_url, remember_url
from core.store.database import Database

if TYPE_CHECKING:
    from core.server.sandbox.embedded import EmbeddedService


@dataclass(frozen=True, slots=True)
class Ground:
    """What all parts stand on. `url` names the service to people; `service` is the sandbox, if this process runs it."""

    database: Database
    vault: Vault
    gateway: Gateway
    clock: Clock
    url: str
    service: EmbeddedService | None = None
    door: Door | None = None
    limiter: Limiter | None = None  # given where the gateway tells it of the service's bucket
    unused: tuple[str, ...] = ()  # variables of the environment that do not count
    heads: KeptHead | None = None  # where the journal's head is remembered, if the token is in a keyring


def open_ground(settings: Settings, clock: Clock, stack: ExitStack) -> Ground:
    """Open the database, the keys and the way to the service; `stack` closes them. Raises CannotStart."""
    database = open_database(settings, canonical)
    stack.callback(database.close)
    vault = open_vault(settings.data_dir)
    tokens = TokenStore(settings.data_dir, vault)
    url, token, place, service = _service(settings, tokens, vault, stack)
    limiter, trust = Limiter(clock), Trust(*read_way(database))
    gateway = HttpGateway(url, token, trust=trust)
    gateway.bucket_shown, gateway.time_shown = limiter.told, clock.hear
    stack.callback(gateway.close)
    remember_url(settings)
    trial, read = partial(try_service, trust=trust), partial(read_card, trust=trust)
    door = Door(
        settings.data_dir,
        tokens,
        trial,
        gateway.use_token,
        place,
        read,
        gateway.read_card,
        partial(prove_owner, trust=trust),
        canonical,
    )
    heads = KeptHead(system_ring()) if place is TokenPlace.KEYRING else None
    return Ground(database, vault, gateway, clock, url, service, door, limiter, tuple(trust.unused()), heads)


def enrol(folder: Path, url: str, token: str, trust: Trust | None = None) -> TokenPlace:
    """Try a service before the first start; store the token, the address last. Raises as core.remote.trial does."""
    address = try_service(url, token, trust)
    place = TokenStore(folder, open_vault(folder)).save(address, token)
    keep_url(folder, address)
    return place


def _token(settings: Settings, url: str, tokens: TokenStore) -> tuple[str, TokenPlace]:
    """Return what was given for this start before what is kept. Raises CannotStart."""
    kept = (settings.token, TokenPlace.GIVEN) if settings.token else tokens.load(url)
    if kept is None and settings.local:
        return "", TokenPlace.MISSING
    if kept is None:
        raise CannotStart("start.token_missing", url=url)
    return check_token(kept[0], "COUNTERFOIL_TOKEN"), kept[1]


def _service(
    settings: Settings, tokens: TokenStore, vault: Vault, stack: ExitStack
) -> tuple[str, str, TokenPlace, EmbeddedService | None]:
    """Return the configured service, or the sandbox with a token that lives as long as this process."""
    if settings.api_url is not None:
        url = check_base_url(settings.api_url)
        return url, *_token(settings, url, tokens), None
    from core.server.sandbox.embedded import EmbeddedService  # noqa: PLC0415 - 0.1 s and 7 MB that no shop pays

    token = secrets.token_urlsafe(32)
    service = EmbeddedService(settings.data_dir / "sandbox-service.db", token, seed=1)
    service.seal = ServiceSeal(vault.service_key)
    url = service.start()
    stack.callback(service.stop)
    return url, token, TokenPlace.SANDBOX, service
