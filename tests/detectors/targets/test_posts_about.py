"""Which posts are about a target, and which are its own."""

from datetime import timedelta

import polars as pl
import pytest

from tests.detectors.targets.planted_attacks import START, Row, write_posts
from unisono.cases.targets import Target
from unisono.detectors.targets import posts_about
from unisono.detectors.targets.names import fold_texts
from unisono.detectors.targets.posts_about import find_posts_about
from unisono.model.tables import ACCOUNTS, conform


def about(rows: list[Row], *targets: Target, profiles: pl.DataFrame | None = None) -> list[tuple[int, int]]:
    at = [{"account": 50 + number, "at": START + timedelta(minutes=number), **row} for number, row in enumerate(rows)]
    found = find_posts_about(write_posts(at), targets, profiles)
    return list(found.about.select("target", "act").iter_rows())


def test_a_name_a_mention_an_answer_a_quote_and_a_given_hashtag_are_about_the_target() -> None:
    target = Target("t", aliases=("Ilva Sorrendo",), hashtags=("FueraIlva",), accounts=("ilvas",))
    rows: list[Row] = [
        {"text": "Ilva Sorrendo lies"},
        {"text": "hello", "mentions": ["IlvaS"]},
        {"text": "no", "kind": "reply", "ref_handle": "ilvas", "ref_post_id": "1"},
        {"text": "look", "kind": "quote", "ref_handle": "ilvas", "ref_post_id": "1"},
        {"text": "out", "hashtags": ["fueraILVA"]},
        {"text": "see @ilvas"},
        {"text": "nothing of that"},
        {"text": None},
    ]
    assert about(rows, target) == [(0, number) for number in range(6)]


def test_its_own_posts_and_reposts_of_its_words_are_not_about_it() -> None:
    target = Target("t", accounts=("ilvas",))
    rows: list[Row] = [
        {"text": "I am @ilvas", "account": 9, "handle": "ilvas"},
        {"text": "RT @ilvas: vote", "kind": "repost", "ref_handle": "ilvas", "ref_post_id": "1", "mentions": ["ilvas"]},
        {"text": "RT @other: @ilvas lies", "kind": "repost", "ref_handle": "other", "ref_post_id": "2"},
    ]
    assert about(rows, target) == [(0, 2)]


def test_an_account_is_known_by_its_id_by_its_handle_and_by_a_profile_alone() -> None:
    rows: list[Row] = [{"text": "you", "mentions": ["777"]}, {"text": "you", "mentions": ["ilvas"]}]
    profile = conform(pl.DataFrame([{"platform": "twitter", "account_id": "777", "handle": "IlvaS"}]), ACCOUNTS)
    assert about(rows, Target("t", accounts=("twitter:777",))) == [(0, 0)]
    assert about(rows, Target("t", accounts=("@ilvas",))) == [(0, 1)]
    assert about(rows, Target("t", accounts=("ilvas",)), profiles=profile) == [(0, 0), (0, 1)]
    assert about(rows, Target("t", accounts=("777",)), profiles=profile) == [(0, 0), (0, 1)]


def test_an_alias_without_spaces_is_a_handle_as_well() -> None:
    rows: list[Row] = [{"text": "you", "mentions": ["ilva_sorrendo"]}, {"text": "you", "mentions": ["ilva"]}]
    assert about(rows, Target("t", aliases=("Ilva Sorrendo",))) == [(0, 0)]


def test_a_target_without_names_goes_by_its_own() -> None:
    assert about([{"text": "the mayor, again"}], Target("mayor"), Target("x", accounts=("x",))) == [(0, 0)]


def test_no_targets_and_no_posts_give_nothing() -> None:
    assert about([{"text": "the mayor"}]) == []
    assert (
        find_posts_about(write_posts([{"account": 1, "at": START, "text": "a"}]).clear(), [Target("a")]).about.height
        == 0
    )


def test_each_distinct_text_is_folded_once_and_the_tags_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[str] = []
    read: list[int] = []
    tags_of_acts = posts_about.tags_of_acts

    def folding(texts: pl.Series) -> pl.Series:
        folded.extend(texts.to_list())
        return fold_texts(texts)

    def reading(acts: pl.DataFrame) -> pl.DataFrame:
        read.append(acts.height)
        return tags_of_acts(acts)

    monkeypatch.setattr(posts_about, "fold_texts", folding)
    monkeypatch.setattr(posts_about, "tags_of_acts", reading)
    texts = ["Gómez!", "mr GOMEZ", None, "Gómez!", "сам Гомес", "mr GOMEZ", "nobody", "сам Гомес"]
    rows: list[Row] = [{"text": text, "account": 60 + number} for number, text in enumerate(texts)]
    at = [{"at": START + timedelta(minutes=number), **row} for number, row in enumerate(rows)]
    found = find_posts_about(write_posts(at), [Target("a", ("Gomez",)), Target("b", ("Гомес",))])
    assert list(found.about.select("target", "act", "place").iter_rows()) == [
        *((0, 0, 0), (0, 1, 3), (0, 3, 0), (0, 5, 3)),
        *((1, 4, 7), (1, 7, 7)),
    ]
    assert sorted(folded) == ["Gómez!", "сам Гомес"]
    assert read == [len(rows)]
    assert found.tags.is_empty()
