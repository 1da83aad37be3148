"""What the doctor found, as it is read beside the name of its check."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "found.folder_open": "{path}: a group may write into it. Take that right away: chmod g-w",
    "found.disk": "{free} MB free",
    "found.database": "{name}: {answer}",
    "found.schema": "revision {revision}",
    "found.schema_missing": "revision {revision}; the scripts of {missing} are not installed",
    "found.cards_gone": "no longer listed by the service: {count}, among them {some}",
    "found.cards_pulled": "all read from the service at {at}",
    "found.cards_never": "not compared with the service as a whole yet; that is done once a week",
    "found.cards_swept": "{listed} compared with the service, {mended} of them brought up to date, at {at}",
    "found.offline_off": "nothing is sold without a connection",
    "found.offline": "up to {sale} a sale, {left} left on this till, balances up to {days} days old",
    "found.outbox": "{waiting} waiting, {parked} need a person",
    "found.token": "not refused by the service",
    "found.account": "nothing is refused for want of money or of a right",
    "found.queue": "nothing waits for long",
    "found.queue_old": "the oldest of {count} waiting acts was done {at}",
    "found.approvals": "{count} requests for approval, none of them for long",
    "found.approvals_old": "{count} requests for approval wait, the oldest of them for long",
    "found.closing": "no earlier day is open",
    "found.closing_never": "no day was closed on this till yet",
    "found.closing_open": "{day} is not closed yet",
    "found.liability": "{owed} owed on cards",
    "found.liability_high": "{owed} owed on cards, more than {mark}",
    "found.receipts_none": "every one is on paper",
    "found.receipts": "{count} not on paper yet",
    "found.keys_new": "{place} is a new one; {closed} kept codes do not open with it. Put the old key back",
    "found.head_apart": "not in a keyring: whoever may write all files of this user could write the journal anew, "
    "unnoticed. Note number and head, “journal head”, in another place",
    "found.head_kept": "entry {number} of the journal, remembered in the keyring",
    "found.copies": "start {epoch} of this till, remembered in {place}",
    "found.copies_blind": "{place} cannot be used: {why}. A copied or restored till would not be noticed",
    "found.clock": "level with the service; it is {day} in the shop",
    "found.clock_alone": "not compared with the service yet; it is {day} in the shop",
    "found.environment": "nothing in it changes the way to the service",
    "found.environment_unused": "{names} not used: the settings service.authority and service.proxy count here",
    "found.service_off": "{url}; this till is switched offline",
    "found.readable": "every card that was listed can be read",
    "alert.over": "There is no alert of this name any more: {code}.",
    "found.never_probed": "the plain API, never probed (doctor --probe CARD)",
    "found.probed": "probed {days} days ago: {answers}",
    "found.probed_stale": "stale, probed {days} days ago: {answers}. Probe again; until then the plain API is used",
}
