"""Lives of a network's members are those that were planted, and its week and subjects those of its posts."""

from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.dossiers.account.lives import SLEPT_FROM, START, TURNED, WOKE, lives_case
from unisono.cases import Case, Run
from unisono.cases.events import Event, keep_event
from unisono.dossiers.network.life import NetworkLife, lives_of_networks
from unisono.model.names import ACCOUNT_NAME
from unisono.model.tables import MEMBERS, NETWORKS, conform

GROUP = ("sleeper", "turncoat", "few")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Return the case of lives with a run in which GROUP is network 2, which turned, and two others are network 1."""
    case = lives_case(tmp_path_factory.mktemp("lives") / "case")
    keep_event(case.path, Event("vote", START + timedelta(days=210)))
    rows = [{"network": 2, "account": f"twitter:{one}"} for one in (*GROUP, "quiet")]
    rows += [{"network": 1, "account": f"twitter:o{number}"} for number in (1, 2)]
    networks = [{"network": 1, "size": 2}, {"network": 2, "size": 4, "turned_at": START + timedelta(days=TURNED)}]
    case.write_run(
        {"sources": case.sources().to_dicts()},
        {"members": conform(pl.DataFrame(rows), MEMBERS), "networks": conform(pl.DataFrame(networks), NETWORKS)},
    )
    return case


@pytest.fixture(scope="module")
def run(case: Case) -> Run:
    run = case.latest_run()
    assert run is not None
    return run


@pytest.fixture(scope="module")
def life(case: Case, run: Run) -> NetworkLife:
    return lives_of_networks(case, run, [2])[2]


def test_members_are_told_in_order_of_their_first_post_with_the_planted_silence(life: NetworkLife, case: Case) -> None:
    lives = {row["account"]: row for row in life.lives.iter_rows(named=True)}
    assert life.lives["first_at"].drop_nulls().is_sorted()
    assert life.lives["account"][-1] == "twitter:quiet"
    sleeper = lives["twitter:sleeper"]
    assert sleeper["woke_at"] == START + timedelta(days=WOKE)
    assert WOKE - SLEPT_FROM - 1 <= sleeper["silent_days"] <= WOKE - SLEPT_FROM
    assert sleeper["made_at"] == START - timedelta(days=100)
    assert [lives[f"twitter:{one}"]["woke_at"] for one in ("turncoat", "few", "quiet")] == [None] * 3
    posts = case.posts().filter(pl.col("account_id") == "sleeper").collect()
    assert (sleeper["posts"], sleeper["active_days"]) == (posts.height, posts["created_at"].dt.date().n_unique())


def test_days_and_hours_are_of_all_posts_and_the_others_are_the_rest(life: NetworkLife, case: Case) -> None:
    posts = case.posts().with_columns(ACCOUNT_NAME).collect()
    own = posts.filter(pl.col("account_id").is_in(list(GROUP)))
    counted = own.group_by("account", pl.col("created_at").dt.date().alias("day")).agg(
        pl.len().cast(pl.Int64).alias("posts")
    )
    assert life.days.equals(counted.sort("account", "day"))
    assert life.hours.posts == own.height
    assert int(life.others.sum()) == posts.height - own.height


def test_subjects_are_those_of_the_members_posts_on_both_sides_of_the_date(life: NetworkLife, case: Case) -> None:
    posts = case.posts().filter(pl.col("account_id").is_in(list(GROUP))).collect()
    before = posts.filter(pl.col("created_at") < START + timedelta(days=TURNED))
    assert (life.posts_before, life.posts_after) == (before.height, posts.height - before.height)
    shares = {row["item"]: (row["before"], row["after"]) for row in life.subjects.iter_rows(named=True)}
    with_tag = posts.filter(pl.col("hashtags").list.contains("vote")).height
    assert shares["#vote"] == (0.0, pytest.approx(with_tag / life.posts_after))


def test_a_network_that_did_not_turn_has_no_subjects_and_events_are_the_cases(case: Case, run: Run) -> None:
    lives = lives_of_networks(case, run, [1, 2])
    assert list(lives) == [1, 2]
    assert lives[1].subjects.is_empty() and lives[1].turned_at is None
    assert lives[1].events["name"].to_list() == ["vote"]
    assert lives_of_networks(case, run, []) == {}


def test_the_card_counts_who_was_made_active_asleep_and_awake(life: NetworkLife) -> None:
    card = life.as_json()
    assert (card["made"]["accounts"], card["active"]["accounts"], card["asleep"]["accounts"]) == (1, 3, 1)
    assert card["awake"]["first_at"] == card["awake"]["last_at"] == START + timedelta(days=WOKE)
    assert card["awake"]["together"] is None
    assert card["turned"]["at"] == START + timedelta(days=TURNED)
    assert sum(day["posts"] for day in card["days"]) == life.hours.posts
    assert max(day["accounts"] for day in card["days"]) <= 3
    assert card["uncollected"] == []


def test_who_has_too_few_posts_to_turn_is_counted_and_so_few_leave_it_open(case: Case, run: Run) -> None:
    lives = lives_of_networks(case, run, [1, 2])
    assert (lives[1].could_turn, lives[2].could_turn) == (2, 2)
    assert (
        lives[1].as_json()["turned"]["cannot_say"] == "2 of 2 accounts posted 20 times on 10 days or more; 3 are needed"
    )
    assert lives[2].no_turn_because is None


def test_posts_imported_after_the_run_are_not_in_its_lives(tmp_path: Path) -> None:
    case = lives_case(tmp_path / "case")
    members = conform(pl.DataFrame([{"network": 1, "account": "twitter:few"}]), MEMBERS)
    tables = {"members": members, "networks": conform(pl.DataFrame([{"network": 1}]), NETWORKS)}
    case.write_run({"sources": case.sources().to_dicts()}, tables)
    from unisono.cases import SourceRecord
    from unisono.model.batches import Batch
    from unisono.model.tables import POSTS

    later = case.posts().filter(pl.col("account_id") == "few").head(1).collect()
    later = later.with_columns(post_id=pl.lit("later"), source_sha256=pl.lit("cd" * 32))
    case.append([Batch(posts=conform(later, POSTS))], SourceRecord("later.jsonl", "cd" * 32, "twitter_v1"))
    run = case.latest_run()
    assert run is not None
    assert lives_of_networks(case, run, [1])[1].lives["posts"].to_list() == [7]
