"""What is purged is nowhere in the case any more, and everything else is as it was."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from unisono.cases import Case, SourceRecord, create_case, find_problems
from unisono.cases.custody import check_log
from unisono.cases.live.recordings import LEFT_SHA256, read_recording, write_recording
from unisono.cases.manifest import read_manifest
from unisono.cases.purging import PurgeRequest, purge
from unisono.model.batches import Batch
from unisono.model.errors import UsageError
from unisono.model.tables import ACCOUNTS, DELETIONS, POSTS, REFERENCES, conform

DAY = datetime(2018, 6, 1, tzinfo=UTC)
SECRET = "annasecret"


def rows(*posts: dict[str, object]) -> pl.DataFrame:
    told = [{"platform": "x", "created_at": DAY, "kind": "post", "source_sha256": "f" * 64, **post} for post in posts]
    return conform(pl.DataFrame(told, schema_overrides={"mentions": pl.List(pl.String)}), POSTS)


def a_case(folder: Path) -> Case:
    case = create_case(folder / "case")
    posts = rows(
        {"post_id": "1", "account_id": "900001", "handle": SECRET, "text": "I wrote this", "source_row": 1},
        {
            "post_id": "2",
            "account_id": "900002",
            "handle": "ben",
            "kind": "repost",
            "ref_post_id": "1",
            "ref_account_id": "900001",
            "ref_handle": SECRET,
            "text": f"RT @{SECRET}: I wrote this",
            "source_row": 2,
        },
        {
            "post_id": "3",
            "account_id": "900002",
            "handle": "ben",
            "text": f"Hello @{SECRET.upper()}!",
            "mentions": [SECRET, "carl"],
            "source_row": 3,
        },
        {"post_id": "4", "account_id": "900003", "handle": "carl", "text": "Something else", "source_row": 4},
    )
    accounts = conform(
        pl.DataFrame({"platform": "x", "account_id": ["900001", "900002"], "handle": [SECRET, "ben"]}), ACCOUNTS
    )
    references = conform(pl.DataFrame({"platform": "x", "post_id": ["1"], "account_id": ["900001"]}), REFERENCES)
    case.append([Batch(posts, accounts, references, read=4)], SourceRecord("a.jsonl", "f" * 64))
    return case


def content_of(case: Case) -> str:
    """Return everything that the segments of a case hold, as text."""
    files = sorted((case.path / "segments").iterdir())
    return "".join(orjson.dumps(pl.read_parquet(file).to_dicts(), default=str).decode() for file in files)


def test_a_purged_account_is_in_no_segment_any_more(tmp_path: Path) -> None:
    case = a_case(tmp_path)
    told = purge(case.path, PurgeRequest(accounts=("x:900001",)), "asked on 3 May")
    assert told.posts == 1
    for word in (SECRET, SECRET.upper(), "900001", "I wrote this"):
        assert word not in content_of(case), word
    left = case.posts().collect().sort("post_id")
    assert left["post_id"].to_list() == ["2", "3", "4"]
    assert left["text"].to_list() == [None, "Hello @purged!", "Something else"]
    assert left["mentions"].to_list()[1] == ["carl"]
    assert find_problems(case.path) == []


def test_posts_of_others_stay_as_they_were(tmp_path: Path) -> None:
    case = a_case(tmp_path)
    before = case.posts().filter(pl.col("post_id") == "4").collect()
    purge(case.path, PurgeRequest(accounts=("x:900001",)), "asked")
    assert_frame_equal(case.posts().filter(pl.col("post_id") == "4").collect(), before)


def test_reposts_of_a_purged_post_still_meet_on_it(tmp_path: Path) -> None:
    case = a_case(tmp_path)
    more = {"kind": "repost", "ref_post_id": "1", "ref_account_id": "900001"}
    case.append([Batch(rows({"post_id": "9", "account_id": "900009", **more}))], SourceRecord("b.jsonl", "e" * 64))
    purge(case.path, PurgeRequest(accounts=("x:900001",)), "asked")
    referred = case.posts().filter(pl.col("kind") == "repost").collect()["ref_post_id"]
    assert referred.n_unique() == 1
    assert referred[0].startswith("purged-")


def test_an_account_that_was_purged_does_not_come_back_with_another_import(tmp_path: Path) -> None:
    case = a_case(tmp_path)
    purge(case.path, PurgeRequest(accounts=("x:900001",)), "asked")
    again = rows({"post_id": "50", "account_id": "900001"}, {"post_id": "51", "account_id": "900004"})
    summary = case.append([Batch(again, read=2)], SourceRecord("again.jsonl", "d" * 64))
    assert [(one.reason, one.rows, one.example) for one in summary.rejected] == [
        ("taken out of this case on request", 1, "")
    ]
    assert "50" not in case.posts().collect()["post_id"].to_list()


def test_what_lists_the_gone_does_not_name_them(tmp_path: Path) -> None:
    case = a_case(tmp_path)
    purge(case.path, PurgeRequest(accounts=("x:900001",)), "asked")
    for name in ("suppressed.jsonl", "custody.jsonl", "manifest.jsonl"):
        assert b"900001" not in (case.path / name).read_bytes(), name
        assert SECRET.encode() not in (case.path / name).read_bytes(), name


def test_the_log_stays_whole_and_says_that_and_why(tmp_path: Path) -> None:
    case = a_case(tmp_path)
    purge(case.path, PurgeRequest(accounts=("x:900001",)), "asked on 3 May", by="eve")
    chain = check_log(case.path)
    assert chain.is_whole
    last = chain.entries[-1]
    assert (last["action"], last["actor"], last["details"]["because"]) == ("purge", "eve", "asked on 3 May")  # type: ignore[index]  # JSON


def test_what_was_made_from_the_posts_is_gone(tmp_path: Path) -> None:
    case = a_case(tmp_path)
    case.write_run({"settings": {}}, {"pairs": pl.DataFrame({"a": ["x:900001"]})})
    (case.path / "derived").mkdir()
    (case.path / "derived" / "page").write_text(SECRET)
    told = purge(case.path, PurgeRequest(accounts=("x:900001",)), "asked")
    assert told.removed == {"derived": 1, "runs": 2}
    assert case.latest_run() is None


def test_lists_that_people_made_are_told_and_not_touched(tmp_path: Path) -> None:
    case = a_case(tmp_path)
    (case.path / "watchlists").mkdir()
    (case.path / "watchlists" / "mine.json").write_text(f'["{SECRET}"]')
    told = purge(case.path, PurgeRequest(accounts=("x:900001",)), "asked")
    assert told.still_naming == ("watchlists/mine.json",)


def test_posts_from_before_a_day_go_and_later_ones_stay(tmp_path: Path) -> None:
    case = a_case(tmp_path)
    later = rows({"post_id": "70", "account_id": "900003", "created_at": datetime(2019, 1, 1, tzinfo=UTC)})
    case.append([Batch(later)], SourceRecord("later.jsonl", "c" * 64))
    told = purge(case.path, PurgeRequest(before=datetime(2018, 12, 1, tzinfo=UTC)), "time is up")
    assert (told.posts, case.posts().collect()["post_id"].to_list()) == (4, ["70"])


def test_posts_that_their_authors_deleted_go(tmp_path: Path) -> None:
    case = a_case(tmp_path)
    notices = conform(pl.DataFrame({"platform": "x", "post_id": ["4"], "reason": ["deleted"]}), DELETIONS)
    case.append([Batch(deletions=notices, read=1)], SourceRecord("gone.jsonl", "b" * 64))
    purge(case.path, PurgeRequest(deleted=True), "the platform's terms")
    assert "4" not in case.posts().collect()["post_id"].to_list()


def test_of_a_case_that_is_purged_whole_the_log_stays(tmp_path: Path) -> None:
    case = a_case(tmp_path)
    told = purge(case.path, PurgeRequest(everything=True), "time is up")
    assert told.posts == 4
    assert case.posts().collect().is_empty()
    assert list((case.path / "segments").iterdir()) == []
    assert check_log(case.path).is_whole
    assert find_problems(case.path) == []


def test_raw_lines_of_a_stream_that_name_the_gone_are_emptied_in_their_places(tmp_path: Path) -> None:
    case = a_case(tmp_path)
    lines = [b'{"id":"80","by":"900001"}', b'{"id":"81","by":"900005"}', b'{"like":"900001"}']
    write_recording(case.path, 1, b"\n".join(lines) + b"\n")
    name, sha256 = "live/recordings/000001.jsonl.zst", "a" * 64
    posts = rows(
        {"post_id": "80", "account_id": "900001", "source_sha256": sha256, "source_row": 1},
        {"post_id": "81", "account_id": "900005", "source_sha256": sha256, "source_row": 2},
    )
    case.append([Batch(posts)], SourceRecord(name, sha256))
    purge(case.path, PurgeRequest(accounts=("x:900001",)), "asked")
    assert read_recording(case.path, name).split(b"\n") == [b"", lines[1], b"", b""]
    line = read_manifest(case.path / "manifest.jsonl")[-1]
    assert line.source.sha256 == sha256
    assert LEFT_SHA256 in line.source.settings
    assert find_problems(case.path) == []


def test_a_trial_counts_and_changes_nothing(tmp_path: Path) -> None:
    case = a_case(tmp_path)
    before = {path: path.read_bytes() for path in case.path.rglob("*") if path.is_file()}
    assert purge(case.path, PurgeRequest(accounts=("x:900001",)), "asked", is_trial=True).posts == 1
    assert {path: path.read_bytes() for path in case.path.rglob("*") if path.is_file()} == before


def test_a_case_that_is_being_watched_is_not_purged(tmp_path: Path) -> None:
    from unisono.cases.durable import writer_lock
    from unisono.cases.live.folder import WATCHING_LOCK, make_live_folder

    case = a_case(tmp_path)
    with writer_lock(make_live_folder(case.path) / WATCHING_LOCK), pytest.raises(UsageError, match="being watched"):
        purge(case.path, PurgeRequest(everything=True), "asked")
