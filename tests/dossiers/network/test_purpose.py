"""Tests of what accounts post for over time."""

from datetime import datetime, timedelta
from pathlib import Path

import orjson
import polars as pl
import pytest

from tests.dossiers.network.bought_voices import DAYS, SHOPS, TURNED_AT, TURNED_DAY, VOICES, bought_voices
from tests.dossiers.written_case import START, put_in_network, write_case
from unisono.cases import Case, SourceRecord, create_case
from unisono.cases.events import Event, keep_event
from unisono.dossiers.network.purpose import purpose_of_accounts, purposes_of_networks
from unisono.dossiers.network.purpose_mix import PurposeMix
from unisono.model.batches import Batch
from unisono.worlds import build_world
from unisono.worlds.settings import Planted, WorldSettings

ACCOUNTS = [f"twitter:{voice}" for voice in VOICES]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return bought_voices(tmp_path_factory.mktemp("voices") / "case")


@pytest.fixture(scope="module")
def purpose(case: Case) -> PurposeMix:
    return purpose_of_accounts(case, ACCOUNTS)


def test_shares_are_those_of_all_their_posts(purpose: PurposeMix) -> None:
    assert (purpose.posts, purpose.posts_found, purpose.texts) == (4 * DAYS, 4 * DAYS, DAYS)
    assert purpose.shares["commercial"] == pytest.approx(TURNED_DAY / DAYS)
    assert purpose.shares["political"] == pytest.approx(1 - TURNED_DAY / DAYS)
    assert purpose.others.shares["unknown"] == 1.0
    assert purpose.others.posts == 2 * DAYS
    assert purpose.breadth == pytest.approx(1.89, abs=0.01)
    assert purpose.declared == 1


def test_the_change_is_dated(purpose: PurposeMix) -> None:
    assert purpose.crossover_at == TURNED_AT
    assert purpose.crossover is not None
    assert (purpose.crossover.from_, purpose.crossover.to) == ("commercial", "political")
    assert purpose.others_after is not None
    assert purpose.others_after.shares["political"] == 0.0


def test_they_are_for_hire_by_the_sites_that_they_link_to(purpose: PurposeMix) -> None:
    assert purpose.for_hire is True
    assert purpose.hire.advertisers == pytest.approx(SHOPS, abs=0.3)


def test_the_mix_is_told_by_weeks_that_hold_all_posts(purpose: PurposeMix) -> None:
    assert purpose.by == "week"
    assert sum(one.mix.posts for one in purpose.over_time) == purpose.posts
    assert all(one.start.weekday() == 0 and one.end - one.start == timedelta(days=6) for one in purpose.over_time)
    first, last = purpose.over_time[0].mix, purpose.over_time[-1].mix
    assert (first.posts, first.shares["commercial"]) == (12, None)
    assert (last.posts, last.shares["political"]) == (24, 1.0)


@pytest.mark.parametrize(
    ("days", "by", "last"),
    [(10, "day", (2018, 6, 10)), (800, "month", (2020, 8, 31))],
)
def test_short_spans_are_told_by_days_and_long_ones_by_months(
    tmp_path: Path, days: int, by: str, last: tuple[int, int, int]
) -> None:
    rows = [{"account": "a", "minutes": day * 1440, "text": f"Loaf {day} is out"} for day in range(days)]
    found = purpose_of_accounts(write_case(tmp_path / "case", rows), ["twitter:a"])
    assert found.by == by
    end = (START + timedelta(days=days - 1)).date()
    assert found.over_time[-1].start <= end <= found.over_time[-1].end
    if by == "month":
        assert (found.over_time[-1].end + timedelta(days=1)).day == 1
    assert sum(one.mix.posts for one in found.over_time) == days


def test_words_and_posts_behind_it_are_named(case: Case, purpose: PurposeMix) -> None:
    assert {"reason": "order now", "posts": 4 * TURNED_DAY} in purpose.reasons["commercial"]
    assert {"reason": "election", "posts": 4 * (DAYS - TURNED_DAY)} in purpose.reasons["political"]
    texts = case.posts().select(pl.format("twitter:{}", "post_id").alias("post"), "text").collect()
    for kind, word in (("commercial", "Order"), ("political", "candidate")):
        shown = texts.filter(pl.col("post").is_in(purpose.examples[kind]))["text"]
        assert shown.len() == 3
        assert shown.str.contains(word).all()


def test_the_document_is_json_and_has_all_of_it(purpose: PurposeMix) -> None:
    document = orjson.loads(orjson.dumps(purpose.as_json()))
    assert document["crossover"]["to"] == "political"
    assert document["over_time"][0]["start"] == str(purpose.over_time[0].start)
    assert {"shares", "low", "high", "for_hire", "says", "innocent", "others", "cannot_say"} <= set(document)


def test_networks_get_the_purpose_of_their_members(tmp_path: Path) -> None:
    case = bought_voices(tmp_path / "case")
    put_in_network(case, VOICES)
    run = case.latest_run()
    assert run is not None
    found = purposes_of_networks(case, run, [1])
    assert list(found) == [1]
    assert found[1] == purpose_of_accounts(case, ACCOUNTS)
    assert purposes_of_networks(case, run, []) == {}


def test_nobody_and_the_silent_have_no_purpose(case: Case) -> None:
    for accounts in ([], ["twitter:nobody"]):
        nobody = purpose_of_accounts(case, accounts)
        assert nobody.cannot_say is not None
        assert (nobody.for_hire, nobody.crossover_at, nobody.over_time) == (None, None, ())
    silent = purpose_of_accounts(case, ["twitter:o0"])
    assert silent.cannot_say == f"cannot say: in none of {DAYS} posts was a purpose recognised"
    assert silent.for_hire is None


def test_what_the_case_was_told_of_counts(tmp_path: Path) -> None:
    case = bought_voices(tmp_path / "case")
    keep_event(case.path, Event("Loaf", datetime.fromisoformat("2018-06-10T00:00:00+00:00")))
    assert purpose_of_accounts(case, ["twitter:o0"]).shares["political"] == 1.0


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_planted_hired_accounts_are_dated_within_days_and_people_are_not_for_hire(tmp_path: Path, seed: int) -> None:
    planted = Planted("adverts_then_party", size=30, level="medium", acts=40, name="hired")
    world = build_world(WorldSettings(posts=6_000, accounts=800, days=28, planted=(planted,)), seed=seed)
    case = create_case(tmp_path / "case")
    batch = Batch(posts=world.posts, accounts=world.accounts, references=world.references)
    case.append([batch], SourceRecord("world", "cd" * 32, "twitter_v1"))
    truth = next(one for one in world.truth["networks"] if one["playbook"] == "adverts_then_party")
    found = purpose_of_accounts(case, truth["accounts"])
    assert found.crossover_at is not None
    assert abs(found.crossover_at - datetime.fromisoformat(truth["turned_at"])) <= timedelta(days=5)
    assert found.crossover is not None
    assert (found.crossover.from_, found.crossover.to) == ("commercial", "political")
    assert found.for_hire is True
    names = case.posts().select(pl.format("{}:{}", "platform", "account_id")).unique().collect().to_series()
    people = sorted(set(names) - set(truth["accounts"]))[:100]
    others = purpose_of_accounts(case, people)
    assert others.for_hire is not True
    assert others.crossover is None
