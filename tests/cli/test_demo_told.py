"""A story's case is told what somebody who follows it would know, and its pages answer the story's questions."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from tests.exports.report.invented import START, build_case
from unisono.cases import SourceRecord, create_case
from unisono.cases.events import kept_events
from unisono.cases.targets import kept_targets
from unisono.cases.watchlists import find_watchlist
from unisono.cli.demo_folder import DemoFolder
from unisono.cli.demo_told import LIST, VOTE, answers, tell_case
from unisono.model.batches import Batch
from unisono.model.tables import ACCOUNTS, POSTS, REFERENCES, conform, empty
from unisono.worlds import World


def world_of(*networks: dict[str, Any]) -> World:  # Any: a world's truth
    accounts = [
        {"platform": "twitter", "account_id": "7", "handle": "ilva_s", "display_name": "Ilva Sorrendo"},
        {"platform": "twitter", "account_id": "8", "handle": "nameless", "display_name": None},
    ]
    truth = {"networks": list(networks), "marked": {}}
    return World(empty(POSTS), conform(pl.DataFrame(accounts), ACCOUNTS), empty(REFERENCES), truth)


def told(folder: Path, *networks: dict[str, Any]) -> Path:  # Any: a world's truth
    demo = DemoFolder(folder)
    case = create_case(demo.case)
    tell_case(case, demo, world_of(*networks))
    return case.path


def test_the_vote_is_the_day_after_the_sleepers_wake_and_who_is_attacked_is_a_target(tmp_path: Path) -> None:
    sleepers = {"playbook": "dormant_nets", "target": "twitter:7", "woke_at": "2018-08-05T00:00:00+00:00"}
    case = told(tmp_path, sleepers, {"playbook": "threat_wave", "target": "twitter:8"}, sleepers)
    assert kept_events(case).rows() == [(VOTE, datetime(2018, 8, 6, tzinfo=UTC), "invented")]
    targets = {target.name: (target.aliases, target.accounts) for target in kept_targets(case).targets}
    assert targets == {
        "Ilva Sorrendo": (("Ilva Sorrendo", "ilva_s"), ("7",)),
        "nameless": (("nameless",), ("8",)),
    }


def test_who_is_praised_is_no_target_and_a_story_without_sleepers_has_no_vote(tmp_path: Path) -> None:
    case = told(tmp_path, {"playbook": "theme_that_turns", "target": "twitter:7"})
    assert kept_targets(case).targets == ()
    assert kept_events(case).is_empty()


def test_a_published_list_is_kept(tmp_path: Path) -> None:
    (tmp_path / "watchlist.csv").write_text("handle,reason\nann,table 3\n", encoding="utf-8")
    case = told(tmp_path)
    (member,) = find_watchlist(case, LIST).members
    assert (member.handle, member.reason) == ("ann", "table 3")


def test_a_story_that_asks_nothing_has_no_answers_and_a_list_has_its_page(tmp_path: Path) -> None:
    case, run = build_case(tmp_path / "case")
    truth: dict[str, Any] = {"networks": [], "marked": {}}  # Any: a world's truth
    assert answers(case, run, truth) == []
    demo = DemoFolder(tmp_path)
    demo.watchlist.write_text("handle,reason\nnobody_here,table 3\n", encoding="utf-8")
    tell_case(case, demo, world_of())
    page, found = answers(case, run, truth)
    assert page == f"  unisono show {case.path} watchlist '{LIST}'"
    assert "0 of 1 members are in the case" in found


def test_a_pushed_tag_is_answered_with_what_it_says(tmp_path: Path) -> None:
    case, run = build_case(tmp_path / "case")
    tagged = {"platform": "twitter", "post_id": "t1", "account_id": "7", "created_at": START, "hashtags": [["Port"]]}
    posts = conform(pl.DataFrame(tagged), POSTS)
    case.append([Batch(posts=posts)], SourceRecord("more.csv", "1" * 64))
    lines = answers(case, run, {"networks": [{"tags": ["Port"]}, {"tags": ["Port", "other"]}], "marked": {}})
    assert lines[0] == f"  unisono show {case.path} hashtag Port"
    assert sum(line.startswith("  unisono") for line in lines) == 1
    assert all(line.startswith("    ") for line in lines[1:])
