"""Which endpoint answers which method and path. Paths are matched as they are: no redirects, no trailing slashes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from core.server.contract.refusals import RequestRefused, not_found
from core.server.contract.replies import Reply
from core.server.contract.request import Request
from core.server.contract.scopes import CARD, ORDER, WANTED, Scope
from core.server.data.pending_read import PendingRead
from core.server.data.write_executor import PendingWrite
from core.server.http.capabilities import TOKEN_PATH, tell_capabilities
from core.server.http.catalogue_endpoints import CATALOGUE, PRODUCTS
from core.server.http.endpoints import CardEndpoints
from core.server.http.order_endpoints import ORDERS
from core.server.http.report_endpoints import REPORTS, ReportEndpoints
from core.server.http.webhook_endpoints import WEBHOOKS

PREFIX = "/api/external"
DOCUMENT = PREFIX + "/openapi.json"
HEALTH = PREFIX + "/health"
"""For monitoring: needs no token and does not count against the rate limit."""
TOKEN = PREFIX + TOKEN_PATH
_CARD = re.compile(r"/gift-cards/([^/]+)(/balance|/disable|/transactions)?")
_NAMED = re.compile(r"(/[a-z/-]+)")
_HOLE = re.compile(r"\\\{\w+\\\}")
"""What stands for an id in a path of `Scopes`, as `re.escape` writes it."""

EndpointCall = Callable[[Request], Reply | PendingRead | PendingWrite]
"""The read of one card returns its reply; a read of many and a write are still to be carried out."""


class GuardedCall(NamedTuple):
    """An endpoint, and the scope that a key needs for it; None for none."""

    call: EndpointCall
    wanted: Scope | None


Methods = Mapping[str, GuardedCall]


class RoutePattern(NamedTuple):
    """A path with ids in it, below the prefix."""

    path: re.Pattern[str]
    methods: Methods


@dataclass(frozen=True, slots=True)
class Routes:
    """The paths below the prefix: some are fixed, the others are about one card. Endpoints are found by method."""

    fixed: Mapping[str, Methods]
    of_card: Mapping[str | None, Methods]
    prefix: str = PREFIX
    card: re.Pattern[str] = _CARD
    named: re.Pattern[str] = _NAMED
    """Finds the key of `fixed` in the path below the prefix."""
    of_others: tuple[RoutePattern, ...] = ()
    """The paths about something else than a card."""

    def find(self, method: str, path: str) -> tuple[GuardedCall, str]:
        """Return the endpoint and the id as written in the path; several have slashes between them.

        Raises RequestRefused 404 or 405.
        """
        methods, path_id = self._methods(path)
        endpoint = methods.get("GET" if method == "HEAD" else method)
        if endpoint is None:
            raise _not_allowed(methods)
        return endpoint, path_id

    def _methods(self, path: str) -> tuple[Methods, str]:
        if not path.startswith(self.prefix):
            raise not_found()
        below = path[len(self.prefix) :]
        name = self.named.fullmatch(below)
        if name is not None and name[1] in self.fixed:
            return self.fixed[name[1]], ""
        match = self.card.fullmatch(below)
        if match is not None:
            return self.of_card[match[2]], match[1]
        for pattern in self.of_others:
            if match := pattern.path.fullmatch(below):
                return pattern.methods, "/".join(match.groups())
        raise not_found()


def check_readable(method: str) -> None:
    """Raise RequestRefused 405 for a method that is not for reading, where nothing else can be done."""
    if method not in ("GET", "HEAD"):
        raise _not_allowed(["GET"])


def check_sent(method: str) -> None:
    """Raise RequestRefused 405 for a method that sends nothing, where nothing can be read."""
    if method != "POST":
        raise _not_allowed(["POST"])


def _not_allowed(methods: Collection[str]) -> RequestRefused:
    allowed = {*methods, *(["HEAD"] if "GET" in methods else [])}
    return RequestRefused(405, "Method Not Allowed", code="method_not_allowed", Allow=", ".join(sorted(allowed)))


def vendor_routes(endpoints: CardEndpoints, reports: ReportEndpoints) -> Routes:
    """Return the routes of the vendor's page, of its newer list of histories, and of our extensions."""
    catalogue, orders, webhooks = endpoints.catalogue(), endpoints.orders, endpoints.webhooks()
    fixed: dict[str, dict[str, EndpointCall]] = {
        "/gift-cards": {"GET": endpoints.list_cards, "POST": endpoints.create_card},
        "/gift-cards/search": {"GET": endpoints.search_cards},
        "/gift-cards/transactions": {"GET": endpoints.list_histories},
        f"{REPORTS}/transactions": {"GET": reports.transactions},
        f"{REPORTS}/balances": {"GET": reports.balances},
        f"{REPORTS}/redemption": {"GET": reports.redemption},
        f"{REPORTS}/spend": {"GET": reports.spend},
        CATALOGUE: {"GET": catalogue.read},
        PRODUCTS: {"POST": catalogue.add},
        ORDERS: {"GET": orders.list_orders, "POST": orders.add},
        WEBHOOKS: {"GET": webhooks.read, "POST": webhooks.add},
        "/capabilities": {"GET": partial(tell_capabilities, endpoints.switches, orders)},
    }
    of_card: dict[str | None, dict[str, EndpointCall]] = {
        None: {"GET": endpoints.read_card, "PUT": endpoints.update_card},
        "/balance": {"PUT": endpoints.set_balance},
        "/disable": {"POST": endpoints.disable_card},
        "/transactions": {"GET": endpoints.read_history},
    }
    of_others: dict[str, dict[str, EndpointCall]] = {
        f"{PRODUCTS}/{{product_id}}": {"PUT": catalogue.change},
        ORDER: {"GET": orders.read_order},
        f"{ORDER}/cancel": {"POST": orders.cancel},
        f"{ORDER}/lines/{{line}}/resend": {"POST": orders.resend},
        f"{WEBHOOKS}/{{webhook_id}}": {"DELETE": webhooks.remove},
        f"{WEBHOOKS}/{{webhook_id}}/rotate": {"POST": webhooks.rotate},
        f"{WEBHOOKS}/{{webhook_id}}/deliveries": {"GET": webhooks.list_deliveries},
        f"{WEBHOOKS}/{{webhook_id}}/deliveries/{{delivery_id}}/redeliver": {"POST": webhooks.redeliver},
    }
    return Routes(
        {path: guarded(calls, path, WANTED) for path, calls in fixed.items()},
        {part: guarded(calls, CARD + (part or ""), WANTED) for part, calls in of_card.items()},
        of_others=tuple(
            RoutePattern(_pattern(path), guarded(calls, path, WANTED)) for path, calls in of_others.items()
        ),
    )


def _pattern(path: str) -> re.Pattern[str]:
    """Return what matches a path with `{names}` of ids in it."""
    return re.compile(_HOLE.sub("([^/]+)", re.escape(path)))


def guarded(
    calls: Mapping[str, EndpointCall], path: str, wanted: Mapping[tuple[str, str], Scope | None]
) -> dict[str, GuardedCall]:
    """Return the endpoints of one path with the scope that `wanted` names for each."""
    return {method: GuardedCall(call, wanted[method, path]) for method, call in calls.items()}
