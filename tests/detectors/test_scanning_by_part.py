"""A scan of parts says what a scan of the whole says."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tests.detectors.small_world import world
from unisono.cases import Case, SourceRecord, create_case
from unisono.cases.folder import posts_by_part
from unisono.content.pictures.case_pictures import case_pictures
from unisono.content.pictures.words import words_of_pictures
from unisono.detectors.scanned_parts import ScannedParts
from unisono.detectors.scanning import ScanResult, scan_case
from unisono.detectors.scanning_by_part import arrays_of, is_read_by_part, read_layers
from unisono.model.batches import Batch
from unisono.model.scan_steps import ScanStep, tell_nobody
from unisono.model.settings import ScanSettings
from unisono.traces import Likeness
from unisono.worlds.written import STARTS_AT

ALL_AT_ONCE, BY_PART = ScanSettings(), ScanSettings(memory_bytes=1)
UNLIKE = ("started_at", "seconds", "run", "settings")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A case in several files, of which the second repeats some posts of the first."""
    made, whole = create_case(tmp_path_factory.mktemp("by_part") / "case"), world()
    posts = whole.posts
    half = Batch(posts[: posts.height // 2], whole.accounts, whole.references)
    rest = [Batch(posts[begin : begin + 900]) for begin in range(posts.height // 2 - 200, posts.height, 900)]
    made.append([half], SourceRecord("one", "1" * 64))
    made.append(rest, SourceRecord("two", "2" * 64))
    return made


def assert_same(one: ScanResult, other: ScanResult) -> None:
    assert set(one.tables) == set(other.tables)
    for name, table in one.tables.items():
        assert_frame_equal(table, other.tables[name], check_exact=True)
    left, right = ({key: value for key, value in each.record.items() if key not in UNLIKE} for each in (one, other))
    assert left == right


@pytest.mark.parametrize("only", [None, ("co_action",)])
def test_the_result_is_that_of_a_scan_of_all_posts_at_once(case: Case, only: tuple[str, ...] | None) -> None:
    whole, parts = (scan_case(case, replace(settings, only=only)) for settings in (ALL_AT_ONCE, BY_PART))
    assert whole.tables["networks"].height > 1
    assert_same(parts, whole)


def test_only_posts_of_the_span_are_read(case: Case) -> None:
    span = ScanSettings(since=STARTS_AT.replace(day=3), until=STARTS_AT.replace(day=7), only=("co_action",))
    assert_same(scan_case(case, replace(span, memory_bytes=1)), scan_case(case, span))


def test_posts_are_read_by_part_where_they_do_not_fit(case: Case, tmp_path: Path) -> None:
    assert not is_read_by_part(case, ALL_AT_ONCE)
    assert is_read_by_part(case, BY_PART)
    assert not is_read_by_part(create_case(tmp_path / "empty"), BY_PART)


def test_posts_of_a_large_case_are_read_by_part(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unisono.detectors.scanning_by_part.MOST_TRACES", 100)
    assert is_read_by_part(case, ALL_AT_ONCE)
    assert pl.DataFrame(case.posts().collect()).height > 100


def test_numbers_that_do_not_fit_are_kept_in_files_that_leave_nothing_behind(case: Case) -> None:
    before = sorted(case.path.rglob("*"))
    assert arrays_of(case, BY_PART, 1000).are_in_files
    assert not arrays_of(case, ALL_AT_ONCE, 1000).are_in_files
    read = ScannedParts(posts_by_part(case), BY_PART, words_of_pictures(case_pictures(case)))
    assert read.count().posts > 1000
    layers = read_layers(read, None, BY_PART, Likeness(), tell_nobody, arrays=arrays_of(case, BY_PART, 1000))
    table = layers.finish(read).layers[0].table
    assert isinstance(table.times.base, np.memmap) and isinstance(table.accounts.base, np.memmap)
    assert sorted(case.path.rglob("*")) in (before, sorted([*before, case.path / "derived"]))


@pytest.mark.parametrize(
    ("step", "only"),
    [
        ("Reading profiles", ("co_action",)),
        ("Comparing accounts: repost", ("co_action",)),
        ("Describing networks", ("co_action",)),
        ("Detector: turn", None),
    ],
)
def test_a_scan_that_was_stopped_goes_on_and_finds_the_same(
    case: Case, monkeypatch: pytest.MonkeyPatch, step: str, only: tuple[str, ...] | None
) -> None:
    monkeypatch.setattr("unisono.detectors.scanning_by_part.LEAST_BYTES_KEPT", 1)
    settings = replace(BY_PART, only=only)

    def stop(told: ScanStep) -> None:
        if told.name == step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        scan_case(case, settings, stop)
    runs, again = case.runs(), scan_case(case, settings)
    assert len(case.runs()) == len(runs) + 1
    resumed = again.record.get("resumed", [])
    assert ("layers" in resumed, "twin-repost" in resumed) == (
        step != "Reading profiles",
        step in ("Describing networks", "Detector: turn"),
    )
    whole = scan_case(case, settings)
    assert "resumed" not in whole.record
    assert_same(
        ScanResult({**again.record, "resumed": None}, again.tables),
        ScanResult({**whole.record, "resumed": None}, whole.tables),
    )
    assert not (case.path / "derived" / "unfinished-scan").exists()
