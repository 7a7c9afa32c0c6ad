"""What is acknowledged stays, what is not is never seen, whatever stops the writer."""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from unisono.cases import AppendSummary, SourceRecord, create_case, find_problems, open_case
from unisono.cases.appending import EXAMPLE_CHARACTERS, Remembered, count_rejections
from unisono.cases.manifest import RejectionCount
from unisono.model.batches import Batch, Rejection
from unisono.model.errors import DataRejectedError, UsageError
from unisono.model.tables import POSTS, conform

ROWS = 50
WRITER = """
import sys
import polars as pl
from unisono.cases import SourceRecord, open_case
from unisono.model.batches import Batch

case, start, rows = open_case(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
def batches():
    for number in range(start, start + 10_000):
        ids = [f"{number}-{row}" for row in range(rows)]
        frame = pl.DataFrame({"platform": ["twitter"] * rows, "post_id": ids, "account_id": ids})
        yield Batch(posts=frame, accounts=frame.select("platform", "account_id"))
        print(number, flush=True)  # asked for the next batch: this one is acknowledged
case.append(batches(), SourceRecord(f"stream {start}", f"{start:064x}", "test"))
"""


def a_batch(*ids: str, **columns: object) -> Batch:
    posts = pl.DataFrame({"platform": "twitter", "post_id": list(ids)}).with_columns(
        [pl.lit(value).alias(name) for name, value in columns.items()]
    )
    return Batch(posts=posts.with_row_index("source_row", offset=1))


