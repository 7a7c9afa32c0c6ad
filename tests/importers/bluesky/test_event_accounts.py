"""What the stream says of accounts."""

from datetime import UTC, datetime

import polars as pl

from unisono.importers.bluesky.event_accounts import accounts_of

SEEN = datetime(2026, 3, 1, tzinfo=UTC)
EVENTS = [
    {"event": "identity", "account_id": "did:plc:a", "named": "ann.example"},
    {"event": "identity", "account_id": "did:plc:a", "named": "handle.invalid"},
    {"event": "account", "account_id": "did:plc:a", "active": False},
    {"event": "account", "account_id": "did:plc:a", "active": True, "status": "odd"},
    {"event": "account", "account_id": "did:plc:a", "active": False, "status": "deactivated"},
    {"event": "account", "account_id": None, "active": False},
    {"event": "commit", "account_id": "did:plc:a", "collection": "app.bsky.actor.profile", "operation": "create",
     "has_record": True, "profile_name": "Ann", "profile_words": ""},
    {"event": "commit", "account_id": "did:plc:a", "collection": "app.bsky.actor.profile", "operation": "delete"},
]  # fmt: skip
TEXTS = (
    "event",
    "account_id",
    "named",
    "status",
    "collection",
    "operation",
    "profile_name",
    "profile_words",
    "profile_picture",
)


def test_each_notice_and_profile_is_one_snapshot() -> None:
    schema = {**dict.fromkeys(TEXTS, pl.String), "active": pl.Boolean, "has_record": pl.Boolean}
    wide = pl.DataFrame(EVENTS, schema=schema).with_row_index("source_row", 1).with_columns(
        pl.lit(SEEN).alias("seen_at"), pl.col("source_row").cast(pl.Int64)
    )  # fmt: skip
    accounts = accounts_of(wide, "0")
    assert accounts.select("source_row", "handle", "status", "display_name", "bio", "avatar_url").rows() == [
        (1, "ann.example", None, None, None, None),
        (3, None, "inactive", None, None, None),
        (4, None, "active", None, None, None),
        (5, None, "deactivated", None, None, None),
        (7, None, None, "Ann", None, None),
    ]
    assert set(accounts["observed_at"]) == {SEEN}
