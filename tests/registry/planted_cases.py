"""Small cases with networks written into them as a scan would have, and as many other accounts as a test wants."""

import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from unisono.cases import Case, SourceRecord, create_case
from unisono.model.batches import Batch
from unisono.model.tables import ACCOUNTS, ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, POSTS, conform, empty
from unisono.registry.describing import describe_case
from unisono.registry.tables import Registry

START = datetime(2018, 6, 1, tzinfo=UTC)
RECORD = {"version": "0.1.0", "posts": 0, "accounts": 0, "settings": {}, "sources": [], "warnings": []}


def planted_case(
    folder: Path,
    networks: Mapping[int, Sequence[str]],
    posts_of: Mapping[str, int],
    *,
    profiles: pl.DataFrame | None = None,
    posts: pl.DataFrame | None = None,
    days_later: int = 0,
) -> Case:
    """Return a scanned case: accounts (bare ids) with so many posts each, and networks of some of them.

    profiles: rows of ACCOUNTS; posts: further rows of POSTS, in any of their columns.
    """
    case = create_case(folder)
    start = START + timedelta(days=days_later)
    batch = Batch(posts=_plain_posts(posts_of, start, folder.name))
    case.append([batch], SourceRecord(f"{folder.name}.jsonl", f"{zlib.crc32(str(folder).encode()):064x}", "generic"))
    more = {
        "posts": conform(posts, POSTS) if posts is not None else empty(POSTS),
        "accounts": conform(profiles, ACCOUNTS) if profiles is not None else empty(ACCOUNTS),
    }
    if any(table.height for table in more.values()):
        case.append([Batch(**more)], SourceRecord("more.jsonl", "cd" * 32, "generic"))
    case.write_run(RECORD, _run_tables(networks, start, folder.name))
    return case


def numbered(case: Case, first: int = 1) -> Registry:
    """Return the networks of a case as the registry would number them, from `first` on."""
    record = describe_case(case, case.runs()[-1]).record
    tables = [table.with_columns(known=first - 1 - pl.col("known")) for table in list(record.tables().values())[1:]]
    return Registry(record.cases, *tables)


def activities(accounts: Sequence[str], seed: int) -> dict[str, int]:
    """Return how much each account posts: most a little, few a lot."""
    drawn = np.random.default_rng(seed).geometric(0.3, len(accounts))
    return dict(zip(accounts, drawn.tolist(), strict=True))


def _plain_posts(posts_of: Mapping[str, int], start: datetime, name: str) -> pl.DataFrame:
    accounts = [account for account, count in posts_of.items() for _ in range(count)]
    frame = pl.DataFrame({"account_id": accounts}, schema={"account_id": pl.String}).with_row_index("row")
    return conform(
        frame.with_columns(
            platform=pl.lit("twitter"),
            post_id=pl.format("{}-{}", pl.lit(name), "row"),
            handle=pl.format("user_{}", "account_id"),
            created_at=pl.lit(start) + pl.duration(minutes=pl.col("row") % 20_000),
            kind=pl.lit("post"),
            source_row=pl.col("row") + 1,
            source_sha256=pl.lit("ab" * 32),
        ),
        POSTS,
    )


def _run_tables(networks: Mapping[int, Sequence[str]], start: datetime, folder: str) -> dict[str, pl.DataFrame]:
    rows = [
        {
            "network": number,
            "size": len(accounts),
            "accounts": [f"twitter:{account}" for account in accounts],
            "layers": '{"repost": 3}',
            "innocent": "[]",
            "verdict": "coordinated",
            "because": "They reposted the same posts within seconds.",
            "q": 1e-9,
            "first_at": start,
            "last_at": start + timedelta(days=3),
        }
        for number, accounts in networks.items()
    ]
    members = [
        {"network": number, "account": f"twitter:{account}", "handle": f"user_{account}", "role": "crowd"}
        for number, accounts in networks.items()
        for account in accounts
    ]
    acts = [
        {"network": row["network"], "layer": "repost", "object": "twitter:1", "account": row["account"], "at": start}
        | {"post": f"twitter:{folder}-{place}"}
        for place, row in enumerate(members)
    ]
    tables = {"networks": (rows, NETWORKS), "members": (members, MEMBERS), "acts": (acts, ACTS)}
    kept = {
        table: conform(pl.DataFrame(made), schema) if made else empty(schema)
        for table, (made, schema) in tables.items()
    }
    return {**kept, "pairs": empty(PAIRS), "findings": empty(FINDINGS)}
