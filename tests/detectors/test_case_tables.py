"""A scan reads of a case what it needs, from the time it is asked about, and of the batches it is limited to."""

from dataclasses import replace
from datetime import timedelta

import pytest
from polars.testing import assert_frame_equal

from tests.detectors.small_world import case_of, world
from unisono.cases import Case
from unisono.cases.manifest import read_manifest
from unisono.detectors.case_tables import post_columns, read_tables
from unisono.detectors.scanning import scan_case, scan_tables
from unisono.model.settings import ScanSettings
from unisono.model.tables import POSTS
from unisono.worlds.written import STARTS_AT


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return case_of(tmp_path_factory.mktemp("tables") / "case", world())


def test_the_columns_of_a_layer_are_read_where_it_is_scanned() -> None:
    assert "media" in post_columns(["repost", "image"])
    assert "media" not in post_columns(["repost"])
    assert len(set(post_columns(["repost", "text", "link"]))) == len(post_columns(["repost", "text", "link"]))
    assert set(post_columns([])) < set(POSTS)


def test_posts_of_another_time_are_not_read(case: Case) -> None:
    middle = STARTS_AT + timedelta(days=5)
    before = read_tables(case, ScanSettings(until=middle)).posts
    after = read_tables(case, ScanSettings(since=middle)).posts
    assert before["created_at"].max() < middle <= after["created_at"].min()
    assert before.height + after.height == read_tables(case, ScanSettings()).posts.height


def test_a_scan_of_what_was_read_is_that_of_the_case(case: Case) -> None:
    settings = ScanSettings(twin=False)
    kept = scan_case(case, settings).tables
    found = scan_tables(read_tables(case, settings), settings).tables
    for name in ("pairs", "networks", "members", "findings"):
        assert_frame_equal(found[name], kept[name], check_exact=True)


def test_a_case_limited_to_no_batch_has_nothing_to_read(case: Case) -> None:
    limited = replace(case, only=())
    tables = read_tables(limited, ScanSettings(), likeness_from=lambda *_: read_tables(case, ScanSettings()).likeness)
    assert tables.posts.is_empty()
    assert tables.known.profiles.is_empty()
    assert tables.references.is_empty()
    whole = replace(case, only=tuple(read_manifest(case.path / "manifest.jsonl")))
    assert_frame_equal(whole.posts().collect(), case.posts().collect())
