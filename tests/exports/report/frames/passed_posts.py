"""Builds cases in which accounts pass on what others wrote: four accounts are a network."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from unisono.cases import Case, Run, SourceRecord, create_case
from unisono.model.batches import Batch
from unisono.model.tables import ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, POSTS, conform, empty

START = datetime(2024, 3, 1, 12, tzinfo=UTC)
NETWORK = ("n1", "n2", "n3", "n4")
Row = dict[str, Any]  # Any: cells are of every kind


def post(number: int, account: str, of: str | None = None, **other: Any) -> Row:
    """Return a row of POSTS: a repost of an account's post where `of` names the account."""
    return {
        "platform": "twitter",
        "post_id": str(number),
        "account_id": account,
        "created_at": START + timedelta(minutes=number),
        "kind": "repost" if of else "post",
        "ref_post_id": f"of-{of}" if of else None,
        "ref_account_id": of,
        "text": None if of else f"Words {number}",
        **other,
    }


def written(accounts: Iterable[str] = NETWORK, **other: Any) -> list[Row]:
    """Return one post of its own of each account."""
    return [post(number, account, **other) for number, account in enumerate(accounts, 1)]


def readers(names: Iterable[str], of: str, beside: str, start: int, **other: Any) -> Iterator[Row]:
    """Yield what accounts do that pass on a member's post, and one of another author."""
    for number, name in enumerate(names):
        yield post(start + 2 * number, name, of, **other)
        yield post(start + 2 * number + 1, name, beside, **other)


def passing_case(folder: Path, rows: Iterable[Row], acts: Iterable[tuple[str, int]] = ()) -> tuple[Case, Run]:
    """Return a case of these posts, and a run in which NETWORK is network 1, with acts of a layer and a post."""
    case = create_case(folder)
    posts = conform(pl.DataFrame(list(rows), infer_schema_length=None), POSTS)
    case.append([Batch(posts=posts)], SourceRecord(file="posts.csv", sha256="0" * 64, format="csv"))
    accounts = [f"twitter:{name}" for name in NETWORK]
    network = {"network": 1, "size": len(NETWORK), "accounts": accounts, "posts": 4, "objects": 2, "layers": "{}"}
    members = [{"network": 1, "account": account, "role": "crowd", "partners": 3} for account in accounts]
    tables = {
        "networks": conform(pl.DataFrame([network]), NETWORKS),
        "members": conform(pl.DataFrame(members), MEMBERS),
        "pairs": empty(PAIRS),
        "acts": _acts(acts),
        "findings": empty(FINDINGS),
    }
    case.write_run({"version": "0.1.0", "posts": posts.height, "settings": {}}, tables)
    run = case.latest_run()
    assert run is not None
    return case, run


def _acts(acts: Iterable[tuple[str, int]]) -> pl.DataFrame:
    rows = [
        {"network": 1, "layer": layer, "object": "o", "account": "twitter:n1", "post": f"twitter:{number}", "at": START}
        for layer, number in acts
    ]
    return conform(pl.DataFrame(rows), ACTS) if rows else empty(ACTS)
