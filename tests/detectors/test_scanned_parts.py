"""Posts read part by part are counted, named and found as in one table."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tests.detectors.small_world import HIRED, case_of, world
from unisono.cases import Case
from unisono.cases.folder import posts_by_part
from unisono.content.pictures.words import PICTURE_WORDS
from unisono.detectors.scan_record import count_posts
from unisono.detectors.scanned_parts import ScannedParts
from unisono.model.names import ACCOUNT_NAME, POST_NAME
from unisono.model.settings import ScanSettings
from unisono.worlds.written import STARTS_AT

NO_WORDS = pl.DataFrame(schema=PICTURE_WORDS)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return case_of(tmp_path_factory.mktemp("scanned") / "case", world())


def parts_of(case: Case, settings: ScanSettings | None = None) -> ScannedParts:
    return ScannedParts(posts_by_part(case), settings or ScanSettings(), NO_WORDS)


def test_posts_are_counted_as_in_one_table(case: Case) -> None:
    assert parts_of(case).count() == count_posts(case.posts().collect())
    since = STARTS_AT.replace(day=4)
    later = case.posts().filter(pl.col("created_at") >= since).collect()
    assert parts_of(case, ScanSettings(since=since)).count() == count_posts(later)


def test_names_come_back_in_the_order_asked_for(case: Case) -> None:
    parts = parts_of(case)
    count = parts.count().posts
    names = pl.concat([part.select(POST_NAME) for part in parts.read(["platform", "post_id"])]).to_series()
    asked = np.random.default_rng(2).integers(0, count, 500)
    assert parts.gather(asked).to_list() == names.gather(asked).to_list()
    assert parts.gather(np.zeros(0, np.int64)).to_list() == []


def test_all_posts_of_some_accounts_are_found(case: Case) -> None:
    found = parts_of(case).of_accounts(pl.Series(sorted(HIRED)), ["platform", "account_id", "post_id", "created_at"])
    expected = case.posts().filter(ACCOUNT_NAME.is_in(sorted(HIRED))).collect()
    assert sorted(found["post_id"]) == sorted(expected["post_id"])
    assert found.columns == ["platform", "account_id", "post_id", "created_at"]


def test_words_of_pictures_stand_for_texts_that_say_nothing(case: Case, tmp_path: Path) -> None:
    posts = world().posts.head(3).with_columns(text=pl.lit(None, pl.String), media=pl.Series([["p.jpg"], [], None]))
    shown = case_of(tmp_path / "pictured", type(world())(posts))
    words = pl.DataFrame({"name": ["p.jpg"], "words": ["we want bread"]}, schema=PICTURE_WORDS)
    texts = pl.concat(ScannedParts(posts_by_part(shown), ScanSettings(), words).read(["text"]))
    assert sorted(texts["text"].to_list(), key=str) == [None, None, "we want bread"]
