"""The fields of the shop's policy for its cards, each rule beside its source."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.domain import policy
from core.domain.policy import CHOICES, SOURCE_MOST, source_of
from gui.views.settings.fields import Section
from gui.widgets.forms.field_rows import Field
from gui.wording import messages

translate = QCoreApplication.translate


def policy_section() -> Section:
    """Return what a manager may change; the till itself writes who did."""
    profiles = tuple((each, messages.format_sentence(f"policy.profile.{each}", {})) for each in CHOICES)
    return Section(
        "policy",
        translate("Settings", "Policy for gift cards"),
        (
            Field(
                policy.PROFILE,
                translate("Settings", "Profile"),
                translate("Settings", "Brings the rules below. A rule changed by hand makes it the shop's own."),
                choices=profiles,
            ),
            Field(policy.EXPIRY, translate("Settings", "Cards can be used for at least"), choices=_times()),
            _source(policy.EXPIRY),
            Field(
                policy.CASH_BELOW,
                translate("Settings", "What is left is paid in cash on request, if less than"),
                translate("Settings", "With its currency, such as 15.00 USD. Empty: no rule."),
                most=20,
            ),
            _source(policy.CASH_BELOW),
            Field(
                policy.CARD_MOST,
                translate("Settings", "Most on one card"),
                translate("Settings", "Proposed as a limit of clerks; it counts once you set it."),
                most=20,
            ),
            _source(policy.CARD_MOST),
            Field(
                policy.VOUCHERS_SOURCE,
                translate("Settings", "Source of the kind of voucher for VAT"),
                translate("Settings", "The kind itself is set under Shop."),
                most=SOURCE_MOST,
            ),
            Field(
                policy.LOOKED_AT,
                translate("Settings", "Sources looked at on"),
                translate("Settings", "A date like 2026-12-31."),
                most=10,
            ),
        ),
    )


def _times() -> tuple[tuple[str, str], ...]:
    years = ((n, translate("Settings", "1 year") if n == "1" else _years(n)) for n in policy.YEARS)
    return (
        ("", translate("Settings", "No rule")),
        *years,
        (policy.NEVER, translate("Settings", "For ever: cards have no last day")),
    )


def _years(count: str) -> str:
    return translate("Settings", "{n} years").format(n=count)


def _source(rule: str) -> Field:
    return Field(
        source_of(rule),
        translate("Settings", "Source of this rule"),
        placeholder=translate("Settings", "Law and article, or whose rule it is"),
        most=SOURCE_MOST,
    )
