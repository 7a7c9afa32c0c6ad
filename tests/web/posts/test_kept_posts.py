"""Any posts are read at once, in the order in which they are asked for."""

from pathlib import Path

import polars as pl
import pytest

from tests.web.posts.posts_case import posts_case
from unisono.model.tables import POSTS
from unisono.web.posts.keeping import keep_posts, write_table
from unisono.web.posts.kept_posts import KeptPosts


@pytest.fixture
def kept(tmp_path: Path) -> KeptPosts:
    return keep_posts(posts_case(tmp_path / "case"), "state")


def test_posts_are_read_in_the_order_asked_for_with_all_their_columns(kept: KeptPosts) -> None:
    read = kept.read([5, 0, 3])
    assert read["post_id"].to_list() == ["6", "1", "3"]
    assert dict(read.schema) == POSTS


def test_no_position_reads_no_post(kept: KeptPosts) -> None:
    assert kept.read([]).height == 0


def test_a_folder_without_one_of_its_files_is_not_whole(kept: KeptPosts) -> None:
    assert kept.is_whole
    (kept.folder / "tags.arrow").unlink()
    assert not kept.is_whole


def test_a_table_is_mapped_as_it_was_written(kept: KeptPosts) -> None:
    table = pl.DataFrame({"position": [3, 1]}, schema={"position": pl.UInt32})
    write_table(kept.folder / "found-1.arrow", table)
    assert kept.mapped("found-1").equals(table)
