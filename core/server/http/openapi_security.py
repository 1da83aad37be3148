"""How the OpenAPI document tells who gets in: the kinds of tokens, and the scope that each operation wants."""

from __future__ import annotations

from core.server.contract.scopes import WANTED
from core.server.http.openapi_schemas import Json
from core.server.http.routes import HEALTH, PREFIX


def security_schemes() -> Json:
    """Return the kinds of tokens that the service takes."""
    told = "The secret of an API key."
    return {"bearer": {"type": "http", "scheme": "bearer", "description": told}}


def security_of(method: str, path: str) -> Json:
    """Return what an operation says of who may use it: nothing for health, else the scope that its key needs."""
    if path == HEALTH:
        return {"security": []}
    wanted = WANTED[method.upper(), path.removeprefix(PREFIX)]
    return {} if wanted is None else {"x-scope": wanted}
