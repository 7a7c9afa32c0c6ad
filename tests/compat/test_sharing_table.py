"""Tables are read alike from CSV, compressed CSV and Parquet, and refused in words."""

import gzip
from pathlib import Path

import polars as pl
import pytest

from unisono.compat.sharing_table import read_shares
from unisono.model.errors import DataRejectedError, UsageError

TABLE = 'object_id,account_id,content_id,timestamp_share\no1,007,c1,1.5\n,b,c2,NA\nNA,"b,c",c3, 7\n'
ROWS = [("o1", "007", "c1", 1.5), ("", "b", "c2", None), ("NA", "b,c", "c3", 7.0)]


def test_ids_stay_text_and_a_missing_time_is_null(tmp_path: Path) -> None:
    file = tmp_path / "shares.csv"
    file.write_text(TABLE)
    assert read_shares(file).rows() == ROWS


def test_a_compressed_file_reads_the_same(tmp_path: Path) -> None:
    file = tmp_path / "shares.csv.gz"
    file.write_bytes(gzip.compress(TABLE.encode()))
    assert read_shares(file).rows() == ROWS


def test_a_mark_at_the_start_of_the_file_is_no_part_of_a_name(tmp_path: Path) -> None:
    file = tmp_path / "shares.csv"
    file.write_text(TABLE, encoding="utf-8-sig")
    assert read_shares(file).rows() == ROWS


def test_the_text_for_a_missing_object_becomes_null(tmp_path: Path) -> None:
    file = tmp_path / "shares.csv"
    file.write_text(TABLE)
    assert read_shares(file, missing_object="NA")["object_id"].to_list() == ["o1", "", None]


def test_a_parquet_file_reads_with_numbers_and_times(tmp_path: Path) -> None:
    file = tmp_path / "shares.parquet"
    frame = pl.DataFrame({"message_id": [1, 2], "user_id": [7, 8], "repost_id": ["NA", None], "timestamp": [3, 4]})
    frame.write_parquet(file)
    assert read_shares(file, missing_object="NA").rows() == [("NA", "7", "1", 3.0), (None, "8", "2", 4.0)]
    frame.with_columns(timestamp=pl.from_epoch("timestamp")).write_parquet(file)
    assert read_shares(file)["at"].to_list() == [3.0, 4.0]


def test_the_layout_of_the_toolkit_is_known_by_its_names(tmp_path: Path) -> None:
    file = tmp_path / "messages.csv"
    file.write_text("message_id,user_id,username,repost_id,reply_id,message,timestamp,urls\nm,u,n,r,,hello,5,\n")
    assert read_shares(file).rows() == [("r", "u", "m", 5.0)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,text\n1,hello\n", r"Columns found: .*object_id, account_id, content_id, timestamp_share"),
        (TABLE + "o1,a,c9,yesterday\n", r"1 times that are not numbers, first in row 4: 'yesterday'"),
        ("", "cannot be read as a table"),
    ],
)
def test_a_table_that_does_not_fit_is_refused_with_what_to_do(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "shares.csv"
    file.write_text(text)
    with pytest.raises(DataRejectedError, match=said):
        read_shares(file)


def test_rows_without_an_account_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "shares.parquet"
    frame = {"object_id": ["o"], "account_id": [None], "content_id": ["c"], "timestamp_share": [1]}
    pl.DataFrame(frame, schema_overrides={"account_id": pl.String}).write_parquet(file)
    with pytest.raises(DataRejectedError, match="1 rows without account_id"):
        read_shares(file)


def test_a_missing_file_is_a_matter_of_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        read_shares(tmp_path / "nowhere.csv")
