"""The posts that attack a target: hostile ones, and those of hashtag campaigns against it; each has one target."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.cases.targets import Targets
from unisono.content.hostility.lexicon import parse_lexicon
from unisono.content.hostility.rating import rate_hostility
from unisono.detectors.targets.posts_about import PostsAbout, find_posts_about
from unisono.detectors.targets.tag_campaigns import ABOUT_TARGET, find_tag_campaigns

CONTEXT_HOURS = 3
"""How far around a post that names several targets it is looked for whom others attack."""

_HOUR = 3_600_000_000

ATTACKS: dict[str, pl.DataType] = {
    "target": pl.UInt32(),
    "act": pl.UInt32(),
    "severity": pl.Int8(),  # 0: no hostile words, but a hashtag of a campaign
    "kinds": pl.List(pl.String()),
    "phrases": pl.List(pl.String()),
    "tags": pl.List(pl.String()),  # hashtags of campaigns against the target that it has
    "targets": pl.UInt32(),  # how many targets it is about
}
"""One row for each post that attacks a target, by target and time."""

ELSEWHERE: dict[str, pl.DataType] = {
    "target": pl.UInt32(),  # a target that the post is about, too
    "act": pl.UInt32(),
    "counts_for": pl.UInt32(),  # the target that it counts for
    "reason": pl.String(),  # a key of REASONS
}
"""One row for each attack that is about a target and counts for another one."""

REASONS = {
    "hashtag": "they have a hashtag used against that one",
    "answer": "they answer that one's account",
    "nearby": "more posts against that one alone came in the hours around them",
    "first_named": "they name that one first",
}
"""Why an attack counts for one target ("that one") of several, in the order in which these decide."""


@dataclass(frozen=True)
class Attacks:
    """What attacks the targets of a case.

    found: the posts about them; attacks: ATTACKS; campaigns: CAMPAIGNS; elsewhere: ELSEWHERE.
    """

    found: PostsAbout
    attacks: pl.DataFrame
    campaigns: pl.DataFrame
    elsewhere: pl.DataFrame

    def of(self, number: int) -> pl.DataFrame:
        """Return the attacks on one target with account, post, at and the other columns of its acts, by time."""
        own = self.attacks.filter(pl.col("target") == number)
        return pl.concat([own, self.found.acts[own["act"].to_numpy()]], how="horizontal")


def find_attacks(posts: pl.DataFrame | pl.LazyFrame, targets: Targets, profiles: pl.DataFrame | None = None) -> Attacks:
    """Return the posts (POSTS) that attack a target of the case, each assigned to one target."""
    found = find_posts_about(posts, targets.targets, profiles)
    rated = _rate(found, targets)
    campaigns = find_tag_campaigns(found, rated["act"])
    tagged = _campaign_posts(found, campaigns)
    hostile = found.about.select("target", "act").join(rated.select("act"), on="act", how="semi")
    all_of = pl.concat([hostile, tagged.select("target", "act")]).unique()
    assigned, elsewhere = _assign(found, all_of, tagged)
    when = found.acts.select(pl.int_range(pl.len(), dtype=pl.UInt32).alias("act"), "at")
    attacks = (
        assigned.join(rated, on="act", how="left")
        .join(tagged, on=["target", "act"], how="left")
        .with_columns(
            pl.col("severity").fill_null(0),
            *(pl.col(name).fill_null([]) for name in ("kinds", "phrases", "tags")),
        )
        .join(when, on="act", how="left")
        .sort("target", "at", "act")
        .select(list(ATTACKS))
    )
    return Attacks(found, attacks, campaigns, elsewhere)


def _rate(found: PostsAbout, targets: Targets) -> pl.DataFrame:
    """Return act, severity, kinds and phrases of the hostile posts among those about a target.

    Reposts carry what they repeat; equal words are rated once.
    """
    rows = found.about["act"].unique().sort()
    acts = found.acts[rows.to_numpy()].select("text", "lang").with_columns(rows.alias("act"))
    distinct = acts.select("text", "lang").drop_nulls("text").unique(maintain_order=True)
    rated = rate_hostility(distinct, [parse_lexicon(words.text, words.name) for words in targets.words])
    numbered = distinct.with_row_index("row").with_columns(pl.col("row").cast(pl.UInt32))
    hostile = numbered.join(rated.select("row", "severity", "kinds", "phrases"), on="row")
    return acts.join(hostile.drop("row"), on=["text", "lang"], nulls_equal=True).select(
        "act", pl.col("severity").cast(pl.Int8), "kinds", "phrases"
    )


def _campaign_posts(found: PostsAbout, campaigns: pl.DataFrame) -> pl.DataFrame:
    """Return target, act and `tags` of the posts with a hashtag used against a target.

    Where the hashtag is mostly used about the target, posts that do not name it are meant for it as well.
    """
    own = campaigns.select("target", "tag", (pl.col("posts") >= ABOUT_TARGET * pl.col("all_posts")).alias("meant"))
    carried = found.tags.join(own, on="tag")
    named = carried.join(
        found.about.select("target", "act", pl.lit(value=True).alias("named")), on=["target", "act"], how="left"
    )
    authors = named.with_columns(found.acts["account"].gather(named["act"]))
    ours = authors.join(found.own, on=["target", "account"], how="anti")
    meant = ours.filter(pl.col("named").fill_null(value=False) | pl.col("meant"))
    return meant.group_by("target", "act").agg(pl.col("tag").sort().alias("tags"))


def _assign(found: PostsAbout, attacks: pl.DataFrame, tagged: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return target, act and `targets` with one target for each act; and ELSEWHERE.

    A post about one target is that one's. Of several it is that of a hashtag used against it, then of the account
    answered; then that which most posts about one target attack within CONTEXT_HOURS hours; then the first named.
    """
    counted = attacks.with_columns(pl.len().over("act").cast(pl.UInt32).alias("targets"))
    if not counted.height:
        return counted, pl.DataFrame(schema=ELSEWHERE)
    details = counted.join(found.about.drop("tagged"), on=["target", "act"], how="left").join(
        tagged.select("target", "act", pl.lit(value=True).alias("tagged")), on=["target", "act"], how="left"
    )
    sure = _times_of(found, details.filter(pl.col("targets") == 1))
    several = details.filter(pl.col("targets") > 1)
    at = _times(found, several["act"])
    nearby = np.zeros(several.height, np.int64)
    numbers = several["target"].to_numpy()
    for number, times in sure.items():
        own = numbers == number
        last = np.searchsorted(times, at[own] + CONTEXT_HOURS * _HOUR, side="right")
        nearby[own] = last - np.searchsorted(times, at[own] - CONTEXT_HOURS * _HOUR)
    ordered = several.with_columns(
        pl.Series("nearby", nearby), pl.col("tagged", "answers").fill_null(value=False)
    ).sort(
        *("act", "tagged", "answers", "nearby", "place", "target"),
        descending=[False, True, True, True, False, False],
        nulls_last=True,
    )
    chosen = ordered.unique("act", keep="first", maintain_order=True)
    names = ["target", "act", "targets"]
    alone = details.filter(pl.col("targets") == 1)
    return pl.concat([alone.select(names), chosen.select(names)]), _elsewhere(ordered, chosen)


