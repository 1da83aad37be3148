"""Sentences about the service: reaching it, working without it, what it can do."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "service.throttled.now": "The service asked us to wait. It is being tried again.",
    "service.unreachable": "The service cannot be reached at {url}. Check the address and the network.",
    "service.moved": "From the next start on this till works with the service at {url}.",
    "service.shop_opened": "From the next start on this till works with another shop at {url}, with books of its own. "
    "What is open here waits until the address of this shop is given again.",
    "service.restored": "The service is taken as restored. {count} cards are looked for again. What was held back "
    "is in the outbox, and needs you.",
    "service.another": "What answers has none of this till's cards: it is another service, the token of another shop, "
    "or the service was restored. Nothing is sent. A manager decides: “service restored” or “service move” (console).",
    "service.unauthorised": "The service does not accept our token. Ask the manager for a new one.",
    "service.scope_read": "This till may not see cards: its key lacks the scope “read”. Ask the manager.",
    "service.scope_issue": "This till may not sell new cards: its key lacks the scope “issue”. Ask the manager.",
    "service.scope_redeem": "This till may not redeem or top up: its key lacks the scope “redeem”. Ask the manager.",
    "service.scope_manage": "This till may not change or disable cards: its key lacks the scope “manage”. "
    "Ask the manager.",
    "service.forbidden": "The service does not allow this: {message}. Ask the manager.",
    "service.unreadable": "The service answers, but its cards cannot be read ({field}). Nothing is sold or charged.",
    "service.not_there": "Something answers at {url}, but the gift cards are not there. Nothing is sold or charged.",
    "service.certificate_untrusted": "The certificate at {url} was issued by {issuer}, which this till does not trust. "
    "Nothing was sent. A manager can set the authority's file.",
    "service.certificate_expired": "The certificate at {url}, issued by {issuer}, is out of date. Nothing was sent. "
    "Check this machine's clock, then tell whoever runs the service.",
    "service.certificate_name": "The certificate at {url}, issued by {issuer}, is for another name. Nothing was sent. "
    "Check the address.",
    "service.clock_ahead": "This computer's clock is {minutes} min ahead of the service. Please set it right.",
    "service.clock_ahead_hours": "This computer's clock is {hours} hours ahead of the service. Please set it right.",
    "service.clock_ahead_days": "This computer's clock is {days} days ahead of the service. Please set it right.",
    "service.clock_behind": "This computer's clock is {minutes} min behind the service. Please set it right.",
    "service.clock_behind_hours": "This computer's clock is {hours} hours behind the service. Please set it right.",
    "service.clock_behind_days": "This computer's clock is {days} days behind the service. Please set it right.",
    "service.not_json": "Something answered at {url}, but it is not the gift card service.",
    "service.error": "The service has a problem ({status}). Nothing is lost; try again later.",
    "service.throttled": "The service asks us to wait {seconds} s.",
    "service.unanswered": "The service has stopped answering. Nothing is lost; try again later.",
    "service.offline": "The till is switched offline.",
    "connect.url_empty": "The address of the service is missing.",
    "connect.token_empty": "A token is needed. The service's own pages give it to the shop's owner.",
    "connect.token_refused": "The service at {url} does not accept this token. Check that it was copied whole.",
    "connect.not_owner": "This token may not manage cards, so it does not prove the owner. Use one that may.",
    "connect.client_half": "A client ID and its secret go together. One of them is missing.",
    "connect.no_bearers": "The service at {url} knows no client IDs. Use a token of it.",
    "connect.client_refused": "The service at {url} does not accept this client ID with this secret.",
    "connect.forbidden": "The service at {url} does not allow it: {message}. The token may not be meant for a till.",
    "connect.unreadable": "The service at {url} answers, but no card can be read: {field} is not what it should be.",
    "connect.not_there": "Something answers at {url}, but the gift cards are not there. Check the end of the address.",
    "connect.insecure": "No secure connection to {url} can be made. Check the address and this machine's clock.",
    "connect.sandbox": "The sandbox makes its own token.",
    "connect.real": "This till works with a real service already. Use another folder for another service.",
    "connect.sandbox_stays": "The sandbox of this program has no other address. Connect a real service instead.",
    "connect.another_shop": "What answers at {url} has none of this till's cards: it is another service or "
    "another shop. Nothing was changed.",
    "connect.same_address": "The till works with this address already. Nothing was changed.",
    "connect.done_keyring": "The till works with {url} now. Its token is in this system's keyring.",
    "connect.done_file": "The till works with {url} now. Its token is in a sealed file of the till's folder.",
    "connect.not_restored": "The service has this till's cards. There is nothing to accept.",
    "offline.per_sale": "Without a connection no single amount can be more than {limit}.",
    "offline.per_card_day": "Without a connection one card can move {limit} a day; {left} is left for this one today.",
    "offline.per_till": "Without a connection this till can promise {limit}; {left} is left until it is back online.",
    "offline.off": "This needs a connection. Try again when the service is back.",
    "offline.currency": "Without a connection only {currency} can be sold and taken.",
    "offline.oldest": "A promise has waited for over {hours} hours. No card is charged until the till is back online.",
    "offline.balance_age": "The balance is older than {days} days. It must be read again online first.",
    "probe.keys": "The same request under its key is done once: {answer}",
    "probe.key_retention_s": "Keys are kept for this many seconds: {answer}",
    "probe.keys_with_write": "The first reply is stored together with what it did: {answer}",
    "probe.etags": "A write is refused when the card was changed meanwhile: {answer}",
    "probe.transactions": "A card's transactions can be listed: {answer}",
    "probe.reference": "Our reference is kept with a transaction: {answer}",
    "probe.fresh_reads": "A read shows at once what was written: {answer}",
    "probe.updated_at": "A new balance moves the time of the last change: {answer}",
    "probe.epsilon_s": "The service's clocks agree within this many seconds: {answer}",
    "probe.number": "Transactions of a card are numbered without gaps: {answer}",
    "probe.since_id": "The list goes on from a given card: {answer}",
    "probe.range": "A search by the time of the last change is exact and in order: {answer}",
}
