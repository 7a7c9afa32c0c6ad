"""What a case knows of its accounts is what was put into it."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from unisono.accounts.known import KnownAccounts, known_accounts
from unisono.cases import SourceRecord, create_case
from unisono.content.pictures.profile_pictures import PROFILE_PICTURES
from unisono.model.batches import Batch
from unisono.model.tables import ACCOUNTS, POSTS, conform, empty

MOMENT = datetime(2020, 5, 1, tzinfo=UTC)


def test_a_case_hands_out_its_posts_profiles_and_timelines(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    posts = conform(
        pl.DataFrame({"platform": "here", "post_id": ["2", "1"], "account_id": ["a", "b"], "created_at": [MOMENT] * 2}),
        POSTS,
    )
    profiles = [
        {"platform": "here", "account_id": "a", "handle": handle, "observed_at": MOMENT.replace(day=day)}
        for day, handle in ((1, "before"), (2, "after"))
    ]
    batch = Batch(posts=posts, accounts=conform(pl.DataFrame(profiles), ACCOUNTS))
    case.append([batch], SourceRecord(file="posts.csv", sha256="0" * 64, format="generic"))
    known = known_accounts(case, case.posts().collect(), empty(PROFILE_PICTURES))
    assert known.timelines.accounts.to_list() == ["here:a", "here:b"]
    assert known.profiles["handle"].to_list() == ["after"]
    assert sorted(known.snapshots["handle"]) == ["after", "before"]
    assert known.timelines is known.timelines


def test_tables_that_nobody_gave_are_empty() -> None:
    known = KnownAccounts(conform(pl.DataFrame(), POSTS))
    assert known.profiles.is_empty()
    assert known.events.columns == ["name", "at", "source"]
    assert known.timelines.accounts.is_empty()
