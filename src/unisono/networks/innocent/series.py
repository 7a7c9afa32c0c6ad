"""An open series: accounts whose handles differ in one part, which each one's biography names: line S1, line S3, ..."""

import polars as pl

from unisono.networks.innocent.networks_view import NetworksView

FEWEST = 3
SHORTEST_STEM = 4

PARTS = r"\p{Lu}+[^\p{Lu}_.\-]*|[^\p{Lu}_.\-]+"
"""The parts of a handle: what stands between separators, and what begins with a capital."""


def count_series(view: NetworksView) -> pl.DataFrame:
    """Return (network, in_series): the members of the largest series of each network.

    Handles of a series are alike but for their first or their last part, and the biography of each holds that part, as
    a word, with a letter in it. Accounts made from one form bear numbers, and say nothing of them.
    """
    written = view.profiles.select(
        "network", "account", pl.col("handle").str.strip_chars_start("@").str.replace(r"@.*$", "").alias("whole"), "bio"
    ).drop_nulls()
    parts = written.with_columns(pl.col("whole").str.extract_all(PARTS).alias("parts")).filter(
        pl.col("parts").list.len() >= 2
    )
    first, last = pl.col("parts").list.first(), pl.col("parts").list.last()
    ways = [
        parts.with_columns(
            own=last, stem=pl.lit("<") + pl.col("parts").list.slice(0, pl.col("parts").list.len() - 1).list.join("")
        ),
        parts.with_columns(own=first, stem=pl.lit(">") + pl.col("parts").list.slice(1).list.join("")),
    ]
    seen = pl.concat(ways).with_columns(pl.col("own", "stem", "bio").str.to_lowercase())
    words = pl.col("bio").str.extract_all(r"[\p{L}\p{N}]+")
    named = seen.filter(
        pl.col("stem").str.len_chars() > SHORTEST_STEM,
        pl.col("own").str.contains(r"\p{L}"),
        words.list.contains(pl.col("own")),
    )
    counts = named.group_by("network", "stem").agg(
        pl.col("account").n_unique().alias("in_series"), pl.col("own").n_unique().alias("owns")
    )
    # One part that all of them bear is no series, but the name of what they are about.
    series = counts.filter(pl.col("in_series") >= FEWEST, pl.col("owns") >= pl.col("in_series"))
    return series.group_by("network").agg(pl.col("in_series").max())
