"""Small segments are copied together beside the watcher, and a failure leaves them as they are."""

import errno
from pathlib import Path
from unittest.mock import patch

from tests.watch.live_posts import frame, post
from unisono.cases import Case, SourceRecord, create_case
from unisono.cases.merging import FEWEST
from unisono.model.batches import Batch
from unisono.watch.keeping.merging import LAST_BATCHES, merge_quietly, start_merging


def _case(folder: Path) -> Case:
    case = create_case(folder / "case")
    for number in range(FEWEST):
        case.append([Batch(posts=frame([post(float(number), "a")]))], SourceRecord(f"{number}", f"{number}", "x", {}))
    return case


def test_a_process_of_its_own_copies_small_segments_together(tmp_path: Path) -> None:
    case = _case(tmp_path)
    process = start_merging(case.path)
    process.join(120)
    assert process.exitcode == 0
    assert [file.name for file in (case.path / "derived" / "merged").glob("*-posts.parquet")]
    assert case.posts().collect().height == FEWEST


def test_where_copying_fails_nothing_is_said(tmp_path: Path) -> None:
    with patch("unisono.watch.keeping.merging.merge_small_segments", side_effect=OSError(errno.EIO, "x")) as merged:
        merge_quietly(tmp_path)
    assert merged.call_args.args == (tmp_path,)
    assert merged.call_args.kwargs == {"last": LAST_BATCHES}
