"""Compliance files of accounts give profiles with a status, and no posts."""

from datetime import UTC, datetime
from pathlib import Path

from tests.importers.table_sources import real_source, written_source
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.twitter_users_compliance import IMPORTER
from unisono.importers.guessing import rate_importers

NOTICES = """{"id":"11","action":"delete","created_at":"2013-06-04T16:25:04+00:00","reason":"protected"}
{"id":"11","action":"delete","created_at":"2013-06-04T16:25:04+00:00","reason":"protected"}
{"id":"12","action":"delete","created_at":"2014-06-04T16:25:04+00:00","redacted_at":"2020-01-01T00:00:00Z","reason":"Suspended"}
{"id":"13","created_at":"2014-06-04T16:25:04+00:00","reason":"protected"}
"""


def test_each_account_has_its_status_and_what_repeats_is_counted(tmp_path: Path) -> None:
    (batch,) = IMPORTER.read(written_source(tmp_path, NOTICES), ReadSettings())
    assert batch.accounts.sort("account_id").select("account_id", "status", "observed_at").rows() == [
        ("11", "protected", None),
        ("12", "suspended", datetime(2020, 1, 1, tzinfo=UTC)),
    ]
    assert (batch.posts.height, batch.read) == (0, 4)
    assert [(item.reason, item.row) for item in batch.rejected] == [
        ("repeats a line above", 2),
        ("tells of nothing, not of a deletion", 4),
    ]


def test_the_real_file_gives_its_account_once(tmp_path: Path) -> None:
    source = real_source("formats/twitter_v2/users_compliance.jsonl", tmp_path)
    assert rate_importers(source)[0][0].name == "twitter_users_compliance"
    (batch,) = IMPORTER.read(source, ReadSettings())
    assert (batch.posts.height, batch.accounts["status"].to_list(), batch.read) == (0, ["protected"], 2)
