"""Whether accounts are for hire: much advertising, for many advertisers that have nothing in common."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.purposes import KINDS
from unisono.model.counting import counted

LEAST_SHARE = 0.3
LEAST_LOW = 0.1
"""The share of advertising in all posts, and the least that its interval may leave."""

LEAST_ADVERTISERS = 5.0
"""As an effective number: so many that advertise equally often would be as mixed."""

FEWEST_POSTS = 20
FEWEST_TEXTS = 5
"""Of advertisements; fewer do not tell for whom they are."""

LEAST_NAMED = 0.5
"""The share of advertisements of which the case knows for whom they are."""

_SITE = r"^https?://(?:www\.)?([^/:?#]+)"


@dataclass(frozen=True)
class ForHire:
    """Whether accounts are for hire, and on what that rests.

    verdict: None where it cannot be said. advertisers: effective number; named: of how many advertisements known.
    largest: the share of the one with most advertisements. because: the counts in words.
    """

    verdict: bool | None
    advertisements: int
    named: int
    advertisers: float | None
    largest: float | None
    because: str

    def as_json(self) -> dict[str, Any]:  # Any: a JSON document
        """Return it as a JSON document."""
        return asdict(self)


def judge_hire(posts: pl.DataFrame, share: float | None, low: float | None) -> ForHire:
    """Return whether accounts are for hire, by all their posts that were read.

    posts: text (its place), commercial (the share of it that is advertising), advertiser (null: not known). share, low:
    of advertising in all posts, and its lower bound.
    """
    adverts = posts.filter(pl.col("commercial") > 0)
    named = adverts.filter(pl.col("advertiser").is_not_null())
    if share is None or low is None or adverts.height < FEWEST_POSTS or adverts["text"].n_unique() < FEWEST_TEXTS:
        if share is not None and low is not None and posts.height >= FEWEST_POSTS / LEAST_LOW and share < LEAST_LOW:
            return ForHire(False, adverts.height, named.height, None, None, f"{share:.0%} of the posts advertise")
        because = (
            f"cannot say: {counted(adverts.height, 'post')} of {counted(adverts['text'].n_unique(), 'text')} "
            f"{'advertises' if adverts.height == 1 else 'advertise'}; {FEWEST_POSTS} posts of "
            f"{FEWEST_TEXTS} texts are needed"
        )
        return ForHire(None, adverts.height, named.height, None, None, because)
    if named.height < LEAST_NAMED * adverts.height:
        because = f"cannot say: of {named.height:,} of {adverts.height:,} advertisements it is known for whom they are"
        return ForHire(None, adverts.height, named.height, None, None, because)
    counts = named.group_by("advertiser").agg(pl.col("commercial").sum()).sort("advertiser")["commercial"].to_numpy()
    advertisers, largest = effective_number(counts), float(counts.max() / counts.sum())
    verdict = share >= LEAST_SHARE and low >= LEAST_LOW and advertisers >= LEAST_ADVERTISERS
    because = (
        f"{share:.0%} of the posts advertise (at least {low:.0%}), for as many as {advertisers:.1f} equal advertisers "
        f"would be ({len(counts):,} in all, the largest {largest:.0%}); at least {LEAST_SHARE:.0%} and "
        f"{LEAST_ADVERTISERS:.0f} advertisers are asked for"
    )
    return ForHire(verdict, adverts.height, named.height, advertisers, largest, because)


def effective_number(counts: NDArray[np.float64]) -> float:
    """Return how many equally frequent kinds would be as mixed as these: exp of Shannon's entropy (Hill 1973)."""
    shares = counts[counts > 0] / counts.sum()
    return float(np.exp(-(shares * np.log(shares)).sum()))


def advertisers_of(posts: pl.DataFrame) -> pl.Series:
    """Return for whom each post would advertise: whoever is reposted, else the site of its first link, else null.

    posts: kind, ref_account_id, ref_handle, urls.
    """
    site = pl.col("urls").list.first().str.to_lowercase().str.extract(_SITE)
    reposted = pl.coalesce("ref_account_id", pl.col("ref_handle").str.to_lowercase())
    passed_on = pl.col("kind") == "repost"
    return posts.select(
        pl.when(passed_on).then(reposted.fill_null(site)).otherwise(site).alias("advertiser")
    ).to_series()


def breadth_of(shares: NDArray[np.float64]) -> float | None:
    """Return the effective number of purposes in recognised posts: shares is float64 (KINDS); None where none was."""
    known = np.asarray(shares)[: len(KINDS)]
    return effective_number(known) if known.sum() > 0 else None
