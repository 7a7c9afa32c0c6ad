"""Are planted texts found? Wordings that members of a planted network copied, and their posts, behind a finding."""

from typing import Any

import polars as pl

from unisono.content.wording import text_objects
from unisono.detectors.alike import ALIKE
from unisono.detectors.copied_text import DETECTOR as COPIED_TEXT
from unisono.detectors.copied_text import FEWEST_ACCOUNTS
from unisono.detectors.scanning import ScanResult
from unisono.traces import read_traces
from unisono.worlds import World

LAYER = "text"


def measure_copies(result: ScanResult, world: World) -> list[dict[str, Any]]:  # Any: plain JSON
    """Return for each planted network with texts of its own how many of its wordings and posts have a finding.

    A wording counts if at least as many of the network's accounts published it as a finding asks for; a post, if it
    has any of the network's texts, however few published it in these very words.
    """
    networks = [network for network in world.truth["networks"] if network.get("texts")]
    if not networks:
        return []
    worded = read_traces(world.posts, world.references, [LAYER])[LAYER].select("account", "object", "post").unique()
    found = posts_with_findings(result, worded)
    lines = []
    for network in networks:
        own = worded.filter(
            pl.col("account").is_in(network["accounts"])
            & pl.col("object").is_in(text_objects(pl.Series(network["texts"], dtype=pl.String)).drop_nulls().implode())
        ).with_columns(pl.col("post").is_in(found.implode()).alias("found"))
        wordings = own.group_by("object").agg(pl.col("account").n_unique(), pl.col("found").any())
        copied = wordings.filter(pl.col("account") >= FEWEST_ACCOUNTS)
        lines.append(
            {
                "playbook": network["playbook"],
                "level": network["level"],
                "wordings": copied.height,
                "wordings_found": int(copied["found"].sum()),
                "posts": own["post"].n_unique(),
                "posts_found": own.filter("found")["post"].n_unique(),
            }
        )
    return lines


def posts_with_findings(result: ScanResult, worded: pl.DataFrame) -> pl.Series:
    """Return the posts whose text has a finding; `worded` names texts by their words, where the scan does too."""
    named = result.tables["findings"].filter(
        (pl.col("detector") == COPIED_TEXT.name) & (pl.col("subject_kind") == LAYER)
    )["subject"]
    seen = result.tables.get(ALIKE[LAYER], worded)
    return seen.filter(pl.col("object").is_in(named.implode()))["post"].unique()
