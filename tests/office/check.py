"""The reports of a shop against the ledgers of its tills and what its service owes: every figure, to the cent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sqlalchemy import text

from core.bootstrap import Core
from core.rows import OperationRow
from core.rows.activity import ActivityBy, ActivityDays
from core.rows.history import HistoryFilter
from core.rows.liability import LiabilityLine
from core.usecases import all_tills, day_closings
from core.usecases.operations import EVERY_ROW, HistoryQuestion
from tests.office.ledger import Ledger
from tests.office.year import MANAGERS, PINS, Shop

GROUPS = {ActivityBy.DAY: "day", ActivityBy.CLERK: "clerk", ActivityBy.KIND: "kind", ActivityBy.REASON: "reason"}
_FIGURES = {
    "sold": "issue",
    "topped_up": "top-up",
    "redeemed": "redeem",
    "cashed_out": "cash-out",
    "corrected": "set-balance",
    "taken_back": "reverse",
}
_ELSEWHERE = {LiabilityLine.SOLD_ELSEWHERE, LiabilityLine.CHANGED_ELSEWHERE}
_ENDS = {LiabilityLine.DISABLED, LiabilityLine.GONE, LiabilityLine.EXPIRED}
_OWED = "SELECT COALESCE(SUM(balance), 0) FROM gift_cards WHERE disabled_at IS NULL"


def faults(shop: Shop, first: date, last: date) -> Iterator[str]:
    """Yield what is not as the ledgers have it, in days of which the last one is today."""
    with shop.service.engine.connect() as conn:
        owed = int(conn.execute(text(_OWED)).scalar_one())
    for till, ledger in zip(shop.tills, shop.ledgers, strict=True):
        for fault in (
            *_activity(till, ledger, first.isoformat(), last.isoformat()),
            *_history(till, ledger, first.isoformat(), last.isoformat()),
            *_liability(till, ledger, (first.isoformat(), last.isoformat()), owed),
        ):
            yield f"{till.preferences.get('till.name')}, {first} to {last}: {fault}"


def journal_faults(shop: Shop, first: date, last: date) -> Iterator[str]:
    """Yield what the history of all tills, read at the first one, has not as all ledgers together have it."""
    shop.share_journals()
    desk = shop.tills[0]
    desk.staff.sign_in(MANAGERS[0], PINS[MANAGERS[0]])
    narrowed = HistoryFilter(first_day=first.isoformat(), last_day=last.isoformat())
    found = all_tills.read_tills_history(desk, HistoryQuestion(narrowed=narrowed, limit=EVERY_ROW))
    acts = [act for ledger in shop.ledgers for act in ledger.done if narrowed.first_day <= act.day <= narrowed.last_day]
    shown = sorted(row.operation_id for row in found.rows if isinstance(row, OperationRow))
    known = sorted(act.operation_id for act in acts)
    if shown != known:
        twice, missing = Counter(shown) - Counter(known), Counter(known) - Counter(shown)
        yield f"all tills, {first} to {last}: too many {list(twice)[:3]}, not there {list(missing)[:3]}"
    net, moved = sum(total.put_on - total.taken_off for total in found.totals), sum(act.moved for act in acts)
    if net != moved:
        yield f"all tills, {first} to {last}: the history comes to {net}, the acts to {moved}"


def closing_faults(shop: Shop) -> Iterator[str]:
    """Yield where all closings of the day together are not what the ledger has of acts that are decided."""
    for till, ledger in zip(shop.tills, shop.ledgers, strict=True):
        closed: Counter[str] = Counter()
        for closing in day_closings.read_closings(till):
            for each in closing.currencies:
                closed.update({movement.value: sum_.net for movement, sum_ in each.figures.sums.items()})
        booked = sum(act.moved for act in ledger.done if act.settled or act not in ledger.cases())
        if sum(closed.values()) != booked:
            yield f"the closings come to {sum(closed.values())}, the acts to {booked}: {closed}"


def _activity(till: Core, ledger: Ledger, first: str, last: str) -> Iterator[str]:
    for by, name in GROUPS.items():
        lines, _ = till.queries.reports.activity(by, ActivityDays(first, last))
        shown = {
            line.label: {"acts": line.sums.acts, "net": line.sums.net}
            | {kind: amount for figure, kind in _FIGURES.items() if (amount := getattr(line.sums, figure))}
            for line in lines
        }
        known = {
            label: {"acts": sums["acts"], "net": sums["net"]}
            | {kind: sums[kind] for kind in _FIGURES.values() if sums[kind]}
            for label, sums in ledger.sums(name, first, last).items()
        }
        if shown != known:
            wrong = {label for label in {*shown, *known} if shown.get(label) != known.get(label)}
            yield f"activity by {name}: {[(each, shown.get(each), known.get(each)) for each in sorted(wrong)][:3]}"


def _history(till: Core, ledger: Ledger, first: str, last: str) -> Iterator[str]:
    totals = till.queries.history_totals("", HistoryFilter(first_day=first, last_day=last))
    net = sum(total.put_on - total.taken_off for total in totals)
    known = sum(act.moved for act in ledger.done if first <= act.day <= last)
    if net != known:
        yield f"the history comes to {net}, the acts to {known}"


def _liability(till: Core, ledger: Ledger, days: tuple[str, str], owed: int) -> Iterator[str]:
    found = till.queries.reports.liability(*days)
    if not found.currencies:
        return
    (usd,) = found.currencies
    own = {line.value: amount for line, amount in usd.lines.items() if amount and line not in _ELSEWHERE | _ENDS}
    known = {line: amount for line, amount in ledger.lines(*days).items() if amount}
    if own != known:
        yield f"liability: {own} and not {known}"
    if usd.opening + sum(usd.lines.values()) != usd.closing:
        yield "liability: its lines are not what lies between"
    drift = sum(card.shown - card.booked for card in found.drifting)
    if usd.shown != owed or usd.closing + drift != owed:
        yield f"liability: {usd.closing} and a drift of {drift}, shown {usd.shown}, where the service owes {owed}"
