"""A case keeps trend lists durably and says when, where and at which rank a tag trended, or that it is not known."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from unisono.cases.folder import create_case
from unisono.cases.manifest import RejectionCount
from unisono.cases.trends import TRENDS, TrendList, keep_trends, kept_trends, remove_trends, trended, trended_words
from unisono.model.errors import DataRejectedError, UsageError

NOON = datetime(2018, 6, 27, 12, tzinfo=UTC)
COLUMNS = ("at", "place", "rank", "tag", "written", "volume")


def list_of(name: str, rows: list[tuple[object, ...]]) -> TrendList:
    entries = pl.DataFrame(rows, schema={column: TRENDS[column] for column in COLUMNS}, orient="row")
    rejected = (RejectionCount("there is no time", 2, ", 1, #x, "),)
    return TrendList(
        name, "by hand", "june.csv", "0" * 64, entries, rejected, 1, "2018-07-01T00:00:00Z", (("tag", "Trend"),)
    )


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return create_case(tmp_path / "case").path


def test_lists_are_kept_as_they_were_given(case: Path) -> None:
    given = list_of("june", [(NOON, "Norway", 3, "tag", "#Tag", 12), (NOON, None, None, None, "World Cup", None)])
    keep_trends(case, given)
    (kept,) = kept_trends(case)
    assert kept.entries.equals(given.entries)
    assert kept.entries.schema == given.entries.schema
    assert (kept.rejected, kept.columns, kept.source, kept.duplicates) == (given.rejected, given.columns, "by hand", 1)
    with pytest.raises(UsageError, match="has a trend list named june"):
        keep_trends(case, given)
    remove_trends(case, "june")
    assert kept_trends(case) == []


def test_a_tag_trended_where_any_list_has_it_in_order_of_time(case: Path) -> None:
    keep_trends(case, list_of("b", [(NOON, "Norway", 7, "عربي", "#عربي", None)]))
    keep_trends(
        case,
        list_of("a", [(NOON.replace(hour=9), None, 2, "عربي", "#عربي", 5), (NOON, "Norway", 1, "other", "#other", 5)]),
    )
    rows = trended(case, "عربي")
    assert dict(rows.schema) == TRENDS
    assert rows.select("list", "rank").rows() == [("a", 2), ("b", 7)]
    assert trended_words(rows, has_lists=True) == (
        "It trended on 2018-06-27 09:00 UTC at rank 2, by a (2 entries, 2018-06-27 09:00 to 2018-06-27 12:00 UTC)."
    )


def test_a_tag_in_no_list_is_not_known_to_have_trended(case: Path) -> None:
    assert trended(case, "tag").is_empty()
    assert "the case has no trend lists" in trended_words(trended(case, "tag"), has_lists=False)
    keep_trends(case, list_of("a", [(NOON, None, 1, "other", "#other", None)]))
    assert "not known, no imported" in trended_words(trended(case, "tag"), has_lists=True)


@pytest.mark.parametrize("content", ["{", "{}", '{"entries": {"at": ["x"]}}'])
def test_a_damaged_file_is_named(case: Path, content: str) -> None:
    keep_trends(case, list_of("a", [(NOON, None, 1, "other", "#other", None)]))
    file = case / "trends" / "a.json"
    file.write_text(content)
    with pytest.raises(DataRejectedError, match=r"a\.json is damaged"):
        kept_trends(case)
