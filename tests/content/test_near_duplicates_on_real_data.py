"""Clusters of real texts agree with what their analysts published."""

import polars as pl
import pytest

from benchmarks.near_duplicates import agreement, real_texts

LEAST_AGREEMENT = 0.93
LEAST_AGREEMENT_WITH_SPUN_TEXTS = 0.47
"""372 of the thousand texts are spun in every sentence: no two of them are 0.70 alike, and templates are for these."""

LEAST_AGREEMENT_WITH_ALL_COMPARED = 0.99


def test_clusters_of_long_comments_agree_with_the_published_ones() -> None:
    found = agreement.compare_with_published()
    if found is None:
        pytest.skip("needs the real data near-duplicates/fcc_comments.parquet; set UNISONO_DATA to its folder")
    assert found.texts == 1000
    assert found.spun == 372
    assert found.without_spun >= LEAST_AGREEMENT
    assert found.adjusted_rand >= LEAST_AGREEMENT_WITH_SPUN_TEXTS
    assert found.with_exact >= LEAST_AGREEMENT_WITH_ALL_COMPARED


def test_clusters_shared_by_many_accounts_are_given_in_numbers_alone() -> None:
    if real_texts.data_file(real_texts.IRA) is None:
        pytest.skip("needs the real data ira; set UNISONO_DATA to its folder")
    shared = agreement.find_shared_clusters()
    assert shared is not None
    assert shared.columns == ["cluster", "posts", "accounts", "wordings", "days"]
    assert shared.schema["cluster"] == pl.String
    assert shared["cluster"].str.starts_with("t-").all()
    assert shared["accounts"].min() >= 20
