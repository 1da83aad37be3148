"""Sentences about operations: what came of them, why they wait, what a person says of them."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "outbox.nothing": "The outbox is empty.",
    "outcome.declined.short": "Refused: the card had only {available}. Nothing was taken.",
    "outcome.declined.blocked": "Refused: the card is disabled or expired. Nothing was changed.",
    "outcome.refused.service": "The service refused it: {message}",
    "outcome.code_taken": "This code is already in use. Take another card.",
    "outcome.conflict": "Somebody else has changed this card. Look at it again.",
    "outcome.unknown": "The answer was lost. The till reads the card again soon and tells you.",
    "outcome.card_not_made": "The card it was meant for was not made.",
    "outcome.cancelled": "Cancelled. Nothing was sent.",
    "operation.ambiguous": "More than one operation ends in {text}. Give its whole number.",
    "operation.unknown": "There is no such operation in the outbox.",
    "reference.shape": "A reference has 1 to {most} printable characters, and no blank at either end.",
    "reference.other": "The reference “{reference}” stands for another act: another command, card or amount. "
    "Nothing was done.",
    "reference.unknown": "No act was accepted with the reference “{reference}”.",
    "reference.asked": "An act that waits for a manager's approval has no reference: give one of “--ask” and "
    "“--reference”. Nothing was done.",
    "reference.without": "Only an act that moves money can have a reference. Nothing was done.",
    "cancel.too_late": "It may have been sent already and cannot be taken back here.",
    "cancel.already": "It was cancelled already. Nothing was sent.",
    "cancel.done": "It is done already and cannot be taken back here.",
    "cancel.refused": "It was refused already. Nothing is on its way.",
    "cancel.parked": "It needs a person to say what happened. Settle it instead.",
    "cancel.owed": "This puts back what was taken off the card for its replacement. It is sent automatically.",
    "cancel.handed_out": "The goods went out on this promise, so it is not cancelled. It is sent automatically; only a "
    "manager can drop it, in the outbox or with “outbox settle ID drop”.",
    "cancel.other_waits": "Another operation waits for the card that this makes. Cancel or drop that one first; "
    "nothing was changed.",
    "cancel.others_wait": "{count} operations wait for the card that this makes. Cancel or drop them first; "
    "nothing was changed.",
    "wait.quarantine": "The answer was lost. The card is read again in {seconds} s.",
    "wait.quarantine.now": "The answer was lost. The card is being read again.",
    "wait.resend.now": "The answer was lost. The same request goes out again now; it counts only once.",
    "wait.retry.now": "Sent when the service answers; it is being tried again.",
    "wait.resend": "The answer was lost. The same request goes out again in {seconds} s; it counts only once.",
    "wait.deferred": "Other tills are busy with this card. It is tried again automatically in a few minutes.",
    "wait.service": "Sent when the service answers.",
    "wait.trouble": "The service had a problem ({why}). It is tried again automatically.",
    "wait.retry": "Sent when the service answers; next try in {seconds} s.",
    "park.ambiguous": "The answer was lost, and the card was changed since. It may have been applied, or not.",
    "park.twice": "The card came to exactly this balance, by this till or by another. "
    "It may have been applied, or not.",
    "park.short": "Accepted offline; the card had {available} left, {residual} is missing.",
    "park.blocked": "The card has been disabled or has expired. {residual} could not be booked.",
    "park.refused": "The service refused it: {message}",
    "park.overdraft": "The money was spent elsewhere at the same moment. {residual} is missing.",
    "park.match": "The code is taken, and the service carries no marks. A card ····{last} of {value} was made at {at}: "
    "if that is this sale, settle it as applied.",
    "park.create": "The service says this code is taken, but the card was not found yet. Look for it first.",
    "park.trouble": "The service failed {times} times at this, but not at other things ({why}). Nothing is on its way.",
    "park.unexplained": "It was refused twice with status {status} and without a word why. Nothing was changed by it.",
    "park.currency": "The service made a card of {made}, but {asked} was sold. Do not give it to the customer.",
    "park.no_currency": "The service cannot make cards in {currency}, so the card was not asked for.",
    "park.sealed": "The code of this card cannot be opened with this till's key, so the card was not asked for.",
    "park.key": "The service knows this request with other contents. It may have been applied; look into it first.",
    "park.disable_old": "It was asked for over an hour ago and cannot be undone. If it is still right, do it again.",
    "park.not_empty": "{left} was put on the old card in the meantime, so it was not disabled. Move that first.",
    "park.copied": "This till may be a copy or a backup of another one, so it may have been done already. It was "
    "not sent.",
    "park.another_card": "Another card has this number at the service now: it ends in {now}. Nothing was sent to it.",
    "park.another_service": "Another service or another shop answered. Nothing was sent there.",
    "park.conflict": "The card was changed elsewhere: {field} is now {found!r}.",
    "settle.open": "It is still on its way. It can be settled only once it needs a person.",
    "settle.ended": "It is finished. There is nothing to settle.",
    "settle.already": "It was settled already. Nothing was changed.",
    "settle.certain": "Every answer came: it changed the card by exactly {known}. Choose another way to settle it.",
    "settle.amount": "It can be {most} at most. Nothing was settled.",
    "settle.figure": "'amount' and 'balance' need an amount, like 25.00; the other ways take none.",
    "settle.nothing_owed": "There is nothing left to do again.",
    "settle.nothing_left": "Nothing is left on the card. Drop it instead; the loss is recorded.",
    "settle.no_card": "The card it was meant for was not made. It can only be dropped; the loss is recorded.",
    "settle.another_card": "Another card has this number by now: it ends in {last}. Nothing can be done again on it. "
    "Drop it; the loss is recorded.",
    "settle.not_for_this": "This way of settling does not fit what was done.",
    "settle.not_shown": "The card does not show it. Nothing was settled.",
    "settle.other_value": "The service made a card of {made}, but {asked} was sold. Disable that card, "
    "then drop this sale. Nothing was settled.",
    "settle.not_found_unread": "A new card in the service's list cannot be read, and it may be this one. "
    "Nothing was settled.",
    "settle.not_found": "No card with the mark of this sale is in the service's list. Nothing was settled.",
    "settled.applied": "Settled by {clerk}: it was applied.",
    "settled.not-applied": "Settled by {clerk}: it was not applied, and was ordered again.",
    "settled.amount": "Settled by {clerk} with the amount that was changed.",
    "settled.balance": "Settled by {clerk}: the balance was set right by hand.",
    "settled.take-left": "Settled by {clerk}: what was left on the card was taken.",
    "settled.drop": "Settled by {clerk}: it was not applied, and is not done again.",
    "settled.why": "Reason: {why}",
    "settled.loss": "The shop bears a loss of {loss}.",
    "settled.short": "The card has {short} less than was wanted.",
    "settled.stranded": "{count} more need a person now: they waited for this card.",
}
