"""One operation of the OpenAPI document: its parameters, its success, and the refusals that it may answer with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.server.contract.refusal_codes import CODE_HEADER, CODES, TOKEN_CODES
from core.server.contract.switches import Switches
from core.server.data.rate_limit import HEADER as CALL_LIMIT
from core.server.data.tables import FIRST_CARD_ID
from core.server.http.openapi_schemas import ID, TEXT, Json, ref, refusal_code
from core.server.http.openapi_security import security_of
from core.server.http.routes import HEALTH

REFUSALS = {
    400: ("BadRequest", "The request cannot be read, or a parameter is wrong."),
    401: ("Unauthorized", "The token is missing, unknown or retired."),
    403: ("Forbidden", "The key lacks the scope that is named, or this address may not use the service."),
    404: ("NotFound", "There is nothing of this id."),
    406: ("NotAcceptable", "The client does not accept JSON."),
    408: ("RequestTimeout", "The body did not come in time."),
    409: ("Conflict", "A request under the same key is under way."),
    412: ("PreconditionFailed", "The card was changed since it was read."),
    413: ("ContentTooLarge", "The body is too large."),
    415: ("UnsupportedMediaType", "The body is not JSON."),
    422: ("UnprocessableContent", "A rule forbids it; the fields are named."),
    429: ("TooManyRequests", "The rate limit of the shop is used up. Wait as long as `Retry-After` says."),
    503: ("ServiceUnavailable", "The service or its database is busy or away. Wait as long as `Retry-After` says."),
    504: ("GatewayTimeout", "The database went away while it stored the write: it may be there or not."),
}
HEADER_NAMES = {"Link": "Link", "ETag": "ETag", "Call-Limit": CALL_LIMIT}
_READ, _WITH_BODY = (400, 401, 403, 406, 429, 503), (408, 413, 415, 422, 504)
_OF_CARD = "{gift_card_id}"
_NAMED = re.compile(r"\{(\w+)\}")


def query(name: str, told: str, schema: Json) -> Json:
    """Return a parameter that stands in the query."""
    return {"name": name, "in": "query", "description": told, "schema": schema}


def path_parameter(name: str, told: str, schema: Json, example: object) -> Json:
    """Return a parameter that stands in the path."""
    return {"name": name, "in": "path", "required": True, "description": told, "schema": schema, "example": example}


def header(name: str, told: str, schema: Json) -> Json:
    """Return a header that a request may carry."""
    return {"name": name, "in": "header", "description": told, "schema": schema}


PATH_PARAMETERS = {
    "gift_card_id": path_parameter("gift_card_id", "The id of the card.", ID, FIRST_CARD_ID),
    "order_id": path_parameter("order_id", "The id of the order.", ID, 1),
    "line": path_parameter("line", "The number of the line.", {"type": "integer", "minimum": 1, "maximum": 1000}, 1),
    "webhook_id": path_parameter("webhook_id", "The id of the webhook.", ID, 1),
    "delivery_id": path_parameter("delivery_id", "The id of the delivery.", ID, 1),
    "product_id": path_parameter("product_id", "The id of the product.", TEXT, "birthday"),
}


@dataclass(frozen=True, slots=True)
class DescribedOperation:
    """One method of one path. `answer` is the schema of its success, `body` of what it is sent.

    `media` are the media types of the success beside JSON; `more` are responses of its own, by status.
    """

    path: str
    method: str
    name: str
    summary: str
    told: str
    tag: str
    answer: Json
    status: int = 200
    parameters: tuple[Json, ...] = ()
    body: Json | None = None
    headers: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    more: Json = field(default_factory=dict)

    def refusals(self, switches: Switches) -> list[int]:
        """Return the statuses of the refusals that it may answer with."""
        if self.path == HEALTH:
            return [403, 503]
        found = {*_READ} - (set() if switches.bucket_size else {429})
        if _NAMED.search(self.path):
            found.add(404)
        if self.method != "get":
            found.update(_WITH_BODY)
            found.update([409] if switches.idempotency_keys else [])
            found.update([412] if self._checks_tag(switches) else [])
        return sorted(found)

    def described(self, switches: Switches) -> Json:
        """Return the operation as the document has it."""
        headers = [*self.headers, *(["Call-Limit"] if tells_level(switches) and self.path != HEALTH else [])]
        success: Json = {"description": "Done.", "content": {"application/json": {"schema": self.answer}}}
        success["content"] |= {kind: {"schema": TEXT} for kind in self.media}
        if headers:
            success["headers"] = {HEADER_NAMES[name]: part("headers", name) for name in headers}
        responses = {str(self.status): success, **self.more}
        for status in self.refusals(switches):
            responses[str(status)] = part("responses", REFUSALS[status][0])
        operation: Json = {"operationId": self.name, "summary": self.summary, "description": self.told}
        operation["tags"] = [self.tag]
        if parameters := [*self.parameters, *self._head(switches)]:
            operation["parameters"] = parameters
        if self.body is not None:
            operation["requestBody"] = {
                "required": bool(self.body.get("required")),
                "content": {"application/json": {"schema": self.body}},
            }
        return operation | {"responses": responses} | security_of(self.method, self.path)

    def _checks_tag(self, switches: Switches) -> bool:
        return switches.etags and _OF_CARD in self.path

    def _head(self, switches: Switches) -> Iterable[Json]:
        """Return the headers that a write may carry."""
        if self.method == "get":
            return
        if switches.idempotency_keys:
            kept = {"x-kept-for-seconds": switches.key_lifetime_s, "x-kept-with-the-write": True}
            key = {"type": "string", "pattern": r'^"[!#-~]{1,253}"$'}
            told = "A repeat under the same key gets the first reply again, and nothing is done twice."
            yield header("Idempotency-Key", told, key) | kept
        if self._checks_tag(switches):
            yield header("If-Match", "The ETag under which the card was read.", TEXT)


def paths_of(operations: Iterable[DescribedOperation], switches: Switches) -> Json:
    """Return the paths of the document, each with the parameters that stand in it."""
    paths: Json = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method] = operation.described(switches)
    for path, item in paths.items():
        if named := _NAMED.findall(path):
            item["parameters"] = [PATH_PARAMETERS[name] for name in named]
    return paths


def refusal(status: int, switches: Switches) -> Json:
    """Return the reply of a refusal, in the shape that the switch chooses; a 504 alone may have written."""
    reply: Json = {"description": REFUSALS[status][1] + ("" if status == 504 else " Nothing was written.")}
    reply["headers"] = {CODE_HEADER: part("headers", CODE_HEADER)}
    if status == 503 or (status == 429 and switches.limits_told != "nothing"):
        reply["headers"] |= {"Retry-After": part("headers", "Retry-After")}
    if switches.error_shape == "html":
        reply["content"] = {"text/html": {"schema": TEXT}}
    elif switches.error_shape != "empty":
        reply["content"] = {"application/json": {"schema": ref("Problem")}}
    return reply


def headers_of_replies(switches: Switches) -> Json:
    """Return the headers that replies may have."""
    told = {
        "Link": ("The pages beside this one: `rel` is next or previous (RFC 8288).", TEXT),
        CODE_HEADER: ("The code of the refusal, as in its body.", refusal_code((*CODES, *TOKEN_CODES[1:]))),
        "Retry-After": ("How many seconds to wait.", {"type": "number", "minimum": 0}),
        "ETag": ("The version of what the reply holds.", TEXT),
    }
    if tells_level(switches):
        told["Call-Limit"] = ("Calls in the shop's bucket, and how many it holds.", TEXT)
    return {name: {"description": text, "schema": schema} for name, (text, schema) in told.items()}


def tells_level(switches: Switches) -> bool:
    """Return whether every reply says how full the bucket is."""
    return switches.bucket_size > 0 and switches.limits_told == "all"


def part(kind: str, name: str) -> Json:
    """Return a reference to a component of the document."""
    return {"$ref": f"#/components/{kind}/{name}"}
