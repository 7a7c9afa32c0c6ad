"""The oldest table formats hold up against any cells: two hundred rows and more of each, and every format is tried."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given

from tests.importers.field_fuzz import TEN_FILES, check_lines_hold_up, files_of
from tests.importers.table_fuzz import TEN_TABLES, check_holds_up, tables
from unisono.importers import IMPORTERS, importer_named
from unisono.importers.formats.twitter_compliance import FIELDS

NOTICE = {"id": "11", "action": "delete", "created_at": "2019-09-06T17:25:54.667Z", "reason": "deleted"}
GOOD: Mapping[str, Mapping[str, Sequence[str]]] = {
    "coortweet": {
        "object_id": ["o1", "o2"], "account_id": ["a"], "content_id": ["1", "2"],
        "timestamp_share": ["1623881091"],
    },
    "cnt": {
        "message_id": ["1", "2"], "user_id": ["7"], "username": ["ann"], "repost_id": ["1", ""], "reply_id": [""],
        "message": ["hello"], "timestamp": ["60.5"], "urls": ['["https://example.com/1"]'],
    },
    "crowdtangle": {
        "Page Name": ["Lamp"], "User Name": ["lamp"], "Facebook Id": ["100"],
        "Post Created": ["2018-05-01 10:22:31 EDT"],
        "Type": ["Link"],
        "Total Interactions": ["1,050"], "Likes": ["2"], "URL": ["https://www.facebook.com/100/posts/12345"],
        "Message": ["words"], "Link": ["https://example.org/a"], "Final Link": [""],
    },
    "twitter_io_archive": {
        "tweetid": ["10", "11"], "userid": ["ab12"], "tweet_text": ["words"], "tweet_time": ["2018-05-01 10:22"],
        "tweet_client_name": ["Web"], "is_retweet": ["true", "false"],
        "retweet_tweetid": ["9", ""], "hashtags": ["[a, b]"],
        "urls": ["['https://example.org/a']"], "user_mentions": ["[]"], "account_creation_date": ["2014-01-01"],
    },
    "fivethirtyeight": {
        "external_author_id": ["9.06E+17"], "author": ["ANN"], "content": ["words"],
        "publish_date": ["10/1/2016 22:31"],
        "harvested_date": ["10/1/2016 22:32"], "following": ["1"], "followers": ["2"], "retweet": ["1", "0"],
    },
}  # fmt: skip
"""Format -> column -> cells that fit."""


@pytest.mark.parametrize("name", GOOD)
def test_whatever_the_cells_hold_every_row_is_told_of(name: str) -> None:
    columns = GOOD[name]

    @TEN_TABLES
    @given(tables(list(columns), columns))
    def try_tables(raw: bytes) -> None:
        check_holds_up(importer_named(name), raw)

    try_tables()


@pytest.mark.parametrize("name", ["twitter_compliance", "twitter_users_compliance"])
def test_whatever_the_notices_hold_every_line_is_told_of(name: str) -> None:
    @TEN_FILES
    @given(files_of(FIELDS, NOTICE))
    def try_lines(raw: bytes) -> None:
        check_lines_hold_up(importer_named(name), raw)

    try_lines()


def test_no_format_is_left_untried() -> None:
    tried = {*GOOD, "twitter_compliance", "twitter_users_compliance"}
    for file in [*Path(__file__).parent.glob("test_*.py"), *Path(__file__).parents[1].glob("*/test_items.py")]:
        if re.search(r"@given\(", file.read_text(encoding="utf-8")) and file.name != Path(__file__).name:
            tried.add("zeeschuimer" if file.name == "test_items.py" else file.stem.removeprefix("test_"))
    assert {importer.name for importer in IMPORTERS} <= tried