def _elsewhere(several: pl.DataFrame, chosen: pl.DataFrame) -> pl.DataFrame:
    """Return ELSEWHERE: each target that an act was not given to, and what decided for the chosen one."""
    what = ["tagged", "answers", "nearby"]
    best = chosen.select(
        "act", pl.col("target").alias("counts_for"), *(pl.col(name).name.prefix("best_") for name in what)
    )
    beaten = several.join(best, on="act", maintain_order="left").filter(pl.col("target") != pl.col("counts_for"))
    reason = pl.lit("first_named")
    for name, word in reversed(list(zip(what, REASONS, strict=False))):
        reason = pl.when(pl.col(f"best_{name}") != pl.col(name)).then(pl.lit(word)).otherwise(reason)
    return beaten.with_columns(reason.alias("reason")).select(list(ELSEWHERE))


def _times_of(found: PostsAbout, sure: pl.DataFrame) -> dict[int, NDArray[np.int64]]:
    """Return the times (microseconds, ascending) of the attacks on each target."""
    return {
        int(number): np.sort(_times(found, own["act"]))
        for (number,), own in sure.select("target", "act").group_by("target", maintain_order=True)
    }


def _times(found: PostsAbout, acts: pl.Series) -> NDArray[np.int64]:
    return found.acts["at"].gather(acts).dt.epoch("us").to_numpy()
