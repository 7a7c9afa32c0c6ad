"""What detectors look at: the tables of one scan."""

from dataclasses import dataclass, field

import polars as pl

from unisono.accounts.known import KnownAccounts
from unisono.model.tables import POSTS, empty


@dataclass(frozen=True)
class Scene:
    """One scan before its findings: PAIRS, NETWORKS, MEMBERS and ACTS tables, and the pairs that were possible.

    texts: TRACES of the layer text, empty where it was not looked at. posts: the posts scanned, in columns of POSTS.
    known: the accounts of these posts, with their profiles and pictures as they were, and the case's events.
    """

    pairs: pl.DataFrame
    networks: pl.DataFrame
    members: pl.DataFrame
    acts: pl.DataFrame
    pairs_tested: int
    texts: pl.DataFrame
    posts: pl.DataFrame
    known: KnownAccounts = field(default_factory=lambda: KnownAccounts(empty(POSTS)))
