"""The attacks on the targets of a case; of a large one only the posts that say anything of them are held."""

from datetime import datetime

import polars as pl

from unisono.cases import Case
from unisono.cases.reading_once import CaseReadOnce
from unisono.cases.targets import Targets
from unisono.detectors.targets.attack_posts import Attacks, find_attacks
from unisono.detectors.targets.posts_about import COLUMNS, find_posts_about, own_accounts
from unisono.dossiers.subject_posts import POST
from unisono.model.few_rows import compact
from unisono.model.tables import ACCOUNTS, conform
from unisono.traces.acts import read_acts
from unisono.traces.by_part import PART_COLUMNS
from unisono.traces.hashtag import tags_of_acts

Span = tuple[datetime, datetime]
READ = tuple(dict.fromkeys((*PART_COLUMNS, *COLUMNS)))
NAMED = ("platform", "account_id", "handle", "ref_account_id", "ref_handle")


def read_attacks(case: Case, targets: Targets) -> tuple[Attacks, Span | None]:
    """Return the attacks on the targets, and the first and last time of any post of the case; None where none has one.

    A case that is read once is read part by part: its acts are then the posts about targets, and those that share a
    hashtag with these.
    """
    if not isinstance(case, CaseReadOnce):
        attacks = find_attacks(case.posts().collect(), targets, case.accounts().collect())
        return attacks, _span(attacks.found.acts["at"])
    profiles = _own_profiles(case, targets)
    posts, ends = _posts_that_tell(case, targets, profiles)
    return find_attacks(posts, targets, profiles), _span(ends)


def _posts_that_tell(case: Case, targets: Targets, profiles: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    """Return the posts about targets and those that share a hashtag with them; and times, the first and last of all."""
    rows = case.posts().select(READ)
    about, tags = [pl.Series("post", [], pl.String)], [pl.Series("tag", [], pl.String)]
    ends = pl.Series("at", [], pl.Datetime("us", "UTC"))
    for part in rows.collect_batches(maintain_order=True):
        found = find_posts_about(part, targets.targets, profiles)
        acts = found.about["act"].unique()
        at = found.acts["at"]
        ends = pl.concat([ends, pl.Series("at", [at.min(), at.max()], at.dtype)]).drop_nulls()
        about.append(compact(found.acts[acts.to_numpy()].select("post"))["post"])
        tags.append(found.tags.filter(pl.col("act").is_in(acts.implode()))["tag"].unique())
    posts, carried = pl.concat(about).implode(), pl.concat(tags).unique().implode()
    told = [rows.head(0).collect()]
    for part in rows.collect_batches(maintain_order=True):
        with_tag = tags_of_acts(read_acts(part, COLUMNS)).filter(pl.col("tag").is_in(carried))["post"]
        told.append(compact(part.filter(POST.is_in(posts) | POST.is_in(with_tag.implode()))))
    return pl.concat(told), ends


def _own_profiles(case: Case, targets: Targets) -> pl.DataFrame:
    """Return ACCOUNTS with the targets' own accounts, by every handle that posts and profiles give them."""
    nobody = pl.DataFrame(schema=dict.fromkeys(NAMED, pl.String))
    posts = case.posts().select(NAMED).collect_batches()
    profiles = case.accounts().select("platform", "account_id", "handle").collect_batches()
    told = [own_accounts(nobody, targets.targets, None)]
    told.extend(own_accounts(part.unique(), targets.targets, None) for part in posts)
    told.extend(own_accounts(nobody, targets.targets, part) for part in profiles)
    parts = pl.col("account").str.splitn(":", 2)
    named = parts.struct.rename_fields(["platform", "account_id"]).struct.unnest()
    return conform(pl.concat(told).select(named, "handle").unique().sort("platform", "account_id", "handle"), ACCOUNTS)


def _span(times: pl.Series) -> Span | None:
    first, last = times.min(), times.max()
    return (first, last) if isinstance(first, datetime) and isinstance(last, datetime) else None
