"""What detectors look at: the tables of one scan."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Scene:
    """One scan before its findings: PAIRS, NETWORKS, MEMBERS and ACTS tables, and the pairs that were possible.

    texts: TRACES of the layer text, empty where it was not looked at. posts: the posts scanned, in columns of POSTS.
    """

    pairs: pl.DataFrame
    networks: pl.DataFrame
    members: pl.DataFrame
    acts: pl.DataFrame
    pairs_tested: int
    texts: pl.DataFrame
    posts: pl.DataFrame
