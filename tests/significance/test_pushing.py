"""Tags that networks push, against sums by hand, and against worlds in which members are anybody."""

from collections.abc import Iterable

import numpy as np
import polars as pl
import pytest
from scipy.stats import poisson

from unisono.significance.pushing import RATED, rate_pushing


def uses_of(rows: list[tuple[str, str]]) -> pl.DataFrame:
    """Return uses of (account, tag), each in a post of its own."""
    return pl.DataFrame(
        [{"account": account, "object": tag, "post": f"p{number}"} for number, (account, tag) in enumerate(rows)]
    )


def members_of(accounts: Iterable[str], network: int = 1) -> pl.DataFrame:
    return pl.DataFrame({"account": list(accounts)}, schema={"account": pl.String}).with_columns(
        pl.lit(network, pl.Int64).alias("network")
    )


def drawn_world(seed: int, accounts: int = 400, tags: int = 60, posts: int = 4_000) -> pl.DataFrame:
    """Return uses in which accounts of all activity choose among tags of all fame, and nobody agrees with anybody."""
    rng = np.random.default_rng(seed)
    activity = rng.lognormal(0.0, 1.0, accounts)
    who = rng.choice(accounts, size=posts, p=activity / activity.sum())
    which = rng.zipf(1.5, posts).clip(max=tags)
    return uses_of([(f"a{one}", f"t{tag}") for one, tag in zip(who, which, strict=True)])


def test_counts_are_of_posts_and_accounts_inside_and_outside() -> None:
    rows = [("m1", "x"), ("m1", "x"), ("m2", "x"), ("o1", "x"), ("o2", "y")]
    rated = rate_pushing(uses_of(rows), members_of(["m1", "m2", "m3"])).rated
    assert dict(rated.schema) == RATED
    row = rated.filter(pl.col("object") == "x").row(0, named=True)
    assert (row["posts"], row["accounts"], row["member_posts"], row["member_accounts"]) == (4, 3, 3, 2)
    assert row["expected"] is None


def test_the_expectation_is_that_of_everybody_else_given_how_many_tags_each_account_uses() -> None:
    # Ten of fifty outsiders use x once; everybody has four other uses. Five members, all of whom use x.
    rows = [(f"o{n}", f"other{n % 7}") for n in range(50) for _ in range(4)]
    rows += [(f"o{n}", "x") for n in range(10)]
    rows += [(f"m{n}", f"other{n % 7}") for n in range(5) for _ in range(4)] + [(f"m{n}", "x") for n in range(5)]
    pushing = rate_pushing(uses_of(rows), members_of(f"m{n}" for n in range(5)))
    row = pushing.rated.filter(pl.col("object") == "x").row(0, named=True)
    # All have five chances, so each of the five members is as likely as the eleven of fifty (one more counted).
    assert row["expected"] == pytest.approx(5 * 11 / 50, rel=1e-3)
    # Of one network and of all together: two tests.
    assert row["p"] == pytest.approx(2 * poisson.sf(4, 1.1), rel=1e-2)
    assert row["q"] == pytest.approx(min(1.0, row["p"] * pushing.tested), rel=1e-6)


def test_members_drawn_from_everybody_push_nothing() -> None:
    alarms = 0
    for seed in range(12):
        uses = drawn_world(seed)
        members = uses["account"].unique().sort().sample(40, seed=seed)
        alarms += rate_pushing(uses, members_of(members)).rated.filter(pl.col("q") <= 0.01).height
    assert alarms == 0


def test_a_tag_that_forty_members_use_is_found_among_all() -> None:
    uses = drawn_world(3)
    members = uses["account"].unique().sort().sample(40, seed=1)
    push = uses_of([(account, "pushed") for account in members] + [(f"a{n}", "pushed") for n in range(30)])
    rated = rate_pushing(pl.concat([uses, push]), members_of(members)).rated
    assert rated.filter(pl.col("q") <= 0.01)["object"].to_list() == ["pushed"]


def test_a_network_with_a_tag_of_its_own_does_not_drown_among_busy_networks() -> None:
    rows = [(f"o{n}", f"other{n % 9}") for n in range(300) for _ in range(3)] + [(f"o{n}", "own") for n in range(60)]
    rows += [(f"busy{n}", f"other{tag % 9}") for n in range(60) for tag in range(90)]
    rows += [(f"m{n}", "own") for n in range(30)]
    homes = pl.concat([members_of((f"busy{n}" for n in range(60)), 1), members_of((f"m{n}" for n in range(30)), 2)])
    row = rate_pushing(uses_of(rows), homes).rated.filter(pl.col("object") == "own").row(0, named=True)
    assert (row["network"], row["pushers"], row["member_accounts"]) == (2, 30, 30)
    # Everybody has one chance in that network, of which outsiders take about 61 in 300 times 4.
    assert row["expected"] < 3
    assert row["q"] < 1e-10


def test_a_tag_that_everybody_uses_is_not_pushed_by_those_who_do_nothing_else() -> None:
    rows = [(f"o{n}", "x") for n in range(100)] + [(f"m{n}", "x") for n in range(10)]
    rated = rate_pushing(uses_of(rows), members_of(f"m{n}" for n in range(10))).rated
    assert rated["q"].to_list()[0] > 0.3


def test_without_uses_nothing_is_tested() -> None:
    nothing = pl.DataFrame(schema={"account": pl.String, "object": pl.String, "post": pl.String})
    assert rate_pushing(nothing, members_of(["m1"])).tested == 0
