"""Watching is entered when it starts and when it stops, with how far the recordings reach."""

from pathlib import Path

import polars as pl

from unisono.cases import SourceRecord, create_case
from unisono.cases.custody import catch_up, check_log
from unisono.cases.custody.watching import log_watch_started, log_watch_stopped
from unisono.model.batches import Batch


def test_start_and_stop_are_entered_and_no_batch_between(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    log_watch_started(case.path, "jetstream", {"track": ["vote"]})
    for number in (1, 2, 3):
        posts = pl.DataFrame({"platform": ["bluesky"], "post_id": [str(number)]})
        case.append([Batch(posts=posts)], SourceRecord(f"live/recordings/{number:06d}.jsonl.zst", f"{number:064}"))
    log_watch_stopped(case.path, "jetstream")
    _, started, stopped = check_log(case.path).entries
    assert started["details"] == {"track": ["vote"], "source": "jetstream"}
    assert stopped["details"] == {
        "recordings": 3,
        "first_recording": "live/recordings/000001.jsonl.zst",
        "last_recording": "live/recordings/000003.jsonl.zst",
        "last_recording_sha256": f"{3:064}",
        "segments": [1, 3],
        "stored": 3,
        "source": "jetstream",
    }
    assert catch_up(case.path) == 0


def test_a_watch_that_brought_nothing_says_so(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    log_watch_stopped(case, "stdin")
    assert check_log(case).entries[-1]["details"] == {"recordings": 0, "source": "stdin"}
