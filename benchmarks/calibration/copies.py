"""Are planted texts found? The texts of planted networks, and their posts, behind the findings about texts."""

from typing import Any

import polars as pl

from unisono.content.wording import text_objects
from unisono.detectors.alike import ALIKE
from unisono.detectors.copied_text import DETECTOR as COPIED_TEXT
from unisono.detectors.scanning import ScanResult
from unisono.detectors.testimony import DETECTOR as TESTIMONY
from unisono.traces import read_traces
from unisono.worlds import World

LAYER = "text"
DETECTORS = (COPIED_TEXT.name, TESTIMONY.name)
"""The detectors whose findings are about texts."""


def measure_copies(result: ScanResult, world: World) -> list[dict[str, Any]]:  # Any: plain JSON
    """Return for each planted network with texts of its own how many of its wordings and posts have a finding.

    A scan goes by clusters of texts that are nearly the same: a wording is found where a finding is about the cluster
    of one of its posts, be it one that a single member published in these very words. `found` has for each detector
    of texts how many wordings and posts its findings are about.
    """
    networks = [network for network in world.truth["networks"] if network.get("texts")]
    if not networks:
        return []
    worded = read_traces(world.posts, world.references, [LAYER])[LAYER].select("account", "object", "post").unique()
    behind = {detector: posts_with_findings(result, worded, detector) for detector in DETECTORS}
    lines = []
    for network in networks:
        own = worded.filter(
            pl.col("account").is_in(network["accounts"])
            & pl.col("object").is_in(text_objects(pl.Series(network["texts"], dtype=pl.String)).drop_nulls().implode())
        )
        found = {name: own.filter(pl.col("post").is_in(posts.implode())) for name, posts in behind.items()}
        lines.append(
            {
                "playbook": network["playbook"],
                "level": network["level"],
                **_counted(own),
                "found": {name: _counted(posts) for name, posts in found.items()},
            }
        )
    return lines


def _counted(posts: pl.DataFrame) -> dict[str, int]:
    return {"wordings": posts["object"].n_unique(), "posts": posts["post"].n_unique()}


def posts_with_findings(result: ScanResult, worded: pl.DataFrame, detector: str) -> pl.Series:
    """Return the posts whose text has a finding; `worded` names texts by their words, where the scan does too."""
    named = result.tables["findings"].filter((pl.col("detector") == detector) & (pl.col("subject_kind") == LAYER))
    seen = result.tables.get(ALIKE[LAYER], worded)
    return seen.filter(pl.col("object").is_in(named["subject"].implode()))["post"].unique()
