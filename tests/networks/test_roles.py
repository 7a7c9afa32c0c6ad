"""Who goes first is a launcher, who comes early and is widely followed a booster, everybody else the crowd."""

import datetime as dt

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, poisson_binom

from unisono.engine.tails import poisson_binomial_tail
from unisono.model.tables import ACTS, conform
from unisono.networks.roles import LEVEL, _early_tails, _first_tails, assign_roles

NOON = dt.datetime(2018, 7, 1, 12, 0, tzinfo=dt.UTC)


def acts_in_order(orders: list[list[str]], network: int = 1) -> pl.DataFrame:
    """Return acts in which the accounts of each list come to one object, a minute after one another."""
    rows = [
        {"network": network, "layer": "repost", "object": f"o{number}", "account": account,
         "post": f"{account}-{number}", "at": NOON + dt.timedelta(hours=number, minutes=place)}
        for number, order in enumerate(orders)
        for place, account in enumerate(order)
    ]  # fmt: skip
    return conform(pl.DataFrame(rows), ACTS)


def followers(**counts: int | None) -> pl.DataFrame:
    return pl.DataFrame(list(counts.items()), schema={"account": pl.String, "followers": pl.Int64}, orient="row")


def roles(acts: pl.DataFrame, known: pl.DataFrame | None = None) -> dict[str, str]:
    table = assign_roles(acts, known if known is not None else followers())
    return dict(table.select("account", "role").iter_rows())


def test_the_account_that_is_always_first_is_the_launcher() -> None:
    rng = np.random.default_rng(1)
    crowd = [f"c{number}" for number in range(9)]
    orders = [["leader", *rng.permutation(crowd).tolist()] for _ in range(12)]
    assert roles(acts_in_order(orders)) == {"leader": "launcher"} | dict.fromkeys(crowd, "crowd")


def test_an_early_account_with_most_followers_is_a_booster_and_one_without_is_not() -> None:
    rng = np.random.default_rng(2)
    crowd = [f"c{number}" for number in range(18)]
    orders = []
    for number in range(16):
        start = [crowd[number], "big", "small"] if number % 2 else [crowd[number], "small", "big"]
        rest = [account for account in crowd if account != crowd[number]]
        orders.append(start + rng.permutation(rest).tolist())
    known = followers(big=50_000, small=40, **{account: 100 + n for n, account in enumerate(crowd)})
    found = roles(acts_in_order(orders), known)
    assert found["big"] == "booster"
    assert found["small"] == "crowd"


def test_a_widely_followed_account_that_comes_late_is_crowd() -> None:
    rng = np.random.default_rng(3)
    crowd = [f"c{number}" for number in range(12)]
    orders = [[*rng.permutation(crowd).tolist(), "big"] for _ in range(16)]
    known = followers(big=50_000, **dict.fromkeys(crowd, 100))
    assert roles(acts_in_order(orders), known)["big"] == "crowd"


def test_without_followers_nobody_is_a_booster() -> None:
    orders = [["a", "b", *[f"c{number}" for number in range(10)]]] * 20
    assert "booster" not in roles(acts_in_order(orders), followers(a=None, b=None)).values()


def test_random_order_gives_launchers_no_more_often_than_the_stated_level() -> None:
    rng = np.random.default_rng(4)
    accounts = [f"c{number}" for number in range(10)]
    with_launcher = sum(
        "launcher" in roles(acts_in_order([rng.permutation(accounts).tolist() for _ in range(25)])).values()
        for _ in range(200)
    )
    # At the level of 1 % a network, 200 networks of chance give 2 on average, and more than 7 once in a thousand times.
    assert LEVEL == 0.01
    assert with_launcher <= 7


def test_the_first_of_two_is_first_by_even_chance() -> None:
    firsts, seconds = [["a", "b"]] * 7, [["a", "b"]] * 8
    # 2 accounts: 2 · 2^-7 > 0.01 and 2 · 2^-8 < 0.01.
    assert roles(acts_in_order(firsts)) == {"a": "crowd", "b": "crowd"}
    assert roles(acts_in_order(seconds)) == {"a": "launcher", "b": "crowd"}


