"""The parts of a case hold the posts that it has as a whole."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from unisono.cases import Case, create_case
from unisono.cases.folder import posts_by_part
from unisono.cases.manifest import SourceRecord
from unisono.cases.post_parts import find_winners
from unisono.model.batches import Batch
from unisono.model.tables import DELETIONS, POSTS, conform

START = datetime(2020, 1, 1, tzinfo=UTC)
COLUMNS = ["platform", "post_id", "account_id", "text", "collected_at", "is_deleted"]


def posts_of(ids: range, text: str, collected: datetime | None) -> pl.DataFrame:
    rows = {
        "platform": "twitter",
        "post_id": [str(number) for number in ids],
        "account_id": [f"a{number % 7}" for number in ids],
        "text": text,
        "collected_at": collected,
        "created_at": START,
    }
    return conform(pl.DataFrame(rows), POSTS)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A case of which a later file repeats some posts: earlier, later and equally observed; two notices came."""
    made = create_case(tmp_path_factory.mktemp("parts") / "case")
    hour = timedelta(hours=1)
    gone = pl.DataFrame({"platform": "twitter", "post_id": ["3", "99"], "at": START + 5 * hour, "reason": "deleted"})
    files = [
        [posts_of(range(50), "first", START), posts_of(range(50, 80), "second", None)],
        [posts_of(range(40, 60), "later", START + hour), posts_of(range(10), "earlier", START - hour)],
        [posts_of(range(10, 20), "as late", START), posts_of(range(70, 100), "unknown", None)],
    ]
    for number, parts in enumerate(files):
        batches = [Batch(posts=part, deletions=conform(gone, DELETIONS)) for part in parts]
        made.append(batches, SourceRecord(f"f{number}", str(number) * 64))
    return made


def as_whole(case: Case) -> pl.DataFrame:
    return case.posts().select(COLUMNS).collect().sort("post_id")


def test_each_post_is_in_one_part_as_it_was_last_seen(case: Case) -> None:
    parts = list(posts_by_part(case).read(COLUMNS))
    assert len(parts) > 3
    assert pl.concat(parts).sort("post_id").equals(as_whole(case))


def test_posts_of_some_accounts_are_those_of_all_posts_chosen_afterwards(case: Case) -> None:
    own = pl.col("account_id").is_in(["a1", "a5"])
    parts = list(posts_by_part(case).read(COLUMNS, where=own))
    assert pl.concat(parts).sort("post_id").equals(as_whole(case).filter(own))
    assert pl.concat(parts).height > 20


def test_columns_that_nobody_asks_for_are_not_read(case: Case) -> None:
    assert [part.columns for part in posts_by_part(case).read(["text"])] == [["text"]] * len(posts_by_part(case).files)


def test_the_same_observations_win_in_many_lots(case: Case) -> None:
    parts = posts_by_part(case)
    whole = find_winners(parts.files, len(parts.first))
    lots = find_winners(parts.files, len(parts.first), rows_at_once=13)
    assert [None if kept is None else kept.tolist() for kept in lots] == [
        None if kept is None else kept.tolist() for kept in whole
    ]


def test_a_case_without_posts_has_no_parts(tmp_path: Path) -> None:
    assert list(posts_by_part(create_case(tmp_path / "empty")).read(["text"])) == []


def test_posts_of_some_accounts_are_chosen_as_files_are_read_where_no_later_ones_win(tmp_path: Path) -> None:
    made = create_case(tmp_path / "case")
    made.append([Batch(posts=posts_of(range(40), "first", START))], SourceRecord("f", "0" * 64))
    own = pl.col("account_id") == "a3"
    found = pl.concat(posts_by_part(made).read(COLUMNS, where=own))
    assert found.sort("post_id").equals(as_whole(made).filter(own))
    assert found.height == 6
    pieces = list(posts_by_part(made).read(COLUMNS, at_once=7, where=own))
    assert pl.concat(pieces).equals(found)
