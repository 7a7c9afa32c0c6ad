"""The persona table and its tests."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from unisono.dossiers.post.persona import Groups, differ, exact_p, persona_rows, shares_of
from unisono.dossiers.post.traits import DISTRIBUTIONS, TRAITS


def table(accounts: list[str], chances: dict[str, float], seed: int, languages: list[str]) -> pl.DataFrame:
    rng = np.random.default_rng(seed)
    columns = {trait.name: rng.random(len(accounts)) < chances.get(trait.name, 0.1) for trait in TRAITS}
    kinds = {name: rng.choice(languages, len(accounts)) for name in DISTRIBUTIONS}
    return pl.DataFrame({"account": accounts, **columns, **kinds})


def groups() -> Groups:
    here = [f"h{number}" for number in range(200)]
    others = [f"o{number}" for number in range(300)]
    return Groups(*(pl.Series(one) for one in (here, here[:80], others[:100], others)))


def test_traits_that_differ_are_marked_and_no_others() -> None:
    here = table([f"h{number}" for number in range(200)], {"mixed_scripts": 0.5}, 1, ["es", "ru"])
    others = table([f"o{number}" for number in range(300)], {}, 2, ["es"])
    rows = {row["trait"]: row for row in persona_rows(pl.concat([here, others]), groups())}
    assert {name for name, row in rows.items() if row["unusual"]} == {"mixed_scripts", *DISTRIBUTIONS}
    row = rows["mixed_scripts"]
    assert (row["n"], row["compared_n"], row["networked_n"], row["control_n"]) == (200, 300, 80, 100)
    assert row["accounts"] == here["mixed_scripts"].sum()
    assert row["expected"] == pytest.approx(200 * others["mixed_scripts"].mean())
    assert row["p_corrected"] == pytest.approx(min(1.0, row["p"] * row["rows_tested"]))
    assert row["rows_tested"] == len(TRAITS) + len(DISTRIBUTIONS)


def test_accounts_alike_differ_in_hardly_any_of_many_tables() -> None:
    wrong = 0
    for seed in range(40):
        accounts = [*groups().reposters, *groups().compared]
        rows = persona_rows(table(accounts, {}, seed, ["es", "ru", "en"]), groups())
        wrong += any(row["unusual"] for row in rows)
    assert wrong <= 3


def test_what_is_known_of_few_is_not_tested() -> None:
    traits = table([*groups().reposters, *groups().compared], {}, 1, ["es"])
    thin = traits.with_columns(
        pl.when(pl.int_range(pl.len()) < 19).then("batch").alias("batch"),
        pl.lit(None, dtype=pl.Boolean).alias("fast"),
    )
    rows = {row["trait"]: row for row in persona_rows(thin, groups())}
    assert (rows["batch"]["p"], rows["batch"]["cannot_say"]) == (None, "known of 19 reposters only")
    assert (rows["fast"]["value"], rows["fast"]["n"], rows["fast"]["unusual"]) == (None, 0, False)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_the_exact_p_is_twice_the_smaller_tail_of_fisher(a: int, b: int, c: int, d: int) -> None:
    if a + b == 0 or c + d == 0:
        return
    tails = [fisher_exact([[a, b], [c, d]], alternative=side).pvalue for side in ("greater", "less")]
    assert exact_p(a, a + b, c, c + d) == pytest.approx(min(1.0, 2 * min(tails)), rel=1e-6, abs=1e-12)


def test_mixes_drawn_alike_have_uniform_p_values() -> None:
    rng = np.random.default_rng(5)
    tails = []
    for _ in range(120):
        own, others = (
            dict(zip("abcd", rng.multinomial(size, [0.4, 0.3, 0.2, 0.1]).tolist(), strict=True)) for size in (60, 90)
        )
        tails.append(differ(own, others)[1])
    assert abs(np.mean(tails) - 0.5) < 0.09
    assert 0.0 <= np.mean(np.array(tails) <= 0.05) <= 0.12


def test_the_distance_of_mixes_is_the_share_that_would_have_to_change() -> None:
    assert differ({"a": 10}, {"b": 10})[0] == pytest.approx(1.0)
    assert differ({"a": 5, "b": 5}, {"a": 20, "b": 20}) == (0.0, 1.0)
    assert differ({"a": 30, "b": 10}, {"a": 20, "b": 20})[0] == pytest.approx(0.25)


def test_rare_kinds_count_together() -> None:
    own = {f"k{number}": 1 for number in range(100)}
    others = {f"z{number}": 1 for number in range(100)}
    assert differ(own, others)[0] == pytest.approx(0.2)


def test_the_commonest_kinds_have_their_shares() -> None:
    assert shares_of({"es": 3, "ru": 1})[0] == {"kind": "es", "accounts": 3, "share": 0.75}
    assert shares_of({}) == []
