"""Windows, detectors and rules look at a stream as one, and a watcher that starts again does not say things twice."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import numpy as np
import polars as pl
import pytest

from tests.watch.streams import START
from unisono.cases import Case, SourceRecord, create_case
from unisono.cases.live.alerts import append_alert
from unisono.cases.live.cursors import cursor_settings
from unisono.cases.manifest import read_manifest
from unisono.model.batches import Batch
from unisono.model.tables import DELETIONS, POSTS, conform
from unisono.watch.claims import Claim
from unisono.watch.learnt import keep_learnt
from unisono.watch.looking import Looking, LookingSettings, begin_looking, last_posts, only
from unisono.watch.lookout import Lookout
from unisono.watch.rules import Rules
from unisono.watch.windows import WindowSettings

AT = datetime.fromtimestamp(START, UTC)
ALONE = LookingSettings(search=None)
CLAIM = Claim(
    detector="networks", subject_kind="network", subject="12 accounts", measure="size", value=12.0, expected=0.0, n=9,
    p=1e-9, chance_per_day=1e-6, window_s=600.0, because="12 accounts acted together.", event_at=AT, accounts=12,
    posts_count=40, who=frozenset({"a"}), arrived_at=START,
)  # fmt: skip


def posts(first: int, last: int, start_s: float = 0.0) -> pl.DataFrame:
    numbers = range(first, last)
    return conform(
        pl.DataFrame(
            {
                "platform": "bluesky",
                "post_id": [f"p{one}" for one in numbers],
                "account_id": [f"a{one % 7}" for one in numbers],
                "created_at": [AT + timedelta(seconds=start_s + one) for one in numbers],
                "text": "hello",
                "hashtags": [["vote"] for _ in numbers],
                "kind": "post",
            }
        ),
        POSTS,
    )


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return create_case(tmp_path / "case")


def stored(case: Case, table: pl.DataFrame, source: str = "jetstream") -> None:
    case.append([Batch(posts=table)], SourceRecord("r", source, "", cursor_settings(source, "1")))


def begun(case: Case, settings: LookingSettings = ALONE) -> Looking:
    return begin_looking(case, read_manifest(case.path / "manifest.jsonl"), "jetstream", settings)


def looked(looking: Looking, claims: Sequence[Claim]) -> list[str]:
    with patch.object(Lookout, "look", return_value=list(claims)):
        return [alert.subject for alert in looking.look(START)]


def test_posts_fill_the_windows_and_the_status_describes_them(case: Case) -> None:
    assert begun(case).describe()["watermark_at"] is None
    looking = begun(case)
    added = looking.add(posts(0, 50), pl.DataFrame(schema=DELETIONS), START + 60)
    assert added.posts == 50
    told = looking.describe()
    assert told["watermark_at"] is not None and told["networks"] == {} and "movers" in told
    looking.close()


def test_nothing_added_is_nothing_seen(case: Case) -> None:
    looking = begun(case)
    assert looking.add(posts(0, 0), pl.DataFrame(schema=DELETIONS), START).posts == 0
    assert list(looking.look(START)) == [] and list(looking.finish(START, is_stopped=False)) == []


def test_the_description_is_not_made_anew_for_every_alert(case: Case) -> None:
    looking = begun(case, replace(ALONE, describe_s=3600.0))
    assert looking.describe() is looking.describe()


def test_the_last_description_is_of_the_end(case: Case) -> None:
    looking = begun(case, replace(ALONE, describe_s=3600.0))
    looking.describe()
    looking.add(posts(0, 10), pl.DataFrame(schema=DELETIONS), START + 10)
    looking.finish(START + 11, is_stopped=False)
    assert looking.describe()["watermark_at"] is not None


def test_windows_are_filled_with_the_last_posts_of_the_same_source(case: Case) -> None:
    stored(case, posts(0, 10))
    stored(case, posts(100, 110), source="mastodon:x")
    stored(case, posts(10, 30, start_s=3_000))
    stored(case, posts(30, 40, start_s=3_000))
    lines = read_manifest(case.path / "manifest.jsonl")
    found = last_posts(case.path, [line for line in lines if line.source.sha256 == "jetstream"], reach_s=600)
    assert [table["post_id"][0] for table, _ in found] == ["p10", "p30"]
    looking = begun(case)
    again = looking.add(posts(30, 45, start_s=3_000), pl.DataFrame(schema=DELETIONS), START + 3_060)
    assert (again.posts, again.duplicates) == (5, 10)


def test_claims_become_alerts_once(case: Case) -> None:
    looking = begun(case)
    assert looked(looking, [CLAIM]) == ["12 accounts"]
    assert looked(looking, [CLAIM]) == []


def test_what_the_watcher_before_has_told_is_not_told_again(case: Case) -> None:
    with patch.object(Lookout, "look", return_value=[CLAIM]):
        (alert,) = begun(case).look(START)
    append_alert(case.path, alert)
    again = begun(case)
    other = replace(CLAIM, subject="9 accounts", who=frozenset({"b"}))
    assert looked(again, [CLAIM, other]) == ["9 accounts"]
    for day in (1, -1):
        other_day = replace(CLAIM, event_at=AT + timedelta(days=day))
        assert looked(begun(case), [other_day]) == ["12 accounts"]


def add_parts(looking: Looking, first: int, last: int, *, seconds: int) -> None:
    """Add posts of so many seconds at a time; the shortest window ends every ten."""
    for start in range(first, last, seconds):
        looking.add(posts(start, start + seconds), pl.DataFrame(schema=DELETIONS), time.time())


def test_a_watcher_that_starts_again_knows_what_was_usual_as_if_it_had_never_stopped(case: Case) -> None:
    whole = begun(case)
    add_parts(whole, 0, 1_500, seconds=30)
    stopped = begun(case)
    add_parts(stopped, 0, 810, seconds=30)
    stored(case, posts(0, 200))
    stored(case, posts(200, 810))
    unlearned = begun(case)
    stopped.close()
    again = begun(case)
    for looking in (again, unlearned):
        add_parts(looking, 810, 1_500, seconds=30)
    for length in (10.0, 60.0, 600.0):
        past, resumed = whole.windows.past(length), again.windows.past(length)
        assert resumed.windows == past.windows > 0
        assert resumed.totals.tolist() == pytest.approx(past.totals.tolist())
        assert len(resumed) == len(past)
    assert unlearned.windows.past(10.0).windows < whole.windows.past(10.0).windows


def test_what_was_kept_by_nobody_knows_whom_begins_anew(case: Case) -> None:
    keep_learnt(case.path, "jetstream", {"seeds": np.array([1, 2, 3], np.uint64)})
    looking = begun(case)
    add_parts(looking, 0, 100, seconds=10)
    assert looking.windows.past(10.0).windows > 0


def test_only_leaves_the_other_detectors_out() -> None:
    rules = only(Rules(), ["networks"])
    assert rules.of("networks").on and not rules.of("rising").on


class Searched:
    """A search for networks that has found something."""

    def __init__(self) -> None:
        self.numbers = {"networks": 1.0}
        self.problem = "the search for networks failed"
        self.ended = ""

    def results(self) -> list[Claim]:
        return [CLAIM]

    def finish(self) -> list[Claim]:
        self.ended = "finished"
        return [replace(CLAIM, subject="20 accounts", who=frozenset({"c"}))]

    def stop(self) -> None:
        self.ended = "stopped"


@pytest.mark.parametrize(("is_stopped", "subjects"), [(False, ["20 accounts"]), (True, [])])
def test_networks_are_told_as_they_are_found_and_a_last_search_is_waited_for(
    case: Case, is_stopped: bool, subjects: list[str]
) -> None:
    search = Searched()
    with patch("unisono.watch.looking.NetworkSearch.start", return_value=search):
        looking = begun(case, LookingSettings())
    assert looked(looking, []) == ["12 accounts"]
    described = looking.describe()
    assert (described["networks"], described["search_problem"]) == ({"networks": 1.0}, search.problem)
    assert [alert.subject for alert in looking.finish(START, is_stopped=is_stopped)] == subjects
    looking.close()
    assert search.ended == "stopped"


def test_rules_that_leave_networks_out_start_no_search(case: Case) -> None:
    with patch("unisono.watch.looking.NetworkSearch.start") as start:
        begun(case, LookingSettings(rules=only(Rules(), ["rising"]), windows=WindowSettings()))
    start.assert_not_called()
