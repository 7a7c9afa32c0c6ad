"""The posts of a large case that say anything of its targets: the others are read, and not held."""

from collections.abc import Iterable

import polars as pl

from unisono.cases.targets import Targets
from unisono.detectors.targets.posts_about import COLUMNS, find_posts_about, own_accounts
from unisono.model.few_rows import compact
from unisono.model.tables import ACCOUNTS, POSTS, conform
from unisono.traces.acts import read_acts
from unisono.traces.by_part import PART_COLUMNS
from unisono.traces.by_part import POST_NAME as ACT_NAME
from unisono.traces.hashtag import tags_of_acts
from unisono.traces.origins import ReadParts

READ = tuple(dict.fromkeys((*PART_COLUMNS, *COLUMNS)))
NAMED = ("platform", "account_id", "handle", "ref_account_id", "ref_handle")


def posts_that_tell(read: ReadParts, targets: Targets, profiles: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    """Return the posts about targets and those that share a hashtag with them; and times, the first and last of all.

    The times are those of posts with an account. profiles: of own_profiles.
    """
    about, tags = [pl.Series("post", [], pl.String)], [pl.Series("tag", [], pl.String)]
    ends = pl.Series("at", [], pl.Datetime("us", "UTC"))
    for part in read(READ):
        found = find_posts_about(part, targets.targets, profiles)
        acts = found.about["act"].unique()
        at = found.acts["at"]
        ends = pl.concat([ends, pl.Series("at", [at.min(), at.max()], at.dtype)]).drop_nulls()
        about.append(compact(found.acts[acts.to_numpy()].select("post"))["post"])
        tags.append(found.tags.filter(pl.col("act").is_in(acts.implode()))["tag"].unique())
    posts, carried = pl.concat(about).implode(), pl.concat(tags).unique().implode()
    told = [pl.DataFrame(schema={name: POSTS[name] for name in READ})]
    for part in read(READ):
        with_tag = tags_of_acts(read_acts(part, COLUMNS)).filter(pl.col("tag").is_in(carried))["post"]
        told.append(compact(part.filter(ACT_NAME.is_in(posts) | ACT_NAME.is_in(with_tag.implode()))))
    return pl.concat(told), ends


def own_profiles(read: ReadParts, profiles: Iterable[pl.DataFrame], targets: Targets) -> pl.DataFrame:
    """Return ACCOUNTS with the targets' own accounts, by every handle that posts and profiles give them.

    profiles: platform, account_id and handle of ACCOUNTS, some at a time.
    """
    nobody = pl.DataFrame(schema=dict.fromkeys(NAMED, pl.String))
    told = [own_accounts(nobody, targets.targets, None)]
    told.extend(own_accounts(part.unique(), targets.targets, None) for part in read(NAMED))
    told.extend(own_accounts(nobody, targets.targets, part) for part in profiles)
    parts = pl.col("account").str.splitn(":", 2)
    named = parts.struct.rename_fields(["platform", "account_id"]).struct.unnest()
    return conform(pl.concat(told).select(named, "handle").unique().sort("platform", "account_id", "handle"), ACCOUNTS)
