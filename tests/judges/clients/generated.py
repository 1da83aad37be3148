"""The main job by the client that openapi-python-client made: python generated.py ADDRESS TOKEN keys|…."""

import json
import sys

from gift_card_hero_client import AuthenticatedClient
from gift_card_hero_client.api.gift_cards import (
    create_gift_card,
    disable_gift_card,
    get_gift_card,
    list_gift_cards,
    search_gift_cards,
    set_gift_card_balance,
    update_gift_card,
)
from gift_card_hero_client.api.reports import (
    report_balances,
    report_redemption,
    report_spend,
    report_transactions,
)
from gift_card_hero_client.models import (
    CreateGiftCardBody,
    DisableGiftCardBody,
    SetGiftCardBalanceBody,
    UpdateGiftCardBody,
)

address, token, keys = sys.argv[1:]
client = AuthenticatedClient(base_url=address, token=token)
key = {"idempotency_key": '"two"'} if keys == "keys" else {}
card = create_gift_card.sync(
    client=client, body=CreateGiftCardBody(initial_value="20.00", note="from Python"), **key
).gift_card
update_gift_card.sync(card.id, client=client, body=UpdateGiftCardBody(note="changed"))
change = set_gift_card_balance.sync(card.id, client=client, body=SetGiftCardBalanceBody(balance="14.50"))
listed = list_gift_cards.sync(client=client, limit=1)
found = search_gift_cards.sync(client=client, query="changed")
disable_gift_card.sync(card.id, client=client, body=DisableGiftCardBody(id=card.id))
last = get_gift_card.sync(card.id, client=client).gift_card
refused = get_gift_card.sync_detailed(1, client=client)
acts = report_transactions.sync(client=client).transactions
reports = {
    "acts": [[act.kind, act.amount, act.number] for act in acts if act.gift_card_id == card.id],
    "balances": [total.state for total in report_balances.sync(client=client).balances],
    "remaining": report_redemption.sync(client=client).redemption[-1].remaining,
    "spent": report_spend.sync(client=client).spend[-1].redeemed,
}

print(
    json.dumps(
        {
            "made": {"id": str(card.id), "code": card.code},
            "balance": last.balance,
            "note": last.note,
            "disabled": last.disabled_at is not None,
            "amount": change.amount,
            "listed": len(listed.gift_cards),
            "found": len(found.gift_cards),
            "refused": refused.status_code,
            "reports": reports,
        }
    )
)
