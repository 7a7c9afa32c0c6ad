"""The life of a network on the page: facts, figures where there is something to draw, and nothing that a copy hides."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.exports.report.invented import START, Shape, build_case
from unisono.dossiers.network.life import NetworkLife, lives_of_networks
from unisono.exports.report.amounts import Clock
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.life_views import LifeView, life_facts, view_life
from unisono.exports.report.limits import Limits
from unisono.model.tables import EVENTS


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> NetworkLife:
    case, run = build_case(tmp_path_factory.mktemp("life") / "case", [Shape(14, 30)])
    return lives_of_networks(case, run, [1])[1]


def view(life: NetworkLife, disclosure: Disclosure | None = None) -> LifeView:
    return view_life(1, life, disclosure or Disclosure(), Clock(), Limits())


def test_all_three_figures_are_drawn_and_name_the_accounts(life: NetworkLife) -> None:
    shown = view(life)
    assert shown.raster and shown.week and shown.subjects
    assert "twitter:10000000877" in shown.raster.svg
    assert "posts from then on." in shown.turned
    assert shown.no_week == ""


def test_events_of_the_case_are_lines_in_the_raster(life: NetworkLife) -> None:
    at = life.lives["first_at"].min()
    assert at is not None
    events = pl.DataFrame([{"name": "the vote", "at": at + timedelta(days=1), "source": None}], schema=EVENTS)  # type: ignore[operator]  # a time
    raster = view(replace(life, events=events)).raster
    assert raster is not None and ">the vote<" in raster.svg


def test_a_copy_for_the_public_shows_neither_names_nor_single_words(life: NetworkLife, tmp_path: Path) -> None:
    rows = [
        {"item": "bridge", "kind": "word", "before": 0.1, "after": 0.9},
        {"item": "#vote", "kind": "hashtag", "before": 0.1, "after": 0.9},
    ]
    told = replace(life, subjects=pl.DataFrame(rows))
    public = view(told, Disclosure("public", b"k" * 32))
    assert public.words_withheld
    assert public.subjects is not None and "bridge" not in public.subjects and "#vote" in public.subjects
    assert public.raster is not None and "twitter:" not in public.raster.svg and "account-" in public.raster.svg
    assert not view(told).words_withheld


def test_too_few_posts_have_no_week_and_say_so(life: NetworkLife) -> None:
    few = replace(life, hours=replace(life.hours, counts=life.hours.counts * 0 + 0))
    shown = view(few)
    assert shown.week is None
    assert shown.no_week == "fewer than 30 posts with an hour (n = 0)"
    assert shown.quiet == ""


def test_facts_count_who_slept_and_say_what_is_not_known(life: NetworkLife) -> None:
    facts = dict(life_facts(life, Clock()))
    assert facts["Made"] == "not stated"
    assert facts["Asleep"] == "none had a long silence, at least three times as long as its others"
    assert "Awake" not in facts
    nobody = dict(life_facts(replace(life, turned_at=None, could_turn=0), Clock()))
    assert nobody["Turned"] == "cannot say: 0 of 14 accounts posted 20 times on 10 days or more; 3 are needed"
    enough = dict(life_facts(replace(life, turned_at=None, could_turn=9), Clock()))
    assert enough["Turned"] == "not together beyond chance (9 of 14 have posts enough to tell)"
    woken = life.lives.with_columns(
        pl.when(pl.int_range(pl.len()) < 3).then(pl.lit(START)).alias("woke_at").cast(pl.Datetime("us", "UTC")),
        pl.lit(90.0).alias("silent_days"),
    )
    slept = dict(life_facts(replace(life, lives=woken, woke_at=None), Clock()))
    assert slept["Asleep"] == "3 of 14, half of them for 90 days or more"
    assert slept["Awake"] == "1 June 2018; not together beyond chance"
    assert dict(life_facts(replace(life, lives=woken, woke_at=START), Clock()))["Awake"].endswith("from 1 June 2018 on")
