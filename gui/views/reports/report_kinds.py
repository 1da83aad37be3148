"""The reports that the page offers: what each is called, what it can be asked, and the use case that answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.domain.period import Comparison
from core.rows.activity import ActivityBy
from core.usecases import reports
from core.usecases.reports import ActivityQuestion, ReportDays

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.rows.report import Report


@dataclass(frozen=True, slots=True)
class AskedReport:
    """What is chosen on the page; a report takes of it what it can be asked."""

    days: ReportDays = field(default_factory=ReportDays)
    by: ActivityBy = ActivityBy.DAY
    compare: Comparison = Comparison.BEFORE
    till: str = ""


@dataclass(frozen=True, slots=True)
class ReportKind:
    """`read` runs on the thread of the core. What begins with `has_` tells what there is to choose for it."""

    name: str
    word: str
    read: Callable[[Core, AskedReport], Report]
    has_days: bool = True
    has_sums: bool = False
    has_comparison: bool = True
    has_tills: bool = False


def tr(text: str) -> str:
    """Translate a short text of this module."""
    return QCoreApplication.translate("ReportKinds", text)


def report_kinds() -> tuple[ReportKind, ...]:
    """Return them in the order in which they are offered."""
    return (
        ReportKind("activity", tr("Activity"), _activity, has_sums=True),
        ReportKind("liability", tr("Liability"), _liability),
        ReportKind("cards", tr("Cards that are out"), _cards, has_days=False, has_comparison=False),
        ReportKind("exceptions", tr("Exceptions"), _exceptions),
        ReportKind("exceptions-tills", tr("Exceptions, all tills"), _exceptions_of_all),
        ReportKind("tills", tr("All tills"), _tills, has_comparison=False, has_tills=True),
    )


def by_words() -> tuple[tuple[str, str], ...]:
    """Return what acts can be summed by, and how that is called."""
    return (
        (ActivityBy.DAY.value, tr("By day")),
        (ActivityBy.CLERK.value, tr("By clerk")),
        (ActivityBy.TILL.value, tr("By till")),
        (ActivityBy.KIND.value, tr("By kind")),
        (ActivityBy.REASON.value, tr("By reason")),
    )


def compare_words() -> tuple[tuple[str, str], ...]:
    """Return what days can be compared with, and how that is called."""
    return (
        (Comparison.BEFORE.value, tr("Compared with the days before")),
        (Comparison.LAST_YEAR.value, tr("Compared with last year")),
        (Comparison.NONE.value, tr("Compared with nothing")),
    )


def _activity(core: Core, asked: AskedReport) -> Report:
    return reports.read_activity(core, ActivityQuestion(asked.by, asked.days, asked.compare))


def _liability(core: Core, asked: AskedReport) -> Report:
    return reports.read_liability(core, asked.days, asked.compare)


def _cards(core: Core, _asked: AskedReport) -> Report:
    return reports.read_cards(core)


def _exceptions(core: Core, asked: AskedReport) -> Report:
    return reports.read_exceptions(core, asked.days, asked.compare)


def _exceptions_of_all(core: Core, asked: AskedReport) -> Report:
    return reports.read_exceptions(core, asked.days, asked.compare, all_tills=True)


def _tills(core: Core, asked: AskedReport) -> Report:
    return reports.read_tills(core, asked.days, asked.till)
