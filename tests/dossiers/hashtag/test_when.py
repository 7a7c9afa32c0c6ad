"""When and where a tag came, put together."""

from pathlib import Path

import polars as pl

from tests.dossiers.hashtag.tagged_case import tagged_case
from unisono.dossiers.hashtag.hourly_ranks import hourly_ranks
from unisono.dossiers.hashtag.material import read_tags
from unisono.dossiers.hashtag.saying import read_posts
from unisono.dossiers.hashtag.when import PLACES, TIMES, tell_when


def test_times_places_and_ranks_are_those_of_the_tags_posts(tmp_path: Path) -> None:
    case = tagged_case(tmp_path / "c")
    material = read_tags(case, case.latest_run())
    uses = material.uses.filter(pl.col("object") == "harbour")
    told = tell_when(material, "harbour", read_posts(material, uses))
    assert set(told) >= {*TIMES, *PLACES, "belt", "hourly_rank", "says_when"}
    assert sum(hour["posts"] for hour in told["hours"]) == uses.height
    assert told["first_platform"] == "twitter"
    assert told["platforms"]["twitter"]["first_at"] == uses["at"].min()
    ranks = hourly_ranks(material.uses.select(pl.col("object").alias("tag"), "account", "at"))
    assert told["hourly_rank"]["best_rank"] == ranks.filter(pl.col("tag") == "harbour")["rank"].min()
    assert all(isinstance(line, str) for line in told["says_when"])
