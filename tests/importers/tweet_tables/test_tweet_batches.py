"""Tables of tweets become batches."""

from pathlib import Path

import polars as pl
import pytest

from tests.importers.table_sources import written_source
from tests.importers.tweet_builders import read_whole
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.twarc_csv import FORMAT, IMPORTER
from unisono.importers.tweet_tables.tweet_batches import describe_damage, read_tweet_table
from unisono.model.errors import DataRejectedError

HEADER = "id,author_id,author.username,created_at,text,conversation_id,referenced_tweets.replied_to.id\n"
ROWS = (
    "1002502500000000001,1001,ann,2018-06-01T12:00:00.000Z,hello,,\n"
    "1.0025E+18,1002,bo,2018-06-01T12:00:01.000Z,world,,\n"
    ",,,,nobody,,\n"
    "x,1003,cy,some day,bad,,\n"
    ",1004,,,timeless,,\n"
)


def test_every_row_is_a_post_or_rejected_whatever_the_size_of_a_batch(tmp_path: Path) -> None:
    source = written_source(tmp_path, HEADER + ROWS)
    whole = read_whole(IMPORTER, source)
    assert whole.posts["account_id"].to_list() == ["1001", "1002", "1004"]
    assert [(each.row, each.reason) for each in whole.rejected] == [
        (4, "has neither time nor account"),
        (5, "time cannot be read"),
    ]
    for size in (1, 2):
        pieces = read_whole(IMPORTER, source, ReadSettings(rows_per_batch=size))
        assert pieces.posts.equals(whole.posts) and pieces.read == whole.read == 5


def test_posts_without_a_usable_id_get_one_and_their_damage_is_described(tmp_path: Path) -> None:
    source = written_source(tmp_path, HEADER + ROWS)
    ids = read_whole(IMPORTER, source).posts["post_id"]
    assert ids[0] == "1002502500000000001" and ids[1:].str.starts_with("row-").all() and ids.is_unique().all()
    (problem,) = describe_damage(source, {"id": "ids are derived", "absent": ""}, 2)
    assert (problem.code, problem.rows, problem.example) == ("damaged_id", 1, "1.0025E+18")
    assert "ids are derived" in problem.advice


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataRejectedError, match="has no column created_at"):
        list(read_tweet_table(written_source(tmp_path, "id,text\n1,a\n"), ReadSettings(), FORMAT))


def test_a_time_that_is_missing_is_read_out_of_the_id(tmp_path: Path) -> None:
    posts = read_whole(IMPORTER, written_source(tmp_path, HEADER + "1002502500000000001,1001,ann,,hello,,\n")).posts
    assert posts["created_at"].dt.date().cast(pl.String).to_list() == ["2018-06-01"]
