"""What this service can beyond the vendor's page: each entry is there only where it is true."""

from __future__ import annotations

from core.server.contract.events import EVENT_TYPES, SCHEMES
from core.server.contract.order_rules import DELIVERIES
from core.server.contract.replies import Reply, as_json
from core.server.contract.request import Request
from core.server.contract.scopes import SCOPES, ordered
from core.server.contract.switches import Switches
from core.server.data.bearers import LIFETIME_S
from core.server.http.openapi_schemas import Json, object_of
from core.server.http.order_endpoints import OrderEndpoints

TOKEN_PATH = "/oauth/token"
"""Below the base address."""


def tell_capabilities(switches: Switches, orders: OrderEndpoints, request: Request) -> Reply:
    """Return what the service can, and what the key of this request may do."""
    found: dict[str, object] = {"scopes": ordered(request.scopes)}
    found["oauth"] = {"token_path": TOKEN_PATH, "bearer_seconds": LIFETIME_S}
    found["reports"] = True
    found["catalogue"] = found["orders"] = True
    found["webhooks"] = {"events": list(EVENT_TYPES), "schemes": list(SCHEMES)}
    if delivery := sorted(orders.offered - {"none"}):
        found["delivery"] = delivery
    if switches.idempotency_keys:
        found["idempotency"] = {"retention_seconds": switches.key_lifetime_s}
    if switches.bucket_size:
        found["rate_limit"] = {"size": switches.bucket_size, "leak_per_second": switches.bucket_leak}
    return Reply(200, as_json(found), (("Cache-Control", "no-store"),))


def capabilities_schema(switches: Switches) -> Json:
    """Return the schema of that, under the present switches."""
    count: Json = {"type": "integer", "minimum": 1}
    found: Json = {"scopes": {"type": "array", "items": {"type": "string", "enum": list(SCOPES)}}}
    found["oauth"] = object_of(token_path={"type": "string"}, bearer_seconds=count)
    found |= {name: {"type": "boolean", "enum": [True]} for name in ("reports", "catalogue", "orders")}
    names = {"events": EVENT_TYPES, "schemes": SCHEMES}
    found["webhooks"] = object_of(
        **{name: {"type": "array", "items": {"type": "string", "enum": list(each)}} for name, each in names.items()}
    )
    if switches.idempotency_keys:
        found["idempotency"] = object_of(retention_seconds=count)
    if switches.bucket_size:
        found["rate_limit"] = object_of(size=count, leak_per_second={"type": "number"})
    whole = object_of(**found)
    ways = [each for each in DELIVERIES if each != "none"]
    whole["properties"]["delivery"] = {"type": "array", "items": {"type": "string", "enum": ways}}
    return whole
