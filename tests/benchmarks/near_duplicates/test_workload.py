"""The posts that are measured: as many as asked for, repeatable, with the planted variants where the truth says."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from benchmarks.near_duplicates.enlarging import Walker

from benchmarks.near_duplicates import real_texts, workload
from tests.content.exact_near_duplicates import plain_form, similar_rows


@pytest.fixture
def without_real_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workload, "read_real_texts", lambda: None)


@pytest.mark.usefixtures("without_real_data")
def test_a_twentieth_of_the_posts_are_variants_of_others() -> None:
    posts = workload.make_posts(3000)
    assert posts.height == 3000
    assert posts["kind"].drop_nulls().len() == 150
    assert posts.equals(workload.make_posts(3000))
    assert not posts.equals(workload.make_posts(3000, seed=8))
    variants = posts.filter(pl.col("kind").is_not_null())
    seeds = posts[variants["seed_row"].to_list()]
    assert seeds["kind"].null_count() == seeds.height
    assert seeds["language"].equals(variants["language"])
    same = variants["kind"] == "truncated"
    for variant, seed in zip(variants.filter(same)["text"], seeds.filter(same)["text"], strict=True):
        assert seed.startswith(variant.rstrip("…"))


@pytest.mark.usefixtures("without_real_data")
def test_posts_that_are_no_variants_are_unlike_each_other() -> None:
    posts = workload.make_posts(1500).filter(pl.col("kind").is_null())
    forms = [plain_form(text) for text in posts["text"]]
    assert len(similar_rows(forms, 0.70)) <= 1


def test_walks_use_the_words_of_the_texts_and_are_unlike_them() -> None:
    random = np.random.default_rng(5)
    words = [f"{a}{b}{c}" for a in "bdfgk" for b in "aeiou" for c in ("lin", "rat", "som", "v")]
    texts = [" ".join(random.choice(words, 12)) for _ in range(200)]
    walks = list(Walker(texts).write(300, np.random.default_rng(6)))
    assert walks == list(Walker(texts).write(300, np.random.default_rng(6)))
    assert {word for walk in walks for word in walk.split()} <= set(words)
    crossing = [pair for pair in similar_rows([*texts, *walks], 0.85) if pair[1] >= len(texts)]
    assert len(crossing) <= 3


def test_real_texts_are_left_out_where_there_are_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("UNISONO_DATA", str(tmp_path))
    assert real_texts.data_file(real_texts.IRA) is None
    real_texts.read_real_texts.cache_clear()
    assert real_texts.read_real_texts() is None
    real_texts.read_real_texts.cache_clear()
