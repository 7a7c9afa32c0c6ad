"""Findings of massive episodes: all that were planted, with their posts, and none in ordinary weeks."""

from dataclasses import replace

import numpy as np
import orjson
import polars as pl

from tests.detectors.targets.planted_attacks import (
    NAMES,
    START,
    TARGETS,
    attack_rows,
    news_peak,
    ordinary_weeks,
    ten_attacks,
    write_posts,
)
from unisono.accounts.known import KnownAccounts
from unisono.cases.targets import Targets
from unisono.detectors.attacks import NAME, find
from unisono.detectors.scene import Scene
from unisono.model.tables import ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, TRACES, empty


def scene_of(posts: pl.DataFrame, targets: Targets) -> Scene:
    tables = [empty(table) for table in (PAIRS, NETWORKS, MEMBERS, ACTS)]
    known = replace(KnownAccounts(posts), targets=targets)
    return Scene(*tables, pairs_tested=0, texts=empty(TRACES), posts=posts, known=known)


def test_ten_massive_episodes_give_ten_findings_that_cite_their_posts() -> None:
    rng = np.random.default_rng(3)
    rows = ordinary_weeks(rng)
    for attack in ten_attacks():
        rows += attack_rows(rng, attack, list(range(2_000, 2_040)))
    posts = write_posts(rows)
    found = find(scene_of(posts, TARGETS))
    assert found.schema == pl.Schema(FINDINGS)
    assert found["subject"].value_counts().sort("subject").rows() == [("Bruno", 1), ("Ilva", 8), ("Reporter", 1)]
    assert found["finding"].is_unique().all()
    assert (found["q"] <= 0.01).all()
    assert (found["expected"] * 10 <= found["value"]).all()
    for row in found.to_dicts():
        cited = orjson.loads(row["evidence"])["posts"]
        assert len(set(cited)) == row["posts_count"] == row["value"]
        said = posts.filter(("twitter:" + pl.col("post_id")).is_in(cited))
        assert said["text"].str.contains("|".join(NAMES)).all()
        assert "does not say" in row["because"]
        assert (row["detector"], row["subject_kind"]) == (NAME, "target")


def test_ordinary_weeks_and_news_give_none_and_neither_does_a_case_without_targets() -> None:
    rng = np.random.default_rng(4)
    posts = write_posts(ordinary_weeks(rng) + news_peak(rng, START, 1_500))
    assert find(scene_of(posts, TARGETS)).height == 0
    assert find(scene_of(posts, Targets())).height == 0
    assert find(scene_of(posts.clear(), TARGETS)).height == 0
