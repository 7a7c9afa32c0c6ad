"""Near duplicates share an object, whatever the order of the posts and however the index came to be."""

import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.content.near_texts import made_up_texts, shuffled
from unisono.content import near_duplicates
from unisono.content.near_duplicates import NearDuplicates, TextIndex
from unisono.content.wording import text_objects
from unisono.model.errors import UsageError

FIRST = "Vote for the harbour bridge on Sunday, it is our last chance"
LATER = "BREAKING: vоte for the harbour bridge on Sunday, its our last chance!! #bridge"
OTHER = "Nobody asked the people who live at the lake what they think of it"
START = datetime(2016, 9, 1, tzinfo=UTC)


def days(*numbers: int | None) -> pl.Series:
    moments = [None if number is None else START + timedelta(days=number) for number in numbers]
    return pl.Series(moments, dtype=pl.Datetime("ms", "UTC"))


def objects(texts: list[str | None], at: pl.Series | None = None) -> list[str | None]:
    series = pl.Series(texts, dtype=pl.String)
    return TextIndex.build(series, at).objects(series).to_list()


def world(seed: int, count: int = 150) -> tuple[pl.Series, pl.Series]:
    texts = made_up_texts(count, seed)
    dice = random.Random(seed)
    texts += dice.choices(texts, k=count // 4)
    return pl.Series(texts), days(*(dice.choice([None, *range(40)]) for _ in texts))


def test_a_cluster_is_named_for_the_wording_posted_first() -> None:
    assert objects([LATER, FIRST, OTHER], days(2, 1, 3)) == text_objects(pl.Series([FIRST, FIRST, OTHER])).to_list()
    assert objects([LATER, FIRST], days(1, 2)) == text_objects(pl.Series([LATER, LATER])).to_list()


def test_of_texts_posted_at_once_the_smaller_digest_names_the_cluster() -> None:
    assert set(objects([LATER, FIRST])) == {min(text_objects(pl.Series([FIRST, LATER])))}


def test_a_text_without_a_time_comes_after_those_with_one() -> None:
    assert objects([LATER, FIRST], days(None, 9)) == text_objects(pl.Series([FIRST, FIRST])).to_list()


def test_null_stands_for_what_says_too_little_only() -> None:
    said = [None, "", "ok", "@ann", "good morning everybody, have a nice day", FIRST]
    assert [name is None for name in objects(said)] == [True, True, True, True, True, False]


def test_texts_that_the_index_does_not_know_go_by_their_own_wording() -> None:
    texts = pl.Series("said", [OTHER, FIRST, "no"])
    found = TextIndex.build(pl.Series([LATER])).objects(texts)
    assert found.to_list() == text_objects(texts).to_list()
    assert found.name == "said"


def test_texts_in_scripts_without_spaces_are_near_as_well() -> None:
    assert len(set(objects(["今天下午港口大桥将会关闭", "今天下午港口大桥将关闭!", "明天早上请大家带好雨伞"]))) == 2
    assert len(set(objects(["วันนี้สะพานท่าเรือจะปิดซ่อม", "วันนี้สะพานท่าเรือจะปิดซ่อมครับ"]))) == 1


def test_short_texts_are_the_same_only_if_they_are_equal() -> None:
    short, other = "we_all_do_so_in_may_1", "we_all_do_so_in_may_2"
    assert len(set(objects([short, short.upper(), other]))) == 2


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000))
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    texts, at = world(seed)
    index = TextIndex.build(texts, at)
    again = TextIndex.build(*shuffled(texts, at, seed + 1))
    assert again.objects(texts).equals(index.objects(texts))
    assert again.clusters().equals(index.clusters())


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(0, 187), max_size=3))
def test_an_index_that_grew_equals_one_built_at_once(seed: int, cuts: list[int]) -> None:
    texts, at = world(seed)
    bounds = [0, *sorted(cuts), len(texts)]
    grown = TextIndex.build(pl.Series(dtype=pl.String))
    for start, end in pairwise(bounds):
        grown = grown.extend(texts[start:end], at[start:end])
    built = TextIndex.build(texts, at)
    assert grown.objects(texts).equals(built.objects(texts))
    assert grown.clusters().equals(built.clusters())


def test_order_and_growth_do_not_matter_where_buckets_are_too_large_to_compare_all() -> None:
    dice = random.Random(5)
    stem = "this bridge must never be built where our children play and our parents rest"
    texts = pl.Series(
        [f"{stem} {' '.join(dice.choices(['now', 'vote', 'lake', 'hope', 'soon'], k=3))} {n % 97}" for n in range(400)]
    )
    at = days(*(dice.randrange(30) for _ in texts))
    built = TextIndex.build(texts, at)
    assert built.objects(texts).n_unique() == 1
    assert TextIndex.build(*shuffled(texts, at, 1)).objects(texts).equals(built.objects(texts))
    assert (
        TextIndex.build(texts[200:], at[200:]).extend(texts[:200], at[:200]).objects(texts).equals(built.objects(texts))
    )


def test_an_earlier_posting_that_comes_later_renames_the_cluster() -> None:
    index = TextIndex.build(pl.Series([FIRST, LATER]), days(5, 6)).extend(pl.Series([LATER]), days(1))
    assert index.objects(pl.Series([FIRST])).to_list() == text_objects(pl.Series([LATER])).to_list()


def test_known_texts_change_nothing() -> None:
    index = TextIndex.build(pl.Series([FIRST, OTHER]), days(1, 2))
    assert index.extend(pl.Series([OTHER, FIRST]), days(3, 4)) is index
    more = index.extend(pl.Series([OTHER, None, "no"]), days(3, 4, 5))
    assert more.stored is index.stored


def test_texts_of_the_index_are_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = pl.Series([FIRST, LATER, OTHER, "no", None, FIRST])
    index = TextIndex.build(texts, days(1, 2, 3, 4, 5, 6))
    expected = index.objects(pl.concat([texts, pl.Series(["Nobody has posted this before, not even the ferry"])]))
    monkeypatch.setattr(near_duplicates, "read_texts", None)
    assert index.objects(texts).equals(expected[:6])
    assert index.extend(texts, days(*range(11, 17))) is index
    assert expected[:6].null_count() == 2


def test_clusters_come_with_the_largest_first() -> None:
    table = TextIndex.build(pl.Series([OTHER, LATER, FIRST, FIRST]), days(3, 2, 1, None)).clusters()
    assert table.columns == ["object", "texts", "form", "first_at"]
    assert table["texts"].to_list() == [2, 1]
    assert table["form"][0] == "voteforthehаrbourbridgeonsundayitisourlastchance".replace("а", "a")
    assert table["first_at"].to_list() == days(1, 3).to_list()


def test_stricter_settings_part_what_is_less_alike() -> None:
    texts = pl.Series([FIRST, LATER])
    assert (
        TextIndex.build(texts, settings=NearDuplicates(similarity=0.95, shared_pieces=0.95)).objects(texts).n_unique()
        == 2
    )


def test_the_usual_similarity_gives_the_usual_settings_so_that_one_index_serves_all() -> None:
    assert NearDuplicates.at(0.7) == NearDuplicates()


@pytest.mark.parametrize(
    "wrong", [{"similarity": 0.2}, {"shared_pieces": 1.5}, {"likeness_to_first": 0.0}, {"bands": 0}]
)
def test_settings_that_mean_nothing_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(UsageError):
        NearDuplicates(**wrong)  # type: ignore[arg-type]  # one of them is a whole number
