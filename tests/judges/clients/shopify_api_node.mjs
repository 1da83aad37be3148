// The main job by shopify-api-node: node shopify_api_node.mjs HOST:PORT TOKEN
import Shopify from "shopify-api-node";

const [shop, accessToken] = process.argv.slice(2);
const shopify = new Shopify({ shopName: "shop", accessToken, apiVersion: "2025-07" });
const [hostname, port] = shop.split(":");
shopify.baseUrl = { hostname, port, protocol: "http:" };

const made = await shopify.giftCard.create({ initial_value: "20.00", note: "from JavaScript" });
await shopify.giftCard.update(made.id, { note: "changed" });
await shopify.giftCardAdjustment.create(made.id, { amount: "-5.50" });
await shopify.giftCard.create({ initial_value: "7.00" });
const first = await shopify.giftCard.list({ limit: 1 });
const second = await shopify.giftCard.list(first.nextPageParameters);
const found = await shopify.giftCard.search({ query: "changed" });
const counted = await shopify.giftCard.count();
await shopify.giftCard.disable(made.id);
const last = await shopify.giftCard.get(made.id);

console.log(
  JSON.stringify({
    made: { id: String(made.id), code: made.code },
    balance: last.balance,
    note: last.note,
    disabled: last.disabled_at !== null,
    pages: [...first, ...second].map((each) => String(each.id)),
    found: found.length,
    counted,
  }),
);
