"""Every sentence the core can say to a person, by key.

The English text here is the source; a front end may translate by key and fills in the values afterwards.
"""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # amounts and input
    "money.shape": "{text!r} is not an amount. Write it like 25 or 25.00.",
    "money.decimals": "{text!r} has more decimals than {currency} has.",
    "money.positive": "The amount must be more than zero.",
    "money.currency": "{text!r} is not a currency we know.",
    "code.shape": "A card code has 8 to 20 letters and digits.",
    "code.check": "One character of this code is wrong. Please scan or type it again.",
    "date.shape": "{text!r} is not a date. Write it like 2027-12-31, or none.",
    "date.past": "{date} is in the past.",
    "text.long": "The text is too long: {length} characters, {most} are allowed.",
    "reason.missing": "A reason is needed.",
    "update.nothing": "There is nothing to change.",
    # cards
    "card.unknown": "No card was found for this.",
    "card.ambiguous": "{count} cards end in {last}. Scan the whole code.",
    "card.forged": "This code was not made by us. Do not accept the card.",
    "card.disabled": "This card is disabled.",
    "card.expired": "This card could be used until {date}.",
    "card.short": "There is not enough on the card: {available} are left.",
    "card.currency": "This card is in {card}, the amount in {given}.",
    "card.unsettled": "An earlier amount on this card is not settled yet. Settle it first.",
    "card.unconfirmed": "This card is still being made. Try again when it is confirmed.",
    "card.same_balance": "The card already has this balance.",
    "disable.confirm": "Disabling cannot be undone. Confirm it to go on.",
    # offline
    "offline.per_sale": "Without a connection at most {limit} can be taken at once.",
    "offline.per_card_day": "Without a connection {left} are left for this card today.",
    "offline.per_till": "Without a connection {left} are left on this till until it is back online.",
    "offline.off": "This needs a connection. Try again when the service is back.",
    "offline.balance_age": "The balance is older than {days} days. It must be read again online first.",
    # outcomes
    "outcome.declined.short": "Refused: the card had only {available}. Nothing was taken.",
    "outcome.declined.blocked": "Refused: the card is disabled or expired. Nothing was changed.",
    "outcome.refused.service": "The service refused it: {message}",
    "outcome.code_taken": "This code is already in use. Take another card.",
    "outcome.conflict": "Somebody else changed this card meanwhile. Look at it again.",
    "outcome.unknown": "The answer was lost. The till reads the card again soon and tells you.",
    "outcome.card_not_made": "The card it was meant for was not made.",
    "cancel.too_late": "It may have been sent already and cannot be taken back here.",
    "operation.unknown": "There is no such operation in the outbox.",
    "outcome.cancelled": "Cancelled. Nothing was sent.",
    "park.ambiguous": "The answer was lost, and the card was changed since. It may have been applied, or not.",
    "park.short": "Accepted offline; the card had {available} left, {residual} are missing.",
    "park.blocked": "The card was disabled or expired meanwhile. {residual} could not be booked.",
    "park.refused": "The service refused it: {message}",
    "park.overdraft": "The money was spent elsewhere at the same moment. {residual} are missing.",
    "park.create": "The service says this code is taken, and the card was not found yet. Look for it before you try again.",
    "park.conflict": "The card was changed elsewhere: {field} is now {found!r}.",
    "wait.quarantine": "The answer was lost. The card is read again in {seconds} s.",
    "wait.deferred": "Other tills are busy with this card. Tried again by itself in a few minutes.",
    "wait.service": "Sent when the service answers.",
    "wait.trouble": "The service had a problem ({why}). Tried again by itself.",
    "wait.retry": "Sent when the service answers; next try in {seconds} s.",
    # evidence
    "evidence.read": "We read the card: {balance}.",
    "evidence.asked": "We asked for {balance}.",
    "evidence.answered": "The service says: changed by {amount}.",
    "evidence.lost": "We asked for {target}; the answer was lost ({why}).",
    "evidence.seen": "We read again: {balance}, changed at {changed}.",
    "evidence.disproved": "Our write was not applied: the card is unchanged at {balance}. Sent again.",
    "evidence.posted": "We asked for a new card ending in {last}.",
    "evidence.post_lost": "The answer to the new card was lost ({why}).",
    "evidence.found": "The new card was found by its tag.",
    "evidence.not_found": "The new card is not in the list; asked again with the same code.",
    "evidence.redrawn": "The code was in use; another one was drawn.",
    "evidence.accepted": "Accepted by {clerk}.",
    "evidence.accepted_offline": "Accepted without a connection by {clerk}.",
    "evidence.field_put": "We asked to change {field}.",
    "evidence.disable_asked": "We asked to disable the card.",
    "evidence.already": "The card was so already.",
    # connection
    "service.unreachable": "The service cannot be reached at {url}. Check the address and the network.",
    "service.unauthorised": "The service does not accept our token. Ask the manager for a new one.",
    "service.not_json": "Something answered at {url}, but it is not the gift card service.",
    "service.error": "The service has a problem ({status}). Nothing is lost; try again later.",
    "service.throttled": "The service asks us to wait {seconds} s.",
    "service.offline": "The till is switched offline.",
    # starting
    "start.owner": "Another Counterfoil works with this folder already: {owner}.",
    "start.folder": "The folder {path} cannot be used: {why}.",
    "start.corrupt": "The database {path} is damaged. It was left as it is; restore a backup, or start with another folder.",
    "start.newer": "The database {path} was made by a newer Counterfoil. Update this program; nothing was changed.",
    "start.disk_full": "The disk is full. Nothing was lost; free some space and try again.",
    "start.disk": "The disk could not be written: {why}. Nothing was lost.",
    "start.url": "{url!r} is not the address of a service. It starts with https:// (or http:// on this machine).",
    "start.token_missing": "A token is needed for {url}. Set COUNTERFOIL_TOKEN or give --token-file.",
    "start.token_file": "The token file {path} cannot be read: {why}.",
    "start.token_shape": "The token in {path} has characters that no token has.",
    "start.setting": "{key}: {value!r} is not allowed. {expected}",
    "start.setting_unknown": "There is no setting {key!r}.",
    "setting.text": "{key}: write 1 to {most} printable characters.",
    "setting.choice": "{key}: {value!r} is not one of {choices}.",
    "start.port": "Port {port} cannot be used: {why}.",
    "start.key": "The key in {path} cannot be read: {why}.",
    "print.failed": "The card could not be printed: {why}. The code is kept.",
}


def sentence(key: str, values: dict[str, object]) -> str:
    """The English sentence for `key`, with `values` filled in."""
    return SENTENCES[key].format(**values)
