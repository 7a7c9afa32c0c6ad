"""Small cases written as posts of accounts, for lists of some of them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from unisono.cases import Case, SourceRecord, create_case
from unisono.cases.watchlists import Member, Watchlist, keep_watchlist
from unisono.model.batches import Batch
from unisono.model.tables import ACCOUNTS, POSTS, conform, empty


def write_posts(
    folder: Path, posts: Sequence[dict[str, Any]], profiles: Sequence[dict[str, Any]] = (), zone: str = "UTC"
) -> Case:
    """Return a case with these posts: `account`, `day` of June 2018 (1 if not said) and any column of POSTS."""
    rows = [
        {
            "platform": "twitter",
            "post_id": str(10_000 + number),
            "account_id": post["account"],
            "handle": f"h_{post['account']}",
            "created_at": datetime(2018, 6, post.get("day", 1), 12, number % 60, tzinfo=UTC),
            "kind": "post",
            "lang": "en",
            "text": "",
            "source_sha256": "ab" * 32,
            "source_row": number + 1,
            **{name: value for name, value in post.items() if name in POSTS},
        }
        for number, post in enumerate(posts)
    ]
    frame = pl.DataFrame(rows, schema_overrides=POSTS, infer_schema_length=None) if rows else empty(POSTS)
    described = [{"platform": "twitter", **profile} for profile in profiles]
    accounts = pl.DataFrame(described, infer_schema_length=None) if described else empty(ACCOUNTS)
    case = create_case(folder, zone)
    batch = Batch(posts=conform(frame, POSTS), accounts=conform(accounts, ACCOUNTS))
    case.append([batch], SourceRecord("posts.jsonl", "ab" * 32, "twitter_v1"))
    return case


def list_accounts(case: Case, accounts: Sequence[str], **said: Any) -> Watchlist:
    """Keep a list named desk of these accounts of Twitter."""
    members = tuple(Member(platform="twitter", account_id=account, reason="posts together") for account in accounts)
    return keep_watchlist(case.path, Watchlist("desk", members, **said))[0]
