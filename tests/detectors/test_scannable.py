"""Whether a case has anything to scan."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.detectors.small_world import case_of, world
from unisono.cases import create_case
from unisono.detectors.scannable import require_posts
from unisono.model.errors import DataRejectedError, UsageError
from unisono.model.settings import ScanSettings


def test_a_case_without_posts_is_told_how_to_get_some(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no posts"):
        require_posts(create_case(tmp_path / "case"), ScanSettings())


def test_a_time_without_a_post_is_refused_with_the_times_that_there_are(tmp_path: Path) -> None:
    case = case_of(tmp_path / "case", world())
    assert require_posts(case, ScanSettings()) == case.counts()[0]
    with pytest.raises(UsageError, match="Its posts are from"):
        require_posts(
            case, ScanSettings(since=datetime(1999, 1, 1, tzinfo=UTC), until=datetime(2000, 1, 1, tzinfo=UTC))
        )


def test_segments_that_were_removed_are_told_before_anything_is_computed(tmp_path: Path) -> None:
    case = case_of(tmp_path / "case", world())
    shutil.rmtree(case.path / "segments")
    with pytest.raises(DataRejectedError, match=r"it is missing\. Restore it from a copy"):
        require_posts(case, ScanSettings())
