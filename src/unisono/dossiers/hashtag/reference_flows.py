"""Flows of like size with which the concentration of a hashtag or link is compared, and where it stands among them."""

from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.dossiers.hashtag.drawn_flows import activity_of, draw_flows, fit_evenness
from unisono.model.counting import counted

Float64 = NDArray[np.float64]

FEWEST_POSTS = 20
"""Posts of a flow below which its concentration says nothing: fifty accounts are all of its."""

FEWEST_COMPARED = 30
MOST_COMPARED = 100
SIZE_RATIO = 3.0
"""Flows count as of like size up to three times as large or as small; the nearest ones are taken."""

MOSTLY = 0.5
LARGEST_CARRIED = 0.2
"""Flows of which members of networks wrote more are no reference, as long as enough others are left."""

DEGREE = 2
ROUNDS = 5
BIWEIGHT = 4.685
NORMAL_MEDIAN = 0.6745
MOST_LEVERAGE = 0.9
"""How what size does is fitted: the usual constants of the biweight, and the median of a standard half-normal."""

OWN_FLOWS = "hashtags or links of this case of like size"
DRAWN_FLOWS = "flows drawn from the accounts of this case by how active they are"


@dataclass(frozen=True)
class Standing:
    """Where a value stands among reference flows: percentile (0 to 100) and p, both null with cannot_say.

    p: of the references and itself, the share with as much. reference: which flows, in words. objects: whose, where
    they are flows of the case.
    """

    percentile: float | None
    p: float | None
    reference_n: int
    reference: str | None
    usual: float | None = None
    objects: pl.Series = field(default_factory=lambda: pl.Series("object", [], dtype=pl.String))
    cannot_say: str | None = None


def choose_references(flows: pl.DataFrame, name: str, carried: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return the other flows of like size, the nearest first: FLOWS, by the ratio of their posts.

    Of the same kind, mostly reposts or mostly own posts, where there are enough. carried: object and networked_share,
    where the case was scanned: what networks carry is no reference.
    """
    posts, reposted = flows.filter(pl.col("object") == name).select("posts", "repost_share").row(0)
    far = (pl.col("posts").cast(pl.Float64) / float(posts)).log().abs()
    near = (
        flows.filter((pl.col("object") != name) & (pl.col("posts") >= FEWEST_POSTS))
        .with_columns(far.alias("far"))
        .filter(pl.col("far") <= np.log(SIZE_RATIO) + 1e-12)
        .sort("far", "object")
    )
    free = without_carried(near, carried)
    near = free if free.height >= FEWEST_COMPARED else near
    alike = near.filter((pl.col("repost_share") >= MOSTLY) == (reposted >= MOSTLY))
    near = alike if alike.height >= FEWEST_COMPARED else near
    return near.head(MOST_COMPARED).drop("far")


def without_carried(flows: pl.DataFrame, carried: pl.DataFrame | None) -> pl.DataFrame:
    """Return the flows of which members of networks wrote at most a fifth, as far as that is known."""
    if carried is None:
        return flows
    those = carried.filter(pl.col("networked_share") > LARGEST_CARRIED)
    return flows.join(those, on="object", how="anti", maintain_order="left")


def compare_ctm(
    flows: pl.DataFrame, uses: pl.DataFrame, name: str, carried: pl.DataFrame | None = None, seed: int = 0
) -> Standing:
    """Return where a flow's coefficient stands among flows of like size: those of the case, else drawn ones.

    flows: FLOWS of the whole case. What size does to the coefficient of the references is taken off (at_size), so that
    smaller ones do not look more concentrated than they are.
    """
    own = flows.filter(pl.col("object") == name).row(0, named=True)
    standing = compare_own(flows, name, carried)
    if standing.percentile is not None or own["posts"] < FEWEST_POSTS:
        return standing
    activity = activity_of(uses, name)
    evenness = fit_evenness(without_carried(flows, carried), activity, name, int(own["posts"]))
    if evenness is None:
        why = f"{standing.cannot_say}, and its accounts do too little else to draw flows from"
        return Standing(None, None, standing.reference_n, None, cannot_say=why)
    drawn = draw_flows(activity, evenness, int(own["posts"]), seed)
    return _standing(float(own["ctm"]), drawn, DRAWN_FLOWS, standing.objects)


def compare_own(flows: pl.DataFrame, name: str, carried: pl.DataFrame | None = None) -> Standing:
    """Return where a flow's coefficient stands among the other flows of the case alone."""
    own = flows.filter(pl.col("object") == name).row(0, named=True)
    if own["posts"] < FEWEST_POSTS:
        why = f"cannot say, n = {counted(own['posts'], 'post')} (at least {FEWEST_POSTS} are needed)"
        return Standing(None, None, 0, None, cannot_say=why)
    near = choose_references(flows, name, carried)
    if near.height >= FEWEST_COMPARED:
        values = at_size(near["posts"].to_numpy(), near["ctm"].to_numpy(), float(own["posts"]))
        return _standing(float(own["ctm"]), values, OWN_FLOWS, near["object"])
    others = counted(near.height, "other")
    why = (
        f"cannot say: only {others} in this case {'has' if near.height == 1 else 'have'} a third to three times its "
        f"posts (at least {FEWEST_COMPARED} are needed)"
    )
    return Standing(None, None, near.height, None, objects=near["object"], cannot_say=why)


def at_size(posts: NDArray[np.int64], values: Float64, size: float) -> Float64:
    """Return the values as they would be at this size, by a parabola through the logarithms of both.

    Least squares, five times anew with weights that leave out what lies far off (Tukey's biweight, Beaton and Tukey
    1974): a few pushed flows among the references do not bend it. A reference that draws the curve towards itself lies
    nearer to it than another would: what it lies off is divided by sqrt(1 - leverage) (Hoaglin and Welsch 1978).
    """
    x, y = np.log(posts / size), np.log(values)
    degree = min(DEGREE, len(np.unique(x)) - 1)
    weights = np.ones(len(x))
    for _ in range(ROUNDS):
        curve = np.polynomial.polynomial.polyfit(x, y, degree, w=np.sqrt(weights))
        off = y - np.polynomial.polynomial.polyval(x, curve)
        scale = BIWEIGHT * max(float(np.median(np.abs(off))) / NORMAL_MEDIAN, 1e-12)
        weights = np.maximum((1.0 - np.minimum(1.0, np.abs(off) / scale) ** 2) ** 2, 1e-9)
    powers = np.vander(x, degree + 1, increasing=True) * np.sqrt(weights)[:, None]
    orthonormal, _ = np.linalg.qr(powers)
    leverage = np.minimum((orthonormal**2).sum(axis=1), MOST_LEVERAGE)
    return np.asarray(np.exp(off / np.sqrt(1.0 - leverage) + curve[0]), np.float64)


def _standing(own: float, others: Float64, reference: str, objects: pl.Series) -> Standing:
    """Return the mid-rank of a value among others, and its p-value."""
    tolerance = 1e-9 * max(1.0, abs(own))
    below = int((others < own - tolerance).sum())
    equal = int((np.abs(others - own) <= tolerance).sum())
    return Standing(
        percentile=100.0 * (below + equal / 2.0) / len(others),
        p=(1.0 + len(others) - below) / (1.0 + len(others)),
        reference_n=len(others),
        reference=reference,
        usual=float(np.median(others)),
        objects=objects,
    )
