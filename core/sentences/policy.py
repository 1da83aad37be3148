"""Sentences about the shop's policy for its cards: what a rule says, where it is from, and that it is no advice."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "policy.early": "This card ends too early for the shop's policy. Years that a card must last: {years}{source}. "
    "Information, not legal advice.",
    "policy.never": "This card has a last day, but the shop's policy is cards without one{source}. Information, not "
    "legal advice.",
    "policy.early_top_up": "Some laws count from the last top-up. Counted so, this card ends too early. Years that a "
    "card must last: {years}{source}. Information, not legal advice.",
    "policy.early_many": "Cards that end too early for the shop's policy: {count}. Years that a card must last: "
    "{years}{source}. Information, not legal advice.",
    "policy.never_many": "Cards with a last day, though the shop's policy is cards without one: {count}{source}. "
    "Information, not legal advice.",
    "policy.cash_out": "Less than {mark} is left: the customer may ask for it in cash{source}. Use Cash out for that. "
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
