"""Importing tells what became of every row, and importing twice stores nothing twice."""

import gzip
import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest
from polars.testing import assert_frame_equal

from tests.importers.table_sources import SAMPLES
from tests.importers.tweet_builders import START, lines_of, post_id, v1_post
from unisono.cases import AppendSummary, create_case
from unisono.cases.appending import remembered_within
from unisono.importers import opening
from unisono.importers.declaration import Left, ReadSettings
from unisono.importers.importing import import_each, import_files
from unisono.importers.inspecting import inspect_file
from unisono.model.errors import DataRejectedError, UsageError

SAMPLE = str(SAMPLES / "twitter_v1.jsonl")


def test_a_line_counts_every_row_and_the_second_time_all_are_duplicates(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    [first] = import_files(case, [SAMPLE])
    [again] = import_files(case, [SAMPLE])
    assert (first["file"], first["format"]) == (SAMPLE, "twitter_v1")
    assert (first["read"], first["stored"], first["duplicates"]) == (20, 19, 0)
    assert (first["rejected"], first["deletions"]) == ([], 1)
    assert (first["posts"], first["accounts"]) == (19, 19)
    assert (again["stored"], again["duplicates"], again["posts"]) == (0, 19, 19)
    assert case.references().collect().height == 1
    assert case.posts().collect()["source_row"].sort().to_list() == list(range(1, 20))


@pytest.mark.parametrize("shape", ["v1", "v2_pages"])
def test_a_file_that_is_read_while_it_is_hashed_gives_the_very_same_segments(
    shape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = SAMPLES / f"twitter_{shape}.jsonl"
    segments = []
    for least in (1 << 60, 0):
        monkeypatch.setattr(opening, "LEAST_HASHED_LATER", least)
        case = create_case(tmp_path / str(least))
        assert len(list(import_files(case, [str(file)]))) == 1
        assert case.sources()["sha256"].to_list() == [sha256(file.read_bytes()).hexdigest()]
        segments.append({found.name: found.read_bytes() for found in (case.path / "segments").iterdir()})
    assert segments[0] == segments[1]
    assert len(segments[0]) > 2


def test_all_shapes_of_one_platform_meet_in_one_case(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    files = [str(SAMPLES / f"twitter_v2_{shape}.jsonl") for shape in ("pages", "flat", "stream")]
    lines = list(import_files(case, files))
    assert [(line["stored"], line["duplicates"]) for line in lines] == [(16, 0), (0, 16), (0, 5)]
    assert lines[-1]["posts"] == 16


def test_a_zip_gives_a_line_for_each_file_in_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "both.zip", "w") as archive:
        archive.writestr("one.jsonl", lines_of(v1_post(1)))
        archive.writestr("two.jsonl", lines_of(v1_post(2)))
    lines = list(import_files(create_case(tmp_path / "case"), [str(tmp_path / "both.zip")]))
    assert [(line["file"].rpartition(":")[2], line["stored"]) for line in lines] == [("one.jsonl", 1), ("two.jsonl", 1)]


def test_a_cut_gzip_is_imported_as_far_as_it_goes_and_says_so(tmp_path: Path) -> None:
    text = lines_of(*(v1_post(number, f"{number * 7919 % 1009}") for number in range(3000)))
    packed = gzip.compress(text.encode())
    (tmp_path / "cut.gz").write_bytes(packed[: len(packed) // 2])
    [line] = import_files(create_case(tmp_path / "case"), [str(tmp_path / "cut.gz")])
    assert 0 < line["stored"] < 3000
    assert line["read"] == line["stored"] + sum(one["rows"] for one in line["rejected"])
    assert any("ends early" in one["reason"] for one in line["rejected"])
    assert [problem["code"] for problem in line["problems"]] == ["file_ends_early"]


def test_standard_input_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(lines_of(v1_post(1)).encode("utf-16"))))
    [line] = import_files(create_case(tmp_path / "case"), ["-"])
    assert (line["file"], line["stored"]) == ("-", 1)


def test_problems_come_with_the_line(tmp_path: Path) -> None:
    shifted = v1_post(1, id_str=post_id(START + timedelta(hours=3), 1))
    (tmp_path / "posts").write_text(lines_of(shifted))
    [line] = import_files(create_case(tmp_path / "case"), [str(tmp_path / "posts")])
    assert [problem["code"] for problem in line["problems"]] == ["time_zone_shift"]


def test_missing_and_unreadable_files_stop_the_import_and_keep_what_was_stored(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    with pytest.raises(UsageError):
        list(import_files(case, [SAMPLE, str(tmp_path / "missing")]))
    (tmp_path / "letter").write_text("Dear all,\nno data here\n")
    with pytest.raises(DataRejectedError):
        list(import_files(case, [str(tmp_path / "letter")]))
    assert case.counts()[0] == 19


def test_the_record_of_the_source_says_how_it_was_read(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    settings = ReadSettings(zone="Europe/Kyiv", platform="twitter")
    list(import_files(case, [SAMPLE], format="twitter_v1", settings=settings))
    assert case.sources()["format"].to_list() == ["twitter_v1"]


def test_an_importers_own_problems_come_with_the_line(tmp_path: Path) -> None:
    row = "2018-06-01 12:00:00,7,Vote\n"
    (tmp_path / "posts.csv").write_text("created_at,account_id,text\n" + row + row)
    [line] = import_files(create_case(tmp_path / "case"), [str(tmp_path / "posts.csv")])
    inspected = {problem["code"] for problem in inspect_file(str(tmp_path / "posts.csv"))["problems"]}
    assert inspected
    assert {problem["code"] for problem in line["problems"]} == inspected


def test_a_case_is_made_only_when_there_is_something_to_store(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear all,\nno data here\n")
    with pytest.raises(DataRejectedError):
        list(import_files(lambda: create_case(tmp_path / "case"), [str(tmp_path / "letter")]))
    assert not (tmp_path / "case").exists()
    [line] = import_files(lambda: create_case(tmp_path / "case"), [SAMPLE])
    assert line["stored"] == 19


def test_rows_that_give_a_profile_or_a_deletion_are_accounted_for(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    users = tmp_path / "users.csv"
    users.write_text(
        "name,created_utc,icon_img,is_mod,link_karma,comment_karma\nann,1400000000,,,1,2\nbob,1400000001,,,1,2\n[deleted],,,,,\n"
    )
    (line,) = import_files(case, [str(users)], format="reddit_accounts")
    rejected = sum(one["rows"] for one in line["rejected"])
    assert (line["read"], line["stored"], line["profile_rows"], rejected) == (3, 0, 2, 1)


def test_parts_of_an_x_archive_without_posts_are_skipped_and_no_column_is_asked_for(tmp_path: Path) -> None:
    parts = {
        "account": {"account": {"accountId": "9", "username": "ann"}},
        "like": {"like": {"tweetId": "1", "fullText": "a"}},
        "direct_messages": {"dmConversation": {"conversationId": "1-2", "messages": []}},
        "tweets": {"tweet": {"id_str": "1", "created_at": "Sun Mar 10 06:59:59 +0000 2024", "full_text": "a"}},
    }
    folder = tmp_path / "data"
    folder.mkdir()
    for part, found in parts.items():
        (folder / f"{part}.js").write_text(f"window.YTD.{part}.part0 = {json.dumps([found])}")
    account, messages, like, tweets = import_each(create_case(tmp_path / "case"), [str(folder)])
    assert account == Left(str(folder / "account.js"), True, "read for the author")
    assert isinstance(messages, Left) and isinstance(like, Left)
    assert messages.is_skipped and like.is_skipped
    assert "a part of an X archive that holds no posts" in like.reason
    assert not isinstance(tweets, Left) and tweets["stored"] == 1
    with pytest.raises(DataRejectedError, match=r"like\.js is taken for no posts"):
        list(import_files(create_case(tmp_path / "other"), [str(folder / "like.js")]))


def test_advice_to_map_columns_names_what_can_be_typed(tmp_path: Path) -> None:
    table, archive = tmp_path / "a.csv", tmp_path / "a.zip"
    table.write_text("user,words\nann,hello\n")
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("a.csv", table.read_text())
        packed.writestr("b.csv", table.read_text())
    case = create_case(tmp_path / "case")
    one, packed_one, _ = import_each(case, [str(table), str(archive)], format="generic")
    assert isinstance(one, Left) and isinstance(packed_one, Left)
    assert f"Try: unisono import CASE {table} --map" in one.reason
    assert (
        f"python -m zipfile -e {archive} {archive.with_suffix('')}-unpacked && unisono import CASE "
        in packed_one.reason
    )


def test_a_mapping_file_for_other_columns_is_named(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.csv").write_text("user,words\nann,hello\n")
    how = ReadSettings(mapping={"created_at": "date"}, mapping_file=("x.toml", "0"))
    (left,) = import_each(create_case(tmp_path / "case"), [str(tmp_path / "files")], settings=how)
    assert isinstance(left, Left)
    assert left.reason.startswith("The mapping x.toml was made for other columns: ")


FLAVOURS = [str(SAMPLES / f"twitter_v2_{shape}.jsonl") for shape in ("pages", "flat", "stream")]


@pytest.mark.parametrize("stopped_at", [1, 2, 3])
def test_an_import_of_many_files_that_was_stopped_goes_on_where_it_is_repeated(tmp_path: Path, stopped_at: int) -> None:
    whole, stopped = create_case(tmp_path / "whole"), create_case(tmp_path / "stopped")
    list(import_files(whole, FLAVOURS))
    stored = 0

    def stop(_summary: AppendSummary) -> None:
        nonlocal stored
        stored += 1
        if stored == stopped_at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(import_files(replace(stopped, on_append=stop), FLAVOURS))
    list(import_files(stopped, FLAVOURS))
    for one, other in ((whole.posts(), stopped.posts()), (whole.post_observations(), stopped.post_observations())):
        assert_frame_equal(one.collect(), other.collect())


def test_an_import_with_little_memory_stores_the_same(tmp_path: Path) -> None:
    whole, little = create_case(tmp_path / "whole"), create_case(tmp_path / "little")
    files = [*FLAVOURS, SAMPLE, SAMPLE]
    lines = list(import_files(whole, files))
    assert list(import_files(replace(little, remembered=remembered_within(little.path, 1)), files)) == lines
    assert_frame_equal(whole.post_observations().collect(), little.post_observations().collect())
