"""Ids that two files without a platform use for different posts."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from unisono.cases import AppendSummary, Case, SourceRecord, create_case
from unisono.cases.same_ids import OWN_ID
from unisono.model.batches import Batch
from unisono.model.tables import POSTS, conform

ONE = [("1", "ann", "first", None), ("2", "bob", "second", "1")]
TWO = [("1", "cid", "other", None), ("2", "bob", "second", None), ("3", "eve", "again", "1")]


def append(
    case: Case, name: str, rows: list[tuple[str, str, str, str | None]], platform: str = "unknown", size: int = 9
) -> AppendSummary:
    posts = pl.DataFrame(rows, schema=["post_id", "account_id", "text", "ref_post_id"], orient="row").with_columns(
        pl.lit(platform).alias("platform"), pl.lit(datetime(2024, 3, 1, tzinfo=UTC)).alias("created_at"),
        pl.lit(name).alias("source_sha256"), pl.int_range(1, pl.len() + 1).alias("source_row"),
    )  # fmt: skip
    batches = [Batch(posts=conform(posts[start : start + size], POSTS)) for start in range(0, len(rows), size)]
    return case.append(batches, SourceRecord(name, name, "generic", {}))


def stored(case: Case) -> list[tuple[str, str, str | None]]:
    return case.posts().collect().select("post_id", "account_id", "ref_post_id").sort("account_id").rows()


def test_another_file_s_post_of_the_same_id_is_kept_and_what_points_to_it_follows(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    append(case, "one", ONE)
    summary = append(case, "two", TWO)
    (ann, bob, cid, eve) = stored(case)
    assert (ann, bob[0]) == (("1", "ann", None), "2")
    assert (match := OWN_ID.match(cid[0])) is not None and match["written"] == "1"
    assert eve == ("3", "eve", cid[0])
    assert (summary.stored, summary.duplicates, summary.same_ids) == (2, 1, 1)
    assert summary.same_id_example == f"1 is kept as {cid[0]}"


def test_files_read_again_or_in_other_pieces_give_duplicates(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    append(case, "one", ONE)
    append(case, "two", TWO, size=1)
    before = stored(case)
    for name, rows in (("two", TWO), ("one", ONE), ("two with one row more", TWO)):
        summary = append(case, name, rows)
        assert (summary.stored, summary.duplicates) == (0, len(rows)), name
    assert stored(case) == before


def test_the_same_file_read_another_way_gives_duplicates(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    append(case, "one", ONE)
    append(case, "two", TWO)
    mended = [(post_id, account, text.upper(), ref) for post_id, account, text, ref in TWO]
    assert append(case, "two", mended).duplicates == 3


def test_posts_of_a_platform_and_of_one_file_are_left_as_they_are(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    append(case, "one", ONE, platform="twitter")
    assert append(case, "two", TWO, platform="twitter").duplicates == 2
    assert append(case, "three", [*ONE, ("1", "zed", "x", None)], size=1).same_ids == 0
