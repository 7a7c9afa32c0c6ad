"""Techniques that attacks on targets show, where members of one network wrote most of the posts of an episode."""

from collections.abc import Iterator

import orjson
import polars as pl

from unisono.detectors.evidence import posts_of_run
from unisono.exports.disarm.evidence import FEWEST, MOST_FINDINGS, Claim, Evidence
from unisono.model.names import ACCOUNT_NAME, POST_NAME

MOST_OF_AN_EPISODE = 0.5


def claims_of_attacks(evidence: Evidence) -> Iterator[Claim]:
    """Yield what episodes show of which members wrote at least half."""
    findings, posts, members, targets = [], 0, 0, set()
    for row in evidence.found("attacks").sort("finding").iter_rows(named=True):
        wrote = _wrote(evidence, orjson.loads(row["evidence"] or "{}").get("posts", []))
        own = wrote.filter(pl.col("account").is_in(list(evidence.members)))
        if own["account"].n_unique() >= FEWEST and own.height >= MOST_OF_AN_EPISODE * max(1, wrote.height):
            findings.append(row["finding"])
            posts, members = posts + own.height, max(members, own["account"].n_unique())
            targets.add(row["subject"])
    if not findings:
        return
    against = " and ".join(sorted(targets))
    reason = (
        f"Up to {members:,} of its members wrote most of the posts against {against} in episodes far beyond what their "
        f"hours would expect: {posts:,} posts."
    )
    yield Claim("T0048", findings[:MOST_FINDINGS], reason)
    yield Claim("T0049.005", findings[:MOST_FINDINGS], reason)


def _wrote(evidence: Evidence, posts: list[str]) -> pl.DataFrame:
    """Return post and account of the posts of an episode."""
    named = posts_of_run(evidence.case, evidence.run).select(POST_NAME, ACCOUNT_NAME)
    return named.filter(pl.col("post").is_in(posts)).collect()
