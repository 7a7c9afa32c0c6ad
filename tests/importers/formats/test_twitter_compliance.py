"""Compliance files of posts mark what is gone, and hold no posts."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.importers.table_sources import real_source, written_source
from unisono.cases import SourceRecord, create_case
from unisono.cases.deletions import kept_deletions
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats import twitter_compliance, twitter_users_compliance
from unisono.importers.formats.twitter_compliance import IMPORTER
from unisono.importers.guessing import rate_importers
from unisono.importers.importing import import_files

POSTS = """{"id":"1170000000000000001","text":"one","author_id":"7","created_at":"2019-09-06T17:25:54.000Z"}
{"id":"1170000000000000002","text":"two","author_id":"7","created_at":"2019-09-06T17:26:54.000Z"}
"""
NOTICES = """{"id":"1170000000000000001","action":"delete","created_at":"2019-09-06T17:25:54.667Z","redacted_at":"2021-08-17T17:26:15.788Z","reason":"deleted"}
{"id":"1170000000000000002","action":"delete","created_at":"2019-09-06T17:26:54.667Z","reason":"suspended"}
{"id":"1170000000000000003","action":"delete","created_at":"2019-09-06T17:26:54.667Z","reason":"deleted"}
{"id":"1170000000000000003","action":"scrub_geo","created_at":"2019-09-06T17:26:54.667Z","reason":"deleted"}
"""  # noqa: E501


@pytest.mark.parametrize("order", ["posts first", "notices first"])
def test_a_notice_marks_its_post_whichever_comes_first(order: str, tmp_path: Path) -> None:
    files = [tmp_path / "posts.jsonl", tmp_path / "notices.jsonl"]
    for file, text in zip(files, (POSTS, NOTICES), strict=True):
        file.write_text(text)
    case = create_case(tmp_path / "case")
    lines = {
        line["file"]: line
        for line in import_files(case, map(str, files if order == "posts first" else reversed(files)))
    }
    posts = case.posts().sort("post_id").collect()
    assert posts.select("post_id", "text", "is_deleted").rows() == [
        ("1170000000000000001", "one", True),
        ("1170000000000000002", "two", None),
    ]
    assert posts["collected_at"].to_list()[0] == datetime(2021, 8, 17, 17, 26, 15, 788_000, tzinfo=UTC)
    told = lines[str(files[1])]
    assert (told["read"], told["stored"], told["duplicates"], told["deletions"]) == (4, 0, 0, 3)
    assert [(one["reason"], one["rows"]) for one in told["rejected"]] == [("tells of scrub_geo, not of a deletion", 1)]
    assert case.counts() == (2, 1)


def test_a_file_imported_twice_keeps_each_notice_once(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    source = written_source(tmp_path, NOTICES)
    for _ in range(2):
        case.append(IMPORTER.read(source, ReadSettings()), SourceRecord(source.name, source.sha256))
    assert kept_deletions(case.path).collect().height == 3


def test_posts_and_accounts_are_told_apart_by_the_precision_of_their_times(tmp_path: Path) -> None:
    about_accounts = NOTICES.replace(".667Z", "+00:00")
    assert IMPORTER.recognise(written_source(tmp_path, NOTICES)) > 0.9
    assert IMPORTER.recognise(written_source(tmp_path, about_accounts)) == 0.0
    assert twitter_users_compliance.IMPORTER.recognise(written_source(tmp_path, about_accounts)) > 0.9
    assert twitter_compliance.share_of_posts(written_source(tmp_path, POSTS)) is None


def test_the_real_file_gives_two_notices_and_no_post(tmp_path: Path) -> None:
    source = real_source("formats/twitter_v2/tweets_compliance.jsonl", tmp_path)
    assert rate_importers(source)[0][0].name == "twitter_compliance"
    (batch,) = IMPORTER.read(source, ReadSettings())
    assert (batch.posts.height, batch.deletions["reason"].to_list(), batch.read) == (
        0,
        ["protected", "deactivated"],
        2,
    )
