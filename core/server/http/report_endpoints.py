"""The reports as endpoints: a page of rows as JSON or as CSV, read where lists are read."""

from __future__ import annotations

import csv
import io
import threading
from collections.abc import Callable, Mapping
from datetime import date

from sqlalchemy import Connection

from core.rows.spreadsheet_text import safe
from core.server.contract.refusals import bad_request, busy
from core.server.contract.replies import Reply, as_json
from core.server.contract.report_days import day_of
from core.server.contract.request import TRANSACTION_BASE, Request
from core.server.contract.shop_time import shop_zone, today
from core.server.contract.switches import Switches
from core.server.data.list_reader import ListReader
from core.server.data.pending_read import PendingRead
from core.server.data.report_cursors import ReportRows, ReportWalk, walk_of
from core.server.data.report_sums import read_redemption, read_spend
from core.server.data.reports import bounded, read_balances, read_transactions
from core.server.http.page_links import link_header

REPORTS = "/reports"
"""Below the base address."""
FORMATS = ("json", "csv")
CSV = "text/csv"
_TEXTS = {"last_characters", "key", "remote_transaction_ref"}
"""Columns whose texts others have written: a spreadsheet must not take one for a formula. The others are ours."""
_NO_STORE = ("Cache-Control", "no-store")
_Read = Callable[[Connection, ReportWalk], ReportRows]


class ReportEndpoints:
    """Carries out the requests for reports. `clock` gives UTC epoch seconds. Methods raise RequestRefused."""

    def __init__(self, lists: ListReader, switches: Switches, clock: Callable[[], float]) -> None:
        self._lists = lists
        self._switches = switches
        self._zone = shop_zone(switches.shop_zone)
        self._clock = clock
        self._summing = threading.Lock()

    def transactions(self, request: Request) -> PendingRead:
        """Return a page of all that was done, by every key."""

        def read(conn: Connection, walk: ReportWalk) -> ReportRows:
            return read_transactions(conn, walk, self._zone, TRANSACTION_BASE)

        return self._prepare(request, walk_of("transactions", request.arguments, self._switches), read)

    def balances(self, request: Request) -> PendingRead:
        """Return what was on the cards at the end of a day."""
        walk = walk_of("balances", request.arguments, self._switches)
        on = self._past_day(walk.asked)
        walk = ReportWalk(walk.report, {**walk.asked, "on": on.isoformat()}, walk.limit, walk.cut, walk.back)

        def read(conn: Connection, walk: ReportWalk) -> ReportRows:
            return read_balances(conn, walk, on, self._zone)

        chosen = read if walk.asked.get("by") == "card" else self._alone(read)
        return self._prepare(request, walk, chosen, on=on.isoformat())

    def redemption(self, request: Request) -> PendingRead:
        """Return how much of what was sold in each month has been redeemed."""

        def read(conn: Connection, walk: ReportWalk) -> ReportRows:
            return read_redemption(conn, walk, self._zone)

        return self._prepare(request, walk_of("redemption", request.arguments, self._switches), self._alone(read))

    def spend(self, request: Request) -> PendingRead:
        """Return what was taken from cards and put on them."""

        def read(conn: Connection, walk: ReportWalk) -> ReportRows:
            return read_spend(conn, walk, self._zone)

        return self._prepare(request, walk_of("spend", request.arguments, self._switches), self._alone(read))

    def _past_day(self, asked: Mapping[str, str]) -> date:
        """Return the day `on`, today without one. Raises RequestRefused 400 for one that has not begun."""
        now = today(int(self._clock()), self._zone)
        on = day_of(asked, "on") or now
        if on > now:
            raise bad_request("on", "must not be a day to come")
        return on

    def _alone(self, read: _Read) -> _Read:
        """Return a read of which one goes on at a time, 503 for the next: the lists of tills need the other thread."""

        def read_alone(conn: Connection, walk: ReportWalk) -> ReportRows:
            if not self._summing.acquire(blocking=False):
                raise busy()
            try:
                return read(conn, walk)
            finally:
                self._summing.release()

        return read_alone

    def _prepare(self, request: Request, walk: ReportWalk, read: _Read, **told: str) -> PendingRead:
        """Return the read of a page, whose reply tells `told` beside the rows."""
        form = _format_of(request)

        def reply(conn: Connection) -> Reply:
            with bounded(conn):
                page = read(conn, walk)
            chosen = request.arguments.get("format")
            links = link_header(request.address, page.cursors, walk.limit, format=chosen)
            headers = (_NO_STORE, *((("Link", links),) if page.cursors else ()))
            if form == "csv":
                return Reply(200, _as_csv(page), headers, f"{CSV}; charset=utf-8")
            rows = [dict(zip(page.columns, row, strict=True)) for row in page.rows]
            return Reply(200, as_json({**told, walk.report: rows}), headers)

        return PendingRead(self._lists, reply)


def _format_of(request: Request) -> str:
    """Return the format of the reply: what `format` says, else what `Accept` prefers. Raises RequestRefused 400."""
    chosen = request.arguments.get("format")
    if chosen is None:
        accepted = request.headers.get("accept", "")
        return "csv" if CSV in accepted and "json" not in accepted else "json"
    if chosen not in FORMATS:
        raise bad_request("format", f"must be {' or '.join(FORMATS)}")
    return chosen


def _as_csv(page: ReportRows) -> bytes:
    """Return a heading and the rows, as RFC 4180 has it; a cell is empty where JSON has null."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(page.columns)
    for row in page.rows:
        cells = zip(page.columns, row, strict=True)
        writer.writerow(safe(str(cell)) if name in _TEXTS and cell is not None else cell for name, cell in cells)
    return text.getvalue().encode()
