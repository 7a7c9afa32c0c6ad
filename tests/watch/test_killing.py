"""A watcher that is killed at any moment loses nothing that was acknowledged, and what comes next doubles nothing."""

from pathlib import Path

import polars as pl
import pytest

from tests.watch.killing import Killed, Killing, compare, kill_again_and_again
from tests.watch.streams import write_recording
from unisono.cases import SourceRecord, create_case
from unisono.importers.importing import import_files
from unisono.model.batches import Batch
from unisono.model.tables import POSTS, conform


@pytest.mark.slow
def test_after_twelve_kills_the_case_is_what_was_sent(tmp_path: Path) -> None:
    recording = write_recording(tmp_path / "events.jsonl", posts=20_000, accounts=3_000, seconds=3_600)
    killed = kill_again_and_again(recording.path, tmp_path, Killing(kills=12))
    assert killed.wrong == [] and killed.posts == 20_000
    assert len(set(killed.batches_at_kills)) > 3, "most kills met a watcher that had stored something since the last"


def test_a_case_that_lacks_or_doubles_something_would_be_told(tmp_path: Path) -> None:
    recording = write_recording(tmp_path / "some.jsonl", posts=50, seconds=60).path
    case = create_case(tmp_path / "case")
    list(import_files(case, [str(recording)]))
    again = case.posts().collect().head(1).with_columns(pl.lit("other").alias("post_id"))
    case.append([Batch(posts=conform(again, POSTS)), Batch(posts=conform(again, POSTS))], SourceRecord("x", "00"))
    killed = Killed()
    with pytest.raises(KeyError):
        compare(recording, case, tmp_path / "imported", killed)
    assert killed.wrong == [
        "posts: 0 rows are missing or differ, 1 are too many or differ",
        "1 posts were stored twice",
    ]
