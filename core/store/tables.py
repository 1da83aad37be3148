"""The tables of the local database. Money is minor units, times are epoch seconds; the comments name who writes."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    text,
)

from core.store import caller_tables  # noqa: F401 - what METADATA is to have as well
from core.store.schema import METADATA as METADATA  # whoever reads METADATA here has all of its tables

SCHEMA = "0016"
"""The revision that these tables have. Said here, not found: a package that lacks the scripts of core/store/migrations
must not pass for an older program."""

# Written from server replies only. `missing_at` is when a sweep did not find it in the service's list any more (till
# time), `gone_at` when the service said of the card itself that it is not there (docs/protocol.md D8); whatever shows
# the card again clears both.
CARDS = Table(
    "cards",
    METADATA,
    Column("card_id", Integer, primary_key=True),
    Column("balance", Integer, nullable=False),
    Column("currency", Text, nullable=False),
    Column("initial_value", Integer, nullable=False),
    Column("created_at", Integer, nullable=False),
    Column("updated_at", Integer, nullable=False),
    Column("disabled_at", Integer),
    Column("expires_on", Text),
    Column("note", Text),
    Column("template_suffix", Text),
    Column("last_characters", Text, nullable=False),
    Column("line_item_id", Integer),
    Column("api_client_id", Integer),
    Column("user_id", Integer),
    Column("customer_id", Integer),
    Column("order_id", Integer),
    Column("seen_at", Float, nullable=False),
    Column("missing_at", Float),
    Column("gone_at", Float),
    Index("ix_cards_last_characters", "last_characters", "card_id"),
    Index("ix_cards_updated_at", "updated_at", "card_id"),
)

# Cards that a list showed in a form that the till cannot read: `field` is to blame (docs/protocol.md D7). Never money.
UNREADABLE_CARDS = Table(
    "unreadable_cards",
    METADATA,
    Column("card_id", Integer, primary_key=True),
    Column("field", Text, nullable=False),
    Column("since", Float, nullable=False),
    Column("asked_at", Float, nullable=False, server_default=text("0")),
)

# What others did to a card, as far as a pull or a reply of ours showed it.
SIGHTINGS = Table(
    "sightings",
    METADATA,
    Column("sighting_id", Integer, primary_key=True),
    Column("card_id", Integer, nullable=False, index=True),
    Column("seen_at", Float, nullable=False),
    Column("changed_at", Integer, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("disabled", Boolean, nullable=False, server_default=text("0")),
)

# The outbox. card_id is -seq for a card that this operation (or an earlier one in its lane) is still to make;
# `follows` is the settled operation that this one does again or puts right, `epoch` the start of the till that took it.
# `approver` is the manager whose PIN allowed it; `reverses` the operation that this one takes back. `card_created_at`
# is when the service made the card (docs/protocol.md D4); `witness` is for a suspicious start.
OPERATIONS = Table(
    "operations",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("operation_id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("card_id", Integer, nullable=False, index=True),
    Column("local_id", Integer, index=True),
    Column("currency", Text, nullable=False),
    Column("want", Integer, nullable=False),
    Column("aborted", Boolean, nullable=False, server_default=text("0")),
    Column("offline", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Column("said", JSON),
    *(Column(name, Text, nullable=False) for name in ("reason", "clerk", "till")),
    Column("created_at", Float, nullable=False),
    Column("shop_day", Text, nullable=False),
    Column("finished_at", Float),
    Column("last_characters", Text, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("balance_after", Integer),
    Column("doubt_balance", Integer),
    Column("doubt_updated_at", Integer),
    Column("stage", Text),
    Column("ever_doubted", Boolean, nullable=False, server_default=text("0")),
    Column("sealed_code", LargeBinary),
    Column("touched", Boolean, nullable=False, server_default=text("0")),
    Column("follows", Text),
    Column("epoch", Integer, nullable=False, server_default=text("0")),
    Column("approver", Text, nullable=False, server_default=text("''")),
    Column("reverses", Text),
    Column("card_created_at", Integer),
    Column("witness", JSON(none_as_null=True)),
    sqlite_autoincrement=True,
)
Index(
    "ix_operations_open",
    OPERATIONS.c.card_id,
    sqlite_where=OPERATIONS.c.state.in_(["ready", "leased", "waiting", "deferred"]),
)
Index("ix_operations_follows", OPERATIONS.c.follows, sqlite_where=OPERATIONS.c.follows.is_not(None))
Index("ix_operations_reverses", OPERATIONS.c.reverses, sqlite_where=OPERATIONS.c.reverses.is_not(None))
Index(  # one that is not ended for each original, whatever a program does
    "ix_operations_reversing",
    OPERATIONS.c.reverses,
    unique=True,
    sqlite_where=text("state IN ('ready', 'leased', 'waiting', 'deferred', 'parked') AND reverses IS NOT NULL"),
)
Index("ix_operations_offline", OPERATIONS.c.card_id, sqlite_where=text("offline"))
Index("ix_operations_state", OPERATIONS.c.state)
Index("ix_operations_shop_day", OPERATIONS.c.shop_day)

# One row a PUT, written before it is sent.
ATTEMPTS = Table(
    "attempts",
    METADATA,
    Column("operation_id", Text, ForeignKey("operations.operation_id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("base", Integer, nullable=False),
    Column("base_updated_at", Integer, nullable=False),
    Column("base_date", Integer),
    Column("target", Integer, nullable=False),
    Column("sent_at", Float, nullable=False),
    Column("fate", Text, nullable=False),
    Column("transaction_id", Integer, unique=True),
    Column("transaction_number", Integer),
    Column("amount", Integer),
    Column("processed_at", Integer),
    Column("key", Text),
    Column("etag", Text),
    Column("reference", Text),
    Column("resends", Integer, nullable=False, server_default=text("0")),
    Column("perhaps_twice", Boolean, nullable=False, server_default=text("0")),
)

# What the operations come to, kept by triggers (migration 0013): `part` is the kind, or "replace" for a step of
# replacing a lost card. The figures are those of core.queries.activity. Nothing else writes here.
ACTIVITY_SUMS = Table(
    "activity_sums",
    METADATA,
    *(
        Column(name, Text, primary_key=True, nullable=False)
        for name in ("shop_day", "currency", "clerk", "till", "part", "reason")
    ),
    *(Column(name, Integer, nullable=False) for name in ("acts", "waiting", "moved")),
    sqlite_with_rowid=False,
)

# How a person settled what was parked: `amount` is what the operation changed on its card beyond the answers that came,
# signed; `loss` is what the shop bears for good.
SETTLEMENTS = Table(
    "settlements",
    METADATA,
    Column("operation_id", Text, ForeignKey("operations.operation_id"), primary_key=True),
    Column("how", Text, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("loss", Integer, nullable=False, server_default=text("0")),
    Column("clerk", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", Float, nullable=False),
    Column("evidence", JSON, nullable=False),
)

EVIDENCE = Table(
    "evidence",
    METADATA,
    Column("evidence_id", Integer, primary_key=True),
    Column("operation_id", Text, ForeignKey("operations.operation_id"), nullable=False, index=True),
    Column("at", Float, nullable=False),
    Column("what", Text, nullable=False),
    Column("said", JSON, nullable=False),
)

# A card that a person froze on this till alone: the service knows nothing of it. At most one of a card holds.
FREEZES = Table(
    "freezes",
    METADATA,
    Column("freeze_id", Integer, primary_key=True),
    Column("card_id", Integer, nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("clerk", Text, nullable=False),
    Column("till", Text, nullable=False),
    Column("at", Float, nullable=False),
    Column("lifted_by", Text),
    Column("lifted_at", Float),
)
Index("ix_freezes_holding", FREEZES.c.card_id, unique=True, sqlite_where=FREEZES.c.lifted_at.is_(None))

# Keyed hashes of codes we made or verified; never a code. `created_at` and `last_characters` say which card of that id.
FINGERPRINTS = Table(
    "fingerprints",
    METADATA,
    Column("fingerprint", Text, primary_key=True),
    Column("card_id", Integer, nullable=False, index=True),
    Column("how", Text, nullable=False),
    Column("at", Float, nullable=False),
    Column("created_at", Integer),
    Column("last_characters", Text, nullable=False, server_default=text("''")),
)

WATERMARKS = Table(
    "watermarks", METADATA, Column("name", Text, primary_key=True), Column("value", Text, nullable=False)
)
PREFERENCES = Table(
    "preferences", METADATA, Column("key", Text, primary_key=True), Column("value", Text, nullable=False)
)

# The audit trail, a chain: `mac` is the keyed hash of the entry and of the mac before it.
JOURNAL = Table(
    "journal",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("at", Float, nullable=False),
    Column("what", Text, nullable=False),
    Column("operation_id", Text),
    Column("entry", Text, nullable=False),
    Column("mac", LargeBinary, nullable=False),
)
Index("ix_journal_what", JOURNAL.c.what, JOURNAL.c.at)

# What the service was found to do (docs/protocol.md 1), and when that was tried.
CAPABILITIES = Table(
    "capabilities",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("probed_at", Float, nullable=False),
)

# The people at the till: `pin` is an Argon2id hash of what they have `since` then, `tries` how often in a row it was
# guessed wrong. `pin_due`: somebody else gave it, so they choose another one before anything else.
STAFF = Table(
    "staff",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("pin", Text, nullable=False),
    Column("tries", Integer, nullable=False, server_default=text("0")),
    Column("tried_at", Float, nullable=False, server_default=text("0")),
    Column("since", Float, nullable=False),
    Column("pin_due", Boolean, nullable=False, server_default=text("0")),
)

# Orders of several cards. What a row asks for is sealed until its card is made; `key` names the row for ever.
BATCHES = Table(
    "batches",
    METADATA,
    Column("batch_id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("clerk", Text, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("stopped", Boolean, nullable=False, server_default=text("0")),
    Column("approver", Text, nullable=False, server_default=text("''")),
)
BATCH_ROWS = Table(
    "batch_rows",
    METADATA,
    Column("batch_id", Text, ForeignKey("batches.batch_id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("row_id", Text, nullable=False),
    Column("key", Text, nullable=False, index=True),
    Column("content", Text, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("currency", Text, nullable=False),
    Column("sealed", LargeBinary),
    Column("operation_id", Text, unique=True),
    Column("said", JSON),
)

# Receipts on their way to the receipt printer: in ready words, a code as its last four alone. `subject` is the first
# operation of the sale, so that a receipt never waits twice; `late` is the notice on a copy that comes later.
RECEIPTS = Table(
    "receipts",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("subject", Text, nullable=False, unique=True),
    Column("receipt", JSON, nullable=False),
    Column("late", Text, nullable=False),
    Column("made_at", Float, nullable=False),
    Column("tries", Integer, nullable=False, server_default=text("0")),
    Column("tried_at", Float),
    Column("problem", JSON),
    sqlite_autoincrement=True,
)

# Closings of the day, numbered without gaps; triggers let nothing change or delete one. It covers every operation up to
# `until_seq` that no closing before it covers, but those in `undecided`. Number 0 is none: what an older program had.
DAY_CLOSINGS = Table(
    "day_closings",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("day", Text, nullable=False, unique=True),
    Column("at", Float, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("clerk", "approver", "till", "note")),
    Column("currencies", JSON, nullable=False),
    Column("operations", Integer, nullable=False),
    Column("until_seq", Integer, nullable=False),
    Column("undecided", JSON, nullable=False),
    Column("journal_number", Integer, nullable=False),
    Column("journal_mac", LargeBinary, nullable=False),
)

# Acts that wait for a manager's approval, and what was decided (docs/decisions/0122). `command` is the act as it was
# asked for; its digest is in the entry `journal_number`, so that nothing else is approved than what was asked.
APPROVAL_REQUESTS = Table(
    "approval_requests",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("operation_id", Text, nullable=False, unique=True),
    Column("act", Text, nullable=False),
    Column("command", JSON, nullable=False),
    Column("card_id", Integer, nullable=False),
    Column("last_characters", Text, nullable=False),
    Column("amount", Integer),
    *(Column(name, Text, nullable=False) for name in ("currency", "because", "clerk", "till")),
    Column("asked_at", Float, nullable=False),
    Column("expires_at", Float, nullable=False),
    Column("journal_number", Integer, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("decided_by", Text, nullable=False, server_default=text("''")),
    Column("decided_at", Float),
    Column("reason", Text, nullable=False, server_default=text("''")),
    Column("problem", JSON(none_as_null=True)),
)
