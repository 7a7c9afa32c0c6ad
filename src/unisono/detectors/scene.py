"""What detectors look at: the tables of one scan."""

from dataclasses import dataclass, field

import polars as pl

from unisono.content.pictures.profile_pictures import PROFILE_PICTURES
from unisono.model.tables import empty


@dataclass(frozen=True)
class Scene:
    """One scan before its findings: PAIRS, NETWORKS, MEMBERS and ACTS tables, and the pairs that were possible.

    texts: TRACES of the layer text, empty where it was not looked at. posts: the posts scanned, in columns of POSTS.
    profile_pictures: PROFILE_PICTURES of the case, empty where profiles have none.
    """

    pairs: pl.DataFrame
    networks: pl.DataFrame
    members: pl.DataFrame
    acts: pl.DataFrame
    pairs_tested: int
    texts: pl.DataFrame
    posts: pl.DataFrame
    profile_pictures: pl.DataFrame = field(default_factory=lambda: empty(PROFILE_PICTURES))
