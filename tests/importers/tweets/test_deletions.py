"""Delete notices become deletions; what names no post stays rejected."""

from datetime import UTC, datetime
from pathlib import Path

import orjson

from tests.importers.table_sources import written_source
from tests.importers.tweet_builders import v1_post
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.twitter_v1 import IMPORTER
from unisono.importers.tweets.deletions import deletions_of

NOTICE = {"delete": {"status": {"id": 5, "id_str": "5", "user_id_str": "7"}, "timestamp_ms": "1588291201000"}}


def test_a_notice_of_a_stream_names_post_author_and_time(tmp_path: Path) -> None:
    lines = [v1_post(1), NOTICE, {"delete": {"status": None}}, {"limit": {"track": 3}}]
    text = "".join(orjson.dumps(line).decode() + "\n" for line in lines)
    (batch,) = IMPORTER.read(written_source(tmp_path, text), ReadSettings())
    assert batch.deletions.select("platform", "post_id", "account_id", "at", "reason", "source_row").rows() == [
        ("twitter", "5", "7", datetime(2020, 5, 1, 0, 0, 1, tzinfo=UTC), "deleted", 2)
    ]
    assert [item.row for item in batch.rejected] == [3, 4]
    assert (batch.posts.height, batch.read) == (1, 4)


def test_ids_as_numbers_are_read_and_a_notice_without_a_time_has_none() -> None:
    found = deletions_of([(1, {"delete": {"status": {"id": 8, "user_id": 9}}}), (2, {"delete": [1]})], "ab")
    assert found.select("post_id", "account_id", "at").rows() == [("8", "9", None)]
