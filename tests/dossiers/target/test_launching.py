"""Who launches and who boosts, with a test that chance does not pass."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tests.dossiers.target.attacked_case import LARGE, LAUNCHER, attacked_case
from unisono.dossiers.target.launching import acts_of_episode, describe_launch, launch_pattern
from unisono.dossiers.target.material import read_material


def test_the_small_account_that_launched_is_named_and_the_large_ones_that_boosted(tmp_path: Path) -> None:
    case = attacked_case(tmp_path / "case")
    material = read_material(case, case.latest_run(), "Ilva")
    told = describe_launch(material, material.own[material.episodes[0][0].attacks])
    assert [one["account_id"] for one in told["launchers"]] == [f"twitter:{LAUNCHER}"]
    assert told["launchers"][0]["tested"] is True
    assert {one["account_id"] for one in told["boosters"]} <= {f"twitter:{one}" for one in LARGE}
    assert told["boosters"]
    pattern = told["launch_pattern"]
    assert pattern["holds"] is True
    assert (pattern["launchers_followers"], pattern["carriers_followers"]) == (12.0, 90_000.0)


def test_where_nobody_launches_the_first_are_named_untested_and_the_pattern_abstains(tmp_path: Path) -> None:
    material = read_material(attacked_case(tmp_path / "case"), None, "Rosa")
    told = describe_launch(material, material.own[material.episodes[1][0].attacks])
    assert not any(one["tested"] for one in told["launchers"])
    assert told["launch_pattern"]["holds"] is None
    assert "cannot say, nobody was first more often" in told["launch_pattern"]["says"]


def acts(firsts: list[str], others: list[list[str]]) -> pl.DataFrame:
    rows = [
        {"layer": "repost", "object": str(number), "account": account, "at": number * 1_000 + place}
        for number, (first, after) in enumerate(zip(firsts, others, strict=True))
        for place, account in enumerate([first, *after])
    ]
    return pl.DataFrame(rows)


@pytest.mark.parametrize("shuffled", range(8))
def test_by_chance_the_pattern_holds_hardly_ever(shuffled: int) -> None:
    rng = np.random.default_rng(shuffled)
    people = [f"p{number}" for number in range(30)]
    came = [list(rng.permutation(people[1:])) for _ in range(15)]
    followers = pl.DataFrame({"account": people, "followers": rng.integers(10, 10_000, 30)})
    pattern = launch_pattern(acts(["p0"] * 15, came), ["p0"], followers)
    assert pattern["p"] > 0.01


def test_the_permutation_p_is_that_of_all_deals() -> None:
    people = [f"p{number}" for number in range(12)]
    followers = pl.DataFrame({"account": people, "followers": [1] + [10**number for number in range(1, 12)]})
    pattern = launch_pattern(acts(["p0"], [people[:0:-1]]), ["p0"], followers)
    sizes = np.log10(np.array([1] + [10**number for number in range(1, 12)]) + 1.0)
    # The first quarter after p0 are p11 and p10: with p0 the smallest of all, no deal is larger, and few are equal.
    carriers = [11, 10]
    observed = sizes[carriers].mean() - sizes[0]
    deals = [
        sizes[[a, b]].mean() - sizes[c] >= observed - 1e-12
        for a in range(12) for b in range(12) for c in range(12) if len({a, b, c}) == 3
    ]  # fmt: skip
    assert pattern["holds"] is None or abs(pattern["p"] - np.mean(deals)) < 0.005


def test_acts_of_an_episode_put_the_original_before_its_reposts(tmp_path: Path) -> None:
    material = read_material(attacked_case(tmp_path / "case"), None, "Ilva")
    rows = acts_of_episode(material, material.own[material.episodes[0][0].attacks]).filter(pl.col("layer") == "repost")
    first = rows.sort("at").unique("object", keep="first", maintain_order=True)
    assert first["account"].unique().to_list() == [f"twitter:{LAUNCHER}"]
    assert (first["object"] == first["post"]).all()
