"""What is to be taken out of a case, and the posts and accounts that this comes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from unisono.cases.collapsing import ACCOUNT_KEY, POST_KEY
from unisono.cases.manifest import ManifestLine
from unisono.cases.segments import scan_segments, segment_files
from unisono.model.counting import counted
from unisono.model.names import ACCOUNT_NAME, POST_NAME
from unisono.model.tables import ACCOUNTS, DELETIONS, POSTS, REFERENCES


@dataclass(frozen=True)
class PurgeRequest:
    """Accounts and posts by `platform:id`, posts from before a moment, posts that their authors deleted, or all."""

    accounts: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    before: datetime | None = None
    deleted: bool = False
    everything: bool = False

    @property
    def says(self) -> str:
        """Return in words what is asked for, without the names of those who are to be forgotten."""
        parts = [
            counted(len(self.accounts), "account") if self.accounts else "",
            counted(len(self.posts), "post") if self.posts else "",
            f"posts from before {self.before:%Y-%m-%d}" if self.before else "",
            "posts that were deleted on their platform" if self.deleted else "",
            "everything" if self.everything else "",
        ]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Gone:
    """The accounts (platform, account_id) and posts (platform, post_id) to be taken out, and the accounts' handles."""

    accounts: pl.DataFrame
    posts: pl.DataFrame
    handles: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the bare ids of the accounts."""
        return tuple(self.accounts["account_id"].to_list())


def find_gone(case: Path, lines: Sequence[ManifestLine], asked: PurgeRequest) -> Gone:
    """Return every account and post of a case that a request is about; all observations of a post go with it."""
    accounts = _keys(asked.accounts, ACCOUNT_KEY)
    observed = pl.concat(
        scan_segments(segment_files(case, lines, table), POSTS).select(
            *POST_KEY, "account_id", "handle", "created_at", "is_deleted", ACCOUNT_NAME
        )
        for table in ("posts", "again")
    )
    is_asked = pl.col("account").is_in(list(asked.accounts))
    if asked.before is not None:
        is_asked = is_asked | (pl.col("created_at") < asked.before)
    if asked.deleted:
        is_asked = is_asked | pl.col("is_deleted")
    found = [observed.filter(is_asked).select(POST_KEY).collect(), _keys(asked.posts, POST_KEY)]
    if asked.deleted:
        notices = scan_segments(segment_files(case, lines, "deletions"), DELETIONS)
        found.append(
            notices.filter((pl.col("reason") == "deleted").fill_null(value=True)).select(POST_KEY).unique().collect()
        )
    if asked.accounts or asked.before is not None:
        nested = scan_segments(segment_files(case, lines, "references"), REFERENCES)
        is_nested = ACCOUNT_NAME.is_in(list(asked.accounts)).fill_null(value=False)
        if asked.before is not None:
            is_nested = is_nested | (pl.col("created_at") < asked.before)
        found.append(nested.filter(is_nested).select(POST_KEY).collect())
    profiles = scan_segments(segment_files(case, lines, "accounts"), ACCOUNTS)
    named = [table.filter(ACCOUNT_NAME.is_in(list(asked.accounts))).select("handle") for table in (profiles, observed)]
    handles = pl.concat(named).drop_nulls().unique().collect()["handle"].to_list() if asked.accounts else []
    return Gone(accounts, pl.concat(found).unique(), tuple(sorted(handles)))


def count_gone(case: Path, lines: Sequence[ManifestLine], gone: Gone) -> int:
    """Return how many of the posts to be taken out the case holds."""
    held = scan_segments(segment_files(case, lines, "posts"), POSTS).select(POST_NAME)
    names = gone.posts.select(POST_NAME)
    return int(held.join(names.lazy(), on="post", how="semi").select(pl.len()).collect().item())


def _keys(names: Sequence[str], columns: Sequence[str]) -> pl.DataFrame:
    """Return platform and id of names as `platform:id`."""
    rows = [name.partition(":")[::2] for name in names]
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String()), orient="row")
