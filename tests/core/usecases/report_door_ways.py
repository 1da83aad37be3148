"""The ways through the use cases of the reports and of the alerts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from core.console.english_writing import EnglishWriting
from core.domain.permission import Permission
from core.rows.activity import ActivityBy, ActivityDays, activity_report
from core.usecases import alerts, all_tills, day_closings, reports
from core.usecases.operations import HistoryQuestion
from core.usecases.reports import ActivityQuestion
from core.usecases.sharing import begin_sharing
from tests.core.usecases.doors import Act, DoorShop, Way

P = Permission
EMPTY_REPORT = activity_report(ActivityBy.DAY, ActivityDays("2026-11-01", "2026-11-30"), ())


def reporting() -> Iterator[Way]:
    yield Way("alerts.read_alerts", P.LIST, lambda _: alerts.read_alerts)
    yield Way("alerts.note_alert_seen", P.ALERT, lambda _: partial(alerts.note_alert_seen, code="outbox"))
    yield Way("reports.read_activity", P.REPORT, lambda _: partial(reports.read_activity, question=ActivityQuestion()))
    yield Way("reports.read_liability", P.REPORT, lambda _: reports.read_liability)
    yield Way("day_closings.read_closings_report", P.REPORT, lambda _: day_closings.read_closings_report)
    yield Way("reports.read_cards", P.REPORT, lambda _: reports.read_cards)
    yield Way("reports.read_exceptions", P.REPORT, lambda _: reports.read_exceptions)
    yield Way("reports.read_tills", P.REPORT, _tills)
    asked = HistoryQuestion()
    yield Way("all_tills.read_offer", P.STATUS, lambda _: all_tills.read_offer)
    yield Way("all_tills.read_tills_history", P.REPORT, lambda _: partial(all_tills.read_tills_history, question=asked))
    yield Way(
        "all_tills.read_tills_history_report",
        P.REPORT,
        lambda _: partial(all_tills.read_tills_history_report, question=asked, form="pdf", say=str),
    )
    yield Way(
        "all_tills.save_tills_history",
        P.EXPORT,
        lambda shop: partial(all_tills.save_tills_history, rows=(), path=shop.folder / "all.csv", say=str),
    )
    for name, save in (("csv", reports.save_csv), ("xlsx", partial(reports.save_xlsx, writing=EnglishWriting()))):
        yield Way(
            f"reports.save_{name}",
            P.EXPORT,
            lambda shop, save=save, name=name: partial(save, report=EMPTY_REPORT, path=shop.folder / f"r.{name}"),
        )
    yield Way("reports.note_pages", P.EXPORT, lambda _: partial(reports.note_pages, report=EMPTY_REPORT))


def _tills(shop: DoorShop) -> Act:
    """Make it a till of several, with a folder for their pages."""
    begin_sharing(shop.core, again=True)
    (shop.folder / "pages").mkdir(exist_ok=True)
    return partial(reports.read_tills, folder=shop.folder / "pages")
