"""Networks that rest on the same posts are one observation, and one of them is left."""

import orjson
import polars as pl
import pytest

from unisono.model.tables import conform
from unisono.registry.describing import _sample
from unisono.registry.same_posts import Repeated, find_repeated, share_met, shares_of_posts
from unisono.registry.tables import CASES, NETWORKS, Registry


def registry_of(networks: dict[int, tuple[str, list[str]]], sources: dict[str, list[str]] | None = None) -> Registry:
    """Return known networks, each of a case and resting on posts; cases without sources have one of their own."""
    rows = [
        {
            "known": number,
            "case_key": case,
            "posts": len(posts),
            "sampled_posts": _sample(pl.Series(posts, dtype=pl.String)),
        }
        for number, (case, posts) in networks.items()
    ]
    keys = sorted({case for case, _ in networks.values()})
    cases = [{"case_key": key, "sources": orjson.dumps((sources or {}).get(key, [key])).decode()} for key in keys]
    return Registry(conform(pl.DataFrame(cases), CASES), conform(pl.DataFrame(rows), NETWORKS))


def posts(first: int, end: int) -> list[str]:
    return [f"twitter:{number}" for number in range(first, end)]


def test_the_share_is_that_of_the_network_that_has_fewer_of_its_own() -> None:
    known = registry_of(
        {1: ("a", posts(0, 10)), 2: ("b", posts(6, 46)), 3: ("c", posts(90, 99)), 4: ("a", posts(0, 10))}
    )
    assert shares_of_posts(known.networks) == {(1, 2): 0.4, (2, 4): 0.4}


def test_samples_of_many_posts_give_the_share_of_all() -> None:
    known = registry_of({1: ("a", posts(0, 20_000)), 2: ("b", posts(8_000, 68_000)), 3: ("c", posts(0, 900))})
    shares = shares_of_posts(known.networks)
    assert shares[1, 2] == pytest.approx(0.6, abs=0.08)  # 12,000 of 20,000, of which some 330 are compared
    assert shares[1, 3] == pytest.approx(1.0)


def test_of_networks_that_rest_on_the_same_posts_the_largest_is_left() -> None:
    known = registry_of(
        {1: ("a", posts(0, 10)), 2: ("b", posts(0, 12)), 3: ("c", posts(8, 30)), 4: ("d", posts(0, 10))}
    )
    assert find_repeated(known) == [Repeated(1, 2, 1.0), Repeated(4, 2, 1.0)]


def test_networks_of_a_case_whose_files_are_in_another_are_left_out() -> None:
    known = registry_of({1: ("a", posts(0, 30)), 2: ("b", posts(90, 99)), 3: ("c", posts(50, 60))}, {"b": ["a", "b"]})
    assert find_repeated(known) == [Repeated(1, 2, 1.0)]


def test_networks_of_one_case_or_of_other_posts_all_stay() -> None:
    same = registry_of({1: ("a", posts(0, 10)), 2: ("a", posts(0, 10)), 3: ("b", posts(7, 20))})
    assert find_repeated(same) == []
    assert find_repeated(Registry()) == []


def test_posts_that_the_whole_case_holds_count_as_well() -> None:
    assert share_met({(-3, 7): 0.2}, {7: 0.6}, 7, -3) == 0.6
    assert share_met({(-3, 7): 0.9}, {7: 0.6}, 7, -3) == 0.9
    assert share_met({}, {}, 7, -3) == 0.0
