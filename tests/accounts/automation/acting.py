"""Accounts that act as a test says: timelines written as letters, or drawn kind by kind."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl

from unisono.accounts.known import KnownAccounts
from unisono.model.tables import ACCOUNTS, POSTS, conform

KINDS = {"A": "post", "C": "repost", "T": "reply", "Q": "quote"}
START = datetime(2018, 6, 1, tzinfo=UTC)


def posts_of(acts: dict[str, str], seconds: int = 600) -> pl.DataFrame:
    """Return posts of accounts (`platform:id`) whose acts are written as letters, one every so many seconds."""
    rows = [
        {
            "platform": account.split(":")[0],
            "account_id": account.split(":")[1],
            "post_id": f"{account}-{place:06d}",
            "created_at": START + timedelta(seconds=seconds * place),
            "created_at_precision": "second",
            "kind": KINDS[letter],
        }
        for account, letters in acts.items()
        for place, letter in enumerate(letters)
    ]
    return conform(pl.DataFrame(rows, infer_schema_length=None), POSTS)


def known(acts: dict[str, str], profiles: pl.DataFrame | None = None, seconds: int = 600) -> KnownAccounts:
    """Return what a case of these acts knows."""
    posts = posts_of(acts, seconds)
    return KnownAccounts(posts) if profiles is None else KnownAccounts(posts, profiles)


def profile(account_id: str, posts: int | None, years: float = 1.0) -> pl.DataFrame:
    """Return the profile of an account of Twitter that is so old and has posted so often."""
    made = START - timedelta(days=365 * years)
    row = {"platform": "twitter", "account_id": account_id, "posts": posts, "created_at": made, "observed_at": START}
    return conform(pl.DataFrame([row], schema_overrides={"posts": pl.Int64}), ACCOUNTS)


def chatty(seed: int, count: int) -> str:
    """Return acts of somebody who talks: replies in a row, own posts now and then, half reposts."""
    rng = np.random.default_rng(seed)
    letters: list[str] = []
    while len(letters) < count:
        kind = rng.choice(list("ACT"), p=[0.2, 0.4, 0.4])
        letters += [kind] * int(rng.integers(1, 4) if kind == "T" else 1)
    return "".join(letters[:count])


def reposting(seed: int, count: int) -> str:
    """Return acts of an account that reposts, but for a few own posts that come in a row."""
    rng = np.random.default_rng(seed)
    letters = ["C"] * count
    for first in rng.integers(0, count - 6, max(1, count // 120)):
        letters[first : first + 4] = "AAAA"
    return "".join(letters)
