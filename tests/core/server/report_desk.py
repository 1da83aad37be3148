"""Asks for reports of one database, page by page."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Engine

from core.server.contract.replies import Reply
from core.server.contract.request import Request
from core.server.contract.switches import Switches
from core.server.data.list_reader import ListReader
from core.server.http.report_endpoints import ReportEndpoints
from tests.core.server.conftest import LINK
from tests.core.server.generated_history import SHOP

NOW = 1_900_000_000.0


class ReportDesk:
    """Asks for reports of one database, and walks through their pages."""

    def __init__(self, engine: Engine, switches: Switches = SHOP) -> None:
        self.engine = engine
        self.endpoints = ReportEndpoints(ListReader(engine), switches, lambda: NOW)

    def ask(self, report: str, **arguments: str) -> Reply:
        named = {name.rstrip("_"): text for name, text in arguments.items()}
        reply = getattr(self.endpoints, report)(Request("/r", named)).execute()
        assert isinstance(reply, Reply)
        return reply

    def walk(self, report: str, rel: str, **arguments: str) -> list[Reply]:
        """All pages from one on."""
        found = [self.ask(report, **arguments)]
        while rel in links(found[-1]):
            found.append(self.ask(report, **links(found[-1])[rel]))
        return found

    def rows(self, report: str, **arguments: str) -> list[dict[str, Any]]:
        """All rows, page by page; every page back again has the same rows."""
        pages = self.walk(report, "next", **arguments)
        if len(pages) > 1:
            back = self.walk(report, "previous", **links(pages[-1])["previous"])
            assert [reply.body for reply in back[::-1]] == [reply.body for reply in pages[:-1]]
        return rows_in(report, pages)


def rows_in(report: str, pages: list[Reply]) -> list[dict[str, Any]]:
    return [row for page in pages for row in json.loads(page.body)[report]]


def links(reply: Reply) -> dict[str, dict[str, str]]:
    text = dict(reply.headers).get("Link", "")
    return {rel: dict(part.split("=") for part in url.split("?")[1].split("&")) for url, rel in LINK.findall(text)}
