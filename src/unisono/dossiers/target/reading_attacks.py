"""The attacks on the targets of a case; of a large one only the posts that say anything of them are held."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import polars as pl

from unisono.cases import Case
from unisono.cases.reading_once import CaseReadOnce
from unisono.cases.targets import Targets
from unisono.detectors.targets.attack_posts import Attacks, find_attacks
from unisono.detectors.targets.telling_posts import own_profiles, posts_that_tell

Span = tuple[datetime, datetime]


def read_attacks(case: Case, targets: Targets) -> tuple[Attacks, Span | None]:
    """Return the attacks on the targets, and the first and last time of any post of the case; None where none has one.

    A case that is read once is read part by part: its acts are then the posts about targets, and those that share a
    hashtag with these.
    """
    if not isinstance(case, CaseReadOnce):
        attacks = find_attacks(case.posts().collect(), targets, case.accounts().collect())
        return attacks, _span(attacks.found.acts["at"])
    posts = case.posts()

    def read(columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        return posts.select(columns).collect_batches(maintain_order=True)

    named = case.accounts().select("platform", "account_id", "handle").collect_batches()
    profiles = own_profiles(read, named, targets)
    telling, ends = posts_that_tell(read, targets, profiles)
    return find_attacks(telling, targets, profiles), _span(ends)


def _span(times: pl.Series) -> Span | None:
    first, last = times.min(), times.max()
    return (first, last) if isinstance(first, datetime) and isinstance(last, datetime) else None