def test_chances_follow_the_number_of_members_on_each_object() -> None:
    orders = [["a", "b"]] * 3 + [["a", "b", "c", "d", "e"]] * 2 + [["b", "a", "c"]]
    tail = float(poisson_binom.sf(4, [1 / 2] * 3 + [1 / 5] * 2 + [1 / 3]))
    assert tail * 5 > LEVEL  # by hand: not enough
    assert roles(acts_in_order(orders))["a"] == "crowd"
    more = orders + [["a", "b", "c", "d", "e"]] * 2
    tail = float(poisson_binom.sf(6, [1 / 2] * 3 + [1 / 5] * 4 + [1 / 3]))
    assert tail * 5 <= LEVEL
    assert roles(acts_in_order(more))["a"] == "launcher"


def test_coming_at_the_same_moment_makes_nobody_first() -> None:
    acts = acts_in_order([["a", "b", "c", "d"]] * 30).with_columns(pl.col("at").dt.truncate("1h"))
    assert set(roles(acts, followers(a=90_000, b=1, c=1, d=1)).values()) == {"crowd"}


def test_objects_with_one_member_say_nothing_about_order() -> None:
    assert roles(acts_in_order([["a"]] * 40 + [["a", "b"], ["b", "a"]])) == {"a": "crowd", "b": "crowd"}


def test_only_the_first_of_several_acts_on_an_object_counts() -> None:
    again = [["a", "b", "c", "b", "b", "c", "a"]] * 12
    assert roles(acts_in_order(again)) == {"a": "launcher", "b": "crowd", "c": "crowd"}


def test_a_post_with_traces_in_several_layers_counts_once() -> None:
    acts = acts_in_order([["a", "b"]] * 5)
    layers = [acts.with_columns(pl.lit(layer).alias("layer")) for layer in ("text", "link", "tags")]
    # Five first places of two come by chance once in 32 times, fifteen would come once in 32,768.
    assert roles(pl.concat(layers)) == {"a": "crowd", "b": "crowd"}


def test_networks_are_judged_apart() -> None:
    led, unled = acts_in_order([["a", "b", "c"]] * 10), acts_in_order([["a", "b"], ["b", "a"]] * 5, network=2)
    table = assign_roles(pl.concat([led, unled]), followers())
    assert sorted(table.rows()) == [
        (1, "a", "launcher"),
        (1, "b", "crowd"),
        (1, "c", "crowd"),
        (2, "a", "crowd"),
        (2, "b", "crowd"),
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    acts = acts_in_order([["leader", "b", "c", "d"], ["leader", "d", "b", "c"]] * 6)
    shuffled = acts.sample(fraction=1.0, shuffle=True, seed=seed)
    assert roles(shuffled) == roles(acts)


def test_no_acts_give_no_roles() -> None:
    assert assign_roles(acts_in_order([["a"]]).clear(), followers()).is_empty()


@given(st.lists(st.tuples(st.integers(1, 80), st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=8))
def test_tails_are_those_of_each_account_by_itself(drawn: list[tuple[int, float, float]]) -> None:
    rng = np.random.default_rng(1)
    rows = [
        {
            "objects": count,
            "firsts": int(a * count),
            "early": int(b * count),
            "chances": rng.uniform(0, 1, count).tolist(),
        }
        for count, a, b in drawn
    ]
    table = pl.DataFrame(rows)
    first = [poisson_binomial_tail(np.array(row["chances"]), row["objects"], row["firsts"]) for row in rows]
    assert _first_tails(table).tolist() == first
    early = [binom.sf(row["early"] - 1, row["objects"], 0.25) for row in rows]
    assert _early_tails(table) == pytest.approx(np.array(early), rel=1e-9)
