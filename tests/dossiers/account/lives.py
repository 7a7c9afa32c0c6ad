"""A case of lives that are known: one account that slept and turned, ordinary ones beside it, one of few posts."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from unisono.cases import Case, SourceRecord, create_case
from unisono.model.batches import Batch
from unisono.model.tables import ACCOUNTS, POSTS, conform

START = datetime(2017, 1, 1, tzinfo=UTC)
SLEPT_FROM, WOKE = 60, 260
"""Days of the sleeper's last post before its silence and of the first one after it."""

TURNED = 200
"""The day on which the turncoat takes up another subject."""

ORDINARY = 60


def post(account: str, day: float, number: int, **more: Any) -> dict[str, Any]:
    """Return a post in POSTS columns, so many days after START."""
    return {
        "platform": "twitter",
        "post_id": f"{account}-{number}",
        "account_id": account,
        "handle": f"h_{account}",
        "created_at": START + timedelta(days=day),
        "kind": "post",
        "lang": "en",
        "source_sha256": "ab" * 32,
        "source_row": 1,
        **more,
    }


def ordinary_posts(account: str, draw: np.random.Generator, days: Sequence[int]) -> list[dict[str, Any]]:
    """Return one post on about two days in three, between 8 and 20 o'clock, about the weather."""
    active = [day for day in days if draw.random() < 0.66]
    words = ("rain over the harbour", "sun on the square", "wind from the west", "fog in the valley")
    return [
        post(account, day + float(draw.uniform(8, 20)) / 24, number)
        | {"text": f"{words[int(draw.integers(4))]} again {number} #weather", "hashtags": ["weather"]}
        for number, day in enumerate(active)
    ]


def lives_case(folder: Path, more: Sequence[dict[str, Any]] = (), zone: str = "UTC") -> Case:
    """Return a case of 400 days: `sleeper`, `turncoat`, `few` (7 posts), `quiet` (a profile) and ordinary accounts."""
    draw = np.random.default_rng(5)
    posts = [one for number in range(ORDINARY) for one in ordinary_posts(f"o{number}", draw, range(400))]
    posts += ordinary_posts("sleeper", draw, [*range(SLEPT_FROM + 1), *range(WOKE, 400)])
    posts += [post("sleeper", SLEPT_FROM + 0.5, 9_001, text="good night"), post("sleeper", WOKE, 9_002, text="back")]
    turncoat = ordinary_posts("turncoat", draw, range(400))
    for one in turncoat:
        if one["created_at"] >= START + timedelta(days=TURNED):
            one |= {"text": "the party must win the vote #vote", "hashtags": ["vote"]}
    posts += turncoat
    posts += [post("few", 10 * number, number, text=f"number {number} of seven") for number in range(7)]
    posts += more
    profiles = [
        {"account_id": "sleeper", "handle": "old_name", "display_name": "Ann", "bio": "Cats", "observed_at": START}
        | {"created_at": START - timedelta(days=100), "followers": 10},
        {"account_id": "sleeper", "handle": "h_sleeper", "display_name": "Patriot", "bio": "The vote", "followers": 900}
        | {"observed_at": START + timedelta(days=300), "created_at": START - timedelta(days=100), "following": 5},
        {"account_id": "quiet", "handle": "صوت_المدينة", "display_name": "صوت\u202e المدينة"},
    ]
    batch = Batch(
        posts=conform(pl.DataFrame(posts, infer_schema_length=None), POSTS),
        accounts=conform(pl.DataFrame([{"platform": "twitter", **one} for one in profiles]), ACCOUNTS),
    )
    case = create_case(folder, zone)
    case.append([batch], SourceRecord("posts.jsonl", "ab" * 32, "twitter_v1"))
    return case
