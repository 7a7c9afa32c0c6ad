"""The Meta Content Library."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from tests.importers.table_fuzz import TEN_TABLES, check_holds_up, tables
from tests.importers.table_sources import read_all, sample_source
from unisono.importers import IMPORTERS
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.meta_content_library import IMPORTER
from unisono.importers.guessing import choose_importer


@pytest.mark.parametrize(
    "sample", ["meta_content_library.csv", "meta_content_library_instagram.csv", "meta_content_library_comments.csv"]
)
def test_it_is_recognised_before_any_other_format(sample: str, tmp_path: Path) -> None:
    source = sample_source(sample, tmp_path)
    assert choose_importer(source, None, ReadSettings()) is IMPORTER
    others = [importer.recognise(source) for importer in IMPORTERS if importer is not IMPORTER]
    assert max(others) < IMPORTER.recognise(source)


def test_ids_are_marked_so_that_they_join_no_other_export(tmp_path: Path) -> None:
    batch = read_all(IMPORTER, sample_source("meta_content_library.csv", tmp_path))
    assert batch.posts.select("platform", "post_id", "account_id", "handle").rows() == [
        ("facebook", "mcl:1480000000100001", "mcl:7001", "lampstreet"),
        ("facebook", "mcl:1480000000100002", "mcl:7002", "lamp.two"),
        ("facebook", "mcl:1480000000100003", "mcl:7003", "three"),
        ("facebook", "mcl:1480000000100004", "mcl:7004", "four"),
        ("facebook", "mcl:1480000000100005", "five", "five"),
    ]
    assert [(each.row, each.example) for each in batch.rejected] == [(7, "no time")]
    assert batch.read == 6


def test_the_surface_is_the_community_where_it_is_not_the_owner(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("meta_content_library.csv", tmp_path)).posts
    assert posts["community_id"].to_list() == [None, "mcl:8001", None, None, None]


def test_a_shared_post_is_a_repost_and_with_words_a_quote(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("meta_content_library.csv", tmp_path)).posts
    original = "mcl:1480000000100001"
    assert posts.select("kind", "ref_post_id").rows() == [
        ("post", None),
        ("post", None),
        ("repost", original),
        ("quote", original),
        ("post", None),
    ]


def test_links_pictures_and_counts(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("meta_content_library.csv", tmp_path)).posts
    assert posts["urls"].to_list()[:3] == [["https://lamp-street.example/a"], ["https://lamp-street.example/b"], []]
    assert posts["media"].to_list()[:2] == [[], ["https://pictures.example/1.jpg"]]
    first = posts.row(0, named=True)
    assert (first["like_count"], first["reply_count"], first["repost_count"], first["view_count"]) == (10, 2, 3, 1200)
    assert first["created_at"] == datetime(2024, 5, 1, 10, tzinfo=UTC)
    assert posts["view_count"].to_list()[1:] == [None] * 4


def test_instagram_is_told_by_its_kinds_of_accounts(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("meta_content_library_instagram.csv", tmp_path)).posts
    assert posts.select("platform", "post_id", "account_id", "hashtags").rows() == [
        ("instagram", "mcl:3101", "mcl:9001", ["trams"])
    ]


def test_a_comment_answers_the_comment_above_it_or_the_post(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("meta_content_library_comments.csv", tmp_path)).posts
    post = "mcl:1480000000100001"
    assert posts.select("kind", "post_id", "ref_post_id", "thread_id", "account_id").rows() == [
        ("reply", "mcl:5001", post, post, "mcl:7010"),
        ("reply", "mcl:5002", "mcl:5001", post, "mcl:7011"),
    ]


COLUMNS = (
    "id",
    "creation_time",
    "post_owner.id",
    "post_owner.name",
    "post_owner.username",
    "post_owner.type",
    "surface.id",
    "shared_post_id",
    "link_attachment.link",
    "multimedia",
    "text",
    "statistics.like_count",
    "parent_id",
)
GOOD = {
    "creation_time": ["2024-05-01T10:00:00+0000"],
    "post_owner.id": ["12", "13"],
    "id": ["1480000000100001", "5"],
    "post_owner.type": ["page", "business"],
}


@TEN_TABLES
@given(tables(COLUMNS, GOOD))
def test_whatever_the_cells_hold_every_row_is_read_or_named(raw: bytes) -> None:
    check_holds_up(IMPORTER, raw)
