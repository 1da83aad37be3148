"""Sentences about approval that comes later."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "approval.asked": "Request {number} waits for a manager, until {until} at the latest. Nothing was done yet.",
    "approval.approved": "Request {number} of {clerk} is approved.",
    "approval.refused": "Request {number} of {clerk} is refused.",
    "approval.withdrawn": "Request {number} is withdrawn. Nothing was done.",
    "approval.none": "Nothing waits for approval.",
    "approval.cannot_wait": "This cannot wait for a manager who comes later. Call one now.",
    "approval.not_needed": "You may do this alone. Nothing was asked.",
    "approval.asked_already": "Request {number} asks for the same, and still waits. Nothing was asked.",
    "approval.still_waits": "Request {number} asks for the same, and still waits. Approve that one, or withdraw it "
    "first. Nothing was done.",
    "approval.unknown": "There is no request {number}.",
    "approval.not_own": "Only who asked may withdraw a request.",
    "approval.offline": "There is no connection. The request still waits; approve it once the till is online.",
    "approval.beyond": "This is more than you may do alone. The request still waits.",
    "approval.nobody": "Nobody is signed in here, so nobody can approve it.",
    "approval.changed": "Request {number} is not the one that was asked for: somebody changed the database. "
    "Nothing was approved.",
    "approval.decided": "Somebody else has decided about request {number} just now.",
    "approval.is_approved": "Request {number} is approved already, by {by}.",
    "approval.is_refused": "Request {number} is refused already, by {by}.",
    "approval.is_impossible": "Request {number} has ended already: its card did not allow it.",
    "approval.is_withdrawn": "Request {number} was withdrawn by {by}.",
    "approval.is_expired": "Request {number} has waited too long. Ask again.",
    "approval.void": "The till began with an older or a copied database, so it is not known whether this was approved. "
    "Look at the card, then ask again.",
}
