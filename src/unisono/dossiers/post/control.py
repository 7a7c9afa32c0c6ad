"""What stands beside a post: its share among all posts of the case, comparable posts, and its control post."""

import polars as pl

from unisono.cases import Case, Run
from unisono.detectors.amplified_post import rate_posts
from unisono.dossiers.followers import Reposts
from unisono.dossiers.networked_share import ShareEstimate, estimate_share
from unisono.dossiers.post.comparable import RULE
from unisono.dossiers.post.naming import find_post
from unisono.dossiers.post.speed import speed_of
from unisono.dossiers.subject_posts import Card, members_of
from unisono.model.few_rows import collect_few

CONTRAST_BELOW = 0.02
CONTRAST_RULE = (
    "the first comparable post, in the order of the rule of the control, of whose reposts fewer than 2 % are by "
    "networks. It is chosen by its networks: it shows who reposts a post that none pushed, and tests nothing."
)


def share_of(
    case: Case, run: Run | None, own: pl.DataFrame, reposts: Reposts, *, all_acts: int | None = None
) -> ShareEstimate:
    """Return the share that networks have of the reposts of one post; own: its REPOSTS, of all REPOSTS of the case.

    all_acts: how many reposts it has in all, where known.
    """
    post = own["object"].unique().to_list()
    return estimate_share(own, case, run, all_acts=all_acts, leave_out=post, reposts=reposts, what="repost")


def chance_of(post: str, reposts: Reposts, run: Run | None) -> Card | None:
    """Return networked, expected, p and q of a post among all posts of the case, as the detector rates them.

    None without a run, and where no more than usual are networked.
    """
    members = members_of(run)
    if run is None or members is None or members.is_empty():
        return None
    inside = pl.col("account").is_in(members["account"].implode()).alias("networked")
    counts = (
        reposts.lazy()
        .select("object", inside)
        .group_by("object")
        .agg(pl.len().cast(pl.Int64).alias("reposts"), pl.col("networked").sum().cast(pl.Int64))
        .collect(engine="streaming")
    )
    usual, rated = rate_posts(counts, run.table("acts").filter(pl.col("layer") == "repost")["object"])
    found = rated.filter(pl.col("object") == post).drop("object").to_dicts()
    return {**found[0], "usual_share": usual.mean, "usual_posts": usual.posts} if found else None


def describe_comparable(comparable: pl.DataFrame, reposts: Reposts, run: Run | None) -> list[Card]:
    """Return post_id, author, published_at, reposts, in_case, lang and networked_share (by members) of each."""
    members = members_of(run)
    inside = None if members is None else pl.col("account").is_in(members["account"].implode()).mean()
    listed = pl.col("object").is_in(comparable["object"].implode())
    own = collect_few(reposts.lazy().filter(listed).select("object", "account"))
    named = comparable.select("object").join(own, on="object", how="left")
    shares = named.group_by("object").agg(
        pl.lit(None, dtype=pl.Float64).alias("networked_share") if inside is None else inside.alias("networked_share")
    )
    joined = comparable.join(shares, on="object", how="left", maintain_order="left")
    return joined.rename({"object": "post_id"}).drop("apart").to_dicts()


def describe_control(case: Case, run: Run | None, comparable: pl.DataFrame, reposts: Reposts) -> Card | None:
    """Return the comparable post most like this one, with its own share; None where there is none."""
    if comparable.is_empty():
        return None
    return _describe(case, run, comparable.row(0, named=True), reposts, RULE)


def describe_contrast(
    case: Case, run: Run | None, comparable: pl.DataFrame, reposts: Reposts, control: Card | None
) -> Card | None:
    """Return the first comparable post of whose reposts fewer than 2 % are by networks; None where there is none.

    It is the control itself where that is one. control: of `describe_control`.
    """
    if run is None or control is None:
        return None
    if _is_contrast(control):
        return {**control, "rule": CONTRAST_RULE}
    by_post = {row["object"]: row for row in comparable.iter_rows(named=True)}
    for named in describe_comparable(comparable, reposts, run)[1:]:
        if _is_contrast(named):
            told = _describe(case, run, by_post[named["post_id"]], reposts, CONTRAST_RULE)
            if _is_contrast(told):
                return told
    return None


def _is_contrast(post: Card) -> bool:
    return post["networked_share"] is not None and bool(post["networked_share"] < CONTRAST_BELOW)


def _describe(case: Case, run: Run | None, row: Card, reposts: Reposts, rule: str) -> Card:
    """Return a row of COMPARABLE with its own share of networks, and the rule by which it was chosen."""
    own = collect_few(reposts.lazy().filter(pl.col("object") == row["object"]))
    known = find_post(case, row["object"], reposts).repost_count
    estimate = share_of(case, run, own, reposts, all_acts=known)
    return {
        "post_id": row["object"],
        "author": row["author"],
        "published_at": row["published_at"],
        "reposts": row["reposts"],
        "repost_count": known,
        "lang": row["lang"],
        "in_case": row["in_case"],
        "rule": rule,
        "networked_reposts": None if estimate.share is None else estimate.networked,
        "networked_share": estimate.share,
        "share_low": estimate.low,
        "share_high": estimate.high,
        "speed": speed_of(own),
        "says": estimate.says,
    }
