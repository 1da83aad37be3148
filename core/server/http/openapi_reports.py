"""How the OpenAPI document tells of the reports: what is asked, and what each row has."""

from __future__ import annotations

from typing import NamedTuple

from core.server.data.listing import MOST
from core.server.data.report_sums import REDEMPTION_BY, SPEND_BY
from core.server.data.reports import BALANCES_BY, KINDS, STATES
from core.server.http.openapi_schemas import (
    CURRENCY,
    DAY,
    DIFFERENCE,
    ID,
    LAST,
    MONEY,
    TEXT,
    TIME,
    Json,
    many,
    nullable,
    object_of,
    ref,
)
from core.server.http.report_endpoints import FORMATS

TAG, TAG_TOLD = "Reports", "What was done and what is on the cards, equal to the ledger to the cent; as JSON or CSV."
_COUNT: Json = {"type": "integer", "minimum": 0}


class DescribedReport(NamedTuple):
    """A report as the document has it. `path` is below that of the reports; `answer` is the schema of its JSON."""

    path: str
    name: str
    summary: str
    told: str
    answer: Json
    parameters: tuple[Json, ...]


def described_reports() -> list[DescribedReport]:
    """Return all reports."""
    return [
        DescribedReport(
            "/transactions",
            "reportTransactions",
            "Report what was done",
            "Every card made and every change of a balance, by whichever key, oldest first.",
            object_of(transactions=many("ReportedTransaction")),
            (*_PAGED, *_PERIOD),
        ),
        DescribedReport(
            "/balances",
            "reportBalances",
            "Report what was on the cards",
            "What was on the cards at the end of a day: one row for each currency and state, or for each card.",
            object_of(
                on=DAY, balances={"type": "array", "items": {"anyOf": [ref("BalanceTotal"), ref("CardBalance")]}}
            ),
            (
                *_PAGED,
                _query("on", "The day by the shop's time; today when left out. A day to come is refused.", DAY),
                _choice("by", "What a row is about.", BALANCES_BY),
            ),
        ),
        DescribedReport(
            "/redemption",
            "reportRedemption",
            "Report what was redeemed of what was sold",
            "Of the cards made in each month by the shop's time: how much of what was on them has been redeemed.",
            object_of(redemption=many("Redemption")),
            (*_PAGED, *_PERIOD, _choice("by", "What a row is about.", REDEMPTION_BY)),
        ),
        DescribedReport(
            "/spend",
            "reportSpend",
            "Report what was spent",
            "What was taken from cards and what was put on them again, by day, by key, or altogether.",
            object_of(spend=many("Spend")),
            (*_PAGED, *_PERIOD, _choice("by", "What a row is about.", SPEND_BY)),
        ),
    ]


def report_schemas() -> Json:
    """Return the named schemas of the rows."""
    state = TEXT | {"enum": list(STATES)}
    total = object_of(currency=CURRENCY, state=state, cards=_COUNT, balance=DIFFERENCE)
    card = object_of(
        gift_card_id=ID, last_characters=LAST, currency=CURRENCY, state=state, initial_value=MONEY, balance=DIFFERENCE
    )
    return {
        "ReportedTransaction": object_of(**_transaction()) | {"description": "A card made, or a change of a balance."},
        "BalanceTotal": total | {"description": "What is on all cards of one currency and state."},
        "Redemption": _redemption() | {"description": "The cards of one currency that were made in one month."},
        "Spend": _spend() | {"description": "What was spent and put back; the first fields are those of the `by`."},
        "CardBalance": card | {"description": "What is on one card."},
    }


def _transaction() -> Json:
    card: Json = {"gift_card_id": ID, "last_characters": LAST, "number": _COUNT, "currency": CURRENCY}
    done: Json = {"amount": DIFFERENCE, "processed_at": TIME, "api_client_id": ID, "key": nullable(TEXT)}
    more: Json = {"order_transaction_id": nullable(ID), "remote_transaction_ref": nullable(TEXT)}
    return {"kind": TEXT | {"enum": list(KINDS)}, "id": nullable(ID), **card, **done, **more}


def _redemption() -> Json:
    month = TEXT | {"pattern": "^[0-9]{4}-[0-9]{2}$"}
    rate = TEXT | {"pattern": r"^[01]\.[0-9]{4}$", "description": "What part of `issued` and `credited` it is."}
    money = dict.fromkeys(("issued", "credited", "redeemed", "remaining"), MONEY)
    return object_of(month=month, currency=CURRENCY, cards=_COUNT, **money, rate=nullable(rate))


def _spend() -> Json:
    sums = object_of(currency=CURRENCY, redemptions=_COUNT, redeemed=MONEY, credits=_COUNT, credited=MONEY)
    sums["properties"] |= {"day": DAY, "api_client_id": ID, "key": nullable(TEXT)}
    return sums


def _query(name: str, told: str, schema: Json) -> Json:
    return {"name": name, "in": "query", "description": told, "schema": schema}


def _choice(name: str, told: str, choices: tuple[str, ...]) -> Json:
    return _query(name, told, {"type": "string", "enum": list(choices), "default": choices[0]})


_PAGED = (
    _query("limit", "How many rows a page has; 50 when left out.", {"type": "integer", "minimum": 1, "maximum": MOST}),
    _query("page_info", "Goes on where a `Link` says; stands with `limit` and `format` alone.", TEXT),
    _query("format", "How the rows are written; else as `Accept` says.", {"type": "string", "enum": list(FORMATS)}),
)
_PERIOD = (
    _query("from", "Only from the beginning of this day on, by the shop's time.", DAY),
    _query("to", "Only until the end of this day.", DAY),
)
