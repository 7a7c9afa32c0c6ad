"""Many small segments are read as one file, with the same rows in the same order, and nothing is lost with the copy."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from unisono.cases import Case, SourceRecord, create_case, find_problems, merging
from unisono.cases.manifest import read_manifest
from unisono.cases.merging import files_to_read, merge_small_segments
from unisono.cases.segments import segment_files
from unisono.model.batches import Batch
from unisono.model.tables import ACCOUNTS, POSTS, conform

FEW = 4


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "FEWEST", FEW)


def grow(case: Case, numbers: list[int]) -> None:
    """Append one batch for each number; a post is named by it, so that a number that comes again is an observation."""
    for place, number in enumerate(numbers):
        told = {
            "platform": "x",
            "post_id": [str(number)],
            "account_id": f"a{number % 3}",
            "text": f"{place} of {number}",
        }
        posts = conform(pl.DataFrame(told), POSTS)
        accounts = conform(posts.select("platform", "account_id", pl.lit(f"h{place}").alias("handle")), ACCOUNTS)
        case.append([Batch(posts=posts, accounts=accounts)], SourceRecord(f"f{place}", f"{place:064d}"))


def files_of(case: Case, table: str = "posts") -> list[str]:
    return [file.path.name for file in files_to_read(case.path, read_manifest(case.path / "manifest.jsonl"), table)]


def everything(case: Case) -> list[pl.DataFrame]:
    return [case.posts().collect(), case.account_snapshots().collect(), case.post_observations().collect()]


def test_few_segments_stay_alone(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    grow(case, list(range(FEW - 1)))
    assert merge_small_segments(case.path) == 0
    assert not (case.path / "derived").exists()


def test_what_is_to_be_copied_together_is_found_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = create_case(tmp_path / "case")
    grow(case, list(range(FEW)))
    found: list[str] = []
    pieces = merging._pieces
    monkeypatch.setattr(merging, "_pieces", lambda *given: (found.append(given[2]), pieces(*given))[1])
    assert merge_small_segments(case.path) == 2
    assert found == ["accounts", "posts"]
    assert merge_small_segments(case.path) == 0


def test_many_segments_are_read_as_one_file(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    grow(case, list(range(FEW + 2)))
    before = everything(case)
    assert merge_small_segments(case.path) == 2  # posts and accounts
    assert files_of(case) == ["000001-000006-posts.parquet"]
    for now, then in zip(everything(case), before, strict=True):
        assert_frame_equal(now, then)


def test_what_is_appended_later_is_read_behind_the_copy_and_copied_in_turn(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    grow(case, list(range(FEW)))
    merge_small_segments(case.path)
    grow(case, list(range(FEW, FEW + 2)))
    assert files_of(case) == ["000001-000004-posts.parquet", "000005-posts.parquet", "000006-posts.parquet"]
    grow(case, [90])
    merge_small_segments(case.path)
    assert files_of(case) == ["000001-000007-posts.parquet"]
    assert sorted(case.posts().collect()["post_id"]) == ["0", "1", "2", "3", "4", "5", "90"]


def test_a_damaged_or_missing_copy_is_passed_over(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    grow(case, list(range(FEW)))
    before = case.posts().collect()
    merge_small_segments(case.path)
    copy = case.path / "derived" / "merged" / "000001-000004-posts.parquet"
    copy.write_bytes(copy.read_bytes()[:-1])
    assert_frame_equal(case.posts().collect(), before)
    copy.unlink()
    assert_frame_equal(case.posts().collect(), before)


def test_a_copy_in_which_a_byte_was_changed_is_told(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    grow(case, list(range(FEW)))
    merge_small_segments(case.path)
    copy = case.path / "derived" / "merged" / "000001-000004-posts.parquet"
    content = bytearray(copy.read_bytes())
    content[100] ^= 1
    copy.write_bytes(content)
    assert [(one["code"], Path(one["file"])) for one in find_problems(case.path)] == [("damaged_copy", copy)]


def test_a_copy_of_other_segments_is_never_read(tmp_path: Path) -> None:
    ours, others = create_case(tmp_path / "ours"), create_case(tmp_path / "others")
    grow(ours, list(range(FEW)))
    grow(others, list(range(50, 50 + FEW)))
    merge_small_segments(others.path)
    (others.path / "derived").rename(ours.path / "derived")
    assert sorted(ours.posts().collect()["post_id"]) == ["0", "1", "2", "3"]


def test_a_larger_copy_takes_the_place_of_a_smaller_one_and_after_an_hour_its_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = create_case(tmp_path / "case")
    grow(case, list(range(FEW)))
    merge_small_segments(case.path)
    small = case.path / "derived" / "merged" / "000001-000004-posts.parquet"
    grow(case, list(range(FEW, 2 * FEW)))
    merge_small_segments(case.path)
    assert small.exists()
    monkeypatch.setattr(merging, "KEPT_SECONDS", -1.0)
    grow(case, list(range(20, 20 + FEW)))
    merge_small_segments(case.path)
    assert not small.exists()
    assert len(case.posts().collect()) == 3 * FEW


def test_large_files_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "SMALL_BYTES", 10)
    case = create_case(tmp_path / "case")
    grow(case, list(range(FEW + 1)))
    assert merge_small_segments(case.path) == 0


def test_a_copy_is_no_larger_than_it_may_be_however_many_segments_follow_one_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = create_case(tmp_path / "case")
    grow(case, list(range(3 * FEW)))
    lines = read_manifest(case.path / "manifest.jsonl")
    monkeypatch.setattr(merging, "MOST_BYTES", 2 * max(line.bytes["posts"] for line in lines) + 1)
    merge_small_segments(case.path)
    # The last two may be joined by more.
    assert [name.count("-") for name in files_of(case)] == [2] * (3 * FEW // 2 - 1) + [1, 1]
    assert sorted(map(int, case.posts().collect()["post_id"])) == list(range(3 * FEW))


def test_the_last_batches_are_copied_together_behind_a_copy_that_begins_before_them(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    grow(case, list(range(FEW)))
    merge_small_segments(case.path, last=FEW)
    grow(case, list(range(10, 10 + FEW)))
    assert merge_small_segments(case.path, last=FEW + 1) == 2
    assert files_of(case) == ["000001-000004-posts.parquet", "000005-000008-posts.parquet"]
    assert case.posts().collect().height == 2 * FEW


@settings(max_examples=15, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(0, 6)), max_size=18))
def test_whatever_is_appended_and_whenever_is_merged_the_case_reads_the_same(
    tmp_path_factory: pytest.TempPathFactory, steps: list[int | None]
) -> None:
    case = create_case(tmp_path_factory.mktemp("case") / "case")
    for step in steps:
        if step is None:
            merge_small_segments(case.path, last=FEW + 2 if len(steps) % 2 else None)
        else:
            grow(case, [step])
    lines = read_manifest(case.path / "manifest.jsonl")
    for table in ("posts", "again", "accounts"):
        parts = [pl.read_parquet(file.path) for file in segment_files(case.path, lines, table)]
        read = [pl.read_parquet(file.path) for file in files_to_read(case.path, lines, table)]
        assert len(parts) == 0 == len(read) or pl.concat(parts).equals(pl.concat(read))
