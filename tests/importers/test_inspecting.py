"""Inspecting names the format, the columns, the dates and the problems, and stores nothing."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.importers.fourcat_tables import table, x_post
from tests.importers.table_sources import SAMPLES
from tests.importers.tweet_builders import START, lines_of, post_id, v1_post
from unisono.importers.inspecting import inspect_file
from unisono.model.errors import DataRejectedError, UsageError


def test_a_sample_is_described_in_full() -> None:
    found = inspect_file(str(SAMPLES / "twitter_v1.jsonl"))
    assert (found["format"], found["rows"]) == ("twitter_v1", 20)
    assert (found["first_at"], found["last_at"]) == ("2018-06-01T12:00:00Z", "2018-06-01T12:00:18Z")
    assert found["columns"]["account_id"] == "user.id_str"
    assert (found["problems"], found["deletions"]) == ([], 1)


def test_shifted_times_and_rounded_ids_are_told_with_advice(tmp_path: Path) -> None:
    late = [v1_post(n, id_str=post_id(START + timedelta(hours=2, seconds=n), n)) for n in range(1, 6)]
    (tmp_path / "late").write_text(lines_of(*late))
    [problem] = inspect_file(str(tmp_path / "late"))["problems"]
    assert (problem["code"], problem["rows"]) == ("time_zone_shift", 5)
    rounded = [v1_post(n, id_str=f"{post_id(START, 0)[:9]}{n}00000000") for n in range(1, 6)]
    (tmp_path / "rounded").write_text(lines_of(*rounded))
    assert "damaged_post_id" in [problem["code"] for problem in inspect_file(str(tmp_path / "rounded"))["problems"]]


def test_a_recognised_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "posts.csv").write_text("id,text,user\n1,a,ann\n2,b,bob\n")
    [problem] = inspect_file(str(tmp_path / "posts.csv"))["problems"]
    assert problem["code"] == "refused"
    assert "has no time column. Columns: id, text, user" in problem["advice"]


def test_files_that_are_not_there_or_not_data_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        inspect_file(str(tmp_path / "missing"))
    (tmp_path / "letter").write_text("Dear all\nthere is no data here\n")
    with pytest.raises(DataRejectedError):
        inspect_file(str(tmp_path / "letter"))


def test_columns_that_give_nothing_are_listed(tmp_path: Path) -> None:
    file = tmp_path / "posts.csv"
    file.write_text("id,author,created_at,text,mood,Weather\n1,ann,2024-03-10T07:00:00Z,hello,good,rain\n")
    assert inspect_file(str(file))["unread"] == ["mood", "Weather"]


def test_columns_that_a_format_looks_at_beyond_its_fields_are_read(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text(table("twitter-import", x_post(1)))
    unread = inspect_file(str(file))["unread"]
    assert "long_lat" in unread
    assert not {"is_retweet", "quote_body", "link", "unix_timestamp"} & set(unread)
