"""Sentences about what the tills of a shop have in common, and how a till becomes one of them."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "desk.reads_only": "This is a desk: it reads what all tills did, and does nothing with cards. A manager can change "
    "that under Settings, This till.",
    "merge.no_folder": "{path} is no folder. Name one that the tills share.",
    "merge.other_journal": "{path} has another journal of this till: one of the two was restored or copied. Nothing "
    "was written; a manager looks into it (journal verify).",
    "merge.shared": "{count} new entries of the journal are in {path}.",
    "merge.till_whole": "{name} ({till}): {entries} entries, whole.",
    "merge.till_gaps": "{name} ({till}): {missing} of {entries} entries are missing. Bring its pages again.",
    "merge.till_parts": "{name} ({till}): there are two journals from entry {parts_at} on. This till was copied or "
    "restored.",
    "merge.unread": "{file} is no page of this shop, or is not as it was written. Bring it again.",
    "merge.yours": "{operation}: the write with number {number} was this one. It changed the card by {amount}. A "
    "manager settles it as done: outbox settle.",
    "merge.theirs": "{operation} of another till: the write with number {number} was that one, by {amount} minor "
    "units. It is settled there.",
    "merge.done": "{tills} tills, all journals whole. Writes in doubt that are decided: {claims}.",
    "merge.not_whole": "Journals of {tills} tills, of {expected}. While one is not whole, nothing is decided.",
    "shop.alone": "This till is not one of several. Invite it at the leading till, then join the shop here.",
    "shop.leads": "This till leads the shop: its settings and people go to the others, not theirs to it.",
    "shop.leads_now": "This till leads the shop now. Its key is {shop}. Invite the other tills, then give them the "
    "shop file after each change.",
    "shop.begun": "This till belongs to a shop already. To draw new keys give --again; every other till must then be "
    "invited again.",
    "shop.no_manager": "Set up a manager first: the tills share the people.",
    "shop.not_leading": "Another till leads this shop. Change settings and people there, and write the file there.",
    "shop.no_folder": "No folder of the shop is set. Name a file, or set shop.folder.",
    "shop.exists": "{path} is there already and is something else. Name another file.",
    "shop.written": "Settings and people for the other tills are in {path}.",
    "shop.unwritten": "{path} could not be written: {why}. What was there is as it was.",
    "shop.unreadable": "{path} cannot be read: {why}. Nothing was changed.",
    "shop.no_file": "{path} is no shop file. Nothing was changed.",
    "shop.damaged": "{path} is not as it was written. Nothing was changed here; take a fresh copy of it.",
    "shop.newer": "{path} was written by a newer Counterfoil. Update this till first; nothing was changed.",
    "shop.another_shop": "{path} is of another shop: its key is {shop}. Nothing was changed.",
    "shop.another_service": "{path} is for the service at {service}; this till works with {own}. Nothing was changed.",
    "shop.older": "{path} is older ({made}) than what counts here ({kept}). Nothing was changed; take the newest one.",
    "shop.sound": "Changes: {count}. They were written {made} by {till}. Nothing was changed yet.",
    "shop.taken": "Changes that count from now on: {count}. They were written {made} by {till}.",
    "shop.stands_alone": "This till is on its own: it shares nothing with other tills.",
    "shop.stands_leads": "This till leads the shop with the key {shop}. The shop file was written last: {made}.",
    "shop.stands_takes": "This till takes settings and people from {till}. The key of the shop is {shop}; what counts "
    "was written {made}.",
    "shop.days": "An invitation counts for 1 to {most} days.",
    "shop.sandbox": "The training till has no service that another till could share.",
    "shop.password_missing": "Give the invitation a password, or let one be drawn with --code.",
    "shop.invited": "The invitation is in {path}. It holds the token of the service and counts until {until}. Keep its "
    "password apart from it.",
    "shop.invited_bare": "The invitation is in {path} and counts until {until}. It holds no token: have that at hand "
    "at the other till. Keep its password apart from it.",
    "shop.no_invitation": "{path} is no invitation. Nothing was changed.",
    "shop.not_opened": "The invitation does not open: the password is another one, or the file is damaged. Nothing was "
    "changed.",
    "shop.expired": "The invitation in {path} has run out. Ask for a new one at the leading till; nothing was changed.",
    "shop.joined": "This till is one of the shop {shop} now. Its people sign in with their own PINs.",
    "shop.not_erased": "The invitation could not be removed from where it is. Remove it yourself.",
}
