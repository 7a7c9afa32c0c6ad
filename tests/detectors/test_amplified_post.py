"""Posts that networks reposted far more than others."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import orjson
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import betabinom, binom

from tests.accounts.in_slices import InSlices
from tests.detectors.small_world import HIRED, case_of, scanned, world
from unisono.accounts.read_posts import HeldPosts
from unisono.detectors.amplified_post import (
    beta_binomial_tails,
    count_reposters,
    find,
    rate_posts,
    usual_share,
)
from unisono.detectors.evidence import fetch_evidence
from unisono.detectors.scene import Scene
from unisono.model.tables import ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, POSTS, TRACES, conform, empty

START = datetime(2020, 1, 1, tzinfo=UTC)


def posts_of(rows: list[tuple[str, str]]) -> pl.DataFrame:
    """Return POSTS of reposts (account, original)."""
    return conform(
        pl.DataFrame(
            {
                "platform": ["t"] * len(rows),
                "post_id": [str(number) for number in range(len(rows))],
                "account_id": [row[0] for row in rows],
                "created_at": [START + timedelta(minutes=number) for number in range(len(rows))],
                "kind": ["repost"] * len(rows),
                "ref_post_id": [row[1] for row in rows],
            },
            schema={name: POSTS[name] for name in (
                "platform", "post_id", "account_id", "created_at", "kind", "ref_post_id"
            )},
        ),
        POSTS,
    )  # fmt: skip


def scene_of(
    rows: list[tuple[str, str]], members: list[str], together: list[str], verdict: str = "coordinated"
) -> Scene:
    of_network = pl.DataFrame({"network": [1] * len(members), "account": [f"t:{one}" for one in members]})
    acts = pl.DataFrame({"layer": ["repost"] * len(together), "object": [f"t:{one}" for one in together]})
    networks = pl.DataFrame({"network": [1], "verdict": [verdict]})
    return Scene(
        empty(PAIRS),
        conform(networks, NETWORKS),
        conform(of_network, MEMBERS) if members else empty(MEMBERS),
        conform(acts, ACTS) if together else empty(ACTS),
        pairs_tested=0,
        texts=empty(TRACES),
        posts=posts_of(rows),
    )


def ordinary(posts: int, seed: int, members: int = 10) -> list[tuple[str, str]]:
    """Return reposts of posts of unlike interest: of each, members make a share of its own, 5 % on average."""
    rng = np.random.default_rng(seed)
    rows = []
    for post in range(posts):
        share = rng.beta(1.0, 19.0)
        for number in range(int(rng.integers(5, 60))):
            inside = rng.random() < share
            rows.append((f"m{rng.integers(members)}" if inside else f"p{post}-{number}", f"o{post}"))
    return rows


def pushed(count: int, people: int) -> list[tuple[str, str]]:
    return [(f"m{number}", "push") for number in range(count)] + [(f"x{number}", "push") for number in range(people)]


def test_a_pushed_post_is_found_with_its_counts_and_its_posts() -> None:
    scene = scene_of([*ordinary(200, 1, 60), *pushed(40, 20)], [f"m{number}" for number in range(60)], ["push"])
    (row,) = find(scene).to_dicts()
    assert (row["subject"], row["subject_kind"], row["measure"]) == ("t:push", "post", "networked_reposts")
    assert (row["value"], row["n"], row["posts_count"]) == (40, 60, 40)
    assert row["q"] <= 0.01
    assert 1 < row["expected"] < 6
    assert len(orjson.loads(row["evidence"])["posts"]) == 40
    assert row["because"].startswith("40 of the 60 reposts collected are by members of network 1 (40); ")


def test_an_explained_network_is_named_as_explained() -> None:
    scene = scene_of(
        [*ordinary(200, 1, 60), *pushed(40, 20)],
        [f"m{number}" for number in range(60)],
        ["push"],
        verdict="coordinated_explained",
    )
    assert "network 1 (40, an innocent explanation fits)" in find(scene)["because"][0]


def test_worlds_in_which_members_only_have_interests_are_silent() -> None:
    found = 0
    for seed in range(20):
        found += find(scene_of(ordinary(150, seed), [f"m{number}" for number in range(10)], [])).height
    assert found == 0


def test_the_tails_of_ordinary_posts_are_no_smaller_than_chance_allows() -> None:
    tails = []
    for seed in range(40):
        rows = pl.DataFrame(ordinary(150, seed, 400), schema=["account", "object"], orient="row").unique()
        inside = pl.when(pl.col("account").str.starts_with("m")).then(1).cast(pl.Int64).alias("network")
        counts = (
            rows.with_columns(inside)
            .group_by("object")
            .agg(pl.len().cast(pl.Int64).alias("reposts"), pl.col("network").count().cast(pl.Int64).alias("networked"))
        )
        usual = usual_share(counts)
        tails.append(usual.tails(counts["networked"].to_numpy(), counts["reposts"].to_numpy()))
    every = np.concatenate(tails)
    for level in (0.2, 0.05, 0.01, 0.001):
        assert (every <= level).mean() <= 1.6 * level + 2 / np.sqrt(len(every)) * np.sqrt(level)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 80), st.floats(0.001, 0.9), st.floats(0.001, 0.8), st.data())
def test_tails_are_those_of_the_beta_binomial(of: int, mean: float, likeness: float, data: st.DataObject) -> None:
    found = data.draw(st.integers(0, of))
    strength = 1 / likeness - 1
    wanted = betabinom.sf(found - 1, of, mean * strength, (1 - mean) * strength)
    (tail,) = beta_binomial_tails(np.array([found]), np.array([of]), mean, likeness)
    assert tail == pytest.approx(wanted, rel=1e-6, abs=1e-12)


def test_many_tails_at_once_are_those_one_by_one() -> None:
    found, of = np.array([0, 3, 7, 7]), np.array([5, 9, 7, 600])
    together = beta_binomial_tails(found, of, 0.1, 0.05)
    alone = [beta_binomial_tails(found[[place]], of[[place]], 0.1, 0.05)[0] for place in range(4)]
    assert together == pytest.approx(alone)
    assert together[0] == pytest.approx(1.0)


def test_without_likeness_the_tail_is_binomial() -> None:
    (tail,) = beta_binomial_tails(np.array([4]), np.array([10]), 0.1, 0.0)
    assert tail == pytest.approx(binom.sf(3, 10, 0.1), rel=1e-3)


def test_the_spread_between_posts_is_recovered() -> None:
    rng = np.random.default_rng(3)
    of = rng.integers(20, 200, 4_000)
    counts = pl.DataFrame({"reposts": of, "networked": rng.binomial(of, rng.beta(2.0, 18.0, 4_000))})
    usual = usual_share(counts)
    assert usual.mean == pytest.approx(0.1, abs=0.005)
    assert usual.likeness == pytest.approx(1 / 21, abs=0.008)


def test_where_networks_acted_on_all_posts_all_of_them_are_the_reference() -> None:
    rows = ordinary(30, 1)
    counts = count_reposters(HeldPosts(posts_of(rows)), pl.Series(["t:m1"]))
    usual, _ = rate_posts(counts, counts["object"])
    assert usual.is_general
    assert not rate_posts(counts, pl.Series([], dtype=pl.String))[0].is_general


def test_an_account_that_reposts_twice_counts_once() -> None:
    posts = posts_of([("a", "x"), ("a", "x"), ("b", "x"), ("b", ""), ("b", "y")])
    counts = count_reposters(HeldPosts(posts), pl.Series(["t:a"])).sort("object")
    assert counts.rows() == [("t:x", 2, 1), ("t:y", 1, 0)]


@given(st.lists(st.tuples(*[st.sampled_from("ab")] * 2, st.sampled_from("xy"), st.sampled_from("12")), max_size=30))
def test_counts_are_those_of_distinct_accounts(rows: list[tuple[str, str, str, str]]) -> None:
    named = posts_of([(account, post) for account, _, post, _ in rows])
    posts = named.with_columns(pl.Series("platform", [row[3] for row in rows], dtype=pl.String))
    counts = count_reposters(HeldPosts(posts), pl.Series(["1:a", "2:b"]))
    wanted = {
        f"{platform}:{post}": {account for account, _, what, where in rows if (what, where) == (post, platform)}
        for _, _, post, platform in rows
    }
    found = {name: (reposts, networked) for name, reposts, networked in counts.iter_rows()}
    member = {"1": "a", "2": "b"}
    assert found == {name: (len(who), int(member[name[0]] in who)) for name, who in wanted.items()}


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["x", "y", ""]), st.sampled_from("12")), max_size=30),
    st.integers(1, 9),
)
def test_counts_of_parts_are_those_of_the_whole(rows: list[tuple[str, str, str]], size: int) -> None:
    platforms = pl.Series("platform", [row[2] for row in rows], dtype=pl.String)
    posts, members = posts_of([row[:2] for row in rows]).with_columns(platforms), pl.Series(["1:a", "2:b"])
    assert count_reposters(InSlices(posts, size), members).equals(count_reposters(HeldPosts(posts), members))


def test_few_reposts_are_not_judged() -> None:
    scene = scene_of([*ordinary(100, 1, 60), *pushed(9, 0)], [f"m{number}" for number in range(60)], ["push"])
    assert find(scene).is_empty()


def test_without_networks_there_is_nothing_to_find() -> None:
    found = find(scene_of(ordinary(50, 1), [], []))
    assert found.is_empty()
    assert dict(found.schema) == FINDINGS


def test_a_scan_finds_what_hired_accounts_reposted_and_gives_their_posts(tmp_path: Path) -> None:
    case = case_of(tmp_path / "case", world())
    run = scanned(case)
    found = run.table("findings").filter(pl.col("detector") == "amplified_post")
    assert found.height >= 15
    for row in found.head(3).iter_rows(named=True):
        posts = fetch_evidence(case, run, row["finding"])
        assert posts.height == row["posts_count"] == row["value"]
        assert set(posts["account_id"]) <= HIRED
