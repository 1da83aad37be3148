"""The service with a script of faults and a web shop in front of it: for practice and tests only."""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy import Engine
from starlette.types import ASGIApp

from core.server.http.app import ServiceSettings, create_app
from core.server.http.response_writer import ResponseWriter
from core.server.sandbox.fault_injector import FaultInjector
from core.server.sandbox.faults import Faults
from core.server.sandbox.web_shop import WebShop


def create_sandbox_app(
    engine: Engine, settings: ServiceSettings, faults: Faults, clock: Callable[[], float] = time.time
) -> ASGIApp:
    """Return the service as `faults` lets its clients see it. `clock` gives UTC epoch seconds."""
    web_shop = WebShop(engine, settings.switches, clock)
    app = create_app(engine, settings, clock, web_shop.spend_after_read)
    return FaultInjector(app, faults, ResponseWriter(clock), web_shop)
