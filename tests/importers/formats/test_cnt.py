"""coordination-network-toolkit's table of messages."""

from datetime import UTC, datetime
from pathlib import Path

from tests.importers.table_sources import read_all, real_source, sample_source, written_source
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.cnt import IMPORTER


def test_references_make_reposts_and_replies(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("cnt.csv", tmp_path)).posts
    assert posts["kind"].to_list() == ["post", "repost", "reply", "post"]
    assert posts["ref_post_id"].to_list() == [None, "1", "1", None]
    assert posts["handle"].to_list() == ["ann", "bob", "cid", "cid"]
    assert posts["created_at"].to_list()[:2] == [
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(1970, 1, 1, 0, 1, 0, 500_000, tzinfo=UTC),
    ]


def test_links_are_read_in_each_spelling(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("cnt.csv", tmp_path)).posts
    both = ["https://example.com/1", "https://example.com/2"]
    assert posts["urls"].to_list() == [[], both[:1], both, both]
    assert posts["hashtags"].to_list()[0] == ["you"]


def test_the_table_is_recognised_by_all_its_columns(tmp_path: Path) -> None:
    assert IMPORTER.recognise(sample_source("cnt.csv", tmp_path)) > 0.9
    assert IMPORTER.recognise(written_source(tmp_path, "message_id,user_id,message\n1,2,x\n")) == 0.0


def test_the_toolkit_s_own_files_are_read_whole(tmp_path: Path) -> None:
    folder = "formats/coordination_network_toolkit"
    sample = read_all(IMPORTER, real_source(f"{folder}/sample_data.csv", tmp_path))
    assert (sample.read, sample.posts.height, sample.rejected) == (100, 100, ())
    shares = read_all(IMPORTER, real_source(f"{folder}/coretweet_test_input.csv", tmp_path)).posts
    assert shares.height == 15
    assert shares["created_at"].dt.epoch("s").head(4).to_list() == [0, 59, 60, 70]


def test_a_table_that_names_no_platform_is_reported(tmp_path: Path) -> None:
    source = sample_source("cnt.csv", tmp_path)
    read_all(IMPORTER, source)
    [problem] = IMPORTER.find_problems(source, ReadSettings())
    assert (problem.code, problem.rows) == ("no_platform", 4)
    assert not IMPORTER.find_problems(source, ReadSettings(platform="twitter"))
