"""The stream that watching is measured on is read to the last post, and its pushes lie where the truth says."""

import json
from pathlib import Path

import polars as pl
import pytest
import zstandard
from benchmarks.live.recording import KINDS, START_US, Plan, Planted, Push, pushes_every, write_recording

from unisono.cases import Case, create_case
from unisono.importers.importing import import_files

PLAN = Plan(
    posts_per_s=60,
    seconds=60,
    peak_per_s=200,
    peak_seconds=3,
    pushes=tuple(Push.of(kind, 3.0 + number * 6) for number, kind in enumerate(KINDS)),
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, list[Planted], dict[str, object]]:
    folder = tmp_path_factory.mktemp("recording")
    planted = write_recording(folder / "stream.jsonl.zst", PLAN)
    case = create_case(folder / "case")
    (line,) = import_files(case, [str(folder / "stream.jsonl.zst")])
    return case, planted, line


def test_every_event_is_a_post_of_its_own(written: tuple[Case, list[Planted], dict[str, object]]) -> None:
    _, planted, line = written
    assert line["format"] == "bluesky_jetstream"
    assert line["stored"] == line["read"] == PLAN.posts + sum(push.posts for push in planted)


def test_pushes_are_by_their_accounts_within_their_time(
    written: tuple[Case, list[Planted], dict[str, object]],
) -> None:
    case, planted, _ = written
    posts = case.posts().with_columns(pl.col("created_at").dt.timestamp("us").alias("us")).collect()
    assert [push.kind for push in planted] == list(KINDS)
    for push in planted:
        own = posts.filter(pl.col("account_id").is_in(push.accounts))
        assert own.height == push.posts
        assert (own["us"].min(), own["us"].max()) == (push.first_us, push.last_us)
        assert 0 < push.last_us - push.first_us <= 30_000_000
    by_kind = {push.kind: posts.filter(pl.col("account_id").is_in(push.accounts)) for push in planted}
    assert by_kind["hashtag"]["hashtags"].explode().n_unique() == 1
    assert by_kind["link"]["urls"].explode().n_unique() == 1
    assert by_kind["text"]["text"].n_unique() == 1
    assert by_kind["repost"]["ref_post_id"].n_unique() == 1
    assert by_kind["network"]["ref_post_id"].n_unique() == 12


def test_events_lie_in_order_of_time_and_the_peak_at_the_end(tmp_path: Path) -> None:
    write_recording(tmp_path / "a.zst", PLAN)
    with zstandard.open(tmp_path / "a.zst", "rt") as file:
        times = [json.loads(line)["time_us"] for line in file]
    assert times == sorted(times)
    assert times[0] == START_US
    assert sum(time >= START_US + 60_000_000 for time in times) == 600


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        write_recording(tmp_path / name, PLAN)
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
    assert (tmp_path / "a.jsonl.truth.json").read_text() == (tmp_path / "b.jsonl.truth.json").read_text()


def test_pushes_end_before_the_steady_stream_does() -> None:
    pushes = pushes_every(20.0, 120.0)
    assert [push.at_s for push in pushes] == [20.0, 40.0, 60.0, 80.0]
    assert all(push.at_s + push.seconds < 120 for push in pushes)
    assert pushes_every(20.0, 30.0) == ()
