"""Accounts are found whose claims no one person can make, against what others' claims give."""

from datetime import UTC, datetime, timedelta

import orjson
import polars as pl

from unisono.detectors.contradicting_claims import FEWEST_OTHERS, Claimant, claimants, compare, find
from unisono.detectors.scene import Scene
from unisono.model.tables import ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, POSTS, TRACES, conform, empty
from unisono.worlds import build_world, quiet

START = datetime(2018, 6, 1, tzinfo=UTC)
MANY = [
    "I'm a nurse, believe me",
    "I am a truck driver and I vote",
    "as a teacher, I say no",
    "I'm a farmer with no time for this",
    "speaking as a mother of two",
    "I am a father and I worry",
    "I'm 24 years old",
    "I'm 61 years old",
]


def scene_of(said: list[tuple[str, str]], kind: str = "post") -> Scene:
    """Return the scene of posts given as (account, text), a minute apart."""
    rows = {
        "platform": ["x"] * len(said),
        "post_id": [f"{number:04}" for number in range(len(said))],
        "account_id": [account for account, _ in said],
        "created_at": [START + timedelta(minutes=number) for number in range(len(said))],
        "kind": [kind] * len(said),
        "text": [text for _, text in said],
        "lang": ["en"] * len(said),
    }
    posts = conform(pl.DataFrame(rows), POSTS)
    return Scene(empty(PAIRS), empty(NETWORKS), empty(MEMBERS), empty(ACTS), 0, empty(TRACES), posts)


def others(count: int) -> list[tuple[str, str]]:
    """Return posts of people who are what they say."""
    return [(f"person{number}", text) for number in range(count) for text in ("I'm a nurse", "I'm a mother of two")]


def test_an_account_that_claims_to_be_everybody_is_found_with_its_posts() -> None:
    (row,) = find(scene_of(others(60) + [("many", text) for text in MANY])).iter_rows(named=True)
    assert (row["subject"], row["value"], row["expected_basis"]) == ("x:many", 4.0, "measured")
    assert row["q"] <= 0.01
    assert "4 occupations (farmer, nurse, teacher, trucker)" in row["because"]
    assert "mother and father" in row["because"]
    assert "24 and 61 years old" in row["because"]
    assert orjson.loads(row["evidence"]) == {"kind": "posts", "posts": [f"x:{120 + number:04}" for number in range(8)]}


def test_nothing_is_said_where_too_few_others_make_claims() -> None:
    said = [("many", text) for text in MANY]
    assert find(scene_of(others(FEWEST_OTHERS - 1) + said)).height == 0
    assert find(scene_of(others(FEWEST_OTHERS) + said)).height == 1
    assert find(scene_of([])).equals(pl.DataFrame(schema=FINDINGS))


def test_reposts_quotes_and_former_lives_contradict_nothing() -> None:
    assert find(scene_of(others(60) + [("many", text) for text in MANY], kind="repost")).height == 0
    assert find(scene_of(others(60) + [("many", f'He said "{text}"') for text in MANY])).height == 0
    former = [f"I used to be a {job} until today" for job in ("nurse", "teacher", "farmer", "baker", "miner")]
    assert find(scene_of(others(60) + [("many", text) for text in former])).height == 0


def test_where_everybody_contradicts_themselves_nobody_is_found() -> None:
    assert find(scene_of([(f"account{number}", text) for number in range(40) for text in MANY])).height == 0


def test_two_jobs_and_one_odd_claim_are_not_enough() -> None:
    said = [("busy", "I'm a nurse"), ("busy", "I'm a farmer"), ("busy", "I am a father"), ("busy", "I am a mother")]
    assert find(scene_of(others(60) + said)).height == 0


def test_others_with_like_as_many_claims_are_compared_where_there_are_enough() -> None:
    everyone = [Claimant(f"few{number}", 2, ()) for number in range(40)]
    everyone += [Claimant(f"many{number}", 20, ()) for number in range(35)]
    compared = compare(everyone)
    assert compared["few0"].others == 39
    assert compared["many0"].others == 34
    assert compared["many0"].expected == 20 * 0.5 / (34 * 20)
    assert compare(everyone[:30]) == {}


def test_an_account_with_one_claiming_post_is_no_claimant() -> None:
    claims = pl.DataFrame(
        {
            "account": ["a", "a", "b", "b"],
            "at": [START, START, START, START + timedelta(days=1)],
            "post": ["1", "1", "2", "3"],
            "kind": ["occupation"] * 4,
            "meaning": ["nurse", "baker", "nurse", "nurse"],
        }
    )
    assert [one.account for one in claimants(claims)] == ["b"]


def test_a_quiet_world_has_no_contradicting_claims() -> None:
    world = build_world(quiet(posts=4_000, accounts=600), seed=1)
    scene = Scene(empty(PAIRS), empty(NETWORKS), empty(MEMBERS), empty(ACTS), 0, empty(TRACES), world.posts)
    assert find(scene).height == 0
