"""Whether a case has anything to scan: a run of nothing would stand in the place of the last one."""

from datetime import UTC, datetime
from shlex import quote

import polars as pl

from unisono.cases import Case
from unisono.model.errors import UsageError
from unisono.model.settings import ScanSettings
from unisono.model.times import time_text


def require_posts(case: Case, settings: ScanSettings) -> int:
    """Return how many posts the case holds; raises UsageError where it holds none, or none between since and until."""
    posts = int(case.posts().select(pl.len()).collect().item())
    if not posts:
        raise UsageError(f"{case.path} holds no posts. Add some: unisono import {quote(str(case.path))} FILE")
    if settings.since is not None or settings.until is not None:
        _require_posts_between(case, settings)
    return posts


def _require_posts_between(case: Case, settings: ScanSettings) -> None:
    at = pl.col("created_at")
    since = settings.since or datetime.min.replace(tzinfo=UTC)
    until = settings.until or datetime.max.replace(tzinfo=UTC)
    is_within = (at >= pl.lit(since)) & (at < pl.lit(until))
    times = case.posts().select(at.min().alias("first"), at.max().alias("last"), is_within.any().alias("any"))
    first, last, is_any = times.collect().row(0)
    if not is_any:
        span = (
            f"Its posts are from {time_text(first)} to {time_text(last)}" if first else "None of its posts has a time"
        )
        raise UsageError(f"{case.path} holds no post in this time. {span}. Choose --since and --until among these.")
