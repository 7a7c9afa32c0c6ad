"""Those who change their subject together become findings of a network and of a cohort; the news does not."""

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import orjson
import polars as pl
import pytest

from tests.accounts.turning_town import START, crowd
from unisono.accounts.known import KnownAccounts
from unisono.detectors.scanning import scan_posts
from unisono.detectors.scene import Scene
from unisono.detectors.turn import find_turned
from unisono.detectors.turned_together import find, with_turning_times
from unisono.model.settings import ScanSettings
from unisono.model.tables import ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, TRACES, conform, empty
from unisono.worlds import Planted, WorldSettings, build_world


def scene_of(known: KnownAccounts, *networks: list[str]) -> Scene:
    rows = {"network": list(range(1, len(networks) + 1)), "accounts": list(networks)}
    table = conform(pl.DataFrame(rows, schema={name: NETWORKS[name] for name in rows}), NETWORKS)
    return Scene(empty(PAIRS), table, empty(MEMBERS), empty(ACTS), 0, empty(TRACES), known.posts, known)


@pytest.fixture(scope="module")
def turned() -> KnownAccounts:
    town = crowd(people=90)
    for number in range(8):
        town.live(f"t{number}", "football", then="vote", since=34.0 + number / 4)
    return town.known()


def test_a_network_and_a_cohort_are_found_with_what_they_share(turned: KnownAccounts) -> None:
    names = [f"here:t{number}" for number in range(8)]
    scene = scene_of(turned, names, [f"here:p{number}" for number in range(8)])
    found = find(scene)
    assert dict(found.schema) == FINDINGS
    network, cohort = found.to_dicts()
    assert (network["subject_kind"], network["subject"], network["n"]) == ("network", "1", 8)
    assert "of its 8 members with enough posts changed their subject from 2021-04-" in network["because"]
    assert "New with them: #vote" in network["because"]
    assert cohort["subject"].startswith("turned:2021-0")
    assert set(orjson.loads(cohort["evidence"])["accounts"]) <= set(names)
    posts = orjson.loads(cohort["evidence"])["posts"]
    assert len(posts) == cohort["posts_count"] > 0
    named = with_turning_times(scene.networks, turned)
    assert abs(named["turned_at"][0] - (START + timedelta(days=35))) < timedelta(days=4)
    assert named["turned_at"][1] is None
    assert named.schema == scene.networks.schema


def test_a_network_of_which_too_few_members_turned_has_no_date(turned: KnownAccounts) -> None:
    names = [f"here:t{number}" for number in range(8)]
    scene = scene_of(turned, [*names, *(f"here:p{number}" for number in range(20))])
    assert find(scene).filter(pl.col("subject_kind") == "network")["value"].to_list() == [8.0]
    assert with_turning_times(scene.networks, turned)["turned_at"].to_list() == [None]


def test_people_who_keep_to_their_subject_give_nothing() -> None:
    known = crowd(7, people=90).known()
    assert find(scene_of(known, [f"here:p{number}" for number in range(20)])).height == 0
    assert with_turning_times(empty(NETWORKS), known).height == 0


@pytest.fixture(scope="module")
def themed() -> tuple[KnownAccounts, dict[str, object]]:
    plan = Planted("theme_that_turns", size=40, level="medium", acts=30)
    world = build_world(WorldSettings(posts=24_000, accounts=1_200, days=60, planted=(plan,)), seed=2)
    return KnownAccounts(world.posts, world.accounts, world.accounts), world.truth["networks"][0]


def test_a_theme_that_turns_is_dated_and_named(themed: tuple[KnownAccounts, dict[str, object]]) -> None:
    known, truth = themed
    assert isinstance(truth["accounts"], list)
    names = [name if ":" in name else f"twitter:{name}" for name in truth["accounts"]]
    scene = scene_of(known, names)
    network, cohort = find(scene).to_dicts()
    assert network["value"] >= 0.8 * 40
    assert cohort["value"] >= 0.8 * 40
    changed = datetime.fromisoformat(str(truth["turned_at"]))
    assert abs(with_turning_times(scene.networks, known)["turned_at"][0] - changed) < timedelta(days=5)
    found = set(find_turned(known)["subject"])
    assert len(found & set(names)) >= 0.8 * 40
    assert len(found - set(names)) <= 2


def test_a_scan_dates_its_networks(themed: tuple[KnownAccounts, dict[str, object]]) -> None:
    known, truth = themed
    settings = ScanSettings(layers=("repost", "hashtag"), twin=False, only=("turned_together",))
    result = scan_posts(known.posts, known.profiles, None, settings)
    dates = result.tables["networks"]["turned_at"].drop_nulls().to_list()
    changed = datetime.fromisoformat(str(truth["turned_at"]))
    assert dates
    assert all(abs(date - changed) < timedelta(days=5) for date in dates)


@pytest.mark.parametrize("share", [1.0, 0.6, 0.3, 0.1])
def test_an_event_of_which_many_speak_turns_nobody_together(share: float) -> None:
    world = build_world(WorldSettings(posts=15_000, accounts=800, days=60), seed=3)
    known = KnownAccounts(with_event(world.posts, share, np.random.default_rng(1)))
    names = known.turns.table["account"].sort().to_list()
    found = find(scene_of(known, names[:30], names[30:60]))
    assert found.height == 0
    if share > 0.5:
        assert find_turned(known).height == 0


def with_event(posts: pl.DataFrame, share: float, rng: np.random.Generator) -> pl.DataFrame:
    """Return the posts of a world in which this share of the accounts speaks of a flood, each as much as it cares."""
    names = posts["account_id"].unique().sort()
    cares = (rng.random(len(names)) < share) * rng.beta(1.5, 2.0, len(names))
    own = posts.join(pl.DataFrame({"account_id": names, "cares": cares}), on="account_id", maintain_order="left")
    first, last = posts["created_at"].min(), posts["created_at"].max()
    days = (own["created_at"] - (first + (last - first) * 0.55)).dt.total_seconds().to_numpy() / 86_400
    speaks = (days >= 0) & (rng.random(posts.height) < own["cares"].to_numpy() * np.exp(-np.maximum(days, 0) / 30))
    words = ("river", "flood", "water", "bridge", "rescue", "boats", "rain", "mayor", "shelter")
    texts = [" ".join(rng.choice(words, 7)) for _ in range(posts.height)]
    return posts.with_columns(
        text=pl.when(pl.Series(speaks)).then(pl.Series(texts)).otherwise("text"),
        hashtags=pl.when(pl.Series(speaks)).then(pl.lit(["FloodInTown", "HelpTheTown"])).otherwise("hashtags"),
    )


def test_replacing_the_posts_of_known_accounts_looks_for_turns_anew(turned: KnownAccounts) -> None:
    fewer = replace(turned, posts=turned.posts.filter(pl.col("account_id").str.starts_with("p")))
    assert fewer.turns.table.height == turned.turns.table.height - 8
