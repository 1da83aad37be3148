// The main job by @shopify/shopify-api, whose ids are texts: node shopify_api.mjs HOST:PORT TOKEN
import "@shopify/shopify-api/adapters/node";
import { shopifyApi, ApiVersion, Session, LogSeverity } from "@shopify/shopify-api";
import { restResources } from "@shopify/shopify-api/rest/admin/2025-07";

const [shop, accessToken] = process.argv.slice(2);
const shopify = shopifyApi({
  apiKey: "key",
  apiSecretKey: "secret",
  apiVersion: ApiVersion.July25,
  hostName: shop,
  hostScheme: "http",
  isEmbeddedApp: false,
  logger: { level: LogSeverity.Error },
  restResources,
});
const session = new Session({ id: "1", shop, state: "", isOnline: false, accessToken });
const { GiftCard, GiftCardAdjustment } = shopify.rest;

const card = new GiftCard({ session });
card.initial_value = "20.00";
card.note = "from JavaScript";
await card.save({ update: true });
const made = { id: String(card.id), code: card.code };

const again = await GiftCard.find({ session, id: made.id });
again.note = "changed";
await again.save({ update: true });

const adjustment = new GiftCardAdjustment({ session });
adjustment.gift_card_id = made.id;
adjustment.amount = "-5.50";
await adjustment.save({ update: true });

const other = new GiftCard({ session });
other.initial_value = "7.00";
await other.save({ update: true });
const first = await GiftCard.all({ session, limit: 1 });
const second = await GiftCard.all({ session, ...first.pageInfo.nextPage.query });
const found = await GiftCard.search({ session, query: "changed" });
const counted = await GiftCard.count({ session });
const disabling = new GiftCard({ session });
disabling.id = made.id;
await disabling.disable({ body: { gift_card: { id: made.id } } });
const last = await GiftCard.find({ session, id: made.id });

console.log(
  JSON.stringify({
    made,
    balance: Object.values(last.balance).join(""), // this library keeps numbers, and texts of digits, as objects
    note: last.note,
    disabled: last.disabled_at !== null,
    pages: [...first.data, ...second.data].map((each) => String(each.id)),
    found: found.gift_cards.length,
    counted: counted.count,
  }),
);
