"""Names that are words of many posts are told, others are not, and few posts tell nothing."""

import polars as pl
import pytest

from unisono.detectors.targets import frequent_names
from unisono.detectors.targets.frequent_names import FrequentName, find_frequent_names


def posts(*texts: str | None) -> pl.LazyFrame:
    return pl.LazyFrame({"text": texts}, schema={"text": pl.String})


def test_a_word_of_every_second_post_is_told_with_its_counts_and_a_rare_name_is_not() -> None:
    table = posts(*["We trust in Hope"] * 30, *["nothing here"] * 30, None)
    assert find_frequent_names(table, ["hope", "Ilva", "hop"]) == [FrequentName("hope", 30, 60)]


def test_few_posts_tell_nothing() -> None:
    assert find_frequent_names(posts(*["hope"] * 10), ["hope"]) == []
    assert find_frequent_names(posts(*["hope"] * 30), []) == []


def test_of_many_posts_some_are_looked_at_from_the_first_to_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frequent_names, "MOST_LOOKED_AT", 25)
    table = posts(*["nothing"] * 50, *["hope"] * 50)
    assert find_frequent_names(table, ["hope", "nothing"]) == []
    monkeypatch.setattr(frequent_names, "FEWEST", 10)
    assert find_frequent_names(table, ["hope"]) == [FrequentName("hope", 12, 25)]
