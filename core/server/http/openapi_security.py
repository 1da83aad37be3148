"""How the OpenAPI document tells who gets in: kinds of tokens, the scope of each operation, and where bearers are made.

`POST /oauth/token` is apart from the other operations: its body is a form, and its refusals are those of RFC 6749.
"""

from __future__ import annotations

from core.server.contract.refusal_codes import CODE_HEADER, TOKEN_CODES
from core.server.contract.scopes import SCOPES, TOLD, WANTED
from core.server.data.bearers import LIFETIME_S
from core.server.http.openapi_schemas import TEXT, Json, body_of, object_of, ref, refusal_code
from core.server.http.routes import HEALTH, PREFIX, TOKEN
from core.server.http.token_endpoint import GRANT

TOKEN_REFUSALS = (*TOKEN_CODES, "request_timeout", "body_too_large", "too_many_attempts", "busy")
TAG, TAG_TOLD = "Tokens", "Bearers of a quarter of an hour, for who has an API key."
_REFUSALS = {
    400: "Something in the form is missing, twice or not known here; or a scope that the key has not got.",
    401: "There is no such key, its secret is another, or it is retired.",
    408: "The body did not come in time.",
    413: "The body is too large.",
    429: "This address has tried too many. Wait as long as `Retry-After` says.",
    503: "The service or its database is busy or away. Wait as long as `Retry-After` says.",
}


def security_schemes() -> Json:
    """Return the kinds of tokens that the service takes."""
    flow = {"tokenUrl": TOKEN, "scopes": {scope: TOLD[scope] for scope in SCOPES}}
    secret = "The secret of an API key, or a bearer."
    named = "The name of an API key, or its `client_id`, and its secret."
    return {
        "bearer": {"type": "http", "scheme": "bearer", "description": secret},
        "oauth2": {"type": "oauth2", "description": "A bearer for a key.", "flows": {"clientCredentials": flow}},
        "client": {"type": "http", "scheme": "basic", "description": named},
    }


def security_of(method: str, path: str) -> Json:
    """Return what an operation says of who may use it: nobody is asked for health, else the scope that is needed."""
    if path == HEALTH:
        return {"security": []}
    wanted = WANTED[method.upper(), path.removeprefix(PREFIX)]
    oauth: Json = {"oauth2": [] if wanted is None else [wanted]}
    return {"security": [{"bearer": []}, oauth]} | ({} if wanted is None else {"x-scope": wanted})


def token_path() -> Json:
    """Return the path under which bearers are made."""
    fields: Json = {
        "grant_type": TEXT | {"enum": [GRANT]},
        "scope": TEXT | {"description": "Some of the key's scopes, with blanks between them; all when left out."},
        "client_id": TEXT | {"description": "For clients that send no `Authorization`."},
        "client_secret": TEXT | {"description": "As `client_id`."},
    }
    responses: Json = {"200": _reply("A bearer.", "Bearer")}
    for status, told in _REFUSALS.items():
        responses[str(status)] = _reply(told, "BearerRefused")
        if status in (429, 503):
            responses[str(status)]["headers"] |= {"Retry-After": {"$ref": "#/components/headers/Retry-After"}}
    responses["403"] = {"$ref": "#/components/responses/Forbidden"}
    form = {"application/x-www-form-urlencoded": {"schema": body_of(fields, "grant_type")}}
    return {
        "post": {
            "operationId": "createBearer",
            "summary": "Get a bearer for a key",
            "description": "Client credentials (RFC 6749 4.4). A bearer ends with its key, or after its own time.",
            "tags": [TAG],
            "security": [{"client": []}, {}],
            "requestBody": {"required": True, "content": form},
            "responses": dict(sorted(responses.items())),
        }
    }


def token_schemas() -> Json:
    """Return the named schemas of the replies."""
    lasts = {"type": "integer", "minimum": 0, "maximum": LIFETIME_S, "description": "Seconds."}
    bearer = object_of(access_token=TEXT, token_type=TEXT | {"enum": ["Bearer"]}, expires_in=lasts, scope=TEXT)
    refused = object_of(error=TEXT, error_description=TEXT, code=refusal_code(TOKEN_REFUSALS))
    return {
        "Bearer": bearer | {"description": "A bearer, and what may be done with it."},
        "BearerRefused": refused | {"description": "Why there is no bearer, as RFC 6749 5.2 names it."},
    }


def _reply(told: str, schema: str) -> Json:
    reply: Json = {"description": told, "content": {"application/json": {"schema": ref(schema)}}}
    if schema == "BearerRefused":
        reply["headers"] = {CODE_HEADER: {"$ref": f"#/components/headers/{CODE_HEADER}"}}
    return reply
