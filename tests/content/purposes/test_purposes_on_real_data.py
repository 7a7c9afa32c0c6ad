"""Purposes of real posts agree with what is known of their authors."""

import polars as pl
import pytest

from benchmarks.near_duplicates import real_texts
from unisono.content.purposes import KINDS, PURPOSES, recognise_purposes

SAMPLE = 3_000


def share_of_recognised(texts: pl.Series, kind: str) -> float:
    distinct = texts.drop_nulls().unique().sort()
    sample = distinct.sample(min(SAMPLE, distinct.len()), seed=1)
    mix = recognise_purposes(sample).shares.mean(axis=0)
    assert mix[: len(KINDS)].sum() > 0.03
    return float(mix[PURPOSES.index(kind)] / mix[: len(KINDS)].sum())


@pytest.mark.parametrize(
    ("place", "kind", "least"), [(0, "fan", 0.8), (1, "political", 0.9)], ids=["boxing match", "members of congress"]
)
def test_a_match_is_for_fans_and_members_of_congress_speak_of_politics(place: int, kind: str, least: float) -> None:
    file = real_texts.data_file(real_texts.ORGANIC[place])
    if file is None:
        pytest.skip("needs the real data organic; set UNISONO_DATA to its folder")
    assert share_of_recognised(pl.read_parquet(file, columns=["text"])["text"], kind) >= least


def test_accounts_that_were_coded_as_political_are_recognised_so_by_most_of_what_is_recognised() -> None:
    file = real_texts.data_file(real_texts.IRA)
    if file is None:
        pytest.skip("needs the real data ira; set UNISONO_DATA to its folder")
    posts = pl.read_csv(file, columns=["content", "account_category"], infer_schema_length=0)
    coded = posts.filter(pl.col("account_category") == "RightTroll")
    assert share_of_recognised(coded["content"], "political") >= 0.75
