"""Which posts have far more of their reposts from networks than posts have on which no network acted?"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import orjson
import polars as pl
from numpy.typing import NDArray

from unisono.accounts.read_posts import PostsRead
from unisono.detectors.declaration import Detector
from unisono.detectors.posts_by_name import ids_in_names
from unisono.detectors.scene import Scene
from unisono.engine.growing_names import GrowingNames
from unisono.engine.numbering import number_keys_in_order
from unisono.engine.slots import count_distinct
from unisono.engine.special_functions import betaln, gammaln
from unisono.model.counting import counted
from unisono.model.few_rows import compact
from unisono.model.findings import finding_id, likelihood_word
from unisono.model.names import ACCOUNT_NAME, POST_NAME
from unisono.model.tables import FINDINGS, conform, empty
from unisono.significance.combination import false_discovery_rates

NAME = "amplified_post"
LEVEL = 0.01

FEWEST_REPOSTS = 10
FEWEST_NETWORKED = 5
FEWEST_QUIET = 20
"""Posts on which no network acted, with several reposts each, that show how far posts differ by themselves."""

MOST_FINDINGS = 1_000

Float64 = NDArray[np.float64]
Row = dict[str, Any]  # Any: a cell holds what its column says


@dataclass(frozen=True)
class UsualShare:
    """What share of a post's reposts members of networks make where no network acts: its mean, and how posts differ.

    likeness: the intraclass correlation of the reposts of one post (0: each repost is drawn by itself). posts: how many
    it was read from; is_general: whether posts on which networks acted had to be among them.
    """

    mean: float
    likeness: float
    posts: int
    is_general: bool

    def tails(self, networked: NDArray[np.int64], reposts: NDArray[np.int64]) -> Float64:
        """Return the chance of so many or more of so many reposts, beta-binomial: float64 (posts)."""
        return beta_binomial_tails(networked, reposts, self.mean, self.likeness)


def find(scene: Scene) -> pl.DataFrame:
    """Return one finding for each post that networks reposted far more than posts on which none acted."""
    if scene.members.is_empty():
        return empty(FINDINGS)
    together = scene.acts.filter(pl.col("layer") == "repost")["object"]
    usual, rated = rate_posts(count_reposters(scene.source, scene.members["account"]), together)
    found = rated.filter(pl.col("q") <= LEVEL).sort("p", "object").head(MOST_FINDINGS)
    if found.is_empty():
        return empty(FINDINGS)
    return _as_findings(found, _networked_reposts(scene, found["object"]), usual, scene.networks)


def count_reposters(posts: PostsRead, members: pl.Series) -> pl.DataFrame:
    """Return object (platform:id of the original), reposts and networked: accounts that reposted it, members of these.

    Reposts that do not name their original are left out; of each other one three numbers are kept. members:
    platform:id.
    """
    ids, platforms, accounts = GrowingNames(), GrowingNames(), GrowingNames()
    numbers: list[list[NDArray[np.int32]]] = [[np.zeros(0, np.int32)] for _ in range(3)]
    is_named = (pl.col("kind") == "repost") & (pl.col("ref_post_id").fill_null("") != "")
    for part in posts.read(["platform", "account_id", "kind", "ref_post_id"]):
        named = part.filter(is_named).drop_nulls(["platform", "account_id"])
        told = (named["ref_post_id"], named["platform"], named.select(ACCOUNT_NAME).to_series())
        for own, names, values in zip(numbers, (ids, platforms, accounts), told, strict=True):
            own.append(names.number(values))
    of, place, account = (np.concatenate(own) for own in numbers)
    # By id, then by platform, each in the order of their first appearance.
    keys, original = number_keys_in_order((of.astype(np.int64) * max(1, len(platforms)) + place).astype(np.uint64))
    at, which = np.divmod(keys.astype(np.int64), max(1, len(platforms)))
    inside = accounts.names().is_in(members.implode()).to_numpy()
    everybody = np.ones(len(accounts), np.bool_)
    return pl.DataFrame(
        {
            "object": platforms.names().gather(which) + ":" + ids.names().gather(at),
            "reposts": pl.Series(count_distinct(original, account, everybody, len(keys)), dtype=pl.Int64),
            "networked": pl.Series(count_distinct(original, account, inside, len(keys)), dtype=pl.Int64),
        }
    )


def rate_posts(counts: pl.DataFrame, together: pl.Series) -> tuple[UsualShare, pl.DataFrame]:
    """Return what is usual, and object, reposts, networked, expected, p and q of posts with ten reposts or more.

    Only those with five networked reposts, and more than is usual, have a row. counts: object, reposts and networked.
    together: posts on which a network was found to act; what is usual is read from the others, so that no network is
    its own reference.
    """
    several = counts.filter(pl.col("reposts") > 1)
    quiet = several.filter(~pl.col("object").is_in(together.unique().implode()))
    general = quiet.height < FEWEST_QUIET
    usual = usual_share(several if general else quiet, is_general=general)
    large = counts.filter(pl.col("reposts") >= FEWEST_REPOSTS)
    enough = large.filter(
        (pl.col("networked") >= FEWEST_NETWORKED) & (pl.col("networked") > usual.mean * pl.col("reposts"))
    )
    tails = usual.tails(enough["networked"].to_numpy(), enough["reposts"].to_numpy())
    rated = enough.with_columns(
        (pl.col("reposts") * usual.mean).alias("expected"),
        pl.Series("p", tails, dtype=pl.Float64),
        pl.Series("q", false_discovery_rates(tails, large.height), dtype=pl.Float64),
    )
    return usual, rated


def _networked_reposts(scene: Scene, objects: pl.Series) -> pl.DataFrame:
    """Return object, post and network of the first repost of each of these posts by each member."""
    likely = (pl.col("kind") == "repost") & pl.col("ref_post_id").is_in(ids_in_names(objects).implode())
    original = pl.concat_str("platform", pl.lit(":"), "ref_post_id").alias("object")
    members = scene.members.lazy().select("account", "network")
    parts = []
    for part in scene.source.read(["platform", "post_id", "account_id", "created_at", "kind", "ref_post_id"]):
        rows = part.lazy().filter(likely).select(original, ACCOUNT_NAME, POST_NAME, "created_at")
        inside = rows.filter(pl.col("object").is_in(objects.implode())).join(members, on="account")
        parts.append(compact(inside.collect()))
    return pl.concat(parts).sort("created_at", "post").unique(["account", "object"], keep="first", maintain_order=True)


def usual_share(counts: pl.DataFrame, *, is_general: bool = False) -> UsualShare:
    """Return the usual share of these posts (reposts, networked), by moments (Kleinman 1973); one of each is added."""
    of = counts["reposts"].to_numpy().astype(np.float64)
    found = counts["networked"].to_numpy().astype(np.float64)
    mean = (found.sum() + 1.0) / (of.sum() + 2.0)
    spread = mean * (1.0 - mean)
    surplus = ((found - of * mean) ** 2 - of * spread).sum()
    pairs = (of * (of - 1.0)).sum() * spread
    likeness = float(np.clip(surplus / pairs, 0.0, 0.9)) if pairs > 0 else 0.0
    return UsualShare(float(mean), likeness, counts.height, is_general)


def beta_binomial_tails(found: NDArray[np.int64], of: NDArray[np.int64], mean: float, likeness: float) -> Float64:
    """Return P(X >= found) for X beta-binomial of `of` trials: float64 (rows); a likeness of 0 is taken as 1e-6."""
    if not len(found):
        return np.zeros(0)
    strength = 1.0 / max(likeness, 1e-6) - 1.0
    a, b = mean * strength, (1.0 - mean) * strength
    terms = of - found + 1
    start = np.concatenate([[0], np.cumsum(terms)])[:-1]
    each = np.arange(int(terms.sum())) - np.repeat(start, terms) + np.repeat(found, terms)
    total = np.repeat(of, terms)
    logs = gammaln(total + 1.0) - gammaln(each + 1.0) - gammaln(total - each + 1.0)
    logs += betaln(each + a, total - each + b) - betaln(a, b)
    return np.minimum(1.0, np.add.reduceat(np.exp(logs), start))


def _as_findings(rows: pl.DataFrame, reposts: pl.DataFrame, usual: UsualShare, networks: pl.DataFrame) -> pl.DataFrame:
    if rows.is_empty():
        return empty(FINDINGS)
    inside = reposts.filter(pl.col("network").is_not_null()).join(rows.select("object"), on="object", how="semi")
    by_post = inside.group_by("object").agg(pl.col("post"), pl.col("network").value_counts(sort=True).alias("networks"))
    explained = set(networks.filter(pl.col("verdict") == "coordinated_explained")["network"])
    findings = [
        {
            "finding": finding_id(NAME, "post", row["object"], "networked_reposts"),
            "detector": NAME,
            "subject_kind": "post",
            "subject": row["object"],
            "measure": "networked_reposts",
            "value": float(row["networked"]),
            "expected": row["expected"],
            "n": row["reposts"],
            "p": row["p"],
            "q": row["q"],
            "because": _because(row, usual, explained),
            "posts_count": row["networked"],
            "likelihood": likelihood_word(1.0 - row["q"]),
            "evidence": orjson.dumps({"kind": "posts", "posts": sorted(row["post"])}).decode(),
        }
        for row in rows.join(by_post, on="object", maintain_order="left").iter_rows(named=True)
    ]
    return conform(pl.DataFrame(findings), FINDINGS)


def _because(row: Row, usual: UsualShare, explained: set[int]) -> str:
    fits = dict.fromkeys(explained, ", an innocent explanation fits")
    named = [f"network {one['network']} ({one['count']:,}{fits.get(one['network'], '')})" for one in row["networks"]]
    where = "of this case" if usual.is_general else "on which no network acted"
    return (
        f"{row['networked']:,} of the {counted(row['reposts'], 'repost')} collected are by members of "
        f"{', '.join(named)}; {row['expected']:,.3g} expected, as {usual.mean:.1%} of the reposts of "
        f"{counted(usual.posts, 'post')} {where} are. Who pays for reposts, or whether anybody does, they do not say; "
        "nor that the author knew."
    )


DETECTOR = Detector(
    name=NAME,
    subject_kinds=("post",),
    question="Which posts have far more of their reposts from networks than posts have on which no network acted?",
    columns=("platform", "post_id", "account_id", "created_at", "kind", "ref_post_id"),
    innocent=("fan club", "newswire", "declared bots", "agreed activism", "one person's many accounts"),
    find=find,
)
