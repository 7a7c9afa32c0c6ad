"""Texts in whose words many accounts tell who they are are found, in planted worlds and in no quiet one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import orjson
import polars as pl
import pytest

from unisono.content.near_duplicates import TextIndex
from unisono.content.templates import template_of
from unisono.detectors.scene import Scene
from unisono.detectors.testimony import FEWEST_ACCOUNTS, find, fixed_runs
from unisono.model.tables import ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, POSTS, conform, empty
from unisono.worlds import Planted, build_world, quiet

START = datetime(2018, 6, 1, tzinfo=UTC)
JOBS = ("nurse", "teacher", "farmer", "baker", "miner", "lawyer", "pilot", "doctor")


def scene_of(posts: pl.DataFrame) -> Scene:
    """Return the scene of posts, their texts put together where they are nearly the same."""
    own = posts.filter((pl.col("kind") != "repost") & pl.col("text").is_not_null())
    objects = TextIndex.build(own["text"], own["created_at"]).objects(own["text"]).alias("object")
    texts = own.select(
        pl.concat_str("platform", pl.lit(":"), "account_id").alias("account"),
        objects,
        pl.col("created_at").alias("at"),
        pl.concat_str("platform", pl.lit(":"), "post_id").alias("post"),
    ).drop_nulls("object")
    return Scene(empty(PAIRS), empty(NETWORKS), empty(MEMBERS), empty(ACTS), 0, texts, posts)


def posts_of(texts: list[str], kind: str = "post") -> pl.DataFrame:
    """Return posts in English by as many accounts, a minute apart."""
    rows = {
        "platform": ["x"] * len(texts),
        "post_id": [str(number) for number in range(len(texts))],
        "account_id": [f"account{number}" for number in range(len(texts))],
        "created_at": [START + timedelta(minutes=number) for number in range(len(texts))],
        "kind": [kind] * len(texts),
        "text": texts,
        "lang": ["en"] * len(texts),
    }
    return conform(pl.DataFrame(rows), POSTS)


def test_accounts_that_claim_different_things_in_the_same_words_are_found() -> None:
    texts = [f"As a {job}, I have seen enough of this city council and its promises" for job in JOBS]
    (row,) = find(scene_of(posts_of(texts))).iter_rows(named=True)
    assert (row["subject_kind"], row["value"], row["posts_count"]) == ("text", 8.0, 8)
    assert row["q"] <= 0.01
    assert row["because"].startswith(
        "8 accounts claim 8 different occupations of themselves in the same words: “As a ⟨"
    )
    assert "8 of 8 posts of this text carry a claim in the first person" in row["because"]
    assert orjson.loads(row["evidence"]) == {"kind": "text", "object": row["subject"]}


def test_the_same_claim_in_the_same_words_is_said_to_be_the_same() -> None:
    found = find(scene_of(posts_of(["As a nurse, I have seen enough of this city council and its promises"] * 6)))
    assert found["because"][0].startswith("6 accounts claim the same occupation of themselves in the same words")


def test_few_accounts_reposts_and_texts_without_a_claim_are_not_found() -> None:
    texts = [f"As a {job}, I have seen enough of this city council and its promises" for job in JOBS]
    assert find(scene_of(posts_of(texts[: FEWEST_ACCOUNTS - 1]))).height == 0
    reposts = scene_of(posts_of(texts))
    assert find(replace(reposts, posts=posts_of(texts, kind="repost"))).height == 0
    plain = [f"The {job} has seen enough of this city council and its promises" for job in JOBS]
    assert find(scene_of(posts_of(plain))).equals(pl.DataFrame(schema=FINDINGS))
    assert find(scene_of(posts_of([]))).height == 0


def test_words_that_people_use_anyway_are_not_found() -> None:
    same = ["I am a nurse"] * 6
    others = [f"I am a {job} and this is my {job} number {number}" for number in range(40) for job in JOBS]
    scene = scene_of(posts_of(same + others))
    together = scene.texts.with_columns(
        pl.when(pl.col("at") < START + timedelta(minutes=6)).then(pl.lit("t-same")).otherwise("post").alias("object")
    )
    assert find(replace(scene, texts=together)).height == 0


def test_runs_of_fixed_words_lie_between_slots() -> None:
    assert fixed_runs(template_of(["one two a three b", "one two c three d"])) == ["one two", "three"]
    assert fixed_runs(template_of(["one two"])) == ["one two"]


@pytest.mark.parametrize("seed", range(5))
def test_a_quiet_world_has_no_testimony(seed: int) -> None:
    world = build_world(quiet(posts=4_000, accounts=600), seed=seed)
    assert find(scene_of(world.posts)).height == 0


@pytest.mark.parametrize("seed", range(3))
def test_planted_testimony_is_found_in_most_of_the_accounts(seed: int) -> None:
    # They testify in five languages, each by itself: of 25 accounts, a language would have too few.
    planted = (Planted(playbook="testimony", size=50),)
    world = build_world(replace(quiet(posts=4_000, accounts=600), planted=planted), seed=seed)
    scene = scene_of(world.posts)
    found = find(scene)
    members = set(world.truth["networks"][0]["accounts"])
    named = {post for one in found["evidence"] for post in orjson.loads(one).get("posts", [])}
    told = scene.texts.filter(pl.col("post").is_in(sorted(named)))
    accounts = {name.split(":", 1)[1] for name in told["account"]}
    # One form a language: two templates, put together with six, six and five phrases.
    assert 4 <= found.height <= 6
    assert found["posts_count"].sum() == len(named)
    assert len(accounts & {name.split(":", 1)[-1] for name in members}) >= 0.9 * len(members)
    assert len(accounts - {name.split(":", 1)[-1] for name in members}) == 0


WERE = ("a proud nurse who voted for them", "a teacher with three children", "a farmer who never complained")
SAW = ("the night buses were taken away", "they sold the market hall", "nobody answered my letters")


def test_texts_that_are_put_together_from_the_same_runs_of_words_are_one_finding() -> None:
    texts = [f"All my life I was {was}, until {saw}." for was in WERE for saw in SAW]
    scene = scene_of(posts_of(texts))
    alone = replace(scene, texts=scene.texts.with_columns(pl.col("post").alias("object")))
    (row,) = find(alone).iter_rows(named=True)
    assert (row["value"], row["posts_count"]) == (9.0, 9)
    assert "in the same words, put together in 9 ways. Most often: “All my life I was" in row["because"]
    assert orjson.loads(row["evidence"])["kind"] == "posts"
    assert sorted(orjson.loads(row["evidence"])["posts"]) == [f"x:{number}" for number in range(9)]


def test_people_who_tell_of_themselves_each_in_their_own_words_are_not_found() -> None:
    texts = [
        "As a nurse I know how long the nights on this ward can be, and nobody pays for them",
        "I am a nurse and this is the first spring in years that I have slept well",
        "I used to be a teacher until my back gave in, and now I mend bicycles for the whole street",
        "All my life I was a farmer until the frost took our trees, ask anybody in the valley",
        "As a mother of two I would like the tram to come on time, just once a week",
        "I was a proud member of the choir until they moved the rehearsals to Sunday morning",
        "Speaking as a teacher, the new timetable is fine and the coffee is not",
    ]
    scene = scene_of(posts_of(texts))
    assert scene.claims.height == 5
    assert find(scene).height == 0
