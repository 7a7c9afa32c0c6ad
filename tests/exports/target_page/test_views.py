"""What the page shows, in its words."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from tests.dossiers.target.attacked_case import attacked_case
from unisono.dossiers.target.describing import card_of
from unisono.dossiers.target.log import attack_log
from unisono.dossiers.target.material import read_material
from unisono.exports.target_page.views import (
    POSTS_SHOWN,
    moment_text,
    sentences,
    severity_rows,
    view_days,
    view_episode,
    view_posts,
)


def test_the_most_severe_posts_come_first_and_addresses_in_them_are_broken(tmp_path: Path) -> None:
    log = attack_log(read_material(attacked_case(tmp_path / "case"), None, "Ilva"))
    linked = log.with_columns(pl.lit("see https://example.org/a").alias("text"))
    views = view_posts(pl.concat([linked] * 2), "UTC")
    assert len(views) == POSTS_SHOWN
    assert [one.severity for one in views] == sorted((one.severity for one in views), reverse=True)
    assert views[0].words == "see hxxps://example[.]org/a"
    assert views[0].source.startswith("mentions.jsonl, row ")


def test_files_are_named_without_the_folders_they_lay_in(tmp_path: Path) -> None:
    log = attack_log(read_material(attacked_case(tmp_path / "case"), None, "Ilva"))
    lying = log.head(1).with_columns(pl.lit("/home/ann/mentions.jsonl").alias("source_file"))
    assert view_posts(lying, "UTC")[0].source.startswith("mentions.jsonl, row ")


def test_every_day_of_the_case_has_a_bar_and_long_times_few() -> None:
    timeline = [{"day": date(2020, 1, 3), "posts": 4}, {"day": date(2020, 1, 5), "posts": 8}]
    bars = view_days(timeline, (date(2020, 1, 1), date(2020, 1, 6)))
    assert [(bar.posts, bar.height) for bar in bars] == [(0, 0), (0, 0), (4, 50.0), (0, 0), (8, 100.0), (0, 0)]
    many = view_days(timeline, (date(2019, 1, 1), date(2020, 12, 31)))
    assert len(many) <= 120
    assert sum(bar.posts for bar in many) == 12
    assert view_days([], (date(2020, 1, 1), date(2020, 1, 2))) == []


def test_an_episode_is_told_in_sentences(tmp_path: Path) -> None:
    case = attacked_case(tmp_path / "case")
    card = card_of(read_material(case, case.latest_run(), "Ilva"))
    view = view_episode(card["episodes"][0], "UTC")
    assert view.counts.startswith("248 posts by 40 accounts in 1.9 hours")
    assert view.severity == "248 of severity 4"
    assert "acted together in networks made 100% of these posts" in view.networks
    assert view.launchers.startswith("First more often than chance makes somebody first: @h500")
    assert severity_rows(card)[0][:2] == (4, 248)
    assert sentences(card)[0].startswith("249 posts of 41 accounts are against you")


def test_times_are_of_the_case_zone() -> None:
    at = datetime(2020, 1, 1, 23, tzinfo=UTC)
    assert moment_text(at, "Europe/Berlin") == "2020-01-02 00:00:00 Europe/Berlin"
    assert moment_text(None, "UTC") == "not known"
