"""Columns that are read again come from memory as they came from their files."""

import polars as pl
import pytest

from tests.detectors.small_world import HIRED, case_of, world
from unisono.cases import Case
from unisono.cases.folder import posts_by_part
from unisono.detectors.held_columns import MOST_BYTES, MOST_POSTS, HeldColumns, most_held
from unisono.model.names import ACCOUNT_NAME

COLUMNS = ["platform", "account_id", "display_name", "created_at"]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return case_of(tmp_path_factory.mktemp("held") / "case", world())


@pytest.mark.parametrize("most", [0, 20_000, MOST_BYTES])
def test_what_is_held_is_what_the_file_gives(case: Case, most: int) -> None:
    parts = posts_by_part(case)
    held = HeldColumns(parts, most)
    whole, few = next(parts.read(COLUMNS)), ACCOUNT_NAME.is_in(sorted(HIRED))
    # The first time from the file, then from memory; the columns of a place that nobody fills come back as well.
    for columns in (COLUMNS[:2], COLUMNS, COLUMNS[::-1], COLUMNS):
        assert held.read(0, columns).equals(whole.select(columns))
        assert held.read(0, columns).schema == whole.select(columns).schema
    assert held.read(0, COLUMNS, few).equals(whole.filter(few))
    assert HeldColumns(parts, most).read(0, COLUMNS, few).equals(whole.filter(few))


def test_columns_that_nobody_fills_are_null_as_often_as_there_are_posts(case: Case) -> None:
    parts = posts_by_part(case)
    held, whole = HeldColumns(parts, 0), next(parts.read(["lang", "handle"]))
    assert whole["lang"].null_count() == whole.height > 0
    held.read(0, ["lang"])
    assert held.read(0, ["lang"]).equals(whole.select("lang"))
    held.read(0, ["platform", "account_id", "lang"])
    some = held.read(0, ["lang", "platform", "account_id", "post_id"], ACCOUNT_NAME.is_in(sorted(HIRED)))
    assert some["lang"].null_count() == some.height > 0


def test_no_more_is_held_than_may_be(case: Case) -> None:
    assert most_held(MOST_POSTS, 16 << 30) == MOST_BYTES
    assert most_held(MOST_POSTS + 1, 16 << 30) == 0
    assert most_held(1_000, 1 << 20) == 1 << 16
    held = HeldColumns(posts_by_part(case), 1)
    held.read(0, ["account_id", "created_at"])
    assert held._bytes == 0
    assert not any(isinstance(one, pl.Series) for one in held._held.values())
