"""What is put is stored with its recording and its cursor, in one go; a full disk ends it and harms nothing."""

import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from unittest.mock import call, patch

import polars as pl
import pytest

from unisono.cases import Case, create_case, find_problems, open_case
from unisono.cases.live.cursors import last_cursor
from unisono.cases.live.recordings import is_recording, read_recording, recorded_lines
from unisono.cases.manifest import ManifestLine, read_manifest
from unisono.model.batches import Batch, Rejection
from unisono.model.errors import DataRejectedError
from unisono.model.tables import POSTS, conform
from unisono.watch.keeping.pieces import Piece
from unisono.watch.keeping.storing import Storing, StoringSettings

AT_ONCE = StoringSettings(every_s=0.0)
LATER = StoringSettings(every_s=3600.0, quiet_every_s=3600.0)


def piece(*ids: int, cursor: str | None = None) -> Piece:
    rows = list(range(1, len(ids) + 1))
    posts = pl.DataFrame({"platform": "bluesky", "post_id": [f"p{one}" for one in ids], "source_row": rows})
    return Piece([b"line %d" % one for one in ids], Batch(posts=conform(posts, POSTS), read=len(ids)), cursor)


def quiet(cursor: str, lines: int = 1) -> Piece:
    rejected = Rejection("a like", 1, "like", rows=lines)
    return Piece([b"like"] * lines, Batch(rejected=(rejected,), read=lines), cursor)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return create_case(tmp_path / "case")


def begun(case: Case, settings: StoringSettings = LATER) -> Storing:
    storing = Storing(case, "jetstream", "bluesky_jetstream", settings)
    storing.start()
    return storing


def lines_of(case: Case) -> list[ManifestLine]:
    return read_manifest(case.path / "manifest.jsonl")


def check_recordings(case: Case) -> None:
    """Every post's row is its line in the recording that its SHA-256 names."""
    files = {line.source.sha256: line.source.file for line in lines_of(case) if is_recording(line.source.file)}
    recorded = {sha256: recorded_lines(read_recording(case.path, file)) for sha256, file in files.items()}
    rows = case.posts().select("post_id", "source_sha256", "source_row").collect().rows()
    assert all(recorded[sha256][row - 1] == b"line " + post[1:].encode() for post, sha256, row in rows)


def test_pieces_are_stored_together_with_the_last_cursor(case: Case) -> None:
    storing = begun(case)
    storing.put(piece(1, 2, cursor="10"))
    storing.put(piece(3, cursor="20"))
    assert storing.flush(wait_s=30)
    (line,) = lines_of(case)
    assert line.stored == 3 and line.source.format == "bluesky_jetstream"
    assert last_cursor([line], "jetstream") == "20" == storing.stored.cursor
    check_recordings(case)
    storing.put(piece(4, cursor="30"))
    assert storing.finish().posts == 4 and last_cursor(lines_of(case), "jetstream") == "30"
    check_recordings(case)
    assert find_problems(case.path) == []


def test_a_post_that_comes_again_is_one_post_and_counted(case: Case) -> None:
    storing = begun(case)
    storing.put(piece(1, 2))
    storing.flush(30)
    storing.put(piece(2, 3))
    stored = storing.finish()
    assert (stored.posts, stored.duplicates) == (3, 1)
    assert case.posts().collect().height == 3


def test_what_is_due_is_stored_by_itself(case: Case) -> None:
    storing = begun(case, AT_ONCE)
    storing.put(piece(1, cursor="1"))
    with storing._changed:
        assert storing._changed.wait_for(lambda: storing.stored.posts == 1, 30)
    storing.finish()


def test_many_posts_are_due_before_their_time(case: Case) -> None:
    storing = begun(case, StoringSettings(every_s=3600, posts=3))
    storing.put(piece(1, 2))
    storing.put(piece(3, 4))
    with storing._changed:
        assert storing._changed.wait_for(lambda: storing.stored.posts == 4, 30)
    storing.finish()


def test_where_nothing_is_to_be_kept_the_cursor_waits_for_its_time(case: Case) -> None:
    storing = begun(case, StoringSettings(every_s=0.0, quiet_every_s=3600))
    storing.put(quiet("10"))
    storing.put(quiet("20"))
    with storing._changed:
        assert not storing._changed.wait_for(lambda: storing.stored.batches > 0, 0.1)
    assert storing.finish().batches == 1
    (line,) = lines_of(case)
    assert last_cursor([line], "jetstream") == "20" and line.rejected[0].rows == 2 and not line.tables
    assert recorded_lines(read_recording(case.path, line.source.file)) == [b"like", b"like"]


def test_a_cursor_that_moved_on_alone_has_an_empty_recording(case: Case) -> None:
    storing = begun(case)
    storing.put(Piece([], Batch(), "30", redelivered=7))
    storing.finish()
    (line,) = lines_of(case)
    assert line.source.settings["redelivered"] == "7" and read_recording(case.path, line.source.file) == b""
    assert find_problems(case.path) == []


