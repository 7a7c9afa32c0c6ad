"""A list's uses are tested against those of accounts as busy: right by hand, silent by chance, found when planted."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from unisono.dossiers.watchlist.unusual import judge_uses

DAY = date(2018, 6, 1)


def tables(
    posts: dict[str, int], users: dict[str, list[str]], group: dict[str, str] | None = None
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Return uses, acts and peers of one day: so many posts of each account, and who used what once."""
    acts = pl.DataFrame(
        [(DAY, account) for account, count in posts.items() for _ in range(count)],
        schema={"day": pl.Date, "account": pl.String},
        orient="row",
    )
    rows = [(DAY, "hashtag", item, account, f"{item}{account}") for item, who in users.items() for account in who]
    uses = pl.DataFrame(rows, schema=["day", "kind", "item", "account", "post"], orient="row")
    peers = pl.DataFrame({"account": list(posts)}).with_columns(
        pl.col("account").map_elements(lambda one: (group or {}).get(one, "all"), return_dtype=pl.String).alias("group")
    )
    return uses, acts, peers


def test_the_tail_is_the_binomial_one_of_the_members_share_of_posts() -> None:
    posts = {f"m{number}": 5 for number in range(10)} | {f"o{number}": 1 for number in range(150)}
    users = {"vote": [f"m{number}" for number in range(8)] + ["o1", "o2"]}
    uses, acts, peers = tables(posts, users)
    row = judge_uses(uses, acts, peers, pl.Series([f"m{number}" for number in range(10)])).row(0, named=True)
    assert row["case_accounts"] == row["case_posts"] == 10
    assert row["expected_accounts"] == pytest.approx(10 * 50 / 200)
    assert row["p"] == pytest.approx(binom.sf(7, 10, 0.25))
    assert row["q"] == pytest.approx(row["p"])


def test_members_who_post_less_than_others_count_by_their_number() -> None:
    posts = {"m1": 1, "m2": 1, "m3": 1} | {f"o{number}": 50 for number in range(7)}
    uses, acts, peers = tables(posts, {"vote": list(posts)})
    row = judge_uses(uses, acts, peers, pl.Series(["m1", "m2", "m3"])).row(0, named=True)
    assert row["expected_accounts"] == pytest.approx(3.0)
    assert row["p"] == 1.0


@given(
    chances=st.lists(st.tuples(st.floats(0.01, 0.6), st.integers(1, 6)), min_size=1, max_size=3),
    extra=st.integers(0, 10),
)
@settings(max_examples=100, deadline=None)
def test_the_bound_is_never_below_the_exact_tail_of_unlike_draws(chances: list[tuple[float, int]], extra: int) -> None:
    exact = np.array([1.0])
    for chance, users in chances:
        exact = np.convolve(exact, binom.pmf(np.arange(users + 1), users, chance))
    number = sum(users for _, users in chances)
    mean = sum(chance * users for chance, users in chances)
    members = min(int(np.ceil(mean + 1)) + extra, number)
    if members >= mean + 1:
        assert binom.sf(members - 1, number, mean / number) >= exact[members:].sum() - 1e-12


def test_few_members_are_not_tested_and_what_all_do_is_usual() -> None:
    posts = {f"a{number}": 2 for number in range(300)}
    everybody = list(posts)
    uses, acts, peers = tables(posts, {"news": everybody, "rare": ["a0", "a1"]})
    found = {row["item"]: row for row in judge_uses(uses, acts, peers, pl.Series(everybody[:30])).to_dicts()}
    assert found["rare"]["p"] is found["rare"]["q"] is None
    assert found["news"]["p"] == 1.0


def test_lists_drawn_by_lot_find_nothing_and_planted_ones_are_found() -> None:
    """Accounts that post from 1 to 30 times a day and use things in proportion; members are busier than most."""
    rng = np.random.default_rng(5)
    small, tested = 0, 0
    for _ in range(20):
        names = np.array([f"a{number}" for number in range(500)])
        posts = rng.geometric(0.2, 500).clip(1, 30)
        members = rng.choice(names, 40, replace=False, p=posts / posts.sum())
        users = {}
        for item in range(60):
            size = int(rng.integers(3, 60))
            users[f"t{item}"] = rng.choice(names, size, replace=False, p=posts / posts.sum()).tolist()
        users["pushed"] = [*members[:25].tolist(), *rng.choice(names, 10, replace=False).tolist()]
        users["pushed"] = sorted(set(users["pushed"]))
        uses, acts, peers = tables(dict(zip(names.tolist(), posts.tolist(), strict=True)), users)
        found = judge_uses(uses, acts, peers, pl.Series(members))
        by_lot = found.filter((pl.col("item") != "pushed") & pl.col("p").is_not_null())
        tested += by_lot.height
        small += by_lot.filter(pl.col("p") <= 0.05).height
        assert by_lot.filter(pl.col("q") <= 0.01).height == 0
        assert found.filter(item="pushed")["q"].item() <= 0.01
    assert tested > 300
    assert small <= 0.05 * 1200  # of all things that were drawn, those that too few members used included


def test_groups_have_chances_of_their_own() -> None:
    posts = {f"m{number}": 1 for number in range(20)} | {f"s{number}": 1 for number in range(20)}
    posts |= {f"l{number}": 1 for number in range(160)}
    group = {name: "large" if name.startswith("l") else "small" for name in posts}
    users = [f"m{number}" for number in range(6)] + [f"s{number}" for number in range(4)]
    uses, acts, peers = tables(posts, {"vote": users}, group)
    members = pl.Series([f"m{number}" for number in range(20)])
    row = judge_uses(uses, acts, peers, members).row(0, named=True)
    assert row["expected_accounts"] == pytest.approx(5.0)
    alike = judge_uses(*tables(posts, {"vote": users}), members).row(0, named=True)
    assert alike["expected_accounts"] == pytest.approx(1.0)
