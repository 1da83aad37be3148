// The main job by the client that @hey-api/openapi-ts made: node generated.js ADDRESS TOKEN
import { client } from "./client/client.gen.js";
import {
  createGiftCard,
  disableGiftCard,
  getGiftCard,
  listGiftCards,
  reportBalances,
  reportRedemption,
  reportSpend,
  reportTransactions,
  searchGiftCards,
  setGiftCardBalance,
  updateGiftCard,
} from "./client/index.js";

const [baseUrl, token] = process.argv.slice(2) as [string, string];
client.setConfig({ baseUrl, auth: () => token, throwOnError: true });

const created = await createGiftCard({
  body: { initial_value: "20.00", note: "from TypeScript" },
  headers: { "Idempotency-Key": '"one"' },
  throwOnError: true,
});
const card = created.data.gift_card;
const code: string = card.code;
const path = { gift_card_id: card.id };
await updateGiftCard({ path, body: { note: "changed" }, throwOnError: true });
const change = await setGiftCardBalance({ path, body: { balance: "14.50" }, throwOnError: true });
const amount: string = change.data.amount;
const listed = await listGiftCards({ query: { limit: 1 }, throwOnError: true });
const found = await searchGiftCards({ query: { query: "changed" }, throwOnError: true });
await disableGiftCard({ path, body: { id: card.id }, throwOnError: true });
const last = (await getGiftCard({ path, throwOnError: true })).data.gift_card;
const refused = await getGiftCard({ path: { gift_card_id: 1 }, throwOnError: false });
const { transactions } = (await reportTransactions({ throwOnError: true })).data;
const { balances } = (await reportBalances({ throwOnError: true })).data;
const { redemption } = (await reportRedemption({ throwOnError: true })).data;
const { spend } = (await reportSpend({ throwOnError: true })).data;
const acts = transactions.filter((act) => act.gift_card_id === card.id);
const reports = {
  acts: acts.map((act) => [act.kind, act.amount, act.number]),
  balances: balances.map((total) => total.state),
  remaining: redemption[redemption.length - 1]!.remaining,
  spent: spend[spend.length - 1]!.redeemed,
};

console.log(
  JSON.stringify({
    made: { id: String(card.id), code },
    balance: last.balance,
    note: last.note,
    disabled: last.disabled_at !== null,
    amount,
    listed: listed.data.gift_cards.length,
    found: found.data.gift_cards.length,
    refused: refused.response.status,
    reports,
  }),
);
