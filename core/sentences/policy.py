"""Sentences about the shop's policy for its cards: what a rule says, where it is from, and that it is no advice."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "policy.early": "This card can be used for a shorter time than the policy of the shop has it. Least time in years: "
    "{years}{source}. Information, not legal advice.",
    "policy.never": "This card has a last day; by the policy of the shop cards have none{source}. Information, not "
    "legal advice.",
    "policy.early_top_up": "Some laws count from the last top-up: this card ends too early then. Least time in years: "
    "{years}{source}. Information, not legal advice.",
    "policy.early_many": "Cards that can be used for a shorter time than the policy of the shop has it: {count}. Least "
    "time in years: {years}{source}. Information, not legal advice.",
    "policy.never_many": "Cards with a last day, which by the policy of the shop have none: {count}{source}. "
    "Information, not legal advice.",
    "policy.cash_out": "Less than {mark} is left: the customer may ask for it in cash{source}. Cash out pays it. "
    "Information, not legal advice.",
    "policy.advice": "Information, not legal advice: look at the source, and ask somebody who knows the law.",
    "policy.profile.none": "no policy",
    "policy.profile.us": "United States, federal law",
    "policy.profile.us-ca": "United States, California",
    "policy.profile.eu": "European Union",
    "policy.profile.ie": "Ireland",
    "policy.profile.au": "Australia",
    "policy.profile.own": "the shop's own",
    "policy.set": "The policy is now: {profile}.",
    "policy.edited": "{key} is written by the till itself.",
    "policy.day": "{key}: {value} is no date. Write it like 2026-12-31, or nothing.",
    "policy.vouchers": "The kind of voucher for VAT is not set yet{source}. Settings, Shop has it.",
    "policy.limits": "The limits of clerks as the policy proposes them are set: {count}.",
    "policy.no_limits": "The policy proposes no other limit than there is.",
    "policy.unconfirmed": "No limit was changed. Look with policy show, then give --yes.",
}