def start_writer(folder: Path, start: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(folder), str(start), str(ROWS)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def batches_in(folder: Path) -> dict[int, int]:
    """Return how many rows of each batch a reader sees."""
    posts = open_case(folder).posts().select(number=pl.col("post_id").str.split("-").list.first().cast(pl.Int64))
    return dict(posts.group_by("number").len().collect().iter_rows())


@pytest.mark.slow
def test_a_writer_killed_at_any_moment_loses_nothing_acknowledged_and_shows_nothing_half_written(
    tmp_path: Path,
) -> None:
    folder = create_case(tmp_path / "case").path
    moments = random.Random(20170603)
    acknowledged: set[int] = set()
    for kill in range(10):
        start = kill * 10_000
        writer = start_writer(folder, start)
        assert writer.stdout is not None
        for _ in range(moments.randint(1, 4)):
            acknowledged.add(int(writer.stdout.readline()))
        time.sleep(moments.uniform(0, 0.03))
        writer.send_signal(signal.SIGKILL)
        acknowledged.update(int(line) for line in writer.communicate()[0].splitlines() if line)
        seen = batches_in(folder)
        assert acknowledged <= set(seen)
        assert set(seen.values()) == {ROWS}
        # The batch in flight may be whole or absent; nothing beyond it can be there.
        assert len(set(seen) - acknowledged) <= kill + 1
        mine = 1_000_000 + kill
        open_case(folder).append([a_batch(*(f"{mine}-{row}" for row in range(ROWS)))], SourceRecord("mine", str(kill)))
        acknowledged.add(mine)
    case = open_case(folder)
    assert case.counts()[0] == ROWS * len(batches_in(folder))
    assert {problem["code"] for problem in find_problems(case.path)} <= {"leftover", "torn_line"}


def test_a_reader_sees_whole_batches_in_order_while_a_writer_appends(tmp_path: Path) -> None:
    folder = create_case(tmp_path / "case").path
    writer = start_writer(folder, 0)
    assert writer.stdout is not None
    try:
        writer.stdout.readline()
        looks = []
        while len(looks) < 15 or looks[-1] < 20:
            seen = batches_in(folder)
            assert sorted(seen) == list(range(len(seen)))
            assert set(seen.values()) == {ROWS}
            looks.append(len(seen))
        assert looks == sorted(looks)
        assert looks[-1] > looks[0]
    finally:
        writer.kill()
        writer.communicate()


def test_two_writers_at_once_lose_and_mix_nothing(tmp_path: Path) -> None:
    folder = create_case(tmp_path / "case").path
    writers = [start_writer(folder, 0), start_writer(folder, 0), start_writer(folder, 50_000)]
    try:
        for writer in writers:
            assert writer.stdout is not None
            for _ in range(8):
                writer.stdout.readline()
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()
    seen = batches_in(folder)
    assert {0, 1, 2, 3, 4, 5, 6, 7, 50_000, 50_007} <= set(seen)
    assert set(seen.values()) == {ROWS}
    assert open_case(folder).counts()[0] == ROWS * len(seen)


def test_a_failure_at_any_step_of_a_write_loses_nothing_and_shows_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = {"fsync": os.fsync, "replace": Path.replace}
    for step in range(1, 13):
        case = create_case(tmp_path / f"case {step}")
        case.append([a_batch("1", "2")], SourceRecord("one.csv", "aa"))
        batch = a_batch("2", "3")
        batch = Batch(posts=batch.posts, accounts=pl.DataFrame({"platform": ["twitter"], "account_id": ["9"]}))
        steps = iter(range(1, 100))

        def failing(name: str, *arguments: object, fail_at: int = step, steps: object = steps) -> object:
            if next(steps) == fail_at:  # type: ignore[call-overload]
                raise OSError("power lost")
            return real[name](*arguments)  # type: ignore[operator]

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", lambda *arguments: failing("fsync", *arguments))
            patch.setattr(Path, "replace", lambda *arguments: failing("replace", *arguments))
            try:
                case.append([batch], SourceRecord("two.csv", "bb"))
                failed = False
            except (OSError, UsageError):
                failed = True
        ids = sorted(case.posts().collect()["post_id"])
        # Eleven steps: three segments with a sync, a rename and a folder sync each, the manifest's sync and the log's.
        assert failed == (step <= 11)
        assert ids == (["1", "2"] if step < 10 else ["1", "2", "3"])
        case.append([batch], SourceRecord("two.csv", "bb"))
        assert sorted(case.posts().collect()["post_id"]) == ["1", "2", "3"]
        assert case.accounts().collect().height == 1


def test_the_summary_counts_new_posts_posts_known_and_rows_rejected(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    first = case.append([a_batch("1", "2", "2")], SourceRecord("one.csv", "aa"))
    assert (first.read, first.stored, first.duplicates) == (3, 2, 1)
    rejected = (Rejection("no time", 4, "a,b"), Rejection("no time", 5, "c,d"), Rejection("no id", 6, "e"))
    posts = a_batch("2", "3").posts
    second = case.append([Batch(posts=posts, rejected=rejected, read=5)], SourceRecord("two.csv", "bb"))
    assert second == AppendSummary(
        read=5,
        stored=1,
        duplicates=1,
        rejected=(RejectionCount("no time", 2, "a,b"), RejectionCount("no id", 1, "e")),
    )


def test_a_file_imported_twice_is_all_duplicates_and_takes_no_more_room(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    accounts = pl.DataFrame({"platform": ["twitter"], "account_id": ["9"], "handle": ["ann"]})
    references = pl.DataFrame({"platform": ["twitter"], "post_id": ["77"], "text": ["original"]})
    tags = [["a", None], [], None]
    posts = a_batch("1", "2", "2").posts.with_columns(pl.Series("hashtags", tags, dtype=pl.List(pl.String)))
    for _ in range(3):
        summary = case.append([Batch(posts=posts, accounts=accounts, references=references)], SourceRecord("f", "aa"))
    assert (summary.read, summary.stored, summary.duplicates) == (3, 0, 3)
    assert case.post_observations().collect().height == 3
    assert case.account_snapshots().collect().height == 1
    assert case.references().collect().height == 1
    assert case.sources().height == 3


def test_the_same_rows_from_another_file_are_kept_as_observations(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    case.append([a_batch("1", source_sha256="aa")], SourceRecord("one.csv", "aa"))
    summary = case.append([a_batch("1", source_sha256="bb")], SourceRecord("two.csv", "bb"))
    assert (summary.stored, summary.duplicates) == (0, 1)
    assert case.post_observations().collect()["source_sha256"].to_list() == ["aa", "bb"]
    assert case.posts().collect()["source_sha256"].to_list() == ["bb"]


def test_the_same_file_read_differently_is_a_second_observation(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    case.append([a_batch("1", text="first reading")], SourceRecord("f", "aa"))
    case.append([a_batch("1", text="second reading")], SourceRecord("f", "aa"))
    assert case.post_observations().collect()["text"].to_list() == ["first reading", "second reading"]
    assert case.posts().collect()["text"].to_list() == ["second reading"]


def test_an_interrupted_import_can_be_repeated(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")

    def interrupted() -> object:
        yield a_batch("1", "2")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        case.append(interrupted(), SourceRecord("f", "aa"))  # type: ignore[arg-type]
    whole = [a_batch("1", "2"), a_batch("3")]
    summary = case.append(whole, SourceRecord("f", "aa"))
    assert (summary.read, summary.stored, summary.duplicates) == (3, 1, 2)
    assert case.post_observations().collect()["post_id"].to_list() == ["1", "2", "3"]


def test_posts_without_platform_or_id_are_rejected_and_counted(tmp_path: Path) -> None:
    posts = pl.DataFrame(
        {"platform": ["twitter", None, "twitter"], "post_id": ["1", "2", None], "text": ["a", "b" * 300, None]}
    )
    case = create_case(tmp_path / "case")
    summary = case.append([Batch(posts=posts)], SourceRecord("f", "aa"))
    assert (summary.read, summary.stored) == (3, 1)
    assert summary.rejected == (RejectionCount("no platform or post id", 2, "b" * EXAMPLE_CHARACTERS),)
    assert case.posts().collect()["post_id"].to_list() == ["1"]


def test_batches_are_asked_for_one_at_a_time_and_announced_after_they_are_durable(tmp_path: Path) -> None:
    events: list[str] = []

    def hear(summary: AppendSummary) -> None:
        events.append(f"stored {open_case(tmp_path / 'case').counts()[0]} = {summary.stored}")

    def batches() -> object:
        for number in (1, 2):
            events.append(f"asked for {number}")
            yield a_batch(str(number))

    case = create_case(tmp_path / "case")
    type(case)(case.path, case.name, on_append=hear).append(batches(), SourceRecord("f", "aa"))  # type: ignore[arg-type]
    assert events == ["asked for 1", "stored 1 = 1", "asked for 2", "stored 2 = 2"]


def test_rejections_are_counted_by_reason_with_the_first_example() -> None:
    rejections = [Rejection("b", 1, "x" * 500), Rejection("a", 2, "y"), Rejection("b", 3, "z")]
    assert count_rejections(rejections) == (RejectionCount("b", 2, "x" * 200), RejectionCount("a", 1, "y"))


def test_files_appended_one_after_the_other_read_the_posts_of_the_case_once(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    for number in range(3):
        posts = pl.DataFrame({"platform": "x", "post_id": ["same", f"own{number}"]})
        summary = case.append([Batch(posts=conform(posts, POSTS))], SourceRecord(f"{number}.csv", f"{number}" * 64))
        assert (summary.stored, summary.duplicates) == ((2, 0) if number == 0 else (1, 1))
    (first, *_) = sorted((case.path / "segments").glob("*-posts.parquet"))
    first.unlink()
    new = pl.DataFrame({"platform": "x", "post_id": ["own0", "own9"]})
    batch = Batch(posts=conform(new, POSTS))
    assert case.append([batch], SourceRecord("4.csv", "4" * 64)).duplicates == 1
    with pytest.raises(DataRejectedError, match="missing"):
        open_case(case.path).append([batch], SourceRecord("5.csv", "5" * 64))


def test_what_is_remembered_of_a_stream_is_its_posts_and_files_and_no_line_of_its_manifest(tmp_path: Path) -> None:
    remembered = Remembered()
    case = replace(create_case(tmp_path / "case"), remembered=remembered)
    for number in range(5):
        for again in ("", "again"):
            source = SourceRecord(f"live/recordings/{number:06d}.jsonl.zst", f"{number:064d}")
            assert case.append([a_batch(f"{number}")], source).stored == (0 if again else 1)
    assert sum(map(len, remembered.known.arrays)) == 5
    assert remembered.with_pictures == []
    assert case.post_observations().collect().height == 5  # the same files once more are no second observation
