"""Whether a case has anything to scan: a run of nothing would stand in the place of the last one."""

from datetime import UTC, datetime
from shlex import quote

from unisono.cases import Case
from unisono.cases.folder import count_posts, posts_by_part
from unisono.cases.segments import scan_segments
from unisono.model.errors import UsageError
from unisono.model.settings import ScanSettings
from unisono.model.tables import POSTS
from unisono.model.times import time_text


def require_posts(case: Case, settings: ScanSettings) -> int:
    """Return how many posts the case holds; raises UsageError where it holds none, or none between since and until.

    A file of posts that is missing or damaged raises DataRejectedError before anything is computed.
    """
    posts = count_posts(case)
    scan_segments(list(posts_by_part(case).files), POSTS)
    if not posts:
        raise UsageError(f"{case.path} holds no posts. Add some: unisono import {quote(str(case.path))} FILE")
    if settings.since is not None or settings.until is not None:
        _require_posts_between(case, settings)
    return posts


def _require_posts_between(case: Case, settings: ScanSettings) -> None:
    since = settings.since or datetime.min.replace(tzinfo=UTC)
    until = settings.until or datetime.max.replace(tzinfo=UTC)
    ends: list[datetime] = []
    for part in posts_by_part(case).read(["created_at"]):
        times = part["created_at"].drop_nulls()
        if ((times >= since) & (times < until)).any():
            return
        ends += [moment for moment in (times.min(), times.max()) if isinstance(moment, datetime)]
    span = "None of its posts has a time"
    if ends:
        span = f"Its posts are from {time_text(min(ends))} to {time_text(max(ends))}"
    raise UsageError(f"{case.path} holds no post in this time. {span}. Choose --since and --until among these.")