def test_whoever_brings_more_than_may_wait_has_to_wait(case: Case) -> None:
    storing = begun(case, StoringSettings(every_s=3600, most_bytes=100))
    assert storing.put(piece(1))
    assert storing.waiting_bytes > 100
    assert not storing.put(piece(2), wait_s=0.01)
    storing.flush(30)
    assert storing.put(piece(2), wait_s=0.01)
    storing.finish()


class Disk:
    """Counts what is written, and is full from the given write on."""

    def __init__(self, full_at: int | None) -> None:
        self.full_at, self.count = full_at, 0

    def step(self, *_told: object) -> None:
        self.count += 1
        if self.full_at is not None and self.count >= self.full_at:
            raise OSError(errno.ENOSPC, "No space left on device")

    def before(self, real: Callable[..., object]) -> Callable[..., object]:
        def stepped(*given: object, **named: object) -> object:
            self.step()
            return real(*given, **named)

        return stepped


class _Written(io.FileIO):
    disk: Disk

    def write(self, content: object) -> int:  # type: ignore[override]
        self.disk.step()
        return super().write(content)  # type: ignore[arg-type]


def opened_on(disk: Disk) -> Callable[..., object]:
    real = Path.open

    def open_counted(path: Path, mode: str = "r", *given: object, **named: object) -> object:
        if not set(mode) & set("wa+x") or path.name == "lock":
            return real(path, mode, *given, **named)  # type: ignore[arg-type]
        disk.step()
        file = _Written(path, mode.replace("b", ""))
        file.disk = disk
        return io.BufferedRandom(file) if "+" in mode else io.BufferedWriter(file)

    return open_counted


def full_disk(full_at: int | None) -> tuple[Disk, list[object]]:
    disk = Disk(full_at)
    return disk, [
        patch.object(Path, "open", opened_on(disk)),
        patch.object(os, "fsync", disk.before(os.fsync)),
        patch.object(Path, "replace", disk.before(Path.replace)),
    ]


def store_on(case: Case, full_at: int | None) -> tuple[Disk, BaseException | None]:
    disk, patches = full_disk(full_at)
    storing = begun(case)
    problem: BaseException | None = None
    for one in patches:
        one.start()  # type: ignore[attr-defined]
    try:
        storing.put(piece(3, 4, cursor="20"))
        storing.finish()
    except DataRejectedError as error:
        problem = error
    finally:
        for one in patches:
            one.stop()  # type: ignore[attr-defined]
    return disk, problem


def every_write(tmp_path: Path) -> Iterator[tuple[int, Case]]:
    """Yield each write of one batch by its number, with a case that holds a batch before it."""
    writes = None
    for number in range(1, 1_000):
        if writes is not None and number > writes:
            return
        case = create_case(tmp_path / f"case-{number}")
        first = begun(case)
        first.put(piece(1, 2, cursor="10"))
        first.finish()
        if writes is None:
            copy = create_case(tmp_path / "whole")
            disk, problem = store_on(copy, None)
            assert problem is None
            writes = disk.count
            assert writes > 8
        yield number, case


def test_a_disk_that_is_full_at_any_write_ends_it_and_harms_nothing(tmp_path: Path) -> None:
    for number, case in every_write(tmp_path):
        _, problem = store_on(case, number)
        acknowledged = last_cursor(lines_of(case), "jetstream")
        posts = open_case(case.path).posts().collect().height
        assert (posts, acknowledged) in ((2, "10"), (4, "20")), number
        if problem is None:
            assert acknowledged == "20", number
        else:
            assert "No space left on device" in str(problem) and "unisono watch" in str(problem), number
        check_recordings(case)
        assert all(problem["code"] in ("leftover", "torn_line") for problem in find_problems(case.path)), number
        # The next watcher goes on from the cursor, on a disk that has room.
        again = Storing(open_case(case.path), "jetstream", "bluesky_jetstream", LATER)
        again.start()
        again.put(piece(3, 4, 5, cursor="30") if acknowledged == "10" else piece(5, cursor="30"))
        again.finish()
        assert open_case(case.path).posts().collect()["post_id"].sort().to_list() == ["p1", "p2", "p3", "p4", "p5"]
        check_recordings(open_case(case.path))


def test_what_has_failed_is_told_to_whoever_brings_more(case: Case) -> None:
    storing = begun(case)
    with patch("unisono.watch.keeping.storing.write_recording", side_effect=OSError(errno.EIO, "Input/output error")):
        storing.put(piece(1))
        with pytest.raises(DataRejectedError, match="Input/output error"):
            storing.flush(30)
    with pytest.raises(DataRejectedError, match="Make room, then go on from there"):
        storing.put(piece(2))
    with suppress(DataRejectedError):
        storing.finish()
    assert not case.posts().collect().height


def test_small_segments_are_copied_together_now_and_then(case: Case) -> None:
    with (
        patch("unisono.watch.keeping.storing.MERGED_EVERY", 2),
        patch("unisono.watch.keeping.storing.start_merging") as merging,
    ):
        merging.return_value.is_alive.side_effect = [True]
        storing = begun(case)
        for number in range(4):
            storing.put(piece(number))
            storing.flush(30)
        assert storing.finish().posts == 4
    # The second time, the first was still under way; in the end it is waited for.
    assert merging.call_args_list == [call(case.path)]
    merging.return_value.join.assert_called_once_with()
